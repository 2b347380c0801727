//! A link shows one address and leads to another organization.
//!
//! That is what phishing does, and what click tracking does too. A filter that sees `https://minatobunko.co.jp` in the
//! text and another registrable domain in `href` raises its score; a careful reader who sees it in the status line does
//! the same. Words as link text, or a tracking domain below your own, end both.
//!
//! Where the target belongs to the system that sent the mail, by its bounce address, signature or unsubscribe address, it
//! is click tracking, and a warning. Only text that is an address counts: a whole URL, or a host name with a known public suffix. File names
//! (`report.pdf`), brand words (`Amazon.co.jp` with more words around it) and prices are text.
//!
//! # Bad
//! ```eml html b64
//! <p>新刊は<a href="https://click.letterline-esp.net/c/9">https://www.minatobunko.co.jp/</a>へ。</p>
//!                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ text-href-mismatch
//! ```
//! # Bad
//! ```eml html qp
//! <a href="https://click.letterline-esp.net/c/9?a=1&amp;b=2"><b>minatobunko.co.jp</b></a>
//!                                                               ~~~~~~~~~~~~~~~~~ text-href-mismatch
//! ```
//! # Bad
//! ```eml html mail-from=b-1@letterline-esp.net
//! <a href="https://click.letterline-esp.net/c/9">www.minatobunko.co.jp</a>
//!                                                ~~~~~~~~~~~~~~~~~~~~~ text-href-mismatch
//! * spf-identity-unaligned
//! ```
//! # Good
//! ```eml html
//! <p><a href="https://click.minatobunko.co.jp/c/9">https://www.minatobunko.co.jp/</a>, report.pdf,
//! <a href="https://click.letterline-esp.net/c/9">Node.js and more</a></p>
//! ```

use crate::find::holds_any;
use crate::finding::Case;
use crate::html::link::LinkKind;
use crate::message::LinkPlace;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Group, Rule, Sink, Source};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::domain::{Mode, aligned, organizational_domain};
use crate::value::url::shown_in;

/// The rule.
pub static RULE: Rule = Rule {
    id: "text-href-mismatch",
    group: Group::Link,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    sources: &[
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::heuristic(
            "Rspamd and SpamAssassin score it as phishing",
            "RspamdとSpamAssassinは、フィッシングの兆候として評価する",
        ),
    ],
    title: Text::new("A link shows another address than it leads to", "リンクの文字と行き先が違います"),
    why: Text::new(
        "Showing one address and leading to another is the mark of phishing. Filters score it, and a reader who notices \
         will not trust the mail.",
        "見えているURLと実際の行き先が違うのは、フィッシングの典型的な手口です。フィルターの評価が下がり、気づいた読者はそのメールを信用しません。",
    ),
    help: Text::new(
        "Use words as link text (\"Read the article\"), or set up a click-tracking domain below your own.",
        "リンクの文字をURLではなく言葉(「記事を読む」など)にするか、クリック計測用に自社ドメインのサブドメインを設定してください。",
    ),
    cases: &[&PLAIN, &TRACKING],
    notes: &[&TARGET],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "The text says {shown}, the link leads to {target}.",
        "文字は {shown} ですが、行き先は {target} です。",
    ),
    demands: &[
        Demand::error(Security, Warn),
        Demand::warning(Gmail, Folder),
        Demand::warning(Outlook, Folder),
        Demand::warning(Spamfilter, Folder),
    ],
};

static TRACKING: Case = Case {
    name: "tracking",
    message: Text::new(
        "The text says {shown}, the link leads to the mail system's {target}.",
        "文字は {shown} ですが、行き先は配信システムの {target} です。",
    ),
    demands: &[Demand::warning(Security, Warn), Demand::warning(Gmail, Advice), Demand::warning(Spamfilter, Folder)],
};

static TARGET: Note = Note::new("target", "Where it leads.", "行き先です。");

fn check(cx: &Cx, sink: &mut Sink) {
    for link in cx.msg.links() {
        let LinkPlace::Html(LinkKind::Anchor, index) = link.place else { continue };
        let Some(target) = link.host.map(|host| &link.url[host.span.range()]) else { continue };
        let text = &cx.msg.text(link.entity).text;
        let page = cx.msg.page(link.entity);
        let runs = page.anchor_runs(&page.links[index as usize]);
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { continue };
        let span = trimmed(text, first.span.join(last.span));
        // A longer text is prose, not an address; and an address has a dot, of ASCII, full width, or a reference.
        let inside = &text[span.range()];
        if span.len() > 500 || inside.is_ascii() && !holds_any(inside, ".&") {
            continue;
        }
        let shown = page.anchor_text(text, &page.links[index as usize]);
        let Some(host) = shown_in(&shown) else { continue };
        if is_foreign(host, target) {
            let case = if cx.msg.is_sent_by(cx.options, target) { &TRACKING } else { &PLAIN };
            let reported = sink.report(case, cx.msg.place_in(link.entity, span));
            let reported = reported.arg("shown", host).arg("target", target);
            reported.related(cx.msg.place_in(link.entity, link.span), &TARGET);
        }
    }
}

fn is_foreign(shown: &str, target: &str) -> bool {
    if target.is_empty() || shown.eq_ignore_ascii_case(target) {
        return false;
    }
    match (organizational_domain(shown), organizational_domain(target)) {
        (Some(shown), Some(target)) => !aligned(&shown, &target, Mode::Relaxed),
        // An address by number, or a name that is a suffix itself.
        (Some(_), None) => true,
        (None, _) => false,
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let inside = &text[span.range()];
    let lead = inside.len() - inside.trim_start().len();
    let end = inside.trim_end().len();
    Span::new(span.start + lead as u32, span.start + end as u32)
}
