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

use crate::decode::{Faults, qp};
use crate::finding::{Case, Fix, Safety};
use crate::message::Message;
use crate::message::repair::escape_literals;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::{Encoding, Form};
use crate::span::Span;
use crate::text::{Note, Text};
use std::borrow::Cow;

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
    for (id, entity, _) in msg.entities() {
        if entity.form != Form::Leaf || entity.encoding != Encoding::QuotedPrintable || msg.in_other_message(id) {
            continue;
        }
        let decoded = msg.body.binary_search(&id).is_ok().then(|| Cow::Borrowed(&msg.text(id).qp));
        let faults = decoded.unwrap_or_else(|| Cow::Owned(qp::audit(msg.slice(entity.body))));
        if faults.count() > 0 {
            for (case, fault) in
                [(&ESCAPE, qp::Fault::Escape), (&LOWER, qp::Fault::LowerCase), (&LAST, qp::Fault::LastEquals)]
            {
                report(msg, id, case, (fault, &faults), sink);
            }
        }
    }
}

fn report(
    msg: &Message,
    id: u32,
    case: &'static Case,
    (kind, faults): (qp::Fault, &Faults<qp::Fault>),
    sink: &mut Sink,
) {
    let body = msg.entity(id).body;
    let places: Vec<Span> = faults.of(kind).map(|span| span.shift(body.start)).collect();
    let Some(first) = places.first() else { return };
    let text = msg.slice(Span::new(first.start, (first.start + 3).min(body.end)));
    let text = String::from_utf8_lossy(text).trim_end().to_owned();
    let reported = sink.report(case, *first).arg("text", text).arg("count", places.len());
    let reported = reported.more(places.iter().skip(1).copied(), &MORE);
    // A list that was cut would leave places behind.
    if kind == qp::Fault::Escape && faults.list().len() as u64 == faults.count() {
        reported.fix(Fix::new(&ENCODE, Safety::Offer, escape_literals(msg, id, &places)));
    }
}
