//! Answers go to another organization, or to nobody.
//!
//! Microsoft asks senders to many for a From or Reply-To that takes replies and shows the true domain. `no-reply` turns
//! readers who have a question into readers who press the junk button. A Reply-To in another organization is common with
//! help desks, a note; where nothing proves From either, it is how fraud works.
//!
//! Letters and mailing lists are left alone: people have several addresses, lists answer to themselves.
//!
//! # Bad
//! ```eml kind=bulk
//! From: Minato Bunko <no-reply@minatobunko.co.jp>
//!                     ~~~~~~~~~~~~~~~~~~~~~~~~~~ reply-to-foreign-or-dead
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml kind=transactional
//! Reply-To: donotreply@minatobunko.co.jp
//!           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ reply-to-foreign-or-dead
//! ```
//! # Bad
//! ```eml kind=transactional
//! Reply-To: minato@letterline-esp.net
//!                  ~~~~~~~~~~~~~~~~~~ reply-to-foreign-or-dead
//! ```
//! # Good
//! ```eml kind=bulk
//! From: Minato Bunko <no-reply@minatobunko.co.jp>
//! Reply-To: Minato Bunko <desk@mail.minatobunko.co.jp>
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Good
//! ```eml
//! Reply-To: yuko@readerpost.net
//! ```

use crate::finding::Case;
use crate::message::{Alignment, Kind, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::Text;
use crate::value::addr::Mailbox;

/// The rule.
pub static RULE: Rule = Rule {
    id: "reply-to-foreign-or-dead",
    group: Group::Identity,
    level: Level::Warning,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    needs: &[Needs::Headers],
    sources: &[Source::page("Microsoft: Outlook's New Requirements for High-Volume Senders", "", "2025-04-30")],
    title: Text::new("Answers go elsewhere, or nowhere", "返信が別の組織に届くか、どこにも届きません"),
    why: Text::new(
        "Readers who cannot answer report the mail as junk instead. An answer that goes to another organization looks \
         like fraud.",
        "返信できない読者は、代わりに迷惑メールとして報告しがちです。返信先が別の組織になっていると、詐欺も疑われます。",
    ),
    help: Text::new(
        "Put a mailbox of the From domain that somebody reads into Reply-To.",
        "Fromと同じドメインの、担当者が読んでいるアドレスをReply-Toに入れてください。",
    ),
    cases: &[&DEAD, &DEAD_RECEIPT, &FOREIGN, &UNPROVEN],
    check,
    ..Rule::BASE
};

static DEAD: Case = Case {
    name: "dead",
    message: Text::new(
        "Answers go to `{address}`, which takes none.",
        "返信先が `{address}` で、返信を受け付けていません。",
    ),
    demands: &[Demand::warning(Outlook, Advice), Demand::info(M3aawg, Advice)],
};
static DEAD_RECEIPT: Case = Case {
    name: "dead-transactional",
    message: DEAD.message,
    demands: &[Demand::info(Outlook, Advice), Demand::info(M3aawg, Advice)],
};
static FOREIGN: Case = Case {
    name: "foreign",
    message: Text::new(
        "Answers go to {domain}, which is not the organization of {from}.",
        "返信先のドメイン {domain} は、{from} の組織のものではありません。",
    ),
    demands: &[Demand::info(Outlook, Advice), Demand::info(Security, Advice)],
};
static UNPROVEN: Case = Case {
    name: "unproven",
    message: Text::new(
        "Answers go to {domain}, and nothing proves that the message is from {from}.",
        "返信先は {domain} ですが、このメールが {from} からのものだと証明するものがありません。",
    ),
    demands: &[Demand::warning(Outlook, Folder), Demand::warning(Security, Warn)],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let kind = cx.kind();
    if !matches!(kind, Kind::Bulk | Kind::Transactional) || msg.is_from_before_dmarc() {
        return;
    }
    let reply = msg.addresses(Name::ReplyTo).mailboxes.first();
    let Some(target) = reply.or(msg.from().mailboxes.first()) else { return };
    if is_dead(msg, target) {
        let case = if kind == Kind::Bulk { &DEAD } else { &DEAD_RECEIPT };
        sink.report(case, target.addr).arg("address", msg.excerpt(target.addr));
        return;
    }
    let (Some(domain), Some(from)) = (reply.and_then(|it| msg.domain_of(it)), msg.from_domain()) else { return };
    if Alignment::of(domain, from) == Alignment::None && msg.is_for_many(cx.options) && !is_recipient(msg, target) {
        let unproven = msg.legs(cx.options).is_some_and(|it| it.spf == Alignment::None && it.dkim == Alignment::None);
        let case = if unproven { &UNPROVEN } else { &FOREIGN };
        sink.report(case, target.domain).arg("domain", domain).arg("from", from);
    }
}

/// Whether the local part says that nobody reads there.
fn is_dead(msg: &Message, mailbox: &Mailbox) -> bool {
    let mut local = Vec::new();
    for byte in msg.slice(mailbox.local) {
        if !b"-_.+".contains(byte) {
            local.push(byte.to_ascii_lowercase());
        }
    }
    let words = ["noreply", "donotreply", "noresponse", "dontreply"];
    words.iter().any(|word| local.starts_with(word.as_bytes()) || local.ends_with(word.as_bytes()))
}

/// A list to which answers go, without the fields that say so.
fn is_recipient(msg: &Message, target: &Mailbox) -> bool {
    let same = |it: &Mailbox| msg.slice(it.addr).eq_ignore_ascii_case(msg.slice(target.addr));
    [Name::To, Name::Cc].into_iter().any(|name| msg.addresses(name).mailboxes.iter().any(same))
}
