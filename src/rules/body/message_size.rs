//! The whole message is larger than a receiver takes.
//!
//! The size counts as sent: base64 makes a file a third larger. au takes no mail over 3 MB; SoftBank's legacy S!Mail
//! refused more than 1 MB (a notice of 2008). Gmail, Yahoo and Outlook.com stop at about 25 MB, iCloud at 20 MB, and
//! Postfix, left as installed, at 10 MB. The numbers stand in `data/limits.txt`.
//!
//! # Good
//! ```eml
//! Subject: a small mail
//! ```
//! # Bad
//! ```eml pad=3200000 audience=au
//! Subject: a large mail
//! * message-size
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*, limit};
use crate::rule::{Basis, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "message-size",
    group: Group::Body,
    level: crate::profile::Level::Info,
    basis: Basis::Receiver,
    needs: &[Needs::Message],
    yields_to: &[Yield { to: "gmail-clip", within: Near::Message }],
    sources: &[
        Source::page("au: specifications of mail", "", "2026-11-24"),
        Source::page("SoftBank: developer notice on S!Mail", "", "2008-01-01"),
        Source::page("Gmail Help: attachment size limit", "https://support.google.com/mail/answer/6590", "2026-11-24"),
    ],
    title: Text::new("The message is too large", "メールのサイズが大きすぎます"),
    why: Text::new(
        "A receiver refuses a message over its limit outright, and the sender gets a bounce. The size that counts is \
         that of the encoded message: attached files grow by a third.",
        "受信側は、上限を超えたメールを問答無用で拒否し、送信者にはエラーメールが戻ります。数えられるのはエンコード後のサイズで、添付ファイルは約3分の4になります。",
    ),
    help: Text::new(
        "Put the files on a web server and link to them.",
        "ファイルはWebに置き、リンクで案内してください。",
    ),
    cases: &[&AU, &SOFTBANK, &POSTFIX, &ICLOUD, &EVERYBODY],
    check,
    ..Rule::BASE
};

static AU: Case = Case {
    name: "au",
    message: Text::new(
        "{size} bytes: au takes at most {limit}.",
        "{size}バイトあります。auが受け取るのは{limit}バイトまでです。",
    ),
    demands: &[Demand::error(Au, Refuse), Demand::warning(Softbank, Refuse)],
};

static SOFTBANK: Case = Case {
    name: "softbank",
    message: Text::new(
        "{size} bytes: SoftBank's older mail service took at most {limit}.",
        "{size}バイトあります。ソフトバンクの旧来のメールサービスの上限は{limit}バイトでした。",
    ),
    demands: &[Demand::warning(Softbank, Refuse)],
};

static POSTFIX: Case = Case {
    name: "postfix",
    message: Text::new(
        "{size} bytes: a Postfix server with its default limit takes at most {limit}.",
        "{size}バイトあります。初期設定のPostfixが受け取るのは{limit}バイトまでです。",
    ),
    demands: &[Demand::info(Mta, Refuse), Demand::error(Au, Refuse), Demand::warning(Softbank, Refuse)],
};

static ICLOUD: Case = Case {
    name: "icloud",
    message: Text::new(
        "{size} bytes: iCloud takes at most {limit}.",
        "{size}バイトあります。iCloudが受け取るのは{limit}バイトまでです。",
    ),
    demands: &[
        Demand::warning(Icloud, Refuse),
        Demand::info(Mta, Refuse),
        Demand::error(Au, Refuse),
        Demand::warning(Softbank, Refuse),
    ],
};

static EVERYBODY: Case = Case {
    name: "everybody",
    message: Text::new(
        "{size} bytes: Gmail, Yahoo and Outlook.com stop at about {limit}.",
        "{size}バイトあります。Gmail・Yahoo・Outlook.comの上限は約{limit}バイトです。",
    ),
    demands: &[
        Demand::error(Gmail, Refuse),
        Demand::error(Yahoo, Refuse),
        Demand::error(Outlook, Refuse),
        Demand::error(Icloud, Refuse),
        Demand::error(Au, Refuse),
        Demand::warning(Softbank, Refuse),
        Demand::warning(Mta, Refuse),
    ],
};

/// The highest first.
const STEPS: [(&Case, u64); 5] = [
    (&EVERYBODY, limit("gmail-message-octets")),
    (&ICLOUD, limit("icloud-message-octets")),
    (&POSTFIX, limit("postfix-message-octets")),
    (&AU, limit("au-message-octets")),
    (&SOFTBANK, limit("softbank-message-octets")),
];

fn check(cx: &Cx, sink: &mut Sink) {
    let size = cx.msg.bytes().len() as u64;
    let Some((case, limit)) = STEPS.into_iter().find(|(_, limit)| size > *limit) else { return };
    sink.report(case, Span::new(limit as u32, size as u32)).arg("size", size).arg("limit", limit);
}
