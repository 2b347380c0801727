//! The address in `List-Unsubscribe` leads to a host that readers cannot reach or do not trust.
//!
//! `localhost`, a private address, a bare name or `example.com` is what is left of a test. A number instead of a name, a
//! public shortener and a user name in the address are what phishing looks like, and filters treat them so.
//!
//! Templates are not looked at: the address is filled in later.
//!
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://localhost:3000/u/1>
//!                            ~~~~~~~~~ unsubscribe-uri-bad-host
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <mailto:leave@minatobunko.co.jp>, <https://www.example.com/u/1>
//!                                                              ~~~~~~~~~~~~~~~ unsubscribe-uri-bad-host
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://bit.ly/3xYzAbC>
//!                            ~~~~~~ unsubscribe-uri-bad-host
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://shop:secret@www.minatobunko.co.jp/u/1>
//!                            ~~~~~~~~~~~~ unsubscribe-uri-bad-host
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <https://click.readerpost.net:8443/u/1?to=yuko@readerpost.net>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```

use crate::find::has;
use crate::finding::Case;
use crate::message::{Stage, holds_token};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::Text;
use crate::value::domain::{Mode, aligned, has_known_top, is_for_examples, is_ip_literal};
use crate::value::shortener::Shortener;
use crate::value::url::Url;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unsubscribe-uri-bad-host",
    group: Group::Unsubscribe,
    basis: Basis::Practice,
    needs: &[Needs::Headers],
    sources: &[
        Source::rfc(6761, "6"),
        Source::rfc(2606, "2"),
        Source::heuristic(
            "filters score numbers, shorteners and user names in addresses",
            "IPアドレス、短縮URL、ユーザー名を含むURLは、フィルターの評価が下がる",
        ),
    ],
    title: Text::new("The unsubscribe address has a bad host", "配信停止URLのホストに問題があります"),
    why: Text::new(
        "A button that leads nowhere leaves \"report spam\" as the only way out. A number or a shortener in its place looks \
         like phishing, and anybody who controls it can take readers off the list.",
        "ボタンがどこにもつながらなければ、読者に残るのは「迷惑メールを報告」だけです。また、IPアドレスや短縮URLはフィッシングの手口に似ており、フィルターに疑われます。",
    ),
    help: Text::new(
        "Use a host name of your own, or that of your mail system, that answers from everywhere.",
        "どこからでも接続できる、自社または配信システムのホスト名にしてください。",
    ),
    cases: &[&LOCAL, &EXAMPLE, &NONE, &NUMBER, &SHORTENER, &USER],
    check,
    ..Rule::BASE
};

const DEAD: &[Demand] = &[Demand::error(Rfc, Display), Demand::error(Gmail, Display), Demand::error(Yahoo, Display)];
const DISTRUSTED: &[Demand] = &[Demand::warning(Spamfilter, Folder), Demand::warning(Icloud, Folder)];

const fn case(name: &'static str, en: &'static str, ja: &'static str, demands: &'static [Demand]) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static LOCAL: Case =
    case("local", "{host} cannot be reached from outside.", "{host} には外部から接続できません。", DEAD);
static EXAMPLE: Case = case("example", "{host} is a name for examples only.", "{host} は、例示専用の名前です。", DEAD);
static NONE: Case = case("none", "The address has no host.", "URLにホスト名がありません。", DEAD);
static NUMBER: Case =
    case("number", "{host} is a number, not a name.", "{host} は、ホスト名ではなくIPアドレスです。", DISTRUSTED);
static SHORTENER: Case =
    case("shortener", "{host} shortens addresses of anybody.", "{host} は、誰でも使える短縮URLです。", DISTRUSTED);
static USER: Case = case(
    "user",
    "A user name stands before the host {host}.",
    "ホスト {host} の前にユーザー名があります。",
    DISTRUSTED,
);

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(field) = msg.field(Name::ListUnsubscribe) else { return };
    if holds_token(msg.slice(field.body)) || msg.stage(cx.options).value == Stage::Template {
        return;
    }
    for uri in msg.unsubscribe_uris().web(msg.bytes()).into_iter().take(10) {
        let Ok(text) = std::str::from_utf8(msg.slice(uri)) else { continue };
        let Some((url, (case, place))) = Url::read(text).and_then(|url| Some((url, judge(cx, &url)?))) else {
            continue;
        };
        sink.report(case, place.shift(uri.start)).arg("host", url.host());
        return;
    }
}

/// What is wrong with the host, and where in the address.
fn judge(cx: &Cx, url: &Url) -> Option<(&'static Case, Span)> {
    let host = url.host();
    let authority = url.scheme.end + 3;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let case = match () {
        () if host.is_empty() => &NONE,
        () if is_private(bare) => &LOCAL,
        () if is_ip_literal(bare) => &NUMBER,
        () if is_for_examples(host) => (!cx.options.allow_example).then_some(&EXAMPLE)?,
        () if !has(host, ".") || !has_known_top(host) => &LOCAL,
        () if url.host.start > authority => return Some((&USER, Span::new(authority, url.host.start))),
        () => {
            let shortener = Shortener::of(host)?;
            let own = |owner| cx.msg.from_domain().is_some_and(|from| aligned(owner, from, Mode::Relaxed));
            (!shortener.owners.split(' ').any(own)).then_some(&SHORTENER)?
        }
    };
    Some((case, url.host))
}

fn is_private(host: &str) -> bool {
    let v4 = host.parse().is_ok_and(|it: std::net::Ipv4Addr| it.is_private() || it.is_loopback() || it.is_link_local());
    v4 || host.parse().is_ok_and(|it: std::net::Ipv6Addr| it.is_loopback())
}
