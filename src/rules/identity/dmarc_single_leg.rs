//! SPF alone carries DMARC: the bounce domain is that of From, the signatures are by others.
//!
//! SPF names servers. When a reader forwards the mail, another server delivers it, SPF fails, and nothing is left. RFC 9989
//! (section 8) asks senders for both; Outlook.com wants both to pass, docomo recommends both. Without any signature
//! `dkim-absent` speaks. The other way round, DKIM alone, holds on forwarding: `spf-identity-unaligned` notes it.
//!
//! # Bad
//! ```eml kind=transactional
//! Return-Path: <b-1@bounce.minatobunko.co.jp>
//!                   ~~~~~~~~~~~~~~~~~~~~~~~~ dmarc-single-leg
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! DKIM-Signature: v=1; a=rsa-sha256; d=letterline-esp.net; s=a; h=from; bh=; b=
//! ```
//! # Good
//! ```eml kind=transactional
//! Return-Path: <b-1@bounce.minatobunko.co.jp>
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! DKIM-Signature: v=1; a=rsa-sha256; d=minatobunko.co.jp; s=a; h=from; bh=; b=
//! ```

use crate::finding::Case;
use crate::message::{Alignment, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "dmarc-single-leg",
    group: Group::Identity,
    level: Level::Warning,
    needs: &[Needs::Message],
    yields_to: &[
        Yield { to: "dmarc-no-aligned-identifier", within: Near::Message },
        Yield { to: "dkim-absent", within: Near::Message },
    ],
    sources: &[Source::rfc(9989, "8"), Source::page("docomo: notice to senders", "", "2026-11-24")],
    title: Text::new("DMARC hangs on SPF alone", "DMARCがSPFだけに頼っています"),
    why: Text::new(
        "SPF fails as soon as a reader forwards the mail. Without a DKIM signature of your domain, DMARC then fails too.",
        "読者がメールを転送すると、SPFは失敗します。自社ドメインのDKIM署名がなければ、DMARCも不合格になります。",
    ),
    help: Text::new(
        "Set up DKIM for {from} at the mail system.",
        "配信システムで {from} のDKIM署名を設定してください。",
    ),
    cases: &[&PLAIN],
    notes: &[&SIGNATURE],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "Only the bounce domain {path} belongs to {from}; no DKIM signature does.",
        "{from} の組織のものは、エラー返送先のドメイン {path} だけです。一致するDKIM署名がありません。",
    ),
    demands: &[
        Demand::warning(Rfc, Advice),
        Demand::warning(Outlook, Refuse),
        Demand::warning(Docomo, Advice),
        Demand::info(Gmail, Advice),
        Demand::info(Yahoo, Advice),
        Demand::info(Icloud, Advice),
    ],
};
static SIGNATURE: Note =
    Note::new("signature", "The signature is by another domain.", "署名は別のドメインのものです。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.envelope_sender(cx.options).is_none() {
        return sink.not_checked(Needs::Envelope);
    }
    let Some(legs) = msg.legs(cx.options).filter(|legs| legs.dkim == Alignment::None) else { return };
    let aligned = matches!(legs.spf, Alignment::Relaxed | Alignment::Strict);
    if !aligned || !msg.is_for_many(cx.options) {
        return;
    }
    let place = msg.path_mailbox(cx.options).map_or(legs.place, |it| it.domain);
    let path = legs.path.as_deref().unwrap_or_default();
    let reported = sink.report(&PLAIN, place).arg("path", path).arg("from", legs.from);
    reported.more(signing_domains(msg).iter().copied(), &SIGNATURE);
}

/// Where the domains stand that signed the message.
pub fn signing_domains(msg: &Message) -> Vec<Span> {
    let mut places = Vec::new();
    for signature in &msg.signatures {
        places.push(signature.domain_span);
    }
    places
}
