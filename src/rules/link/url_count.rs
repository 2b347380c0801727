//! The message holds many different links.
//!
//! No receiver publishes a number. Filters look up each host, and long lists of links are what harvested and hijacked
//! mail looks like, so practice advises few. Wanted newsletters hold 6 to 143 distinct links. Both thresholds are
//! experience and stand in `data/limits.txt`.
//!
//! Distinct means: after HTML entities are decoded and the fragment is left out; the same address in the text part and
//! in the HTML part counts once.
//!
//! # Bad
//! ```eml text
//! http://a.net/00 http://a.net/01 http://a.net/02 http://a.net/03 http://a.net/04 http://a.net/05 http://a.net/06 http://a.net/07
//! http://a.net/08 http://a.net/09 http://a.net/10 http://a.net/11 http://a.net/12 http://a.net/13 http://a.net/14 http://a.net/15
//! http://a.net/16 http://a.net/17 http://a.net/18 http://a.net/19 http://a.net/20 http://a.net/21 http://a.net/22 http://a.net/23
//! http://a.net/24 http://a.net/25 http://a.net/26 http://a.net/27 http://a.net/28 http://a.net/29 http://a.net/30
//!                                                                                                 ~~~~~~~~~~~~~~~ url-count
//! ```
//! # Good
//! ```eml text
//! See https://www.minatobunko.co.jp/ and https://www.minatobunko.co.jp/#top.
//! ```

use crate::finding::Case;
use crate::message::Link;
use crate::order::{distinct, firsts};
use crate::profile::{Demand, Level, Outcome::*, Profile::*, limit};
use crate::rule::{Basis, Confidence, Cx, Group, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "url-count",
    group: Group::Link,
    level: Level::Info,
    basis: Basis::Practice,
    confidence: Confidence::Hint,
    sources: &[Source::heuristic(
        "no receiver publishes a number; wanted newsletters of 2023 hold 6 to 143 distinct links",
        "数値を公表している受信側はなく、2023年の一般的なメールマガジンでは6〜143種類",
    )],
    title: Text::new("Many links", "リンクが多数あります"),
    why: Text::new(
        "Filters weigh every link and every host. The more there are, the likelier one of them is on a list, and the \
         longer the check takes before the mail is delivered.",
        "フィルターはリンクとホストを1つずつ評価します。数が多いほど、どれかがブロックリストに載っている恐れが増え、判定に時間がかかって配信が遅れることもあります。",
    ),
    help: Text::new(
        "Lead readers to one page instead of to every item, and drop links that nobody follows.",
        "商品ごとではなく一覧ページへ誘導し、クリックされていないリンクは外してください。",
    ),
    cases: &[&MANY, &VERY_MANY],
    notes: &[&LAST],
    check,
    ..Rule::BASE
};

static MANY: Case = Case {
    name: "many",
    message: Text::new(
        "{unique} distinct links to {hosts} hosts ({count} in all); from here on more than {limit}.",
        "リンクが{unique}種類(延べ{count}個)、リンク先のホストが{hosts}個あります。ここから先が{limit}種類を超えた分です。",
    ),
    demands: &[
        Demand::info(Spamfilter, Advice),
        Demand::info(M3aawg, Advice),
        Demand::info(Docomo, Advice),
        Demand::info(Au, Advice),
        Demand::info(Softbank, Advice),
    ],
};

static VERY_MANY: Case = Case {
    name: "very-many",
    message: Text::new(
        "{unique} distinct links to {hosts} hosts ({count} in all); from here on more than {limit}.",
        "リンクが{unique}種類(延べ{count}個)、リンク先のホストが{hosts}個あります。ここから先が{limit}種類を超えた分です。",
    ),
    demands: &[
        Demand::warning(Spamfilter, Folder),
        Demand::warning(M3aawg, Advice),
        Demand::warning(Docomo, Folder),
        Demand::warning(Au, Folder),
        Demand::warning(Softbank, Folder),
    ],
};

static LAST: Note = Note::new("last", "The last of them.", "最後のリンクです。");

const MANY_LIMIT: u64 = limit("url-count-many");
const VERY_MANY_LIMIT: u64 = limit("url-count-very-many");

fn check(cx: &Cx, sink: &mut Sink) {
    let (mut links, mut urls, mut hosts) = (Vec::new(), Vec::new(), Vec::new());
    for link in cx.msg.links() {
        let Some((host, place)) = cx.msg.host_of(link) else { continue };
        if !link.is_visible() {
            continue;
        }
        links.push(link);
        hosts.push(&*host.name);
        // By http and by https it is one address.
        urls.push(link.url[place.start as usize..].split('#').next().unwrap_or_default());
    }
    if links.len() as u64 <= MANY_LIMIT {
        return;
    }
    // Where each distinct address stands first, in their order.
    let firsts = firsts(&urls);
    let after = |limit: u64| firsts.get(limit as usize).map(|at| links[*at]);
    let (case, first, limit) = match (after(VERY_MANY_LIMIT), after(MANY_LIMIT)) {
        (Some(link), _) => (&VERY_MANY, link, VERY_MANY_LIMIT),
        (None, Some(link)) => (&MANY, link, MANY_LIMIT),
        (None, None) => return,
    };
    let last = firsts.last().map(|at| links[*at]);
    let place = |link: &Link| cx.msg.place_in(link.entity, link.span);
    let mut reported = sink.report(case, place(first));
    reported = reported.arg("unique", firsts.len()).arg("count", links.len());
    reported = reported.arg("hosts", distinct(&hosts).len()).arg("limit", limit);
    if let Some(last) = last.filter(|last| last.span != first.span) {
        reported.related(place(last), &LAST);
    }
}
