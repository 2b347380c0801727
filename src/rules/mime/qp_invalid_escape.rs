//! A `=` in quoted-printable that begins no escape.
//!
//! `=` stands before two hex digits or at the end of a line, nowhere else. One that stands alone is mostly a literal `=`
//! that was never encoded, as in the query of a URL: `?id=42` reads as `?id` and the letter B. Readers keep what
//! is no escape as it stands, or drop it, so links break. Hex digits in lower case are read by all, and against the rule.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: quoted-printable
//!
//! https://www.minatobunko.co.jp/n?id=zz&u=3D1
//!                                   ~ qp-invalid-escape
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: quoted-printable
//!
//! https://www.minatobunko.co.jp/n?id=3Dzz&u=3D1
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: quoted-printable
//!
//! 1=3d1=3d1
//!  ~~~ qp-invalid-escape
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Transfer-Encoding: quoted-printable
//!
//! Hello.=
//!       ~ qp-invalid-escape
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: quoted-printable
//!
//! A line=  
//!  goes on, 1=3D1, =3D3D.
//! ```

use crate::decode::qp;
use crate::finding::{Case, Safety};
use crate::message::repair::escape_literals;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "qp-invalid-escape",
    group: Group::Mime,
    fixes: Fixes::Offer,
    sources: &[Source::rfc(2045, "6.7")],
    title: Text::new("A wrong escape in quoted-printable", "quoted-printableの「=」の使い方が違います"),
    why: Text::new(
        "Some readers show the `=` as it is, some drop it or the characters after it. Links with a query lose their \
         parameters that way.",
        "「=」がそのまま表示されるか、後ろの文字ごと消えるかは、受信側によって違います。クエリの付いたURLでは、パラメーターが失われることがあります。",
    ),
    help: Text::new(
        "Encode every literal `=` as `=3D`, and let a library do the encoding: text must be encoded as a whole, links \
         that are put in later included.",
        "文字としての「=」は必ず `=3D` と書きます。エンコードはライブラリに任せ、後から差し込むURLも含めて、本文全体を一度にエンコードしてください。",
    ),
    cases: &[&ESCAPE, &LOWER, &LAST],
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

static ESCAPE: Case = Case {
    name: "escape",
    message: Text::new(
        "`{text}` is no escape: after `=` come two hex digits or the end of the line. There are {count} such places.",
        "`{text}` はエスケープになっていません。「=」の後に置けるのは、2桁の16進数か改行だけです(全{count}か所)。",
    ),
    demands: &[Demand::error(Rfc, Display)],
};
static LOWER: Case = Case {
    name: "lower-case",
    message: Text::new(
        "`{text}` has hex digits in lower case; upper case is asked for. There are {count} such places.",
        "`{text}` の16進数が小文字です。規格では大文字を使います(全{count}か所)。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};
static LAST: Case = Case {
    name: "last",
    message: Text::new(
        "The part ends in `=`, a soft line break with no line after it.",
        "パートが「=」で終わっています。次の行のないソフト改行です。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static ENCODE: Note = Note::new("encode", "Write =3D for the literal =", "文字の「=」を=3Dにする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.leaves_in(Encoding::QuotedPrintable) {
        let faults = msg.qp_faults(id);
        for &(case, fault) in
            &[(&ESCAPE, qp::Fault::Escape), (&LOWER, qp::Fault::LowerCase), (&LAST, qp::Fault::LastEquals)]
        {
            let places = msg.qp_places(id, &faults, fault);
            let Some(first) = places.first() else { continue };
            let text = msg.slice(Span::new(first.start, (first.start + 3).min(msg.entity(id).body.end)));
            // A list that was cut would leave places behind.
            let whole = fault == qp::Fault::Escape && faults.list().len() as u64 == faults.count();
            let edits = if whole { escape_literals(msg, id, &places) } else { Vec::new() };
            let reported = sink.report_all(case, &places, &MORE).arg("text", String::from_utf8_lossy(text).trim_end());
            reported.arg("count", places.len()).mend(&ENCODE, Safety::Offer, edits);
        }
    }
}
