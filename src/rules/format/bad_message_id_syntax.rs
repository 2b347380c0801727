//! Message-ID is not of the form `<left@right>`.
//!
//! An identifier stands in angle brackets, holds one `@`, and no blanks. Programs that thread mail, find copies or
//! answer look for exactly that; others treat the message as one without identifier, and Gmail refuses those. A quoted
//! left side, or blanks beside the `@`, are an older form that must be read and may not be written.
//!
//! Comments around the identifier are legal, and so are an address in square brackets on the right and most
//! punctuation on the left.
//!
//! # Bad
//! ```eml
//! Message-ID: 20261124.1@minatobunko.co.jp
//!             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ bad-message-id-syntax
//! ```
//! # Fixed
//! ```eml
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! Message-ID: <20261124.1.minatobunko.co.jp>
//!             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ bad-message-id-syntax
//! ```
//! # Bad
//! ```eml
//! Message-ID: <2026-11-24 09:30@minatobunko.co.jp>
//!                        ~ bad-message-id-syntax
//! ```
//! # Bad
//! ```eml
//! Message-ID: <20261124@1@minatobunko.co.jp>
//!                      ~ bad-message-id-syntax
//! ```
//! # Bad
//! ```eml
//! Message-ID: <20261124.@minatobunko.co.jp>
//!                      ~ bad-message-id-syntax
//! ```
//! # Bad
//! ```eml
//! Message-ID: <1.20261124@minatobunko.co.jp> <2.20261124@minatobunko.co.jp>
//!                                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ bad-message-id-syntax
//! ```
//! # Good
//! ```eml
//! Message-ID: <a{1}|b%2/c+d=e@[192.0.2.1]> (made by us)
//! * weak-message-id-domain
//! ```

use crate::find::cut_head;
use crate::finding::{Case, Edit, Fix, Safety};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::{Note, Text};
use crate::value::msgid::{Fault, MessageIds};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bad-message-id-syntax",
    group: Group::Format,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(5322, "3.6.4"),
        Source::rfc(5322, "4.5.4"),
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
    ],
    title: Text::new("Message-ID is malformed", "Message-IDの書式が正しくありません"),
    why: Text::new(
        "Programs take the message for one without an identifier: replies are not put beside it, Gmail demands a valid one, \
         and spam filters score it.",
        "書式が違うと、Message-IDがないものとして扱われ、返信と紐付けられません。Gmailは有効なMessage-IDを求めており、迷惑メールフィルターの評価も下がります。",
    ),
    help: Text::new(
        "Let the mail library make the identifier: `<letters and digits@your-domain>`.",
        "Message-IDはメールライブラリに作らせてください。`<英数字@自社ドメイン>` の形です。",
    ),
    cases: &[&BRACKET, &AT, &SECOND_AT, &SIDE, &BLANK, &TEXT, &SECOND, &OLD, &DOT, &CHARACTER],
    notes: &[&ADD],
    check,
    ..Rule::BASE
};

const ERROR: &[Demand] =
    &[Demand::error(Rfc, Display), Demand::error(Spamfilter, Folder), Demand::error(Gmail, Refuse)];
const WARNING: &[Demand] = &[Demand::warning(Rfc, Advice), Demand::warning(Spamfilter, Folder)];

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static BRACKET: Case = case("bracket", ERROR, "Angle brackets are missing.", "「<」と「>」で囲まれていません。");
static AT: Case = case("no-at", ERROR, "There is no `@` in it.", "「@」がありません。");
static SECOND_AT: Case = case("second-at", ERROR, "There is more than one `@` in it.", "「@」が2つ以上あります。");
static SIDE: Case = case("empty-side", ERROR, "Nothing stands on one side of the `@`.", "「@」の片側が空です。");
static BLANK: Case = case("blank", ERROR, "A blank stands in it.", "途中に空白があります。");
static TEXT: Case = case("text", ERROR, "Text stands beside it.", "前後に余分な文字があります。");
static SECOND: Case = case("second", ERROR, "There is more than one identifier.", "識別子が2つ以上あります。");
static OLD: Case = case("obsolete", WARNING, "This is the obsolete form.", "廃止された書き方です。");
static DOT: Case = case("dot", WARNING, "A dot stands where none may.", "ドットの位置が正しくありません。");
static CHARACTER: Case = case("character", WARNING, "This character is not allowed.", "使えない文字です。");
static ADD: Note = Note::new("add", "Put it in angle brackets", "「<」と「>」で囲む");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(field) = msg.field(Name::MessageId) else { return };
    let read = MessageIds::read(msg.bytes(), field.body);
    // The graver ones come first in the list of faults.
    let Some(&(fault, place)) = read.faults.iter().min() else {
        if let Some(second) = read.ids.get(1) {
            sink.report(&SECOND, second.span);
        }
        return;
    };
    let case = match fault {
        Fault::Bracket => &BRACKET,
        Fault::MissingAt => &AT,
        Fault::SecondAt => &SECOND_AT,
        Fault::EmptySide => &SIDE,
        Fault::Blank => &BLANK,
        Fault::Text => &TEXT,
        Fault::OldBlank | Fault::Quoted => &OLD,
        Fault::Dot => &DOT,
        Fault::Character => &CHARACTER,
    };
    let text = [b"<", cut_head(msg.slice(place).trim_ascii_start(), "<").unwrap_or(msg.slice(place))].concat();
    let alone = fault == Fault::Bracket && read.faults.len() == 1 && read.ids.len() == 1;
    let text = if text.ends_with(b">") { text } else { [&*text, b">"].concat() };
    sink.report(case, place).fix(alone.then(|| Fix::one(&ADD, Safety::Safe, Edit::replace(place, text))));
}
