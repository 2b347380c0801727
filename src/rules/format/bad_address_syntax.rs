//! An address field does not follow the grammar of address lists.
//!
//! `Name <local@domain>`, several of them separated by commas. Semicolons as in Outlook's own windows, a forgotten `>` or
//! quote, two addresses side by side: each server guesses anew who is meant. Gmail refuses From and other fields that it
//! cannot read (550 5.7.1), filters score them. In From, Sender and Reply-To that is an error, elsewhere a warning.
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
//! From: Minato, Bunko <letters@minatobunko.co.jp>
//!       ~~~~~~ bad-address-syntax
//! ```
//! # Bad
//! ```eml
//! Cc: yuko@readerpost.net ken@readerpost.net
//!     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ bad-address-syntax
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

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::{AddressList, Fault, surplus};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bad-address-syntax",
    group: Group::Format,
    fixes: Fixes::Safe,
    sources: &[
        Source::Rfc(5322, "3.4"),
        Source::Rfc(5322, "4.4"),
        Source::Page {
            name: "Gmail: SMTP errors and codes",
            url: "https://support.google.com/a/answer/3726730",
            checked: "2026-06-01",
        },
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
    cases: &[
        &ANGLE,
        &QUOTE,
        &COMMENT,
        &NO_AT,
        &HALF,
        &SEMICOLON,
        &TWO,
        &AFTER,
        &HOLLOW,
        &GROUP,
        &ODD,
        &TO_ANGLE,
        &TO_QUOTE,
        &TO_COMMENT,
        &TO_NO_AT,
        &TO_HALF,
        &TO_SEMICOLON,
        &TO_TWO,
        &TO_AFTER,
        &TO_HOLLOW,
        &TO_GROUP,
        &TO_ODD,
        &EMPTY,
    ],
    notes: &[&MORE, &DROP, &COMMA],
    check,
    ..Rule::BASE
};

/// Each fault as two cases: in a field that says who writes, and in one that says to whom.
macro_rules! cases {
    ($($sender:ident, $recipient:ident, $name:literal, $en:literal, $ja:literal;)*) => {$(
        static $sender: Case = Case {
            name: $name,
            message: Text::new($en, $ja),
            demands: &[
                Demand::error(Rfc, Refuse),
                Demand::error(Gmail, Refuse),
                Demand::warning(Yahoo, Refuse),
                Demand::warning(Spamfilter, Folder),
            ],
        };
        static $recipient: Case = Case {
            name: concat!($name, "-recipient"),
            message: Text::new($en, $ja),
            demands: &[
                Demand::warning(Rfc, Display),
                Demand::warning(Gmail, Refuse),
                Demand::warning(Yahoo, Refuse),
                Demand::warning(Spamfilter, Folder),
            ],
        };
    )*};
}

cases! {
    ANGLE, TO_ANGLE, "angle", "{name} has an angle bracket without its partner.", "{name}の山括弧(<>)が対応していません。";
    QUOTE, TO_QUOTE, "quote", "{name} has a quote that is not closed.", "{name}の引用符が閉じていません。";
    COMMENT, TO_COMMENT, "comment", "{name} has a parenthesis without its partner.", "{name}の丸括弧が対応していません。";
    NO_AT, TO_NO_AT, "no-at", "`{token}` in {name} is no mail address.", "{name}の `{token}` はメールアドレスではありません。";
    HALF, TO_HALF, "half", "`{token}` in {name} is half an address.", "{name}の `{token}` は、アドレスの片側しかありません。";
    SEMICOLON, TO_SEMICOLON, "semicolon", "{name} has a semicolon between addresses; commas separate them.", "{name}の区切りがセミコロンです。アドレスはカンマで区切ります。";
    TWO, TO_TWO, "two", "{name} has two addresses without a comma between them.", "{name}に、カンマなしで並んだアドレスがあります。";
    AFTER, TO_AFTER, "after", "{name} has text after `>`.", "{name}の `>` の後ろに余分な文字があります。";
    HOLLOW, TO_HOLLOW, "hollow", "{name} has angle brackets with nothing in them.", "{name}の山括弧の中が空です。";
    GROUP, TO_GROUP, "group", "{name} begins a group that no semicolon ends.", "{name}のグループが、セミコロンで終わっていません。";
    ODD, TO_ODD, "odd", "`{token}` cannot stand there in an address of {name}.", "{name}のアドレスのこの位置に `{token}` は書けません。";
}

