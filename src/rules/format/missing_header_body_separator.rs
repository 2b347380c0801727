//! No empty line separates header and body.
//!
//! The header ends at the first empty line. Where it is missing, or holds blanks, each program finds its own end: one
//! takes the first lines of the text for fields and drops them, another shows header fields as text. Spam filters score
//! it heavily. It comes from a header and a body joined with one line break too few.
//!
//! A message may end after its header: then nothing is missing.
//!
//! # Bad
//! ```eml
//! Dear Ms Tanabe,
//! ~~~~~~~~~~~~~~~ missing-header-body-separator
//! our new books are here.
//! Yours, Minato Bunko
//!
//! ```
//! # Fixed
//! ```eml
//!
//! Dear Ms Tanabe,
//! our new books are here.
//! Yours, Minato Bunko
//!
//! ```
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//! <p>Hello.</p>\r\n\r\n
//! ~~~~~~~~~~~~~ missing-header-body-separator
//! ```
//! # Bad
//! ```eml bytes
//! X-Note: a field\r\n \t\r\nHello,\r\n\r\nour new books are here.
//!                    ~~~ missing-header-body-separator
//! ```
//! # Fixed
//! ```eml bytes
//! X-Note: a field\r\n\r\nHello,\r\n\r\nour new books are here.
//! ```
//! # Good
//! ```eml
//! X-Note: a field
//!
//! Hello.
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::FaultKind;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-header-body-separator",
    group: Group::Format,
    needs: &[Needs::Message],
    fixes: Fixes::Offer,
    sources: &[Source::rfc(5322, "2.1"), Source::rfc(5322, "3.5")],
    title: Text::new("No empty line before the body", "ヘッダーと本文の間に空行がありません"),
    why: Text::new(
        "Each program finds another end of the header: the first lines of the text are lost, or header fields are shown \
         as text. Spam filters score it heavily.",
        "ヘッダーの終わりがソフトごとに違って解釈され、本文の最初の数行が消えたり、ヘッダーが本文に表示されたりします。迷惑メールフィルターの評価も大きく下がります。",
    ),
    help: Text::new(
        "Put one empty line, without blanks, between the last header field and the body.",
        "最後のヘッダーと本文の間に、空白も含まない空行を1行入れてください。",
    ),
    cases: &[&PLAIN, &BLANKS],
    notes: &[&SEPARATE, &EMPTY],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] =
    &[Demand::error(Rfc, Display), Demand::error(Gmail, Display), Demand::error(Spamfilter, Folder)];

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "The body begins here without an empty line before it.",
        "本文の前に空行がなく、ここから本文が始まっています。",
    ),
    demands: DEMANDS,
};
static BLANKS: Case = Case {
    name: "blanks",
    message: Text::new(
        "The line between header and body is not empty: it holds blanks.",
        "ヘッダーと本文の間の行に空白があり、空行になっていません。",
    ),
    demands: DEMANDS,
};
static SEPARATE: Note = Note::new("separate", "Put an empty line before the body", "本文の前に空行を入れる");
static EMPTY: Note = Note::new("empty", "Delete the blanks of that line", "その行の空白を削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    // Parts have a rule of their own.
    let faults = &msg.scan.faults;
    let missing =
        faults.iter().take_while(|fault| fault.entity == 0).position(|it| it.kind == FaultKind::MissingSeparator);
    let Some(index) = missing else { return };
    let missing = faults[index];
    let blanks = faults[..index].last().filter(|fault| fault.kind == FaultKind::BlankFold).map(|fault| fault.span);
    let start = missing.span.start;
    let above = |end: u32| msg.scan.lines.end(msg.bytes(), end as usize).1 == start as usize;
    match blanks.filter(|line| above(line.end)) {
        Some(line) => sink.report(&BLANKS, line).fix(Fix::one(&EMPTY, Safety::Offer, Edit::delete(line))),
        None => {
            let edit = Edit::insert(start, msg.line_end());
            sink.report(&PLAIN, missing.span).fix(Fix::one(&SEPARATE, Safety::Offer, edit))
        }
    };
}
