//! A message has more parts, or nests them deeper, than receivers take.
//!
//! Exchange Online takes 250 parts and 30 messages inside one another, SpamAssassin gives up at 1,000 parts, and Postfix,
//! left as installed, refuses what is nested more than 100 deep. The numbers stand in `data/limits.txt`.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=1
//!
//! --1
//! Content-Type: multipart/mixed; boundary=a
//!
//! --a
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//! Content-Type: multipart/mixed; boundary=c
//!
//! --c
//! Content-Type: multipart/mixed; boundary=d
//!
//! --d
//! Content-Type: multipart/mixed; boundary=e
//!
//! --e
//! Content-Type: multipart/mixed; boundary=f
//!
//! --f
//! Content-Type: multipart/mixed; boundary=g
//!
//! --g
//! Content-Type: multipart/mixed; boundary=h
//!
//! --h
//! Content-Type: multipart/mixed; boundary=i
//!
//! --i
//! Content-Type: multipart/mixed; boundary=j
//! _ nesting-or-part-count
//! * boundary-unterminated
//!
//! --j
//!
//! Hello.
//! --j--
//! --1--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Type: multipart/mixed; boundary=twig
//!
//! --twig
//!
//! Hello.
//! --twig--
//! --leaf--
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Level, Outcome::*, Profile::*, limit};
use crate::rule::{Basis, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "nesting-or-part-count",
    group: Group::Mime,
    level: Level::Warning,
    basis: Basis::Receiver,
    needs: &[Needs::Message],
    yields_to: &[Yield { to: "limit-reached", within: Near::Message }],
    sources: &[
        Source::page(
            "Exchange Online: message limits, as Fort Lewis College has them",
            "https://www.fortlewis.edu/administrative-offices/information-technology/office-365/office-365-limits",
            "2026-11-24",
        ),
        Source::heuristic(
            "SpamAssassin stops at 1,000 parts (MIMEPART_LIMIT_EXCEEDED)",
            "SpamAssassinは、1,000パートで処理を打ち切る(MIMEPART_LIMIT_EXCEEDED)",
        ),
    ],
    title: Text::new("Too many parts, or nested too deep", "パートが多すぎるか、入れ子が深すぎます"),
    why: Text::new(
        "Servers and filters stop at a number of parts: they refuse the mail, or do not look at the rest.",
        "サーバーやフィルターが扱うパートの数や深さには上限があります。超えると、受信が拒否されるか、残りが検査されません。",
    ),
    help: Text::new(
        "Flatten the structure, and send many files as one archive or by a link.",
        "構造を単純にしてください。ファイルが多い場合は、1つにまとめるか、リンクで渡します。",
    ),
    cases: &[&PARTS, &MANY, &MESSAGES, &DEPTH],
    check,
    ..Rule::BASE
};

static PARTS: Case = Case {
    name: "parts",
    message: Text::new(
        "The message has {count} parts; Exchange Online takes at most {limit}.",
        "パートが{count}個あります。Exchange Onlineの上限は{limit}個です。",
    ),
    demands: &[Demand::error(Outlook, Refuse), Demand::warning(Mta, Refuse)],
};
static MANY: Case = Case {
    name: "many-parts",
    message: Text::new(
        "The message has {count} parts; SpamAssassin stops at {limit}, Exchange Online earlier.",
        "パートが{count}個あります。SpamAssassinは{limit}個で処理を打ち切り、Exchange Onlineの上限はさらに低くなっています。",
    ),
    demands: &[Demand::error(Outlook, Refuse), Demand::error(Spamfilter, Folder), Demand::warning(Mta, Refuse)],
};
static MESSAGES: Case = Case {
    name: "messages",
    message: Text::new(
        "{count} messages stand inside one another; Exchange Online takes at most {limit}.",
        "メールの中のメールが{count}段重なっています。Exchange Onlineの上限は{limit}段です。",
    ),
    demands: &[Demand::error(Outlook, Refuse), Demand::warning(Mta, Refuse)],
};
static DEPTH: Case = Case {
    name: "depth",
    message: Text::new(
        "Multiparts are nested {count} deep; more than {limit} make no sense in wanted mail.",
        "マルチパートの入れ子が{count}段あります。通常のメールで{limit}段を超えることはありません。",
    ),
    demands: &[Demand::warning(Mta, Refuse), Demand::warning(Spamfilter, Folder)],
};

const PARTS_OF_FILTER: u32 = limit("spamassassin-parts") as u32;
const MOST: [u32; 3] = [
    limit("exchange-online-parts") as u32,
    limit("exchange-online-nested-messages") as u32,
    limit("multipart-levels") as u32,
];

fn check(cx: &Cx, sink: &mut Sink) {
    let found = cx.msg.nesting(MOST);
    for (index, case) in [&PARTS, &MESSAGES, &DEPTH].into_iter().enumerate() {
        let Some(place) = found[index].over else { continue };
        let many = index == 0 && found[0].count >= PARTS_OF_FILTER;
        let (case, most) = if many { (&MANY, PARTS_OF_FILTER) } else { (case, MOST[index]) };
        sink.report(case, place).arg("count", found[index].count).arg("limit", most);
    }
}