static EMPTY: Case = Case {
    name: "empty",
    message: Text::new("{name} has an empty place between commas.", "{name}のカンマの間が空いています。"),
    demands: &[Demand::info(Rfc, Advice)],
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static DROP: Note = Note::new("drop", "Delete the surplus commas", "余分なカンマを削除");
static COMMA: Note = Note::new("comma", "Separate by commas", "カンマ区切りにする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.fields() {
        let Some(sender) = kind(field.name) else { continue };
        // Its own rule speaks of a From that names nobody.
        if (field.name == Name::From && msg.is_from_empty()) || is_unreadable(msg, field) {
            continue;
        }
        let list = AddressList::read(msg.bytes(), field.body);
        report(msg, sink, (field, sender), &list);
    }
}

/// Whether the field says who writes (`true`) or to whom; `None` where it holds no addresses.
fn kind(name: Name) -> Option<bool> {
    match name {
        Name::From | Name::Sender | Name::ReplyTo => Some(true),
        Name::To | Name::Cc | Name::Bcc => Some(false),
        Name::ResentFrom | Name::ResentSender | Name::ResentTo | Name::ResentCc | Name::ResentBcc => Some(false),
        _ => None,
    }
}

/// A token that a mail system will replace, or bytes of ISO-2022-JP, which look like quotes and brackets.
fn is_unreadable(msg: &Message, field: &Field) -> bool {
    let value = msg.slice(field.body);
    let tokens: [&[u8]; 7] = [b"{{", b"{%", b"<%", b"*|", b"%%", b"${", b"[["];
    value.contains(&b'\x1b') || tokens.iter().any(|token| memchr::memmem::find(value, token).is_some())
}

fn report(msg: &Message, sink: &mut Sink, (field, sender): (&Field, bool), list: &AddressList) {
    let empty = |fault: &&(Fault, Span)| fault.0 == Fault::EmptyElement;
    let Some(&(fault, span)) = list.faults.iter().find(|fault| !empty(fault)).or(list.faults.first()) else { return };
    let case = if sender { cases_of(fault).0 } else { cases_of(fault).1 };
    let token = msg.slice(span);
    let token = String::from_utf8_lossy(&token[..token.len().min(60)]).into_owned();
    let mut reported = sink.report(case, span).fix(fix(msg, field, list));
    reported = reported.arg("name", field.name.text()).arg("token", token);
    for (_, place) in list.faults.iter().filter(|(_, place)| *place != span).take(3) {
        reported = reported.related(*place, &MORE);
    }
}

const fn cases_of(fault: Fault) -> (&'static Case, &'static Case) {
    match fault {
        Fault::UnclosedAngle | Fault::UnopenedAngle => (&ANGLE, &TO_ANGLE),
        Fault::UnclosedQuote => (&QUOTE, &TO_QUOTE),
        Fault::UnclosedComment | Fault::UnopenedComment => (&COMMENT, &TO_COMMENT),
        Fault::MissingAt => (&NO_AT, &TO_NO_AT),
        Fault::HalfAddress => (&HALF, &TO_HALF),
        Fault::EmptyElement => (&EMPTY, &EMPTY),
        Fault::Semicolon => (&SEMICOLON, &TO_SEMICOLON),
        Fault::TwoAddresses => (&TWO, &TO_TWO),
        Fault::TextAfterAngle => (&AFTER, &TO_AFTER),
        Fault::EmptyAngle => (&HOLLOW, &TO_HOLLOW),
        Fault::UnclosedGroup => (&GROUP, &TO_GROUP),
        Fault::BadAddress => (&ODD, &TO_ODD),
    }
}

/// Surplus commas go; semicolons become commas. Anything else would be a guess.
fn fix(msg: &Message, field: &Field, list: &AddressList) -> Option<Fix> {
    let only = |kind: Fault| list.faults.iter().all(|(fault, _)| *fault == kind);
    if only(Fault::EmptyElement) {
        let edits = surplus(msg.bytes(), field.body).into_iter().map(Edit::delete).collect();
        return Some(Fix::new(&DROP, Safety::Safe, edits));
    }
    let value = field.value(msg.bytes());
    let edit = |span: Span| match span.end == value.end {
        true => Edit::delete(span),
        false => Edit::replace(span, ","),
    };
    let edits = list.faults.iter().map(|(_, span)| edit(*span)).collect();
    only(Fault::Semicolon).then(|| Fix::new(&COMMA, Safety::Offer, edits))
}
