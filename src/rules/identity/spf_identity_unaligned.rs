//! The bounce address belongs to another organization than the From address.
//!
//! SPF proves the domain of MAIL FROM, which receivers write into Return-Path. DMARC takes that proof only when the
//! domain belongs to the organization of From (relaxed alignment). Mail systems often use a bounce domain of their own;
//! then DMARC rests on DKIM alone, or fails where DKIM does not align either.
//!
//! The local part does not matter: addresses that carry the recipient (VERP) are fine. Mail that was forwarded with a
//! rewritten sender (`SRS0=`), mailing lists and notifications are left alone.
//!
//! # Bad
//! ```eml
//! Return-Path: <b-1@mail.letterline-esp.net>
//!                   ~~~~~~~~~~~~~~~~~~~~~~~ spf-identity-unaligned
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! ```
//! # Good
//! ```eml
//! Return-Path: <b-1=yuko=docomo.ne.jp@bounce.minatobunko.co.jp>
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! Received: from a.letterline-esp.net by mx.readerpost.net; Tue, 24 Nov 2026 09:00:01 +0900
//! ```

use crate::finding::Case;
use crate::message::{Alignment, Kind};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Confidence, Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::AddressList;

/// The rule.
pub static RULE: Rule = Rule {
    id: "spf-identity-unaligned",
    group: Group::Identity,
    level: Level::Warning,
    confidence: Confidence::Certain,
    needs: &[Needs::Message],
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
    let Some(path) = msg.envelope_sender(cx.options) else {
        return sink.not_checked(Needs::Envelope);
    };
    let (Some((local, domain)), Some(from)) = (path.rsplit_once('@'), msg.from_domain()) else { return };
    if Alignment::of(domain, from) != Alignment::None || is_forwarded(cx, local) {
        return;
    }
    let case = match msg.dkim_alignment(from) {
        Alignment::Relaxed | Alignment::Strict => &DKIM_HELPS,
        Alignment::Unknown | Alignment::None => &ALONE,
    };
    let from_place = msg.from().mailboxes.first().map(|mailbox| mailbox.domain).unwrap_or_default();
    let reported = sink.report(case, place(cx).unwrap_or(from_place));
    reported.arg("path", domain.to_owned()).arg("from", from.to_owned()).related(from_place, &FROM);
}

/// Lists, notifications, and mail that was passed on: their path is rightly another one.
fn is_forwarded(cx: &Cx, local: &str) -> bool {
    let kind = cx.msg.kind(cx.options).value;
    let passed_on =
        ["srs0=", "srs0+", "srs1=", "srs1+"].iter().any(|head| local.to_ascii_lowercase().starts_with(head));
    passed_on
        || !matches!(kind, Kind::Personal | Kind::Transactional | Kind::Bulk)
        || cx.msg.field(Name::ArcSeal).is_some()
}

/// The domain in Return-Path; none where the envelope was given beside the message.
fn place(cx: &Cx) -> Option<Span> {
    if cx.options.mail_from.is_some() {
        return None;
    }
    let field = cx.msg.field(Name::ReturnPath)?;
    AddressList::read(cx.msg.bytes(), field.body).mailboxes.first().map(|mailbox| mailbox.domain)
}
