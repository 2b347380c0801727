//! A link leads to a host that is not public.
//!
//! `http://localhost/`, `https://cms.local/` or `https://www.example.com/` work on the author's machine or nowhere: they are
//! left over from a test or from a template. RFC 6761 and RFC 2606 keep `.test`, `.localhost`, `.invalid` and `.example`
//! out of the DNS for good, RFC 6762 gives `.local` to local networks, RFC 7686 `.onion` to Tor. `.lan`, `.internal` and
//! names without a dot are habits of company networks.
//!
//! In plain text of people who talk to each other it is a topic and no link. A host `stg` or `staging` below the sender's
//! own domain is a note: it may be public, but hardly meant for readers.
//!
//! # Bad
//! ```eml html b64
//! <a href="http&#58;//localhost:8080/news?a=1">記事を読む</a> <img src="http://cms/logo.png">
//!                     ~~~~~~~~~ non-public-host
//! * insecure-scheme
//! * insecure-scheme
//! ```
//! # Bad
//! ```eml html
//! <a href="https://shop.minatobunko.cojp/">記事を読む</a>
//!                  ~~~~~~~~~~~~~~~~~~~~~ non-public-host
//! ```
//! # Bad
//! ```eml html
//! <a href="https://stg.minatobunko.co.jp/">記事を読む</a>
//!                  ~~~~~~~~~~~~~~~~~~~~~ non-public-host
//! ```
//! # Bad
//! ```eml text kind=transactional
//! https://www.example.com/news
//!         ~~~~~~~~~~~~~~~ non-public-host
//! ```
//! # Good
//! ```eml html
//! <a href="https://{{shop}}/">記事を読む</a> <a href="https://dev.minatobunko.co.jp/a.local">開発者の方へ</a>
//! ```

use crate::find::has;
use crate::finding::Case;
use crate::html::link::LinkKind;
use crate::message::{Kind, Link, LinkPlace, Same};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::domain::{Mode, aligned, organizational_domain};
use crate::value::url::ipv4;

/// The rule.
pub static RULE: Rule = Rule {
    id: "non-public-host",
    group: Group::Link,
    basis: Basis::Standard,
    sources: &[
        Source::rfc(6761, "6"),
        Source::rfc(2606, "2"),
        Source::rfc(6762, "3"),
        Source::rfc(7686, "2"),
        Source::heuristic(
            "`.lan`, `.internal` and bare names are used in company networks; top-level domains by the Public Suffix List",
            "`.lan`や`.internal`、ドットのない名前は社内ネットワークの慣習。トップレベルドメインはPublic Suffix Listによる",
        ),
    ],
    yields_to: &[Yield { to: "unsubscribe-uri-bad-host", within: Near::Span }],
    title: Text::new("A link to a host that is not public", "外部から見えないホストへのリンクがあります"),
    why: Text::new(
        "The link works on your own network or nowhere: the reader gets an error page or a broken picture. Filters take \
         names that do not exist as a mark of careless bulk mail.",
        "社内でしか開けないか、どこからも開けないリンクです。読者にはエラーページや壊れた画像が表示されます。存在しないホスト名は、フィルターの評価も下げます。",
    ),
    help: Text::new("Put in the host of the public site.", "公開サイトのホスト名に直してください。"),
    cases: &[&PLAIN, &STAGING],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "{shown} cannot be reached by readers (such links in this part: {count}).",
        "{shown} は、読者の環境からは開けません(このパートに{count}件)。",
    ),
    demands: &[Demand::error(Rfc, Display), Demand::error(Spamfilter, Folder)],
};
static STAGING: Case = Case {
    name: "staging",
    message: Text::new(
        "{shown} looks like a test site (such links in this part: {count}).",
        "{shown} は検証用のサイトのようです(このパートに{count}件)。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");

fn check(cx: &Cx, sink: &mut Sink) {
    for same in Same::all(cx, look) {
        same.report(cx, sink, &MORE);
    }
}

fn look(cx: &Cx, link: &Link, found: &mut Vec<(&'static Case, Span)>) {
    let Some((facts, place)) = cx.msg.host_of(link) else { return };
    let talk = link.place == LinkPlace::Text && cx.kind() == Kind::Personal;
    let hidden = matches!(link.place, LinkPlace::Html(LinkKind::Hidden | LinkKind::Resource | LinkKind::Base, _));
    let Some(host) = facts.ascii.as_deref().filter(|_| !hidden && !talk && !cx.msg.is_topic(cx, link)) else { return };
    // In text an address ends before the first character beyond ASCII: of the host only a piece may be left.
    let text = &cx.msg.text(link.entity).text[link.span.end as usize..];
    let cut = link.place == LinkPlace::Text && text.bytes().next().is_some_and(|next| !next.is_ascii());
    if cut && place.end as usize == link.url.len() {
        return;
    }
    // `http://http://x` has a wrong scheme, not a wrong host.
    let doubled = link.url[place.end as usize..].starts_with("://");
    let example = ["example.com", "example.net", "example.org", "example"].iter().any(|it| is_below(host, it));
    let outside = !has(host, ".") || !facts.has_known_top || is_below(host, "onion");
    let case = match () {
        () if doubled || ipv4(host).is_some() || example && cx.options.allow_example => return,
        () if example || outside => &PLAIN,
        () if is_staging(cx, host) => &STAGING,
        () => return,
    };
    found.push((case, cx.msg.in_link(link, place)));
}

fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether a label below the sender's own domain says so.
fn is_staging(cx: &Cx, host: &str) -> bool {
    let own = |domain: &str| cx.msg.from_domain().is_some_and(|from| aligned(domain, from, Mode::Relaxed));
    if !has(host, "stg") && !has(host, "staging") {
        return false;
    }
    let Some(below) = organizational_domain(host).and_then(|domain| host.strip_suffix(&*domain)) else { return false };
    below.split(['.', '-']).any(|word| matches!(word, "stg" | "staging")) && own(host)
}
