//! A boundary that can be taken for another one.
//!
//! Programs may look at the beginning of a line only: `--b2` is a delimiter of `b` to them. So no boundary may begin with
//! one from around it, and no line of a part may begin like a delimiter. Where two programs cut a mail differently, one
//! sees an attachment that the other, a virus scanner, does not.
//!
//! Multiparts beside each other may share a boundary.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//! Content-Type: multipart/mixed; boundary=b2
//!                                         ~~ boundary-collision
//!
//! --b2
//!
//! Hello.
//! --b2--
//! --b--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//! Content-Type: multipart/mixed; boundary=kenpin-1_b2
//!
//! --kenpin-1_b2
//!
//! Hello.
//! --kenpin-1_b2--
//! --b--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! --leafy
//! ~~~~~~~ boundary-collision
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Type: multipart/mixed; boundary=twig
//!
//! --twig
//!
//! > --leaf a
//! --twig--
//! --leaf  
//! Content-Type: multipart/mixed; boundary=twig
//!
//! --twig
//!
//! Hello.
//! --twig--
//! --leaf--
//! ```

use crate::finding::{Case, Safety};
use crate::message::Collision;
use crate::message::repair::rename_boundary;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Entity, Form};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "boundary-collision",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2046, "5.1"), Source::rfc(2046, "5.1.1"), Source::rfc(2046, "5.1.2")],
    title: Text::new("Boundaries get in each other's way", "マルチパートの区切りが紛らわしくなっています"),
    why: Text::new(
        "Programs cut such a mail differently: parts get lost, or a scanner does not see what the reader opens.",
        "ソフトによってパートの分け方が変わり、パートが失われたり、ウイルス検査の対象から漏れたりします。",
    ),
    help: Text::new(
        "Make each boundary anew, from enough random characters; none may begin with another.",
        "boundaryは、十分に長いランダムな文字列で毎回作り、ほかのboundaryで始まらないようにしてください。",
    ),
    cases: &[&SAME, &INNER, &OUTER, &LINE],
    notes: &[&AROUND, &RENAME],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

const ERROR: &[Demand] = &[Demand::error(Rfc, Display), Demand::error(Security, Warn)];
const INFO: &[Demand] = &[Demand::info(Rfc, Advice)];

static SAME: Case =
    case("same", ERROR, "A multipart around it has the same boundary.", "外側のマルチパートとboundaryが同じです。");
static INNER: Case = case(
    "inner",
    ERROR,
    "It begins with the boundary of a multipart around it.",
    "外側のマルチパートのboundaryで始まっています。",
);
static OUTER: Case = case(
    "outer",
    INFO,
    "The boundary of a multipart around it begins with this one.",
    "外側のマルチパートのboundaryが、これと同じ文字列で始まっています。",
);
static LINE: Case = case(
    "line",
    ERROR,
    "This line of a part begins like a delimiter.",
    "本文のこの行が、区切り行と同じ文字列で始まっています。",
);

static AROUND: Note = Note::new("boundary", "The other boundary.", "もう一方のboundaryです。");
static RENAME: Note = Note::new("rename", "Give it a boundary of its own", "別のboundaryに変える");

fn check(cx: &Cx, sink: &mut Sink) {
    let whole = |entity: &Entity| !matches!(entity.form, Form::Multipart { closed: false, .. });
    let whole = cx.msg.scan.entities.iter().all(whole);
    for (index, &(kind, id, place, other)) in cx.msg.collisions().iter().enumerate() {
        let reported = sink.report(RULE.cases[kind as usize], place).related(other, &AROUND);
        // What another message holds is not ours to edit; nor where it is open which boundary an end belongs to.
        let ours = index < 20 && (kind != Collision::Same || whole) && !cx.msg.in_other_message(id);
        let edits = if ours { rename_boundary(cx.msg, id) } else { None };
        reported.edits(&RENAME, Safety::Safe, edits);
    }
}
