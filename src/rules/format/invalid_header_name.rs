//! A field's name holds a character that no name may hold.
//!
//! Names are ASCII: letters, digits and punctuation without the colon. Encoded-words do not exist there, and UTF-8 in a
//! name is not legal even with SMTPUTF8. Servers drop such a field, take it for the end of the header, or refuse the
//! message. It comes from labels of a form or of a spreadsheet that became names.
//!
//! Punctuation such as `/` or `;` is legal and yet rare; some programs do not expect it, and often such a name is a piece
//! of a field whose fold was lost. That is a note only.
//!
//! # Bad
//! ```eml
//! X-Käse: 1
//!    ~ invalid-header-name
//! ```
//! # Bad
//! ```eml
//! X-会員番号: 1024
//!   ~~~~~~~~ invalid-header-name
//! ```
//! # Bad
//! ```eml
//! X-Foo/Bar: 1
//!      ~ invalid-header-name
//! ```
//! # Good
//! ```eml
//! X-Spam_score.int: 1
//! ```

use crate::finding::Case;
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "invalid-header-name",
    group: Group::Format,
    needs: &[Needs::Headers],
    sources: &[Source::rfc(5322, "2.2"), Source::rfc(5322, "3.6.8"), Source::rfc(6532, "3.2")],
    title: Text::new("A header field has an impossible name", "使えない文字がフィールド名にあります"),
    why: Text::new(
        "Field names are ASCII, without exception. Servers drop such a field, read it as the end of the header, or refuse \
         the message.",
        "フィールド名に使えるのはASCIIだけで、例外はありません。このようなフィールドは、捨てられたり、ヘッダーの終わりとみなされたり、メールごと拒否されたりします。",
    ),
    help: Text::new(
        "Name own fields `X-` with letters, digits and hyphens, or leave the field out.",
        "独自のフィールド名は、`X-` に英数字とハイフンを続けた形にしてください。不要なら削除します。",
    ),
    cases: &[&RAW, &ODD],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

static RAW: Case = Case {
    name: "not-ascii",
    message: Text::new(
        "The field name \"{name}\" holds characters that are not ASCII.",
        "フィールド名「{name}」に、ASCII以外の文字が含まれています。",
    ),
    demands: &[Demand::error(Rfc, Refuse), Demand::error(Mta, Refuse)],
};
static ODD: Case = Case {
    name: "odd",
    message: Text::new(
        "The field name \"{name}\" holds punctuation that is legal, but that some programs do not expect.",
        "フィールド名「{name}」の記号は規格上は使えますが、想定していないソフトがあります。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};
static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");

fn check(cx: &Cx, sink: &mut Sink) {
    for (id, entity, _) in cx.msg.entities() {
        for ascii in [false, true] {
            report(cx.msg, id, cx.msg.scan.fields_of(entity), ascii, sink);
        }
    }
}

/// One finding for the odd names of an entity that are ASCII, and one for the others.
fn report(msg: &Message, id: u32, fields: &[Field], ascii: bool, sink: &mut Sink) {
    let (mut places, mut first) = (Vec::new(), Span::default());
    for field in fields.iter().filter(|field| field.name == Name::Other) {
        let name = msg.slice(field.name_span);
        if let Some(place) = if name.is_ascii() == ascii { odd(name) } else { None } {
            if places.is_empty() {
                first = field.name_span;
            }
            places.push(place.shift(field.name_span.start));
        }
    }
    if !places.is_empty() && !msg.in_other_message(id) {
        sink.report_all(if ascii { &ODD } else { &RAW }, &places, &MORE).arg("name", msg.excerpt(first));
    }
}

/// From the first unusual character of a name to the last.
fn odd(name: &[u8]) -> Option<Span> {
    let unusual = |byte: &u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_' | b'.');
    Some(Span::of(name.iter().position(unusual)?, name.iter().rposition(unusual)? + 1))
}
