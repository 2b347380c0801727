//! `From` is missing, empty, or names no address.
//!
//! From says who wrote the message, and DMARC, every filter and every reader go by it. Gmail refuses mail without a
//! valid address there (550 5.7.1), Exchange Online does too (5.7.512), and SoftBank takes no empty From. A display name
//! alone is not enough.
//!
//! A group without addresses (`From: Automatic replies:;`) is legal (RFC 6854) and belongs to `from-multiple`.
//!
//! # Bad
//! ```eml whole
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! Subject: Letters
//! _ missing-or-empty-from
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! From: "Shop" <>
//!              ~~ missing-or-empty-from
//! ```
//! # Bad
//! ```eml
//! From: Minato Bunko
//!       ~~~~~~~~~~~~ missing-or-empty-from
//! ```
//! # Good
//! ```eml
//! From: "Minato Bunko" <letters@minatobunko.co.jp>
//! ```
//! # Good
//! ```eml
//! From: Automatic replies:;
//!       ~~~~~~~~~~~~~~~~~ from-multiple
//! ```

use crate::finding::Case;
use crate::message::{Kind, Stage};
use crate::options::DraftField;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Name;
use crate::text::Text;
use crate::value::addr::Fault;

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-or-empty-from",
    group: Group::Format,
    yields_to: &[Yield { to: "encoded-word-position", within: Near::Span }],
    sources: &[
        Source::rfc(5322, "3.6"),
        Source::rfc(5322, "3.6.2"),
        Source::page("Gmail: SMTP errors and codes", "https://support.google.com/a/answer/3726730", "2026-06-18"),
        Source::page("Microsoft: Email non-delivery reports in Exchange Online", "", "2022-01-01"),
    ],
    title: Text::new("No sender address in From", "Fromに差出人のアドレスがありません"),
    why: Text::new(
        "From tells the reader who writes, and sender authentication (DMARC) starts from its domain. Gmail and Microsoft \
         365 refuse mail without a valid address in it.",
        "Fromは差出人を示す欄であり、送信ドメイン認証(DMARC)もそのドメインを起点に行われます。有効なアドレスがないと、GmailやMicrosoft 365は受信を拒否します。",
    ),
    help: Text::new(
        "Put one mailbox of your own domain into From: `Name <address@your-domain>`.",
        "自社ドメインのアドレスを1つ、`名前 <アドレス>` の形でFromに入れてください。",
    ),
    cases: &[&MISSING, &EMPTY, &NO_ADDRESS, &ROBOT, &TEMPLATE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[
    Demand::error(Rfc, Refuse),
    Demand::error(Gmail, Refuse),
    Demand::error(Outlook, Refuse),
    Demand::error(Softbank, Refuse),
    Demand::warning(Spamfilter, Folder),
];

static MISSING: Case = Case {
    name: "missing",
    message: Text::new("The message has no From field.", "Fromフィールドがありません。"),
    demands: DEMANDS,
};

static EMPTY: Case =
    Case { name: "empty", message: Text::new("From is empty.", "Fromが空です。"), demands: DEMANDS };

static NO_ADDRESS: Case = Case {
    name: "no-address",
    message: Text::new("From holds no mail address.", "Fromにメールアドレスがありません。"),
    demands: DEMANDS,
};

static ROBOT: Case = Case {
    name: "robot",
    message: Text::new(
        "From of this delivery report holds a bare name, no mail address.",
        "この配送通知のFromは名前だけで、メールアドレスになっていません。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};

static TEMPLATE: Case = Case {
    name: "template",
    message: Text::new(
        "There is no From field yet; the system that sends this must add it.",
        "Fromフィールドがまだありません。送信時に付ける必要があります。",
    ),
    demands: &[Demand::warning(Rfc, Refuse)],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(field) = msg.field(Name::From) else {
        match () {
            () if msg.is_draft() && !msg.has_draft_field(DraftField::From) => sink.not_checked(Needs::Headers),
            () if msg.may_hide(Name::From) => {}
            () if cx.stage() == Stage::Template => {
                sink.report(&TEMPLATE, msg.header_end());
            }
            () => {
                sink.report(&MISSING, msg.header_end());
            }
        }
        return;
    };
    if !msg.is_from_empty() {
        return;
    }
    let value = field.value(msg.bytes());
    let hollow = msg.from().faults.iter().find(|(fault, _)| *fault == Fault::EmptyAngle);
    let place = hollow.map_or(value, |(_, span)| *span);
    let case = match cx.kind() {
        _ if value.is_empty() => &EMPTY,
        // `MAILER-DAEMON`: servers that return mail have always signed so.
        Kind::Dsn => &ROBOT,
        _ => &NO_ADDRESS,
    };
    sink.report(case, place);
}
