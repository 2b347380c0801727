//! The mail has HTML and no plain text beside it.
//!
//! Nothing forbids that, and large senders do it. But readers who have HTML switched off, watches, screen readers in
//! text mode and older phones of Japanese carriers show the text part, and filters know HTML alone as a mark of spam.
//!
//! Mail between persons is not looked at; a text part anywhere in the body is enough.
//!
//! # Bad
//! ```eml kind=transactional
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Hello.</p>
//! _ alternative-missing-text
//! ```
//! # Bad
//! ```eml kind=transactional
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Hello.</p>
//!              ^ alternative-missing-text
//! --leaf--
//! ```
//! # Good
//! ```eml kind=transactional
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Hello.</p>
//! --leaf--
//! ```
//! # Good
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Hello.</p>
//! ```

use crate::finding::Case;
use crate::message::Kind;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "alternative-missing-text",
    group: Group::Mime,
    level: Level::Warning,
    basis: Basis::Practice,
    sources: &[
        Source::rfc(2046, "5.1.4"),
        Source::heuristic(
            "SpamAssassin and Rspamd score it (MIME_HTML_ONLY)",
            "SpamAssassinとRspamdは、MIME_HTML_ONLYとして減点する",
        ),
    ],
    yields_to: &[
        Yield { to: "boundary-missing", within: Near::Message },
        Yield { to: "boundary-unterminated", within: Near::Message },
    ],
    title: Text::new("There is no plain text beside the HTML", "HTMLだけで、テキスト形式の本文がありません"),
    why: Text::new(
        "Watches, text mode, some screen readers and older phones show the plain text. Filters score mail that has HTML \
         alone, as most spam does.",
        "スマートウォッチ、テキスト表示の設定、一部の読み上げソフト、従来型の携帯電話では、テキスト形式の本文が読まれます。\
         また、迷惑メールの多くはHTMLだけなので、フィルターの評価も下がります。",
    ),
    help: Text::new(
        "Send multipart/alternative: first the text as text/plain, then the HTML. Write the text for reading, with the \
         addresses of the main links in it.",
        "multipart/alternativeにし、text/plainの本文を先に、HTMLを後に置いてください。テキストは読み物として整え、主なリンクのURLも入れてください。",
    ),
    cases: &[&ALONE],
    check,
    ..Rule::BASE
};

static ALONE: Case = Case {
    name: "alone",
    message: Text::new(
        "The body is HTML alone; no text/plain part goes with it.",
        "本文がHTMLだけで、text/plainのパートがありません。",
    ),
    demands: &[
        Demand::warning(Spamfilter, Folder),
        Demand::warning(Accessibility, Display),
        Demand::warning(M3aawg, Advice),
        Demand::warning(Docomo, Display),
        Demand::warning(Au, Display),
        Demand::warning(Softbank, Display),
    ],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let Some(html) = cx.msg.body_part("text/html") else { return };
    if cx.msg.body_part("text/plain").is_none() && matches!(cx.kind(), Kind::Bulk | Kind::Transactional) {
        sink.report(&ALONE, Span::at(cx.msg.entity(html).body.end));
    }
}
