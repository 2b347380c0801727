//! Line breaks and escapes got mixed up in quoted-printable.
//!
//! A soft line break, `=` at the end of a line, must not stand inside an escape: `=C` and `3` on two lines are no `=C3`.
//! And the ends of a text's lines are line ends, not `=0D=0A`: that is for other content.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Our caf=C=
//!        ~ qp-soft-break-damage
//! 3=A9 is open.
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Our caf=
//! =C3=A9 is open.
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Letters from Minato Bunko=0D=0AThe caf=C3=A9 is open=0D=0A=
//!                          ~~~~~~ qp-soft-break-damage
//! until nine.
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Letters from Minato Bunko
//! The caf=C3=A9 is open
//! until nine.
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! A character may be split, caf=C3=
//! =A9.
//! ```

use crate::decode::qp;
use crate::finding::{Case, Safety};
use crate::message::repair::{Transfer, encode_body, join_escapes};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "qp-soft-break-damage",
    group: Group::Mime,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Rewrite,
    sources: &[Source::rfc(2045, "6.7")],
    title: Text::new("Line breaks are wrong in quoted-printable", "quoted-printableの改行が正しくありません"),
    why: Text::new(
        "A split escape shows as garbage. A text without line ends of its own comes as one endless line to programs that \
         work on lines, filters and older readers among them.",
        "分断されたエスケープは文字化けします。改行が `=0D=0A` だけの文章は、行単位で処理するフィルターや古いソフトでは、全体が1行とみなされます。",
    ),
    help: Text::new(
        "Encode with a library that is told that the content is text, and do not wrap the lines again afterwards.",
        "テキストとしてライブラリでエンコードし、その後で行を折り返さないでください。",
    ),
    cases: &[&SPLIT, &ENDS, &LF],
    notes: &[&MORE, &MEND, &LINES],
    check,
    ..Rule::BASE
};

static SPLIT: Case = Case {
    name: "split",
    message: Text::new(
        "A soft line break stands inside an escape, in {count} places.",
        "エスケープの途中にソフト改行が入っています(全{count}か所)。",
    ),
    demands: &[Demand::warning(Rfc, Display)],
};
static ENDS: Case = Case {
    name: "line-ends",
    message: Text::new(
        "All {count} line ends of the text are written as escapes.",
        "文章の改行{count}個が、すべてエスケープで書かれています。",
    ),
    demands: &[Demand::warning(Rfc, Display)],
};

// Every reader takes LF for a line end.
static LF: Case = Case { name: "line-feeds", message: ENDS.message, demands: &[Demand::info(Rfc, Advice)] };

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static MEND: Note = Note::new("mend", "Break the line before the escape", "エスケープの前で改行する");
static LINES: Note = Note::new("lines", "Write them as line ends", "普通の改行にする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.leaves_in(Encoding::QuotedPrintable) {
        let faults = msg.qp_faults(id);
        let split = msg.qp_places(id, &faults, qp::Fault::Split);
        if !split.is_empty() {
            // A list that was cut would leave places behind.
            let whole = faults.list().len() as u64 == faults.count();
            let edits = if whole { join_escapes(msg, &split) } else { Vec::new() };
            sink.report_all(&SPLIT, &split, &MORE).arg("count", split.len()).mend(&MEND, Safety::Offer, edits);
        }
        let body = msg.entity(id).body;
        let text = msg.has_type(id, "text");
        if let Some((first, count)) = qp::encoded_line_ends(msg.slice(body)).filter(|_| text) {
            let edit = encode_body(msg, id, &msg.octets(id), Transfer::QuotedPrintable);
            let case = if first.len() > 3 { &ENDS } else { &LF };
            let reported = sink.report(case, first.shift(body.start)).arg("count", count);
            reported.edit(&LINES, Safety::Rewrite, Some(edit));
        }
    }
}
