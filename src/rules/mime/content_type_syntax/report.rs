//! Faults of a structured field as findings.

use crate::finding::{Case, Safety};
use crate::message::Message;
use crate::message::repair::mend;
use crate::rule::Sink;
use crate::scan::params::Fault;
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::Note;

/// Further places.
pub static MORE: Note = Note::new("more", "Here too.", "ここも同じです。");
/// The repair.
pub static MEND: Note = Note::new("mend", "Write it correctly", "正しい書き方に直す");

/// Reports the faults of a Content-Type or Content-Disposition, those of one kind together.
pub fn report_faults(
    msg: &Message,
    field: &Field,
    mut found: Vec<(Fault, Span)>,
    sink: &mut Sink,
    case_of: &dyn Fn(Fault, Span) -> &'static Case,
) {
    while let Some(&(first, span)) = found.first() {
        let (mut same, mut others) = (Vec::new(), Vec::new());
        for (fault, span) in found {
            match fault == first {
                true => same.push(span),
                false => others.push((fault, span)),
            }
        }
        found = others;
        let (edits, safety) = mend(msg, field, first, &same).unwrap_or((Vec::new(), Safety::Safe));
        // A type that is missing has no text; the name of the field stands for it.
        let shown = if span.is_empty() && field.name == Name::ContentType { field.name_span } else { span };
        let reported = sink.report_all(case_of(first, span), &same, &MORE);
        reported.bytes("text", msg.slice(shown)).mend(&MEND, safety, edits);
    }
}
