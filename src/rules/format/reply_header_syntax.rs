//! In-Reply-To or References is not a list of message identifiers.
//!
//! Identifiers stand in angle brackets, one after the other, with blanks between them. A program that finds something else
//! stops reading there, and the message loses its place in the conversation.
//!
//! What is inside the brackets is the other message's, and not judged. Words there (`Your message of Monday`) are an old
//! form that must be read. No or more than a hundred identifiers, or an answer to itself, are notes.
//!
//! # Bad
//! ```eml
//! References: <1.20@readerpost.net>, <2.21@readerpost.net>,<3.22@readerpost.net>
//!                                  ~ reply-header-syntax
//! ```
//! # Fixed
//! ```eml
//! References: <1.20@readerpost.net> <2.21@readerpost.net> <3.22@readerpost.net>
//! ```
//! # Bad
//! ```eml
//! In-Reply-To: 20261120.1@readerpost.net
//!              ~~~~~~~~~~~~~~~~~~~~~~~~~ reply-header-syntax
//! ```
//! # Good
//! ```eml
//! In-Reply-To: Your message of Monday <20261120@readerpost>
//! References: <20261119.1@readerpost.net>
//!  <20261120@readerpost>
//! ```

use crate::finding::{Case, Edit, Found, Safety};
use crate::message::Message;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::msgid::{Fault, MessageIds};

/// The rule.
pub static RULE: Rule = Rule {
    id: "reply-header-syntax",
    group: Group::Format,
    level: Level::Warning,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5322, "3.6.4"), Source::rfc(5322, "4.5.4")],
    title: Text::new("In-Reply-To or References is malformed", "In-Reply-ToかReferencesの書式が不正です"),
    why: Text::new(
        "Mail programs put answers beside the message that these fields name. From a malformed list they read a part or \
         nothing, and the conversation falls apart.",
        "メールソフトは、これらのフィールドをもとに返信を元のメールと結び付けます。書式が崩れていると一部しか読まれず、スレッドが途切れます。",
    ),
    help: Text::new(
        "Write the identifiers in angle brackets, separated by blanks: `<1@a.example> <2@a.example>`.",
        "識別子は `<1@a.example> <2@a.example>` のように山括弧で囲み、空白で区切ってください。",
    ),
    cases: &[&COMMA, &BRACKET, &TEXT, &EMPTY, &MANY, &OWN],
    notes: &[&MORE, &DROP],
    check,
    ..Rule::BASE
};

const WARNING: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Gmail, Display)];
const INFO: &[Demand] = &[Demand::info(Rfc, Advice), Demand::info(Gmail, Advice)];

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static COMMA: Case = case("comma", WARNING, "{name} holds a comma.", "{name}の識別子の間にカンマがあります。");
static BRACKET: Case = case(
    "bracket",
    WARNING,
    "An identifier in {name} lacks its angle brackets.",
    "{name}に、山括弧で囲まれていない識別子があります。",
);
static TEXT: Case = case(
    "text",
    WARNING,
    "{name} holds `{token}`, which is no identifier.",
    "{name}に、識別子でない `{token}` があります。",
);
static EMPTY: Case = case("empty", INFO, "{name} is empty.", "{name}が空です。");
static MANY: Case = case("many", INFO, "{name} holds {count} identifiers.", "{name}に識別子が{count}個あります。");
static OWN: Case = case("own", INFO, "{name} names the message itself.", "{name}が、このメール自身を指しています。");
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static DROP: Note = Note::new("drop", "Separate the identifiers by blanks", "空白区切りにする");

/// Identifiers that a conversation may have.
const MOST: usize = 100;

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.fields() {
        if !matches!(field.name, Name::InReplyTo | Name::References) {
            continue;
        }
        let read = MessageIds::read(msg.bytes(), field.body);
        let mut found = Found::default();
        for &(fault, span) in &read.faults {
            add_fault(msg, fault, span, &mut found);
        }
        if let Some(&place) = found.places.first() {
            let reported = sink.report_found(found, &MORE, &DROP, Safety::Safe);
            reported.arg("name", field.name.text()).arg("token", msg.excerpt(place));
        } else {
            long_or_own(msg, sink, field, &read);
        }
    }
}

fn long_or_own(msg: &Message, sink: &mut Sink, field: &Field, read: &MessageIds) {
    if field.value(msg.bytes()).is_empty() {
        sink.report(&EMPTY, Span::at(field.body.start)).arg("name", field.name.text());
        return;
    }
    if let Some(id) = read.ids.get(MOST) {
        sink.report(&MANY, id.span).arg("name", field.name.text()).arg("count", read.ids.len());
        return;
    }
    // In References some programs do so on purpose.
    let own = msg.value(Name::MessageId).filter(|_| field.name == Name::InReplyTo);
    if let Some(id) = read.ids.iter().find(|id| own == Some(msg.slice(id.span))) {
        sink.report(&OWN, id.span).arg("name", field.name.text());
    }
}

/// What is not an identifier and no old form (RFC 5322 section 4.5.4: words beside them). Commas become blanks.
fn add_fault(msg: &Message, fault: Fault, span: Span, found: &mut Found) {
    let text = msg.slice(span);
    let is_id = || text.contains(&b'@') && !text.iter().any(u8::is_ascii_whitespace);
    match fault {
        Fault::Text if matches!(text, b"," | b";") => {
            let after = msg.slice(Span::new(span.end, span.end + 1)).first();
            let blank = if after.is_some_and(u8::is_ascii_whitespace) { "" } else { " " };
            found.add_edit(&COMMA, span, Edit::replace(span, blank));
        }
        Fault::Bracket if text.starts_with(b"<") || is_id() => found.add(&BRACKET, span),
        Fault::Text if is_id() || text.iter().all(u8::is_ascii_punctuation) => found.add(&TEXT, span),
        _ => {}
    }
}
