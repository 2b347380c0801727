//! An empty bounce address on mail that is no notification, or a notification with one.
//!
//! `MAIL FROM:<>` is for reports, so that no report answers a report (RFC 5321 section 4.5.5). On a newsletter it hides
//! every bounce, and SPF then looks at the server's name, which rarely belongs to From. The other way round, a delivery
//! report with a bounce address can go in circles (RFC 3464 section 2).
//!
//! Automatic replies and complaint reports may have either. A letter with an empty path is most often a reply by some
//! program that does not say so: nothing is said. Forwarded reports carry the path of who forwarded them.
//!
//! # Bad
//! ```eml kind=bulk
//! Return-Path: <>
//!              ~~ null-return-path-misuse
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! DKIM-Signature: v=1; a=rsa-sha256; d=minatobunko.co.jp; s=a; h=from; bh=; b=
//! ```
//! # Bad
//! ```eml
//! Return-Path: <postmaster@readerpost.net>
//!               ~~~~~~~~~~~~~~~~~~~~~~~~~ null-return-path-misuse
//! MIME-Version: 1.0
//! Content-Type: multipart/report; report-type=delivery-status; boundary=a
//!
//! --a
//!
//! Your mail could not be delivered.
//! --a
//! Content-Type: message/delivery-status
//!
//! Reporting-MTA: dns; mx.readerpost.net
//!
//! Final-Recipient: rfc822; x@readerpost.net
//! Action: failed
//! Status: 5.1.1
//! --a--
//! ```
//! # Good
//! ```eml
//! Return-Path: <>
//! From: Mail Delivery System <MAILER-DAEMON@mx.readerpost.net>
//! ```
//! # Good
//! ```eml
//! Return-Path: <>
//! Auto-Submitted: auto-replied
//! ```

use crate::find::has;
use crate::finding::Case;
use crate::message::{Kind, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Confidence, Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "null-return-path-misuse",
    group: Group::Identity,
    level: Level::Warning,
    confidence: Confidence::Likely,
    needs: &[Needs::Message],
    sources: &[Source::rfc(5321, "4.5.5"), Source::rfc(3464, "2"), Source::rfc(8098, "3"), Source::rfc(7208, "2.4")],
    title: Text::new("The bounce address does not fit the kind of mail", "エラー返送先がメールの種類に合っていません"),
    why: Text::new(
        "The empty bounce address marks reports. On other mail it hides every bounce and weakens SPF; a report without it \
         can be answered by a report, endlessly.",
        "空のエラー返送先(<>)は、通知メールの印です。通常のメールに付けると、エラーを把握できず、SPFも効きにくくなります。逆に通知メールに付いていないと、通知への通知が繰り返されるおそれがあります。",
    ),
    help: Text::new(
        "Send mail to readers with a bounce address that is read, and reports with `MAIL FROM:<>`.",
        "読者へのメールには、受信して処理できるエラー返送先を指定してください。通知メールは `MAIL FROM:<>` で送ってください。",
    ),
    cases: &[&EMPTY, &FILLED],
    check,
    ..Rule::BASE
};

static EMPTY: Case = Case {
    name: "empty",
    message: Text::new(
        "The bounce address is empty (`<>`), but this is no report: bounces are lost.",
        "通知メールではないのに、エラー返送先が空(`<>`)です。配信エラーを把握できません。",
    ),
    demands: &[
        Demand::warning(Rfc, Advice),
        Demand::warning(Gmail, Folder),
        Demand::warning(Yahoo, Folder),
        Demand::warning(Outlook, Folder),
        Demand::warning(Icloud, Folder),
        Demand::warning(Docomo, Folder),
        Demand::warning(Au, Folder),
    ],
};
static FILLED: Case = Case {
    name: "filled",
    message: Text::new(
        "This report has the bounce address {path}; it must be empty (`<>`).",
        "この通知メールのエラー返送先は {path} ですが、空(`<>`)でなければなりません。",
    ),
    demands: &[Demand::error(Rfc, Advice)],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(path) = msg.envelope_sender(cx.options) else { return sink.not_checked(Needs::Envelope) };
    let field = msg.field(Name::ReturnPath).filter(|_| cx.options.mail_from.is_none());
    let given = field.map(|field| field.value(msg.bytes()));
    // What has no address in it may be garbled as well as empty.
    let empty = path.is_empty() && given.is_none_or(|value| msg.slice(value) == b"<>");
    let place = match (given, msg.from().mailboxes.first()) {
        (Some(value), _) => value,
        (None, Some(author)) => author.addr,
        (None, None) => msg.header_end(),
    };
    if empty {
        let to_many = msg.is_for_many(cx.options) || cx.kind() == Kind::DiscussionList;
        if to_many && !msg.is(0, "multipart/report") && msg.field(Name::AutoSubmitted).is_none() {
            sink.report(&EMPTY, place);
        }
    } else if has(&path, "@") && !is_robot(&path) && is_report(msg) && !is_forwarded(cx) {
        sink.report(&FILLED, msg.path_mailbox(cx.options).map_or(place, |it| it.addr)).arg("path", path);
    }
}

/// How sendmail and Postfix write the empty path into Return-Path when they deliver.
fn is_robot(path: &str) -> bool {
    path.get(..14).is_some_and(|head| head.eq_ignore_ascii_case("mailer-daemon@"))
}

/// Whether the structure says that it is a delivery report or a receipt.
fn is_report(msg: &Message) -> bool {
    let kind = msg.param_text(0, "report-type");
    msg.is(0, "multipart/report") && matches!(&*kind, "delivery-status" | "disposition-notification")
}

fn is_forwarded(cx: &Cx) -> bool {
    cx.msg.is_passed_on(cx.options) || [Name::ListId, Name::Precedence].iter().any(|it| cx.msg.field(*it).is_some())
}
