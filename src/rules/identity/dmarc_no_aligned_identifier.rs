//! Neither SPF nor DKIM can prove the domain in From.
//!
//! DMARC passes when one of two domains shares the organization of From: that of the bounce address (SPF), or that of a
//! signature (DKIM). Here neither does, so the message fails at every receiver that checks, whatever DNS holds. Gmail,
//! Yahoo and Outlook.com refuse such mail from senders to many; docomo warns the reader.
//!
//! Mailing lists, notifications, forwarded mail and mail older than DMARC are left alone, and so is what is not yet signed.
//!
//! # Bad
//! ```eml kind=transactional
//! Return-Path: <b-1@mail.letterline-esp.net>
//! From: Minato Bunko <letters@minatobunko.co.jp>
//!                             ~~~~~~~~~~~~~~~~~ dmarc-no-aligned-identifier
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! DKIM-Signature: v=1; a=rsa-sha256; d=letterline-esp.net; s=a; h=from; bh=; b=
//! ```
//! # Bad
//! ```eml
//! Return-Path: <b-1@mail.letterline-esp.net>
//! From: Minato Bunko <letters@minatobunko.co.jp>
//!                             ~~~~~~~~~~~~~~~~~ dmarc-no-aligned-identifier
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! ```
//! # Good
//! ```eml
//! Return-Path: <srs0=abcd=ef=minatobunko.co.jp=letters@letterline-esp.net>
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! ```
//! # Good
//! ```eml
//! Return-Path: <b-1@mail.letterline-esp.net>
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 18 Jun 2002 09:00:01 +0900
//! Date: Tue, 18 Jun 2002 09:00:00 +0900
//! ```

use super::dmarc_single_leg::signing_domains;
use crate::finding::Case;
use crate::message::Alignment;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "dmarc-no-aligned-identifier",
    group: Group::Identity,
    needs: &[Needs::Message],
    sources: &[
        Source::rfc(9989, "4.4"),
        Source::page("Gmail: SMTP errors, 421 4.7.32", "https://support.google.com/a/answer/3726730", "2026-06-18"),
        Source::page(
            "Yahoo: Sender Requirements & Recommendations",
            "https://senders.yahooinc.com/best-practices/",
            "2025-04-01",
        ),
    ],
    title: Text::new("Nothing proves the From domain", "Fromのドメインを証明するものがありません"),
    why: Text::new(
        "DMARC passes when the bounce domain or a DKIM signature belongs to the organization of From. Neither does here: \
         large receivers refuse such mail or put it into the junk folder.",
        "DMARCに合格するには、エラー返送先のドメインかDKIM署名が、Fromと同じ組織のものでなければなりません。どちらも一致しないため、大手の受信側では拒否されるか、迷惑メールに振り分けられます。",
    ),
    help: Text::new(
        "At the mail system, set up DKIM for {from} first, then a bounce domain of your own such as bounce.{from}.",
        "配信システムで、まず {from} のDKIM署名を、次に bounce.{from} のような自社のエラー返送先ドメインを設定してください。",
    ),
    cases: &[&MANY, &PERSONAL],
    notes: &[&PATH, &SIGNATURE],
    check,
    ..Rule::BASE
};

static MANY: Case = Case {
    name: "many",
    message: Text::new(
        "Neither the bounce domain {path} nor a DKIM signature belongs to {from}: DMARC fails.",
        "エラー返送先のドメイン {path} もDKIM署名も、{from} の組織のものではありません。DMARCは不合格になります。",
    ),
    demands: &[
        Demand::error(Rfc, Folder),
        Demand::error(Gmail, Refuse),
        Demand::error(Yahoo, Refuse),
        Demand::error(Outlook, Refuse),
        Demand::error(Icloud, Refuse),
        Demand::error(Docomo, Warn),
        Demand::warning(Au, Folder),
        Demand::warning(Softbank, Folder),
        Demand::warning(YahooJp, Folder),
    ],
};
static PERSONAL: Case = Case {
    name: "personal",
    message: MANY.message,
    demands: &[
        Demand::warning(Rfc, Folder),
        Demand::warning(Gmail, Folder),
        Demand::warning(Yahoo, Folder),
        Demand::warning(Outlook, Folder),
        Demand::warning(Icloud, Folder),
        Demand::warning(Docomo, Warn),
        Demand::warning(Au, Folder),
        Demand::warning(Softbank, Folder),
        Demand::warning(YahooJp, Folder),
    ],
};
static PATH: Note = Note::new("path", "The bounce address, which SPF proves.", "SPFが証明するエラー返送先です。");
static SIGNATURE: Note =
    Note::new("signature", "The signature is by another domain.", "署名は別のドメインのものです。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(legs) = msg.legs(cx.options) else { return };
    let Some(path) = &legs.path else {
        if msg.envelope_sender(cx.options).is_none() {
            sink.not_checked(Needs::Envelope);
        }
        return;
    };
    if legs.spf != Alignment::None || legs.dkim != Alignment::None {
        return;
    }
    let case = if msg.is_for_many(cx.options) { &MANY } else { &PERSONAL };
    let mut reported = sink.report(case, legs.place).arg("path", &**path).arg("from", legs.from);
    if let Some(mailbox) = msg.path_mailbox(cx.options) {
        reported = reported.related(mailbox.domain, &PATH);
    }
    reported.more(signing_domains(msg).iter().copied(), &SIGNATURE);
}
