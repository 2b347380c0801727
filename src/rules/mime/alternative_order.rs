//! The HTML stands before the plain text in multipart/alternative.
//!
//! Readers show the last part that they can, so the best one comes last: text/plain, then AMP for Email or the form for
//! watches, then text/html, alone or with its pictures in multipart/related. A calendar part may follow.
//!
//! Alternatives in several languages are in no order.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Hello.</p>
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//!               ~~~~~~~~~~ alternative-order
//!
//! Hello.
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//!
//! Hello.
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Hello.</p>
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf
//! Content-Type: text/x-amp-html; charset=utf-8
//!
//! <html amp4email></html>
//! --leaf
//! Content-Type: multipart/related; type="text/html"; boundary=twig
//!
//! --twig
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Hello.</p>
//! --twig--
//! --leaf
//! Content-Type: text/calendar; method=REQUEST; charset=utf-8
//!
//! METHOD:REQUEST
//! --leaf--
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Richness;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Entity;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "alternative-order",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2046, "5.1.4")],
    title: Text::new("The alternatives are in the wrong order", "マルチパートの並び順が逆です"),
    why: Text::new(
        "Of several alternatives readers show the last one that they can. Here that is the plainer one, and nobody sees \
         what was designed.",
        "受信側では、表示できるもののうち最後のパートが選ばれます。このままでは簡素な方が表示され、HTMLは見てもらえません。",
    ),
    help: Text::new(
        "Begin with text/plain, let AMP and other special forms follow, and end with text/html.",
        "text/plainを最初に、AMPなどの特殊な形式をその次に、text/htmlを最後に置いてください。",
    ),
    cases: &[&PLAIN, &SPECIAL],
    notes: &[&BEFORE, &SWAP],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new("The plain text stands after the HTML.", "テキスト形式の本文がHTMLより後にあります。"),
    demands: &[Demand::warning(Rfc, Display), Demand::error(Gmail, Display), Demand::error(Icloud, Display)],
};
static SPECIAL: Case = Case {
    name: "special",
    message: Text::new("{media} stands after the HTML.", "{media}がHTMLより後にあります。"),
    demands: &[Demand::warning(Rfc, Display)],
};

static BEFORE: Note = Note::new("before", "The HTML.", "HTMLはここにあります。");
static SWAP: Note = Note::new("swap", "Swap the two parts", "2つのパートを入れ替える");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own_of("multipart/alternative") {
        let ranks = msg.alternatives(id);
        let Some((html, late)) = misplaced(&ranks) else { continue };
        let (late, rank) = ranks[late];
        let case = if rank == Richness::Plain { &PLAIN } else { &SPECIAL };
        let (rich, plain) = (whole(msg.entity(ranks[html].0)), whole(msg.entity(late)));
        let small = rich.len() + plain.len() < 1_000_000;
        let mut edits = Vec::new();
        if small && ranks.len() == html + 2 && msg.is_closed(id) {
            edits.push(Edit::replace(rich, msg.slice(plain)));
            edits.push(Edit::replace(plain, msg.slice(rich)));
        }
        let reported = sink.report(case, msg.media_place(late)).arg("media", msg.media(late));
        reported.related(Span::at(rich.start), &BEFORE).mend(&SWAP, Safety::Safe, edits);
    }
}

/// Where in a list the one HTML is, and the first that is plainer and stands after it. Not where a text stands before it
/// too: the last one is a footer then, or another message.
fn misplaced(ranks: &[(u32, Richness)]) -> Option<(usize, usize)> {
    let (mut html, mut late) = (None, None);
    for (at, (_, rank)) in ranks.iter().enumerate() {
        match (html, rank) {
            (None, Richness::Html) => html = Some(at),
            (Some(_), Richness::Html) => return None,
            (Some(_), _) if late.is_none() => late = Some(at),
            _ => {}
        }
    }
    let (html, late) = html.zip(late)?;
    ranks[..html].iter().all(|(_, rank)| *rank < ranks[late].1).then_some((html, late))
}

fn whole(entity: &Entity) -> Span {
    entity.header.join(entity.body)
}
