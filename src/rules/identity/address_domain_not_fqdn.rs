//! An address has a domain that nobody outside can look up.
//!
//! `web@localhost`, `cron@db1`, `app@service.internal`, `root@[192.0.2.1]`: a program that took the machine's own name.
//! au takes no such From or To, Gmail refuses the From, and an answer to it goes nowhere. What the header grammar forbids
//! is `bad-address-syntax`.
//!
//! Delivery reports are often signed with a server's bare name: a warning. Templates may hold `localhost` in tests.
//!
//! # Bad
//! ```eml
//! From: web@localhost
//!           ~~~~~~~~~ address-domain-not-fqdn
//! ```
//! # Bad
//! ```eml
//! To: Yuko <yuko@mail.readerpost.local>, ken@[192.0.2.1]
//!                ~~~~~~~~~~~~~~~~~~~~~ address-domain-not-fqdn
//! ```
//! # Bad
//! ```eml
//! Return-Path: <www-data@web1>
//!                        ~~~~ address-domain-not-fqdn
//! Received: from a by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! ```
//! # Good
//! ```eml
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: yuko@mx.readerpost.net
//! Reply-To: info@xn--r8jz45g.jp
//! ```

use crate::find::holds_any;
use crate::finding::Case;
use crate::message::{Kind, Message, Stage};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::{AddressList, Mailbox};
use crate::value::domain::is_private;

/// The rule.
pub static RULE: Rule = Rule {
    id: "address-domain-not-fqdn",
    group: Group::Identity,
    sources: &[
        Source::rfc(5321, "2.3.5"),
        Source::page("au: specifications of mail", "", "2026-11-24"),
        Source::page("Gmail: SMTP errors and codes", "https://support.google.com/a/answer/3726730", "2026-06-18"),
        Source::rfc(6761, "6"),
    ],
    title: Text::new("An address ends in a private name", "外部から見えないドメインのアドレスです"),
    why: Text::new(
        "Receivers look up the domain of an address. A bare host name, an IP address or a private ending leads nowhere, so \
         the mail is refused or answers are lost.",
        "受信側はアドレスのドメインをDNSで調べます。ホスト名だけの表記、IPアドレス、社内専用の名前では調べられず、受信の拒否や返信の不達につながります。",
    ),
    help: Text::new(
        "Set the sending program to an address in a public domain of yours.",
        "送信プログラムの設定で、公開されている自社ドメインのアドレスを指定してください。",
    ),
    cases: &[&SENDER, &RECIPIENT, &OTHER, &ROBOT],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

macro_rules! case {
    ($name:literal, $demands:expr) => {
        Case {
            name: $name,
            message: Text::new(
                "`{domain}` in {name} is no domain that others can look up.",
                "{name}の `{domain}` は、外部から調べられるドメインではありません。",
            ),
            demands: $demands,
        }
    };
}

/// In From and Return-Path. The header's grammar allows it (RFC 5322 section 3.4.1); receivers do not.
static SENDER: Case = case!(
    "sender",
    &[
        Demand::warning(Rfc, Refuse),
        Demand::error(Mta, Refuse),
        Demand::error(Gmail, Refuse),
        Demand::error(Yahoo, Refuse),
        Demand::error(Outlook, Refuse),
        Demand::error(Icloud, Refuse),
        Demand::error(YahooJp, Refuse),
        Demand::error(Docomo, Refuse),
        Demand::error(Au, Refuse),
        Demand::error(Softbank, Refuse),
    ]
);
static RECIPIENT: Case =
    case!("recipient", &[Demand::warning(Rfc, Refuse), Demand::warning(Mta, Refuse), Demand::error(Au, Refuse)]);
static OTHER: Case = case!("other", &[Demand::warning(Rfc, Display), Demand::warning(Mta, Refuse)]);
static ROBOT: Case = case!("robot", &[Demand::warning(Rfc, Display)]);
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let template = cx.stage() == Stage::Template;
    for it in msg.readable_addresses() {
        report(cx, sink, &it.field, &it.list, template);
    }
    if let (Some(field), Some(list)) = (msg.field(Name::ReturnPath), msg.return_path()) {
        report(cx, sink, field, list, template);
    }
}

fn report(cx: &Cx, sink: &mut Sink, field: &Field, list: &AddressList, template: bool) {
    let mut found = Vec::new();
    for mailbox in &list.mailboxes {
        if leads_nowhere(cx.msg, mailbox, template) {
            found.push(mailbox.domain);
        }
    }
    let Some(first) = found.first() else { return };
    let robot = matches!(cx.kind(), Kind::Dsn | Kind::Mdn | Kind::Arf | Kind::AutoReply);
    let case = match field.name {
        Name::From if robot => &ROBOT,
        Name::From | Name::ReturnPath => &SENDER,
        Name::To | Name::Cc => &RECIPIENT,
        _ => &OTHER,
    };
    let reported = sink.report_all(case, &found, &MORE).arg("name", field.name.text());
    reported.arg("domain", cx.msg.excerpt(*first));
}

/// Whether a domain can be read, and leads nowhere.
fn leads_nowhere(msg: &Message, mailbox: &Mailbox, template: bool) -> bool {
    let Some(domain) = msg.domain_of(mailbox) else { return false };
    // Blanks may stand around the dots (obsolete, RFC 5322 section 4.4): `a @ x . example`.
    let after = || msg.slice(Span::new(mailbox.domain.end, mailbox.domain.end.saturating_add(100))).trim_ascii_start();
    if !is_private(domain) || (template && domain == "localhost") {
        return false;
    }
    let readable = !mailbox.faulty && domain.is_ascii() && !holds_any(domain, "(\\");
    readable && !after().starts_with(b".")
}
