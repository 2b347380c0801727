//! Repairs at the line ends of quoted-printable (RFC 2045 section 6.7).

use crate::decode::qp;
use crate::finding::Edit;
use crate::message::Message;
use crate::span::Span;

/// Edits that put each soft line break before the escape that it splits; `split` are the `=` of the escapes.
pub fn join_escapes(msg: &Message, split: &[Span]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for place in split {
        let after = place.end + u32::from(msg.slice(Span::new(place.end, place.end + 1)) != b"=");
        let (_, next) = msg.scan.lines.end(msg.bytes(), after as usize);
        let soft = Span::new(after, next as u32);
        edits.push(Edit::insert(place.start, msg.slice(soft)));
        edits.push(Edit::delete(soft));
    }
    edits
}

/// The edit that writes the last of the blanks at a line's end as an escape, on a line of its own where the line would
/// become too long.
pub fn write_blank(msg: &Message, blanks: Span) -> Edit {
    let last = Span::new(blanks.end - 1, blanks.end);
    let before = msg.slice(Span::new(last.start.saturating_sub(74), last.start));
    let mut text = qp::escapes(msg.slice(last));
    if before.len() == 74 && !before.contains(&b'\n') {
        text = [b"=", msg.line_end().as_bytes(), &text].concat();
    }
    Edit::replace(last, text)
}
