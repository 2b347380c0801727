//! A part of the message was left unread, because a limit of kenpin was reached.
//!
//! Mail made to break programs nests messages ten thousand deep or holds a million parts. kenpin stops at 100 levels,
//! 10,000 parts and 200,000 header fields, says so here, and checks the rest as usual. Receivers stop far earlier.
//!
//! # Good
//! ```eml
//! Subject: a message
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Rule, Sink, Source};
use crate::scan::{FaultKind, Limit, MAX_DEPTH, MAX_ENTITIES, MAX_FIELDS};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "limit-reached",
    group: Group::Format,
    level: Level::Warning,
    basis: Basis::Practice,
    sources: &[Source::heuristic(
        "mail servers and filters stop at some hundred parts",
        "メールサーバーやフィルターは、数百パートで処理を打ち切る",
    )],
    title: Text::new("Not everything was read", "一部を読んでいません"),
    why: Text::new(
        "A message this deep or this large in parts is made by a fault or to break filters. Servers and filters give \
         up on it early, and many refuse it.",
        "これほど深い入れ子や多くの部分を持つメールは、障害か、フィルターを壊す目的で作られたものです。サーバーもフィルターも早々に処理をやめ、多くは受信を拒否します。",
    ),
    help: Text::new("Look at what builds the message.", "メールを組み立てているプログラムを確認してください。"),
    cases: &[&DEPTH, &PARTS, &FIELDS],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::warning(Mta, Refuse), Demand::warning(Spamfilter, Folder)];

static DEPTH: Case = Case {
    name: "depth",
    message: Text::new(
        "Parts are nested more than {limit} deep; what lies deeper was not read.",
        "入れ子が{limit}段を超えています。それより深い部分は読んでいません。",
    ),
    demands: DEMANDS,
};
static PARTS: Case = Case {
    name: "parts",
    message: Text::new(
        "There are more than {limit} parts; the others were not read.",
        "部分の数が{limit}を超えています。残りは読んでいません。",
    ),
    demands: DEMANDS,
};
static FIELDS: Case = Case {
    name: "fields",
    message: Text::new(
        "There are more than {limit} header fields; the others were not read.",
        "ヘッダーフィールドの数が{limit}を超えています。残りは読んでいません。",
    ),
    demands: DEMANDS,
};

fn check(cx: &Cx, sink: &mut Sink) {
    for fault in &cx.msg.scan.faults {
        let FaultKind::Limit(limit) = fault.kind else { continue };
        let (case, number) = match limit {
            Limit::Depth => (&DEPTH, u64::from(MAX_DEPTH)),
            Limit::Entities => (&PARTS, MAX_ENTITIES as u64),
            Limit::Fields => (&FIELDS, MAX_FIELDS as u64),
        };
        sink.report(case, fault.span).arg("limit", number);
    }
}
