//! The plain text says something else than the HTML.
//!
//! Alternatives carry the same information in several forms: a reader sees one of them. Here most of the words in the
//! text are not in the HTML, or the text only says that there is HTML. A text that is shorter, that has other addresses
//! or leaves pictures out, is not meant.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//!
//! Your mail client does not support HTML.
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ alternative-parts-disagree
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>The sea sends the rain, hills send wind, and a harbour its smell of fish. Our new books for December are about
//! storms, boats, maps, lighthouses and tea.</p>
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//!
//! Here are our news of October: a talk on clocks,
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ alternative-parts-disagree
//! three walks through old quarters, an evening with poems, one prize for
//! translators, and last copies that must go before winter comes. Write to us
//! if you want any.
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>The sea sends the rain, hills send wind, and a harbour its smell of fish. Our new books for December are about
//! storms, boats, maps, lighthouses and tea: five volumes bound by hand in blue cloth.</p>
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//!
//! The sea sends the rain, hills send wind, and a harbour its smell of fish.
//! Our new books for December are about storms, boats, maps, lighthouses and
//! tea: five volumes bound by hand in blue cloth.
//! https://www.minatobunko.co.jp/books
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <h1>Minato Bunko</h1>
//! <p>The <b>s</b>ea sends the rain, hills send wind, and a harbour its smell of fish.<p>Our new books for December are
//! about storms, boats, maps, lighthouses and tea:<br>five volumes bound by hand in <i>blue cloth</i>.
//! <a href="https://click.minatobunko.co.jp/1">All books</a>
//! --leaf--
//! ```

use crate::finding::Case;
use crate::message::Disagreement;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "alternative-parts-disagree",
    group: Group::Mime,
    level: Level::Warning,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    needs: &[Needs::Message],
    yields_to: &[
        Yield { to: "trivial-text-part", within: Near::Entity },
        Yield { to: "undecodable-bytes", within: Near::Message },
        Yield { to: "charset-missing", within: Near::Message },
        Yield { to: "charset-unknown-or-odd", within: Near::Message },
    ],
    sources: &[
        Source::rfc(2046, "5.1.4"),
        Source::heuristic(
            "Rspamd and SpamAssassin score it (R_PARTS_DIFFER, MPART_ALT_DIFF)",
            "RspamdとSpamAssassinは、R_PARTS_DIFFERやMPART_ALT_DIFFとして減点する",
        ),
    ],
    title: Text::new("Text and HTML say different things", "テキストとHTMLの内容が食い違っています"),
    why: Text::new(
        "Readers see one of the two, and those with the text miss what the mail is about. Spammers hide random text there, \
         so filters compare the words.",
        "受信者が読むのは片方だけなので、テキストを読む人には本来の内容が伝わりません。無関係な文章を入れるのは迷惑メールの手口でもあり、フィルターが両者を比べています。",
    ),
    help: Text::new(
        "Make the text from the same content as the HTML, each time the mail is made.",
        "テキストは、HTMLと同じ原稿から毎回作り直してください。",
    ),
    cases: &[&WORDS, &EXCUSE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::warning(Spamfilter, Folder), Demand::warning(Accessibility, Display)];

static WORDS: Case = Case {
    name: "words",
    message: Text::new(
        "{percent} % of the words in the text are not in the HTML.",
        "テキストの単語の{percent}%が、HTMLに出てきません。",
    ),
    demands: DEMANDS,
};
static EXCUSE: Case = Case {
    name: "excuse",
    message: Text::new(
        "The text only says that there is HTML.",
        "テキストには、HTMLで読むようにという案内しかありません。",
    ),
    demands: DEMANDS,
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    // A message has one of them, or a few.
    for &id in msg.own_of("multipart/alternative").iter().take(10) {
        let Some((entity, how)) = msg.disagreement(id) else { continue };
        let place = msg.place_in(entity, msg.first_line(entity));
        match how {
            Disagreement::Words(percent) => sink.report(&WORDS, place).arg("percent", percent),
            Disagreement::Excuse => sink.report(&EXCUSE, place),
        };
    }
}
