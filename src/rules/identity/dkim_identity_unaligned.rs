//! No DKIM signature belongs to the organization of From.
//!
//! A signature proves its own domain (`d=`). DMARC takes the proof only when that domain shares the organization of From
//! (RFC 9989 section 4.4.1). Mail systems sign with a domain of theirs until the sender sets up its own: one signature of
//! each is common, and fine. Where SPF fails too, `dmarc-no-aligned-identifier` speaks; where SPF alone holds for mail to
//! many, `dmarc-single-leg`.
//!
//! # Bad
//! ```eml
//! DKIM-Signature: v=1; a=rsa-sha256; d=letterline-esp.net; s=a; h=from; bh=; b=
//!                                      ~~~~~~~~~~~~~~~~~~ dkim-identity-unaligned
//! ```
//! # Good
//! ```eml
//! DKIM-Signature: v=1; a=rsa-sha256; d=letterline-esp.net; s=a; h=from; bh=; b=
//! DKIM-Signature: v=1; a=rsa-sha256; d=mail.minatobunko.co.jp; s=a; h=from; bh=; b=
//! ```
//! # Good
//! ```eml
//! List-Id: <readers.letterline-esp.net>
//! List-Post: <mailto:readers@letterline-esp.net>
//! DKIM-Signature: v=1; a=rsa-sha256; d=letterline-esp.net; s=a; h=from; bh=; b=
//! ```

use crate::finding::Case;
use crate::message::Alignment;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "dkim-identity-unaligned",
    group: Group::Identity,
    needs: &[Needs::Message],
    yields_to: &[
        Yield { to: "dmarc-no-aligned-identifier", within: Near::Message },
        Yield { to: "dmarc-single-leg", within: Near::Message },
    ],
    sources: &[Source::rfc(9989, "4.4.1"), Source::rfc(6376, "3.5")],
    title: Text::new("No DKIM signature of the From domain", "Fromのドメインの署名(作成者署名)がありません"),
    why: Text::new(
        "The signature proves the mail system, not you. DMARC does not count it, and after forwarding, when SPF fails, \
         nothing speaks for your From.",
        "この署名が証明するのは配信システムであり、自社ではありません。DMARCでは数えられず、転送でSPFが失敗すると、Fromを裏付けるものがなくなります。",
    ),
    help: Text::new(
        "Set up DKIM for your own domain at the mail system, and publish the key it gives you.",
        "配信システムで自社ドメインのDKIM署名(作成者署名)を設定し、指定された公開鍵をDNSに登録してください。",
    ),
    cases: &[&PLAIN],
    notes: &[&FROM],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "The signature is by {domain}; none is by the organization of {from}.",
        "署名のドメインは {domain} で、{from} の組織の署名がありません。",
    ),
    demands: &[
        Demand::warning(Rfc, Folder),
        Demand::warning(Gmail, Folder),
        Demand::warning(Yahoo, Folder),
        Demand::warning(Outlook, Folder),
        Demand::warning(Icloud, Folder),
        Demand::warning(YahooJp, Folder),
        Demand::warning(Docomo, Warn),
        Demand::warning(Au, Folder),
        Demand::warning(Softbank, Folder),
    ],
};
static FROM: Note = Note::new("from", "The From that readers see.", "読者に見える差出人です。");

fn check(cx: &Cx, sink: &mut Sink) {
    let Some(legs) = cx.msg.legs(cx.options).filter(|legs| legs.dkim == Alignment::None) else { return };
    let Some(signature) = cx.msg.signatures.iter().find(|signature| !signature.domain.is_empty()) else { return };
    let reported = sink.report(&PLAIN, signature.domain_span).related(legs.place, &FROM);
    reported.arg("domain", &*signature.domain).arg("from", legs.from);
}
