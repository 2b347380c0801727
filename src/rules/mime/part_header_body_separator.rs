//! A part has no empty line between its header fields and its content.
//!
//! It must be there where a part has no fields either: the line after the delimiter is empty then. A part that ends after
//! its fields has no content, and that is fine.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Our new books
//! ~~~~~~~~~~~~~ part-header-body-separator
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Our new books
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//! <p>Our new books</p>
//! ~~~~~~~~~~~~~~~~~~~~ part-header-body-separator
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//! Our new books
//! ~~~~~~~~~~~~~ part-header-body-separator
//!
//! are out.
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Note: hello
//! --leaf
//! Note: hello
//!
//! Our new books
//! --leaf
//! Content-Type: application/cbor
//! --leaf--
//! ```

mod cases;

use crate::finding::{Edit, Fix, Safety};
use crate::message::Message;
use crate::message::repair::{LineMend, mend_line};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Fault, FaultKind};
use crate::text::Text;
use cases::{COLON, HEAD, JOIN, LINE, MORE, SEPARATE};

/// The rule.
pub static RULE: Rule = Rule {
    id: "part-header-body-separator",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(2046, "5.1"),
        Source::rfc(2046, "5.1.1"),
        Source::heuristic(
            "SpamAssassin scores it (MISSING_MIME_HB_SEP)",
            "SpamAssassinは、MISSING_MIME_HB_SEPとして減点する",
        ),
    ],
    title: Text::new("A part lacks the empty line before its content", "パートのヘッダーと内容の間に空行がありません"),
    why: Text::new(
        "Some programs read on for fields until the next empty line, and what stands before it is lost. Others show the \
         fields as text. Filters know it from spam.",
        "次の空行までをヘッダーとみなして内容の先頭を捨てるソフトも、ヘッダーを本文として表示するソフトもあります。迷惑メールフィルターの評価も下がります。",
    ),
    help: Text::new(
        "Put an empty line before the content of each part, also of one without header fields.",
        "どのパートにも、内容の前に空行を1行入れてください。ヘッダーのないパートにも必要です。",
    ),
    cases: &[&HEAD, &LINE],
    notes: &[&MORE, &COLON, &JOIN, &SEPARATE],
    check,
    ..Rule::BASE
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let mut lines: Vec<&Fault> = Vec::new();
    for fault in &msg.scan.faults {
        let odd = matches!(fault.kind, FaultKind::MissingSeparator | FaultKind::LineWithoutColon | FaultKind::MboxFrom);
        if odd && fault.entity > 0 && !msg.in_other_message(fault.entity) {
            lines.push(fault);
        }
    }
    for of_part in lines.chunk_by(|one, other| one.entity == other.entity) {
        let first = of_part[0];
        let mut reported =
            sink.report(if first.kind == FaultKind::MissingSeparator { &HEAD } else { &LINE }, first.span);
        for fault in of_part.iter().skip(1).take(3) {
            reported = reported.related(fault.span, &MORE);
        }
        reported.fix(if of_part.len() == 1 || first.kind == FaultKind::MissingSeparator {
            fix(msg, first)
        } else {
            None
        });
    }
}

fn fix(msg: &Message, line: &Fault) -> Option<Fix> {
    let separate = Edit::insert(line.span.start, msg.line_end());
    if line.kind == FaultKind::MissingSeparator {
        return Some(Fix::one(&SEPARATE, Safety::Safe, separate));
    }
    let mended = if line.kind == FaultKind::LineWithoutColon { mend_line(msg, line) } else { None };
    match mended {
        Some((mend, edit)) => Some(Fix::one(if mend == LineMend::Colon { &COLON } else { &JOIN }, Safety::Offer, edit)),
        None => ends_fields(msg, line).then(|| Fix::one(&SEPARATE, Safety::Offer, separate)),
    }
}

/// Whether no field follows the line.
fn ends_fields(msg: &Message, line: &Fault) -> bool {
    let fields = msg.scan.fields_of(msg.entity(line.entity));
    fields.last().is_none_or(|last| last.span.end <= line.span.start)
}
