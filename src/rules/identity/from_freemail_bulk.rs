//! Bulk mail under an address of a mailbox provider.
//!
//! Gmail, Yahoo, Apple and others publish DMARC policies for their own domains: what says `@gmail.com` and was not sent by
//! Gmail's servers counts as spoofed. A signature of that provider's own, as mail sent in its web pages has it, settles
//! the matter. Letters, mailing lists, forwarded mail and mail older than DMARC are left alone.
//!
//! # Bad
//! ```eml kind=bulk
//! From: My Shop <myshop@gmail.com>
//!                       ~~~~~~~~~ from-freemail-bulk
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Good
//! ```eml
//! From: Yuko Tanabe <yuko@gmail.com>
//! ```
//! # Good
//! ```eml kind=transactional
//! From: My Shop <myshop@gmail.com>
//! DKIM-Signature: v=1; a=rsa-sha256; d=gmail.com; s=a; h=from; bh=; b=
//! ```

use crate::finding::Case;
use crate::message::Alignment;
use crate::profile::{Demand, Outcome::*, Profile::*, is_freemail};
use crate::rule::{Basis, Cx, Group, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "from-freemail-bulk",
    group: Group::Identity,
    basis: Basis::Receiver,
    sources: &[
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::page("Yahoo: Sender Hub FAQ", "https://senders.yahooinc.com/faqs/", "2025-08-01"),
        Source::page("Apple: iCloud Mail postmaster information", "https://support.apple.com/102322", "2025-02-25"),
    ],
    title: Text::new("Bulk mail from a mailbox provider's domain", "フリーメールのアドレスで大量配信しています"),
    why: Text::new(
        "Only the provider itself can prove mail from its domain. Sent by another system, this From fails DMARC, and is \
         refused or put into the junk folder.",
        "そのドメインのメールだと証明できるのは、提供元だけです。別のシステムから送るとDMARCが不合格になり、拒否されるか迷惑メールに振り分けられます。",
    ),
    help: Text::new(
        "Send from a domain of your own, and put this address into Reply-To.",
        "自社ドメインのアドレスから送信し、このアドレスはReply-Toに入れてください。",
    ),
    cases: &[&PLAIN],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "This mail to many is from {domain}, and no signature of that domain stands in it.",
        "多数に送るメールの差出人が {domain} ですが、そのドメインの署名がありません。",
    ),
    demands: &[
        Demand::warning(Rfc, Folder),
        Demand::error(Gmail, Folder),
        Demand::error(Yahoo, Refuse),
        Demand::error(Outlook, Refuse),
        Demand::error(Icloud, Folder),
        Demand::warning(YahooJp, Folder),
        Demand::warning(Docomo, Warn),
        Demand::warning(Au, Folder),
        Demand::warning(Softbank, Folder),
    ],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(domain) = msg.from_domain().filter(|domain| is_freemail(domain)) else { return };
    if !msg.is_for_many(cx.options) || msg.is_from_before_dmarc() || msg.is_passed_on(cx.options) {
        return;
    }
    let kept =
        || msg.all(Name::AuthenticationResults).any(|it| crate::find::find(msg.slice(it.body), b"dkim=pass").is_some());
    let proven = match msg.dkim_alignment(domain) {
        Alignment::Strict | Alignment::Relaxed => true,
        Alignment::Unknown => kept(),
        Alignment::None => false,
    };
    if !proven {
        let place = msg.from().mailboxes.first().map(|it| it.domain).unwrap_or_default();
        sink.report(&PLAIN, place).arg("domain", domain);
    }
}
