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

use crate::finding::Safety;
use crate::message::Message;
use crate::message::repair::{LineMend, mend_part};
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
        if !odd || fault.entity == 0 || msg.in_other_message(fault.entity) {
            continue;
        }
        if lines.last().is_some_and(|last| last.entity != fault.entity) {
            report(msg, &lines, sink);
            lines.clear();
        }
        lines.push(fault);
    }
    report(msg, &lines, sink);
}

/// Reports the odd lines of one part.
fn report(msg: &Message, lines: &[&Fault], sink: &mut Sink) {
    let mut places = Vec::new();
    for line in lines {
        places.push(line.span);
    }
    let Some(first) = lines.first() else { return };
    let separator = first.kind == FaultKind::MissingSeparator;
    let reported = sink.report_all(if separator { &HEAD } else { &LINE }, &places, &MORE);
    if let Some((mend, edit)) = mend_part(msg, first).filter(|_| separator || lines.len() == 1) {
        let title = match mend {
            LineMend::Colon => &COLON,
            LineMend::Join => &JOIN,
            LineMend::Separate => &SEPARATE,
        };
        reported.edit(title, if separator { Safety::Safe } else { Safety::Offer }, Some(edit));
    }
}
