//! A folded header field holds a line of blanks.
//!
//! A long field goes on in lines that begin with a blank, and each of them must hold something else too. Programs
//! disagree on a line of blanks alone: for some it belongs to the field, for others it is the empty line that ends the
//! header, so that all fields below it become text. A signature checked by the one does not fit what the other shows.
//!
//! Where the body follows directly, that line was meant to be the empty one: another rule says so.
//!
//! # Bad
//! ```eml bytes
//! Subject: Letters\r\n \r\n from Minato Bunko
//!                     ~ folded-blank-line
//! ```
//! # Fixed
//! ```eml bytes
//! Subject: Letters\r\n  from Minato Bunko
//! ```
//! # Bad
//! ```eml bytes
//! X-Note: a field\r\n\t \r\nX-More: another
//!                    ~~~ folded-blank-line
//! ```
//! # Fixed
//! ```eml
//! X-Note: a field
//! X-More: another
//! ```
//! # Good
//! ```eml
//! Subject: Letters
//!  from Minato Bunko
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{FaultKind, Field};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "folded-blank-line",
    group: Group::Format,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5322, "3.2.2"), Source::rfc(5322, "4.2")],
    title: Text::new("A line of blanks in a header field", "ヘッダーに空白だけの行があります"),
    why: Text::new(
        "Some programs take the line for the end of the header: the fields below it are then shown as text, and the \
         signature no longer fits.",
        "この行をヘッダーの終わりとみなすソフトがあります。その場合、以降のフィールドが文字として表示され、署名の検証にも失敗します。",
    ),
    help: Text::new(
        "Remove line breaks and blanks at the ends of a value before it goes into a header field.",
        "ヘッダーに入れる値は、前後の空白と改行を取り除いてください。",
    ),
    cases: &[&INSIDE, &END],
    notes: &[&MORE, &DELETE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::error(Rfc, Display), Demand::error(Gmail, Refuse)];

static INSIDE: Case = Case {
    name: "inside",
    message: Text::new(
        "{name} is folded with a line that holds blanks alone.",
        "{name}の折り返しの途中に、空白だけの行があります。",
    ),
    demands: DEMANDS,
};
static END: Case = Case {
    name: "end",
    message: Text::new("{name} ends in a line that holds blanks alone.", "{name}の最後に、空白だけの行があります。"),
    demands: DEMANDS,
};
static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static DELETE: Note = Note::new("delete", "Delete the line", "その行を削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let (mut lines, mut known) = (Vec::new(), None);
    for fault in &msg.scan.faults {
        if fault.kind == FaultKind::BlankFold && !msg.in_other_message(fault.entity) {
            let field = field(msg, fault.span);
            if field != known {
                report(msg, known, &lines, sink);
                (lines, known) = (Vec::new(), field);
            }
            lines.push(fault.span);
        }
    }
    report(msg, known, &lines, sink);
}

/// One finding for the lines of blanks in a field.
fn report(msg: &Message, field: Option<&Field>, lines: &[Span], sink: &mut Sink) {
    let Some(field) = field.filter(|field| !ends_header(msg, field)) else { return };
    let mut end = field.span.end;
    let mut edits = Vec::new();
    for line in lines.iter().rev() {
        let next = msg.scan.lines.end(msg.bytes(), line.start as usize).1 as u32;
        let mut start = line.end;
        // The blanks of others go to the next line, so that the value stays as it is.
        if next == end {
            (start, end) = (line.start, line.start);
        }
        edits.push(Edit::delete(Span::new(start, next)));
    }
    edits.reverse();
    let reported = sink.report_all(if end < field.span.end { &END } else { &INSIDE }, lines, &MORE);
    reported.arg("name", msg.excerpt(field.name_span)).mend(&DELETE, Safety::Safe, edits);
}

/// The field that a line belongs to.
fn field<'m>(msg: &'m Message, line: Span) -> Option<&'m Field> {
    let begun = msg.scan.fields.partition_point(|field| field.span.start <= line.start);
    msg.scan.fields[..begun].last().filter(|field| line.start < field.span.end)
}

/// Whether the body follows the field: its line of blanks was meant to be the empty one.
fn ends_header(msg: &Message, field: &Field) -> bool {
    let faults = &msg.scan.faults;
    let next = faults.partition_point(|fault| fault.span.start < field.span.end);
    faults.get(next).is_some_and(|it| it.kind == FaultKind::MissingSeparator && it.span.start == field.span.end)
}
