//! A link leads to an address by number.
//!
//! A shop or a newspaper has a name; an address by number is what a hijacked server or a test machine has. SpamAssassin and
//! Rspamd score it, Microsoft asks senders not to use it. Numbers in octal, hexadecimal or in one piece
//! (`http://2130706433/`) are the same address in disguise: browsers follow them, and nobody writes them by accident.
//!
//! A private address (`192.168.1.5`) is a test machine's that slipped into the mail: nobody outside can reach it. In plain
//! text of people who talk to each other it is a topic and no link, and not reported.
//!
//! # Bad
//! ```eml html qp
//! <a href="http://203.0.113.9/a?b=1">記事を読む</a>
//!                 ~~~~~~~~~~~ ip-literal-host
//! * insecure-scheme
//! ```
//! # Bad
//! ```eml html b64
//! <a href="https://0xcb.0.0x7109/">記事を読む</a> <img src="https://2130706433/a.png">
//!                  ~~~~~~~~~~~~~ ip-literal-host
//!                                                                   ~~~~~~~~~~ ip-literal-host
//! ```
//! # Bad
//! ```eml text kind=transactional
//! https://192.168.1.5/news https://[::1]/
//!         ~~~~~~~~~~~ ip-literal-host
//! ```
//! # Good
//! ```eml text
//! Try http://127.0.0.1:8080/ or https://www.minatobunko.co.jp/1.2.3.4/.
//! ```

use crate::finding::Case;
use crate::html::link::LinkKind;
use crate::message::{Kind, Link, LinkPlace, Same};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::domain::is_ip_literal;
use crate::value::url::ipv4;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The rule.
pub static RULE: Rule = Rule {
    id: "ip-literal-host",
    group: Group::Link,
    basis: Basis::Practice,
    sources: &[
        Source::page("Outlook.com Postmaster: policies", "", "2026-06-15"),
        Source::heuristic(
            "Rspamd and SpamAssassin score addresses by number",
            "RspamdとSpamAssassinは、IPアドレスへのリンクを減点する",
        ),
    ],
    yields_to: &[Yield { to: "unsubscribe-uri-bad-host", within: Near::Span }],
    title: Text::new("A link to an IP address", "IPアドレスへのリンクがあります"),
    why: Text::new(
        "Links by number are what hijacked servers and phishing use. Filters score them, and a reader cannot tell whose \
         server it is.",
        "IPアドレスへのリンクは、乗っ取られたサーバーやフィッシングでよく使われます。フィルターの評価が下がるうえ、誰のサーバーなのか読者にはわかりません。",
    ),
    help: Text::new("Link to a host name of your own domain.", "自社ドメインのホスト名でリンクしてください。"),
    cases: &[&PUBLIC, &DISGUISED, &PRIVATE],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[
    Demand::error(Security, Warn),
    Demand::error(Spamfilter, Folder),
    Demand::error(Gmail, Folder),
    Demand::error(Outlook, Folder),
];

static PUBLIC: Case = Case {
    name: "public",
    message: Text::new(
        "A link leads to {shown}, a number instead of a name (such links in this part: {count}).",
        "ホスト名ではなく {shown} へリンクしています(このパートに{count}件)。",
    ),
    demands: DEMANDS,
};
static DISGUISED: Case = Case {
    name: "disguised",
    message: Text::new(
        "{shown} is an IP address in disguise (such links in this part: {count}).",
        "{shown} は、見かけを変えたIPアドレスです(このパートに{count}件)。",
    ),
    demands: DEMANDS,
};
static PRIVATE: Case = Case {
    name: "private",
    message: Text::new(
        "A link leads to {shown}, which only its own network can reach (such links in this part: {count}).",
        "組織の外から接続できない {shown} へリンクしています(このパートに{count}件)。",
    ),
    demands: &[Demand::warning(Security, Advice), Demand::warning(Spamfilter, Folder)],
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");

fn check(cx: &Cx, sink: &mut Sink) {
    for same in Same::all(cx, look) {
        same.report(cx, sink, &MORE);
    }
}

fn look(cx: &Cx, link: &Link, found: &mut Vec<(&'static Case, Span)>) {
    let Some((host, place)) = cx.msg.host_of(link) else { return };
    let host = &*host.name;
    if !matches!(host.as_bytes().first(), Some(b'0'..=b'9' | b'[')) {
        return;
    }
    let v6 = without_brackets(host).parse::<Ipv6Addr>().ok();
    let case = match (ipv4(host), v6) {
        (Some(address), _) if is_private(address) => &PRIVATE,
        (None, Some(address)) if address.is_loopback() || matches!(address.octets()[0], 0xFC..=0xFE) => &PRIVATE,
        (Some(_), _) if !is_ip_literal(host) => &DISGUISED,
        (None, None) => return,
        _ => &PUBLIC,
    };
    let talk = link.place == LinkPlace::Text && cx.kind() == Kind::Personal;
    let hidden = matches!(link.place, LinkPlace::Html(LinkKind::Hidden, _));
    let topic = cx.msg.is_topic(cx, link) || talk && case.name == PRIVATE.name;
    if !hidden && !topic {
        found.push((case, cx.msg.in_link(link, place)));
    }
}

/// A host as an IPv6 address without its brackets; another as it is.
pub fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

fn is_private(address: Ipv4Addr) -> bool {
    address.is_private() || address.is_loopback() || address.is_link_local() || address.is_unspecified()
}
