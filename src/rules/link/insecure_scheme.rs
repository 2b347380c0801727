//! A link or a picture of the HTML part uses `http:`.
//!
//! What the reader opens then travels in the clear, browsers warn of it, and with a query that names the reader it tells
//! everybody on the way who it is. Pictures by `http:` are fetched through the proxies of large mailbox services, others
//! leave them out as mixed content; they are a note.
//!
//! Only addresses in `href`, `src` and the like count. Namespaces (`xmlns`), document types and addresses in plain text are
//! no links that the sender set.
//!
//! # Bad
//! ```eml html qp
//! <p><a href="http://www.minatobunko.co.jp/news?a=1">記事を読む</a> <a href="http://www.minatobunko.co.jp/">トップ</a></p>
//!             ~~~~ insecure-scheme
//! ```
//! # Fixed
//! ```eml html qp
//! <p><a href="https://www.minatobunko.co.jp/news?a=1">記事を読む</a> <a href="https://www.minatobunko.co.jp/">トップ</a></p>
//! ```
//! # Bad
//! ```eml html b64
//! <p><img src="http://www.minatobunko.co.jp/a.png" alt="春の新刊"></p>
//!              ~~~~ insecure-scheme
//! ```
//! # Fixed
//! ```eml html b64
//! <p><img src="https://www.minatobunko.co.jp/a.png" alt="春の新刊"></p>
//! ```
//! # Good
//! ```eml html
//! <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
//! <html xmlns="http://www.w3.org/1999/xhtml"><p>http://www.minatobunko.co.jp/ <a href="https://www.minatobunko.co.jp/">a</a>
//! ```

use crate::finding::{Case, Safety};
use crate::html::link::LinkKind;
use crate::message::{Link, LinkPlace, Same};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Fixes, Group, Rule, Sink, Source};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "insecure-scheme",
    group: Group::Link,
    level: Level::Warning,
    basis: Basis::Practice,
    fixes: Fixes::Offer,
    sources: &[Source::heuristic(
        "browsers mark pages by http: as not secure; Rspamd and SpamAssassin score text with https: over a link with http:",
        "ブラウザーはhttp:のページを「保護されていない通信」と表示する。RspamdとSpamAssassinは、文字がhttps:でリンク先がhttp:の場合に減点する",
    )],
    title: Text::new("A link without encryption", "暗号化されていないリンクがあります"),
    why: Text::new(
        "Browsers warn the reader, and everybody on the way can see what is opened and change it. Some readers leave out \
         pictures that come in the clear.",
        "ブラウザーに警告が表示されます。通信の途中で、何を開いたかを見られたり、内容を書き換えられたりする恐れもあります。暗号化されていない画像は表示しないメールソフトもあります。",
    ),
    help: Text::new(
        "Use `https:` in every link and picture, after you have checked that the server answers there.",
        "サーバーがhttpsに対応していることを確かめたうえで、リンクも画像も `https:` にしてください。",
    ),
    cases: &[&LINK, &PICTURE],
    notes: &[&MORE, &ENCRYPT],
    check,
    ..Rule::BASE
};

static LINK: Case = Case {
    name: "link",
    message: Text::new(
        "A link uses `{shown}:` (such links in this part: {count}).",
        "`{shown}:` のリンクがあります(このパートに{count}件)。",
    ),
    demands: &[
        Demand::warning(Security, Warn),
        Demand::warning(M3aawg, Advice),
        Demand::warning(Gmail, Advice),
        Demand::warning(Icloud, Advice),
    ],
};
static PICTURE: Case = Case {
    name: "picture",
    message: Text::new(
        "A picture or a font is loaded by `{shown}:` (such places in this part: {count}).",
        "`{shown}:` で読み込む画像やフォントがあります(このパートに{count}件)。",
    ),
    demands: &[Demand::info(Security, Advice), Demand::info(Gmail, Display), Demand::info(Icloud, Display)],
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static ENCRYPT: Note =
    Note::new("encrypt", "Use https: (the server must answer there)", "https:にする(サーバーの対応が必要)");

/// More places than this are the work of a template, not of an edit.
const MOST_EDITS: usize = 500;

fn check(cx: &Cx, sink: &mut Sink) {
    for same in Same::all(cx, look) {
        let edits = same.rewrite(cx, MOST_EDITS, &|_| Some("https".to_owned()));
        same.report(cx, sink, &MORE).edits(&ENCRYPT, Safety::Offer, edits);
    }
}

fn look(cx: &Cx, link: &Link, found: &mut Vec<(&'static Case, Span)>) {
    let LinkPlace::Html(kind, _) = link.place else { return };
    let case = match kind {
        LinkKind::Anchor | LinkKind::Area | LinkKind::Form => &LINK,
        _ if link.is_picture() => &PICTURE,
        _ => return,
    };
    let Some(host) = link.host else { return };
    let name = &link.url[host.span.range()];
    // `http:/x` and `http://http://x` want another repair first.
    let doubled = name.eq_ignore_ascii_case("http") || name.eq_ignore_ascii_case("https");
    if link.url.as_bytes().get(4) == Some(&b':') && !name.is_empty() && !doubled {
        found.push((case, cx.msg.in_link(link, Span::new(0, 4))));
    }
}
