//! `List-Unsubscribe-Post` says something else than `List-Unsubscribe=One-Click`.
//!
//! RFC 8058 leaves no room: the field body is exactly this pair, with at most one blank before it, no comment and
//! nothing after it. Letter case is free by the grammar, though everybody writes it as above.
//!
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: One-Click
//!                        ~~~~~~~~~ one-click-value
//! ```
//! # Fixed
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post:  List-Unsubscribe=One-Click
//!                       ~~ one-click-value
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post:List-Unsubscribe=One-Click
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};

const VALUE: &str = "List-Unsubscribe=One-Click";

/// The rule.
pub static RULE: Rule = Rule {
    id: "one-click-value",
    group: Group::Unsubscribe,
    fixes: Fixes::Safe,
    sources: &[Source::rfc(8058, "3.1"), Source::rfc(8058, "5")],
    title: Text::new("List-Unsubscribe-Post has a wrong value", "List-Unsubscribe-Postの値が違います"),
    why: Text::new(
        "A receiver compares this field with the one value that RFC 8058 allows. Anything else counts as no one-click \
         at all, so the unsubscribe button does not appear.",
        "受信側は、このフィールドをRFC 8058が認めるただ1つの値と照合します。違っていればワンクリック非対応とみなされ、配信停止ボタンは表示されません。",
    ),
    help: Text::new(
        "Write exactly `List-Unsubscribe-Post: List-Unsubscribe=One-Click`: one blank after the colon, nothing after it.",
        "`List-Unsubscribe-Post: List-Unsubscribe=One-Click` とだけ書いてください。コロンの後の空白は1つまで、後ろには何も付けません。",
    ),
    cases: &[&OTHER, &SPACE, &LETTER_CASE],
    notes: &[&SET],
    check,
    ..Rule::BASE
};

static OTHER: Case = Case {
    name: "other",
    message: Text::new(
        "The value is not `List-Unsubscribe=One-Click`.",
        "値が `List-Unsubscribe=One-Click` ではありません。",
    ),
    demands: &[Demand::error(Rfc, Display), Demand::error(Gmail, Display), Demand::warning(Yahoo, Display)],
};

static SPACE: Case = Case {
    name: "space",
    message: Text::new(
        "The value has white space or a fold where RFC 8058 allows none.",
        "RFC 8058が認めない位置に、空白または折り返しがあります。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Gmail, Display)],
};

static LETTER_CASE: Case = Case {
    name: "letter-case",
    message: Text::new(
        "The letter case differs from the usual `List-Unsubscribe=One-Click`.",
        "大文字と小文字が、通例の `List-Unsubscribe=One-Click` と違います。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};

static SET: Note = Note::new("set", "Write the value as RFC 8058 has it", "RFC 8058のとおりの値にする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.all(Name::ListUnsubscribePost) {
        let span = field.value(msg.bytes());
        let value = msg.slice(span);
        // RFC 8058 section 5: `0*1WSP` before the value, nothing after it.
        let spaced = span.start - field.body.start > 1 || span.end != field.body.end;
        let case = match () {
            () if !value.eq_ignore_ascii_case(VALUE.as_bytes()) => &OTHER,
            () if spaced => &SPACE,
            () if value != VALUE.as_bytes() => &LETTER_CASE,
            () => continue,
        };
        let place = place(case, span, field.body);
        let edit = Edit::replace(field.body, [" ", VALUE].concat());
        sink.report(case, place).edit(&SET, Safety::Safe, Some(edit));
    }
}

/// The value; where blanks are the defect, the blanks.
fn place(case: &'static Case, value: Span, body: Span) -> Span {
    match () {
        () if case.name != SPACE.name => value,
        () if value.start > body.start + 1 => Span::new(body.start, value.start),
        () => Span::new(value.end, body.end),
    }
}
