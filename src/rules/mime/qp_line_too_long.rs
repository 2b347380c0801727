//! A quoted-printable body has lines of more than 76 characters.
//!
//! The `=` of a soft line break counts. Lines over 998 are another rule's.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Caf=C3=A9, a place to read the letters of Minato Bunko, which come to you with =E2=98=95.
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ qp-line-too-long
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Caf=C3=A9, a place to read the letters of Minato Bunko, which come to you w=
//! ith =E2=98=95.
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Caf=C3=A9, a place to read the letters of Minato Bunko, which come to you w=
//! ith =E2=98=95.
//! ```

use super::base64_line_length::{LINES, MORE, SLIGHT, report};
use crate::decode::qp;
use crate::finding::{Edit, Safety};
use crate::message::Message;
use crate::profile::Level;
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Encoding;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "qp-line-too-long",
    group: Group::Mime,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(2045, "6.7"),
        Source::heuristic(
            "SpamAssassin looks at lines over 78 (MIME_QP_LONG_LINE)",
            "SpamAssassinは、78文字を超える行をMIME_QP_LONG_LINEとして調べる",
        ),
    ],
    yields_to: &[Yield { to: "line-over-998", within: Near::Entity }],
    title: Text::new("Lines of quoted-printable are too long", "quoted-printableの行が長すぎます"),
    why: Text::new(
        "An encoded line may have 76 characters; longer ones show that the text was not encoded as a whole. Nearly all \
         programs read them, but spam filters score them.",
        "エンコード後の1行は76文字までです。それより長い行は、本文全体をまとめてエンコードしていないことを示します。\
         ほとんどのソフトは読めますが、迷惑メールフィルターの評価は下がります。",
    ),
    help: Text::new(
        "Let a library encode the finished text: it puts soft line breaks (`=` at the end of a line).",
        "完成した本文をライブラリでエンコードしてください。行末に「=」を置くソフト改行が入ります。",
    ),
    cases: &[&LINES, &SLIGHT],
    notes: &[&MORE, &BREAK],
    check,
    ..Rule::BASE
};

static BREAK: Note = Note::new("break", "Put soft line breaks", "ソフト改行を入れる");

fn check(cx: &Cx, sink: &mut Sink) {
    for (_, long) in &cx.msg.long_encoded_lines(Encoding::QuotedPrintable) {
        report(long, sink).mend(&BREAK, Safety::Safe, edits(cx.msg, long));
    }
}

/// Soft line breaks for the lines; none where one takes none, or where they are too many for a fix.
fn edits(msg: &Message, long: &[Span]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for line in long {
        let breaks = qp::soft_breaks(msg.slice(*line));
        if breaks.is_empty() || long.len() > 1_000 {
            return Vec::new();
        }
        for at in breaks {
            edits.push(Edit::insert(line.start + at as u32, ["=", msg.line_end()].concat()));
        }
    }
    edits
}
