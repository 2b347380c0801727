//! Trace fields stand in the wrong place.
//!
//! Every server puts its fields on top and moves none (RFC 5321 section 4.4, RFC 5322 section 3.6). A Received field
//! between the author's own fields did not get there by transport: it was written by the sending program, or a gateway
//! built the header anew.
//!
//! Trace fields below all of the author's are how some archives and gateways write, and several Return-Path fields come
//! with forwarding: both are left alone.
//!
//! # Bad
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Received: from app by a.minatobunko.co.jp; Tue, 24 Nov 2026 09:30:01 +0900
//! ~~~~~~~~ trace-order
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//!
//! Hello.
//! ```
//! # Good
//! ```eml whole
//! Return-Path: <letters@minatobunko.co.jp>
//! Received: from app by a.minatobunko.co.jp; Tue, 24 Nov 2026 09:30:01 +0900
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//!
//! Hello.
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Confidence, Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "trace-order",
    group: Group::Format,
    level: Level::Info,
    confidence: Confidence::Hint,
    needs: &[Needs::Message],
    sources: &[Source::rfc(5322, "3.6"), Source::rfc(5321, "4.4")],
    title: Text::new("Trace fields are out of place", "配送記録のフィールドの位置が不自然です"),
    why: Text::new(
        "Servers put trace fields on top. One among the author's own fields looks forged, and filters that follow the path \
         read it wrongly.",
        "配送記録はサーバーがヘッダーの先頭に加えるものです。差出人のフィールドに混じっていると、偽造と疑われたり、経路を読み誤られたりします。",
    ),
    help: Text::new(
        "Let no program of yours write Received or Return-Path, and no gateway move them.",
        "ReceivedやReturn-Pathを自社のプログラムで書いたり、ゲートウェイで並べ替えたりしないでください。",
    ),
    cases: &[&BELOW],
    check,
    ..Rule::BASE
};

static BELOW: Case = Case {
    name: "below",
    message: Text::new("{name} stands among the author's own fields.", "{name}が、差出人のフィールドの間にあります。"),
    demands: &[Demand::info(Rfc, Advice), Demand::info(Spamfilter, Advice)],
};
fn check(cx: &Cx, sink: &mut Sink) {
    let fields = cx.msg.fields();
    let own = |field: &Field| matches!(field.name, Name::From | Name::Subject | Name::Date);
    let trace = |field: &Field| matches!(field.name, Name::Received | Name::ReturnPath);
    let (Some(first), Some(last)) = (fields.iter().position(own), fields.iter().rposition(own)) else { return };
    if let Some(field) = fields[first..last].iter().find(|field| trace(field)) {
        sink.report(&BELOW, field.name_span).arg("name", field.name.text());
    }
}
