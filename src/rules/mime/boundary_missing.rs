//! A multipart whose parts cannot be told apart.
//!
//! Its Content-Type names no boundary, or no line of the body begins with `--` and that boundary. Headers alone, and mail
//! that another message carries, are not looked at.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed
//!               ~~~~~~~~~~~~~~~ boundary-missing
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary="leaf"
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf; x=y
//!                                ~~~~~~~~~~~~~ boundary-missing
//!
//! --Leaf
//!
//! Hello.
//! --Leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary="Leaf"; x=y
//!
//! --Leaf
//!
//! Hello.
//! --Leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; (a note) boundary*=us-ascii''leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::message::repair::likely_boundary;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::params::{Fault, faults};
use crate::scan::{FaultKind, Field, Form};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "boundary-missing",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Offer,
    sources: &[Source::rfc(2046, "5.1"), Source::rfc(2046, "5.1.1")],
    yields_to: &[
        Yield { to: "content-type-syntax", within: Near::Span },
        Yield { to: "cte-on-composite", within: Near::Entity },
        Yield { to: "header-line-without-colon", within: Near::Entity },
        Yield { to: "part-header-body-separator", within: Near::Entity },
    ],
    title: Text::new("The parts of a multipart cannot be found", "マルチパートの区切りが見つかりません"),
    why: Text::new(
        "Without its delimiter lines a multipart has no parts: readers show an empty mail, the source, or an attachment.",
        "区切り行がわからなければパートを取り出せません。本文が空になるか、ソースがそのまま表示されます。",
    ),
    help: Text::new(
        "Name a boundary in Content-Type, and put a line of `--` and the same boundary before each part.",
        "Content-Typeにboundaryを書き、各パートの前に `--` と同じ文字列の行を置いてください。大文字と小文字も区別されます。",
    ),
    cases: &[&PARAMETER, &DELIMITERS],
    notes: &[&NAME],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::error(Rfc, Display), Demand::error(Gmail, Display)];

static PARAMETER: Case = Case {
    name: "parameter",
    message: Text::new(
        "Content-Type says {media}, but names no boundary.",
        "{media}なのに、boundaryの指定がありません。",
    ),
    demands: DEMANDS,
};
static DELIMITERS: Case = Case {
    name: "delimiters",
    message: Text::new(
        "No line of the body begins with `--{boundary}`, the delimiter that Content-Type names.",
        "Content-Typeのboundaryに対応する `--{boundary}` の行が、本文にありません。",
    ),
    demands: DEMANDS,
};

static NAME: Note = Note::new("name", "Name the boundary that the body has", "本文の区切りに合わせる");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let cut = msg.scan.faults.iter().any(|fault| matches!(fault.kind, FaultKind::Limit(_)));
    for &id in &msg.own {
        let (entity, part) = (msg.entity(id), &msg.parts[id as usize]);
        let (Form::Multipart { boundary, closed }, Some(field)) = (entity.form, part.content_type) else { continue };
        let text = msg.slice(boundary.unwrap_or_default());
        let fine = cut || closed || msg.has_children(id) || msg.slice(entity.body).trim_ascii().is_empty();
        // Folds and escapes in a boundary are legal, and beyond what is compared here.
        if boundary.is_some() && (fine || crate::find::memchr3(b'\\', b'\r', b'\n', text).is_some()) {
            continue;
        }
        let (media, param) = (part.content_type_value.value, msg.param(id, "boundary"));
        let case = if boundary.is_some() { &DELIMITERS } else { &PARAMETER };
        let (place, whole, start) = match param {
            Some(param) => (param.span, param.span, "boundary=\""),
            None => (place_for(msg, field, media), Span::at(media.end), "; boundary=\""),
        };
        let edit = likely_boundary(msg, id).map(|right| Edit::replace(whole, [start, &right, "\""].concat()));
        let reported = sink.report(case, place).arg("media", msg.media(id)).bytes("boundary", text);
        reported.edit(&NAME, Safety::Offer, edit);
    }
}

/// The type that asks for the parameter, or where that stands and cannot be read.
fn place_for(msg: &Message, field: Field, media: Span) -> Span {
    for &(fault, span) in &faults(msg.bytes(), field.body) {
        if matches!(fault, Fault::Semicolon | Fault::Parameter | Fault::OpenQuote) {
            return span;
        }
    }
    media
}
