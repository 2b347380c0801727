//! A link goes through a public shortener.
//!
//! The reader cannot see where `bit.ly/abc` leads, and neither can a filter without asking. Spammers share these hosts with
//! everybody else, so the hosts stand on block lists again and again. Mail needs no short links: nobody types them.
//!
//! Short names of one service (`youtu.be`, `lin.ee`) lead to that service alone: a note. A service's own mail may use its
//! own shortener. The hosts stand in `data/shorteners.txt`; a short domain of your own is not among them.
//!
//! # Bad
//! ```eml html qp
//! <p><a href="https://bit.ly/3xyz?a=1&amp;b">記事を読む</a> <a href="https://tinyurl.com/abc">続き</a></p>
//!                     ~~~~~~ url-shortener
//! ```
//! # Bad
//! ```eml html
//! <p><a href="https://youtu.be/abc">動画を見る</a></p>
//!                     ~~~~~~~~ url-shortener
//! ```
//! # Bad
//! ```eml text
//! 詳しくはhttps://x.gd/AbC12をご覧ください。
//!                 ~~~~ url-shortener
//! ```
//! # Good
//! ```eml
//! From: LinkedIn <news@e.linkedin.com>
//! List-Unsubscribe: <https://www.linkedin.com/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//!
//! https://lnkd.in/abc and https://www.minatobunko.co.jp/bit.ly/
//! Unsubscribe: https://www.linkedin.com/u/1
//! ```

use crate::finding::Case;
use crate::message::{Link, Same};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Group, Near, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::domain::{Mode, aligned};
use crate::value::shortener::Shortener;

/// The rule.
pub static RULE: Rule = Rule {
    id: "url-shortener",
    group: Group::Link,
    level: Level::Warning,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    sources: &[Source::heuristic(
        "SpamAssassin scores about 220 shorteners",
        "SpamAssassinは約220の短縮URLサービスを減点の対象にしている",
    )],
    yields_to: &[Yield { to: "unsubscribe-uri-bad-host", within: Near::Span }],
    title: Text::new("A public URL shortener", "短縮URLが使われています"),
    why: Text::new(
        "Readers and filters cannot see where a short link leads. Spam uses the same hosts, and its reputation falls on \
         your mail.",
        "短縮URLの行き先は、読者にもフィルターにもわかりません。迷惑メールも同じサービスを使うため、その悪い評価があなたのメールにも及びます。",
    ),
    help: Text::new(
        "Link to the page itself, or through a tracking domain below your own.",
        "リンク先のURLをそのまま使うか、自社ドメインのサブドメインで計測してください。",
    ),
    cases: &[&PUBLIC, &SERVICE],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

static PUBLIC: Case = Case {
    name: "public",
    message: Text::new(
        "A link goes through {shown} (short links in this part: {count}).",
        "{shown} を経由するリンクがあります(このパートの短縮URLは{count}件)。",
    ),
    demands: &[
        Demand::warning(Spamfilter, Folder),
        Demand::warning(M3aawg, Advice),
        Demand::warning(Security, Advice),
        Demand::warning(Docomo, Folder),
        Demand::warning(Au, Folder),
        Demand::warning(Softbank, Folder),
    ],
};
static SERVICE: Case = Case {
    name: "service",
    message: Text::new(
        "{shown} is the short name of one service (such links in this part: {count}).",
        "{shown} は特定のサービスの短縮URLです(このパートに{count}件)。",
    ),
    demands: &[Demand::info(Spamfilter, Advice), Demand::info(Security, Advice)],
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");

fn check(cx: &Cx, sink: &mut Sink) {
    for same in Same::all(cx, look) {
        same.report(cx, sink, &MORE);
    }
}

fn look(cx: &Cx, link: &Link, found: &mut Vec<(&'static Case, Span)>) {
    let Some((host, place)) = cx.msg.host_of(link) else { return };
    let Some(shortener) = Shortener::of(&host.name).filter(|_| link.is_visible() && !cx.msg.is_topic(cx, link)) else {
        return;
    };
    // Its front page is no short link.
    let front = link.is_front_page();
    let from = cx.msg.from_domain().unwrap_or_default();
    let own = shortener.owners.split(' ').any(|owner| aligned(owner, from, Mode::Relaxed));
    if !front && !own && !aligned(&host.name, from, Mode::Relaxed) {
        let case = if shortener.is_own { &SERVICE } else { &PUBLIC };
        found.push((case, cx.msg.in_link(link, place)));
    }
}
