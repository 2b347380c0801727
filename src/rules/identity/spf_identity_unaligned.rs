//! The bounce address belongs to another organization than the From address.
//!
//! SPF proves the domain of MAIL FROM, which receivers write into Return-Path. DMARC takes that proof only when the
//! domain belongs to the organization of From (relaxed alignment). Mail systems often use a bounce domain of their own;
//! then DMARC rests on DKIM alone, or fails where DKIM does not align either.
//!
//! The local part does not matter: addresses that carry the recipient (VERP) are fine. Mail that was forwarded with a
//! rewritten sender (`SRS0=`), mailing lists, notifications and mail older than DMARC are left alone. Where DKIM fails
//! too, `dmarc-no-aligned-identifier` speaks for both.
//!
//! # Bad
//! ```eml
//! Return-Path: <b-1@mail.letterline-esp.net>
//!                   ~~~~~~~~~~~~~~~~~~~~~~~ spf-identity-unaligned
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! DKIM-Signature: v=1; a=rsa-sha256; d=minatobunko.co.jp; s=a; h=from; bh=; b=
//! ```
//! # Bad
//! ```eml mail-from=b-1@mail.letterline-esp.net
//! From: Minato Bunko <letters@minatobunko.co.jp>
//!                             ~~~~~~~~~~~~~~~~~ spf-identity-unaligned
//! ```
//! # Good
//! ```eml
//! Return-Path: <b-1=yuko=docomo.ne.jp@bounce.minatobunko.co.jp>
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! ```

use crate::finding::Case;
use crate::message::Alignment;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Confidence, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "spf-identity-unaligned",
    group: Group::Identity,
    level: Level::Warning,
    confidence: Confidence::Certain,
    needs: &[Needs::Message],
    yields_to: &[Yield { to: "dmarc-no-aligned-identifier", within: Near::Message }],
    sources: &[
        Source::rfc(9989, "4.4.2"),
        Source::rfc(7208, "2.4"),
        Source::page("Gmail: SMTP errors, 421 4.7.32", "https://support.google.com/a/answer/3726730", "2026-06-18"),
    ],
    title: Text::new("The bounce address is in a foreign domain", "エラー返送先が別組織のドメインです"),
    why: Text::new(
        "SPF proves only the domain of the bounce address. When that is not yours, SPF says nothing about the From that \
         readers see: DMARC then hangs on the DKIM signature alone, or fails.",
        "SPFが証明するのは、エラー返送先(Return-Path)のドメインだけです。それが自社のものでなければ、読者に見えるFromについては何も証明されません。\
         DMARCの合否はDKIM署名だけにかかり、署名も一致しなければ不合格になります。",
    ),
    help: Text::new(
        "Set up a bounce domain of your own at the mail system, such as bounce.{from}, with the CNAME or MX and SPF \
         records it asks for.",
        "配信システムで、bounce.{from} のような自社のエラー返送先ドメインを設定し、指定されたCNAME、またはMXとSPFのレコードを公開してください。",
    ),
    cases: &[&ALONE, &DKIM_HELPS],
    notes: &[&FROM],
    check,
    ..Rule::BASE
};

static ALONE: Case = Case {
    name: "alone",
    message: Text::new(
        "The bounce domain {path} does not belong to {from}, and no DKIM signature does.",
        "エラー返送先のドメイン {path} は {from} の組織のものではなく、一致するDKIM署名もありません。",
    ),
    demands: &[
        Demand::warning(Rfc, Folder),
        Demand::warning(Gmail, Refuse),
        Demand::warning(Yahoo, Refuse),
        Demand::warning(Outlook, Refuse),
        Demand::warning(Icloud, Folder),
        Demand::warning(Docomo, Warn),
        Demand::warning(Au, Folder),
        Demand::warning(Softbank, Folder),
        Demand::warning(YahooJp, Folder),
    ],
};

static DKIM_HELPS: Case = Case {
    name: "dkim-helps",
    message: Text::new(
        "The bounce domain {path} does not belong to {from}; DMARC rests on the DKIM signature alone.",
        "エラー返送先のドメイン {path} は {from} の組織のものではありません。DMARCはDKIM署名だけに頼っています。",
    ),
    demands: &[Demand::info(Rfc, Advice), Demand::info(Gmail, Advice), Demand::info(Docomo, Advice)],
};

static FROM: Note = Note::new("from", "The From that readers see.", "読者に見える差出人です。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.envelope_sender(cx.options).is_none() {
        return sink.not_checked(Needs::Envelope);
    }
    let Some(legs) = msg.legs(cx.options).filter(|legs| legs.spf == Alignment::None) else { return };
    let case = match legs.dkim {
        Alignment::Relaxed | Alignment::Strict => &DKIM_HELPS,
        Alignment::Unknown | Alignment::None => &ALONE,
    };
    let reported = sink.report(case, msg.path_mailbox(cx.options).map_or(legs.place, |it| it.domain));
    let reported = reported.arg("path", legs.path.as_deref().unwrap_or_default()).arg("from", legs.from);
    reported.related(legs.place, &FROM);
}
