//! An address field does not follow the grammar of address lists.
//!
//! `Name <local@domain>`, several of them separated by commas. Semicolons as in Outlook's own windows, a forgotten `>` or
//! quote, two addresses side by side: each server guesses anew who is meant. Gmail refuses From and other fields that it
//! cannot read (550 5.7.1), filters score them. In From, Sender and Reply-To that is an error, elsewhere a warning.
//!
//! A name that punctuation cuts in two belongs to `unquoted-display-name-special`.
//!
//! Empty elements (`a@x, , b@y`) are an old form that must still be read; they are a note.
//!
//! # Bad
//! ```eml
//! To: yuko@readerpost.net; ken@readerpost.net
//!                        ~ bad-address-syntax
//! ```
//! # Fixed
//! ```eml
//! To: yuko@readerpost.net, ken@readerpost.net
//! ```
//! # Bad
//! ```eml
//! To: yuko@readerpost.net,, ken@readerpost.net,
//!                         ~ bad-address-syntax
//! ```
//! # Fixed
//! ```eml
//! To: yuko@readerpost.net, ken@readerpost.net
//! ```
//! # Bad
//! ```eml
//! Reply-To: Minato Bunko <letters@minatobunko.co.jp
//!                        ~ bad-address-syntax
//! ```
//! # Bad
//! ```eml
//! From: Minato Bunko, letters@minatobunko.co.jp
//!       ~~~~~~~~~~~~ bad-address-syntax
//! ```
//! # Bad
//! ```eml
//! Reply-To: <mailto:letters@minatobunko.co.jp>
//!            ~~~~~~~ bad-address-syntax
//! ```
//! # Good
//! ```eml
//! To: A Group:Ed <ed@readerpost.net>,joe@readerpost.net;
//! Cc: undisclosed-recipients:;
//! Reply-To: "Minato, Bunko" <letters@minatobunko.co.jp> (the desk)
//! ```

mod cases;

use crate::finding::{Edit, Safety};
use crate::message::{AddressField, Message};
use crate::rule::{Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::scan::{Field, Name};
use crate::text::{Note, Text};
use crate::value::addr::{AddressList, Fault, surplus};
use cases::{CASES, cases_of};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bad-address-syntax",
    group: Group::Format,
    fixes: Fixes::Safe,
    yields_to: &[
        Yield { to: "unquoted-display-name-special", within: Near::Span },
        Yield { to: "encoded-word-position", within: Near::Span },
    ],
    sources: &[
        Source::rfc(5322, "3.4"),
        Source::rfc(5322, "4.4"),
        Source::page("Gmail: SMTP errors and codes", "https://support.google.com/a/answer/3726730", "2026-06-18"),
    ],
    title: Text::new("An address field cannot be read", "アドレスの書式が正しくありません"),
    why: Text::new(
        "Where the list breaks the grammar, every server guesses who is meant. Replies go astray, and Gmail and Yahoo \
         refuse malformed fields.",
        "書式が崩れていると、だれを指すのかの解釈がサーバーによって変わります。返信が届かないことがあり、GmailとYahooは書式の崩れたフィールドを拒否します。",
    ),
    help: Text::new(
        "Write each entry as `Name <address>`, put names with commas or other punctuation into double quotes, and \
         separate entries by commas.",
        "`名前 <アドレス>` の形で書き、カンマなどの記号を含む名前は二重引用符で囲み、複数の宛先はカンマで区切ってください。",
    ),
    cases: CASES,
    notes: &[&MORE, &DROP, &COMMA],
    check,
    ..Rule::BASE
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static DROP: Note = Note::new("drop", "Delete the surplus commas", "余分なカンマを削除");
static COMMA: Note = Note::new("comma", "Separate by commas", "カンマ区切りにする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for AddressField { field, list, .. } in msg.readable_addresses() {
        // Its own rule speaks of a From that names nobody.
        if field.name != Name::From || !msg.is_from_empty() {
            report(msg, sink, field, list);
        }
    }
}

fn report(msg: &Message, sink: &mut Sink, field: &Field, list: &AddressList) {
    let worse = list.faults.iter().find(|(fault, _)| *fault != Fault::EmptyElement);
    let Some(&(fault, first)) = worse.or(list.faults.first()) else { return };
    let sender = matches!(field.name, Name::From | Name::Sender | Name::ReplyTo);
    let case = if sender { cases_of(fault).0 } else { cases_of(fault).1 };
    let mut places = vec![first];
    for (_, place) in &list.faults {
        if *place != first {
            places.push(*place);
        }
    }
    let reported =
        sink.report_all(case, &places, &MORE).arg("name", field.name.text()).arg("token", msg.excerpt(first));
    // Surplus commas go; semicolons become commas. Anything else would be a guess.
    let only = |kind: Fault| list.faults.iter().all(|(fault, _)| *fault == kind);
    if only(Fault::EmptyElement) {
        reported.mend(&DROP, Safety::Safe, Edit::delete_all(&surplus(msg.bytes(), field.body)));
    } else if only(Fault::Semicolon) {
        let (end, mut edits) = (field.value(msg.bytes()).end, Vec::new());
        for (_, place) in &list.faults {
            edits.push(Edit::replace(*place, if place.end == end { "" } else { "," }));
        }
        reported.mend(&COMMA, Safety::Offer, edits);
    }
}
