//! There is no `Message-ID`.
//!
//! The identifier names a message for good: replies refer to it, mailboxes tell copies by it, and it is what a support
//! desk asks for. RFC 5322 says that every message should have one. Gmail refuses mail without a valid one (550 5.7.1),
//! SoftBank refuses a blank one, and spam filters score it, because mail programs never forget it.
//!
//! The program that writes the message makes it, or the server that takes the message from it (RFC 6409). Each copy
//! needs its own: Gmail limits copies under one identifier (421 4.7.28). A template has none yet: there it is a note.
//!
//! # Bad
//! ```eml whole stage=outgoing audience=gmail
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! _ missing-message-id
//!
//! Hello.
//! ```
//! # Fixed
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <4636422805499751916@minatobunko.co.jp>
//!
//! Hello.
//! ```
//! # Bad
//! ```eml stage=received
//! Message-ID:
//! ~~~~~~~~~~ missing-message-id
//! ```
//! # Bad
//! ```eml whole stage=template
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! _ missing-message-id
//!
//! Hello.
//! ```
//! # Good
//! ```eml
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::{Message, Stage};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::{Note, Text};
use crate::value::domain::{is_public, to_ascii};

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-message-id",
    group: Group::Format,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(5322, "3.6.4"),
        Source::rfc(6409, "8.3"),
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::page("SoftBank: developer notice on S!Mail", "", "2008-01-01"),
    ],
    title: Text::new("Message-ID is missing", "Message-IDがありません"),
    why: Text::new(
        "Gmail and SoftBank refuse mail without a valid Message-ID, and spam filters score it, because mail programs never \
         forget it. Replies cannot be put beside the message.",
        "GmailとSoftBankは、有効なMessage-IDのないメールの受信を拒否します。通常のメールソフトが付け忘れることはないため、迷惑メールフィルターの評価も下がり、返信との紐付けもできません。",
    ),
    help: Text::new(
        "Let the mail library or the sending server make one for each copy, under a domain of your own.",
        "メールライブラリか送信サーバーで、1通ごとに異なるMessage-IDを自社ドメインで付けてください。",
    ),
    cases: &[&PLAIN, &EMPTY, &TEMPLATE, &REPORT],
    notes: &[&ADD],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[
    Demand::warning(Rfc, Advice),
    Demand::warning(Spamfilter, Folder),
    Demand::error(Gmail, Refuse),
    Demand::error(Softbank, Refuse),
];

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new("The message has no Message-ID.", "Message-IDフィールドがありません。"),
    demands: DEMANDS,
};
static EMPTY: Case =
    Case { name: "empty", message: Text::new("Message-ID is empty.", "Message-IDが空です。"), demands: DEMANDS };
static TEMPLATE: Case = Case {
    name: "template",
    message: Text::new(
        "There is no Message-ID yet; the system that sends this must add it.",
        "Message-IDがまだありません。送信時に付ける必要があります。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};
static REPORT: Case = Case {
    name: "report",
    message: Text::new(
        "This report of a server has no Message-ID.",
        "サーバーからのこの通知には、Message-IDがありません。",
    ),
    demands: &[Demand::info(Rfc, Advice), Demand::info(Spamfilter, Advice)],
};
static ADD: Note = Note::new("add", "Add a Message-ID", "Message-IDを追加");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let stage = cx.stage();
    let (case, place) = match msg.field(Name::MessageId) {
        Some(field) if field.value(msg.bytes()).is_empty() => (&EMPTY, field.name_span),
        None if msg.may_hide(Name::MessageId) => return,
        None if stage == Stage::Template => (&TEMPLATE, msg.header_end()),
        None if cx.is_report() => (&REPORT, msg.header_end()),
        None => (&PLAIN, msg.header_end()),
        Some(_) => return,
    };
    // What a received message was called, and what each copy of a template will be, is not known now.
    let known = stage == Stage::Outgoing && msg.has_separator(msg.entity(0));
    let id = if known { identifier(msg) } else { None };
    let edit = |id: String| match msg.field(Name::MessageId) {
        Some(field) => Edit::replace(field.body, [" ", &id].concat()),
        None => Edit::insert(place.start, ["Message-ID: ", &id, msg.line_end()].concat()),
    };
    sink.report(case, place).fix(id.map(|id| Fix::one(&ADD, Safety::Safe, edit(id))));
}

/// An identifier that follows from the message, so that another message gets another one, under From's domain.
fn identifier(msg: &Message) -> Option<String> {
    /// Bytes that tell one message from another.
    const LOOK: usize = 100_000;
    let domain = msg.from_domain().and_then(to_ascii).filter(|domain| is_public(domain))?;
    // FNV-1a.
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in msg.bytes().iter().take(LOOK) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
    }
    Some(["<", &crate::digits::decimal(hash), "@", &domain, ">"].concat())
}
