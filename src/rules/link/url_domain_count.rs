//! Links and pictures lead to many different domains.
//!
//! Filters look up every domain, and one bad neighbour spoils the mail. No receiver publishes a number; both thresholds are
//! experience and stand in `data/limits.txt`. What counts is the registrable domain: all hosts below `minatobunko.co.jp` are
//! one. The large social networks and app stores count as one together. Newsletters that collect links from elsewhere do
//! this on purpose, so it is advice, and mail between people is not counted.
//!
//! # Bad
//! ```eml text kind=transactional
//! https://a.minatobunko.co.jp https://b.minatobunko.co.jp https://shop1.com https://shop2.com https://shop3.com
//! https://shop4.com https://www.facebook.com/a https://x.com/a
//!                           ~~~~~~~~~~~~~~~~ url-domain-count
//! ```
//! # Good
//! ```eml text kind=transactional
//! https://a.minatobunko.co.jp https://b.minatobunko.co.jp https://shop1.com https://shop2.com https://shop3.com
//! https://www.facebook.com/a https://x.com/a https://www.instagram.com/
//! ```

use crate::find::has;
use crate::finding::Case;
use crate::message::Kind;
use crate::order::firsts;
use crate::profile::{Demand, Level, Outcome::*, Profile::*, limit};
use crate::rule::{Basis, Confidence, Cx, Group, Rule, Sink, Source};
use crate::text::Text;
use crate::value::domain::{Mode, aligned};

/// The rule.
pub static RULE: Rule = Rule {
    id: "url-domain-count",
    group: Group::Link,
    level: Level::Info,
    basis: Basis::Practice,
    confidence: Confidence::Hint,
    sources: &[Source::heuristic("no receiver publishes a number", "数値を公表している受信側はない")],
    title: Text::new("Links to many domains", "リンク先のドメインが多数あります"),
    why: Text::new(
        "Filters judge a mail by the worst domain it leads to. Many foreign domains are also what hijacked and affiliate \
         mail looks like.",
        "フィルターは、リンク先のうち最も評判の悪いドメインでメールを評価します。他社のドメインが多いと、アフィリエイトや乗っ取られたメールにも見えます。",
    ),
    help: Text::new(
        "Lead readers to pages of your own domain, and serve pictures from there.",
        "自社ドメインのページへ誘導し、画像も自社ドメインから配信してください。",
    ),
    cases: &[&MANY, &VERY_MANY],
    check,
    ..Rule::BASE
};

const MESSAGE: Text = Text::new(
    "Links and pictures lead to {count} domains, {foreign} of them not the sender's; from here on more than {limit}.",
    "リンクと画像のドメインが{count}個あり、そのうち{foreign}個は差出人以外のドメインです。ここから先が{limit}個を超えた分です。",
);
static MANY: Case = Case {
    name: "many",
    message: MESSAGE,
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
    message: MESSAGE,
    demands: &[
        // Newsletters that collect links from elsewhere have them on purpose.
        Demand::info(Spamfilter, Advice),
        Demand::info(M3aawg, Advice),
        Demand::warning(Docomo, Folder),
        Demand::warning(Au, Folder),
        Demand::warning(Softbank, Folder),
    ],
};

const MANY_DOMAINS: u64 = limit("url-domains-many");
const VERY_MANY_DOMAINS: u64 = limit("url-domains-very-many");

/// Networks and stores that newsletters link to as a matter of course.
const SOCIAL: &str = " facebook.com fb.com twitter.com x.com t.co instagram.com threads.net youtube.com youtu.be linkedin.com \
                      pinterest.com tiktok.com bsky.app line.me lin.ee note.com vimeo.com xing.com apple.com google.com \
                      whatsapp.com w3.org ";

fn check(cx: &Cx, sink: &mut Sink) {
    if !matches!(cx.kind(), Kind::Bulk | Kind::Transactional) {
        return;
    }
    let hosts = cx.msg.hosts();
    if hosts.len() as u64 <= MANY_DOMAINS {
        return;
    }
    // All of these count as one.
    let mut known = Vec::with_capacity(hosts.len());
    for host in hosts {
        let domain = host.domain.as_deref().unwrap_or_default();
        known.push(if has(SOCIAL, &[" ", domain, " "].concat()) { "" } else { domain });
    }
    let (mut domains, mut places) = (Vec::new(), Vec::new());
    for link in cx.msg.links() {
        if let Some(host) = link.host
            && hosts[host.index as usize].domain.is_some()
            && (link.is_visible() || link.is_picture())
        {
            domains.push(known[host.index as usize]);
            places.push((link, host.span));
        }
    }
    // Where each stands first, in their order.
    let firsts = firsts(&domains);
    let from = cx.msg.from_domain().unwrap_or_default();
    let mut foreign = 0_u64;
    for at in &firsts {
        foreign += u64::from(!aligned(domains[*at], from, Mode::Relaxed));
    }
    let very_many = firsts.len() as u64 > VERY_MANY_DOMAINS;
    let (case, limit) = if very_many { (&VERY_MANY, VERY_MANY_DOMAINS) } else { (&MANY, MANY_DOMAINS) };
    let Some((link, host)) = firsts.get(limit as usize).map(|at| places[*at]) else { return };
    let place = cx.msg.place_in(link.entity, cx.msg.in_link(link, host));
    sink.report(case, place).arg("count", firsts.len()).arg("foreign", foreign).arg("limit", limit);
}
