//! A multipart that gives its parts nothing: an alternative without a choice, an empty text beside the HTML, no part at
//! all, or text and HTML of one content as `multipart/mixed`.
//!
//! A single part in `multipart/mixed` is expressly allowed.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!               ~~~~~~~~~~~~~~~~~~~~~ useless-multipart
//!
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//!
//! Hello.
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!               ~~~~~~~~~~~~~~~ useless-multipart
//!
//! --leaf
//!
//! Our new books are out, and the first of them is a novel.
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Our new <b>books</b> are out, and the first of them is a novel.</p>
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//!
//! Our new books are out, and the first of them is a novel.
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Our new <b>books</b> are out, and the first of them is a novel.</p>
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//! _ useless-multipart
//!
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Hello.</p>
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//!
//! Hello.
//! --leaf--
//! ```

mod cases;

use crate::finding::{Edit, Safety};
use crate::message::repair::unwrap_child;
use crate::profile::Level;
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::Text;
use cases::{CHANGE, EMPTY, MIXED, NONE, SINGLE, UNWRAP};

/// The rule.
pub static RULE: Rule = Rule {
    id: "useless-multipart",
    group: Group::Mime,
    level: Level::Info,
    needs: &[Needs::Message],
    fixes: Fixes::Offer,
    yields_to: &[
        Yield { to: "alternative-missing-text", within: Near::Entity },
        Yield { to: "empty-body", within: Near::Message },
        Yield { to: "part-header-body-separator", within: Near::Entity },
        Yield { to: "preamble-or-epilogue-text", within: Near::Entity },
    ],
    sources: &[
        Source::rfc(2046, "5.1"),
        Source::rfc(2046, "5.1.4"),
        Source::heuristic(
            "Rspamd scores text and HTML in multipart/mixed (CTYPE_MIXED_BOGUS)",
            "Rspamdは、multipart/mixedのテキストとHTMLを減点する(CTYPE_MIXED_BOGUS)",
        ),
    ],
    title: Text::new("A multipart does not do what it is for", "マルチパートが役割を果たしていません"),
    why: Text::new(
        "Readers show nothing where they choose an empty part, and the text twice where it comes as mixed. Filters know \
         such structures from careless mass mailers.",
        "空のパートが選ばれると何も表示されず、mixedでは同じ内容が2回表示されます。雑に作られた一斉配信によくある構造でもあります。",
    ),
    help: Text::new(
        "Use multipart/alternative for one content as text and as HTML, and no multipart for a single text.",
        "同じ内容をテキストとHTMLで送るときはmultipart/alternativeを使い、本文が1つだけならマルチパートにしないでください。",
    ),
    cases: &[&SINGLE, &NONE, &EMPTY, &MIXED],
    notes: &[&UNWRAP, &CHANGE],
    check,
    ..Rule::BASE
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &place in &msg.empty_alternatives() {
        sink.report(&EMPTY, place);
    }
    for &(id, children, whole) in &msg.multiparts() {
        let place = msg.parts[id as usize].content_type_value.value;
        match children {
            _ if !whole => {}
            0 => drop(sink.report(&NONE, place)),
            1 if msg.is(id, "multipart/alternative") => {
                sink.report(&SINGLE, place).edits(&UNWRAP, Safety::Offer, unwrap_child(msg, id));
            }
            2 if msg.is(id, "multipart/mixed") && msg.is_said_twice(id) => {
                let edit = Edit::replace(Span::new(place.end - 5, place.end), "alternative");
                sink.report(&MIXED, place).edit(&CHANGE, Safety::Offer, Some(edit));
            }
            _ => {}
        }
    }
}
