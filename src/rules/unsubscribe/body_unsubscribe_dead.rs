//! The unsubscribe link of the body leads nowhere.
//!
//! A template's `#` or empty address was never filled in, or the link leads to the front page of the site, where readers
//! must search on. Links are known by their text, by the alternative text of a picture, and by the words right before a
//! "click here".
//!
//! # Bad
//! ```eml html kind=transactional audience=gmail
//! <p>https://www.minatobunko.co.jp/ <a href="#">配信停止はこちら</a></p>
//!                                            ~ body-unsubscribe-dead
//! ```
//! # Bad
//! ```eml html kind=transactional audience=gmail
//! <p>To stop these letters, <a href="">click here</a> or ask us.</p>
//!                                    ^ body-unsubscribe-dead
//! ```
//! # Bad
//! ```eml html kind=transactional audience=gmail
//! <p><a href="https://www.minatobunko.co.jp/">配信停止はこちら</a></p>
//!             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ body-unsubscribe-dead
//! ```
//! # Good
//! ```eml html kind=transactional audience=gmail
//! <p><a href="#">To the top</a> | <a href="https://www.minatobunko.co.jp/leave">Unsubscribe</a>
//! <a href="https://www.minatobunko.co.jp/">港文庫</a> <a href="*|UNSUB|*">Unsubscribe</a></p>
//! ```

use crate::finding::Case;
use crate::html::link::LinkKind;
use crate::message::{Kind, Link, LinkPlace, is_for_leaving};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Group, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "body-unsubscribe-dead",
    group: Group::Unsubscribe,
    basis: Basis::Law,
    confidence: Confidence::Likely,
    sources: &[
        Source::page("15 USC 7704(a)(3)", "", "2024-11-01"),
        Source::page("特定電子メール法施行規則 第8条", "", "2026-11-24"),
    ],
    title: Text::new("The unsubscribe link leads nowhere", "配信停止リンクが機能していません"),
    why: Text::new(
        "The law asks for a way out that works, and readers who click in vain report spam.",
        "法律は、実際に受信を拒否できる宛先の表示を求めています。クリックしても何も起きなければ、読者は迷惑メールとして報告します。",
    ),
    help: Text::new(
        "Put in the address of the page where this reader leaves the list, or the token that your mail system replaces by it.",
        "その読者が配信を停止できるページのURLか、配信システムの差し込みタグを入れてください。",
    ),
    cases: &[&DEAD, &HOME],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

static DEAD: Case = Case {
    name: "dead",
    message: Text::new(
        "The address of this unsubscribe link is `{url}`.",
        "配信停止リンクのURLが `{url}` になっています。",
    ),
    demands: &[
        Demand::error(Gmail, Advice),
        Demand::error(Yahoo, Folder),
        Demand::error(LawJp, Advice),
        Demand::error(LawUs, Advice),
        Demand::error(LawCa, Advice),
        Demand::error(M3aawg, Advice),
    ],
};
static HOME: Case = Case {
    name: "home",
    message: Text::new(
        "This unsubscribe link leads to the front page {url}.",
        "配信停止のリンク先が、トップページ {url} です。",
    ),
    demands: &[Demand::info(LawJp, Advice), Demand::info(LawUs, Advice), Demand::info(M3aawg, Advice)],
};
static MORE: Note = Note::new("more", "This one too.", "このリンクも同様です。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if !matches!(cx.kind(), Kind::Bulk | Kind::Transactional) {
        return;
    }
    for case in [&DEAD, &HOME] {
        let (mut places, mut first) = (Vec::new(), "");
        for link in msg.links() {
            let anchor = matches!(link.place, LinkPlace::Html(LinkKind::Anchor, _));
            if anchor && judge(cx, link).is_some_and(|it| std::ptr::eq(it, case)) && msg.reads_as_leaving(link) {
                first = if places.is_empty() { &link.url } else { first };
                places.push(msg.place_in(link.entity, link.span));
            }
        }
        if !places.is_empty() {
            sink.report_places(case, &places, &MORE).arg("url", first);
        }
    }
}

/// How an address does not lead to where a reader leaves a list.
fn judge(cx: &Cx, link: &Link) -> Option<&'static Case> {
    let url = &*link.url;
    let dead =
        url.is_empty() || url.starts_with('#') || matches!(url, "http://" | "https://" | "mailto:" | "about:blank");
    if dead || url.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("javascript:")) {
        return Some(&DEAD);
    }
    let (host, _) = cx.msg.host_of(link)?;
    if host.domain.as_deref().is_some_and(|it| it.starts_with("example.")) && !cx.options.allow_example {
        return Some(&DEAD);
    }
    (link.is_front_page() && !is_for_leaving(url)).then_some(&HOME)
}
