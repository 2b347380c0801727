//! The message carries no DKIM signature.
//!
//! Gmail, Yahoo, Outlook.com and Apple ask every sender to many for one; docomo recommends it. It is added last, by the
//! server that sends: a template has none yet, nor has a message before it is handed over, unless the caller says that it
//! is final. Reports, mailing lists and mail older than DMARC are left alone, and mail whose receiver kept the result of a
//! signature (`dkim=pass`) without the signature.
//!
//! # Bad
//! ```eml kind=bulk
//! Received: from a.minatobunko.co.jp by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! _ dkim-absent
//! ```
//! # Bad
//! ```eml kind=transactional final=yes
//! Subject: Your receipt
//! _ dkim-absent
//! ```
//! # Good
//! ```eml kind=bulk
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Good
//! ```eml
//! Received: from a.minatobunko.co.jp by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! Authentication-Results: mx.readerpost.net; dkim=pass header.d=minatobunko.co.jp
//! ```

use crate::finding::Case;
use crate::message::Kind;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "dkim-absent",
    group: Group::Auth,
    basis: Basis::Receiver,
    needs: &[Needs::Message],
    yields_to: &[Yield { to: "dmarc-no-aligned-identifier", within: Near::Message }],
    sources: &[
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::page(
            "Yahoo: Sender Requirements & Recommendations",
            "https://senders.yahooinc.com/best-practices/",
            "2025-04-01",
        ),
        Source::page("docomo: notice to senders", "", "2026-11-24"),
    ],
    title: Text::new("No DKIM signature", "DKIM署名がありません"),
    why: Text::new(
        "A signature proves who sent the message and that nobody changed it. Gmail, Yahoo, Outlook.com and Apple refuse \
         mail to many without one.",
        "DKIM署名は、送信元と、途中で改変されていないことを証明します。Gmail、Yahoo、Outlook.com、Appleは、署名のない大量配信を拒否します。",
    ),
    help: Text::new(
        "Turn on DKIM at the sending system: rsa-sha256 with a key of 2048 bits, d= the domain of From.",
        "送信システムでDKIM署名を有効にしてください。方式はrsa-sha256、鍵は2048ビット、d=にはFromのドメインを指定します。",
    ),
    cases: &[&BULK, &RECEIPT, &PERSONAL],
    check,
    ..Rule::BASE
};

static BULK: Case = Case {
    name: "bulk",
    message: Text::new("This bulk mail has no DKIM signature.", "大量配信のメールですが、DKIM署名がありません。"),
    demands: &[
        Demand::error(Gmail, Refuse),
        Demand::error(Yahoo, Refuse),
        Demand::error(Outlook, Refuse),
        Demand::error(Icloud, Refuse),
        Demand::warning(Docomo, Warn),
        Demand::warning(YahooJp, Folder),
        Demand::warning(M3aawg, Advice),
    ],
};
static RECEIPT: Case = Case {
    name: "transactional",
    message: Text::new("The message has no DKIM signature.", "DKIM署名がありません。"),
    demands: &[
        Demand::warning(Gmail, Folder),
        Demand::warning(Yahoo, Folder),
        Demand::warning(Outlook, Folder),
        Demand::warning(Icloud, Folder),
        Demand::warning(Docomo, Warn),
        Demand::warning(YahooJp, Folder),
        Demand::info(M3aawg, Advice),
    ],
};
static PERSONAL: Case = Case {
    name: "personal",
    message: RECEIPT.message,
    demands: &[
        Demand::info(Gmail, Advice),
        Demand::info(Yahoo, Advice),
        Demand::info(Outlook, Advice),
        Demand::info(Icloud, Advice),
        Demand::info(Docomo, Advice),
        Demand::info(YahooJp, Advice),
    ],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let case = match cx.kind() {
        Kind::Bulk => &BULK,
        Kind::Transactional => &RECEIPT,
        Kind::Personal => &PERSONAL,
        _ => return,
    };
    if msg.lacks_signature(cx.options) && !msg.is_from_before_dmarc() {
        sink.report(case, msg.header_end());
    }
}
