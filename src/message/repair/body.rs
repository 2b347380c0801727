//! Writing the body of a part anew in a transfer encoding.

use super::encode_header::column_after;
use super::reencode::label;
use crate::decode::{base64, qp};
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Encoding;
use crate::span::Span;

/// A transfer encoding that any text can be written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Transfer {
    /// Quoted-printable, for text that is mostly ASCII.
    QuotedPrintable,
    /// Base64.
    Base64,
}

impl Transfer {
    /// The one in which `bytes` are shorter and easier to read: base64 from a sixth of 8-bit bytes on.
    pub fn for_text(bytes: &[u8]) -> Self {
        let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
        if high * 6 < bytes.len() { Self::QuotedPrintable } else { Self::Base64 }
    }
}

/// Encodes `bytes` as the content of leaf `id` and names the encoding in its fields.
pub fn encode_part(msg: &Message, id: u32, bytes: &[u8], transfer: Transfer) -> Option<Vec<Edit>> {
    let encoding = match transfer {
        Transfer::QuotedPrintable => Encoding::QuotedPrintable,
        Transfer::Base64 => Encoding::Base64,
    };
    let mut edits = label(msg, id, encoding)?;
    edits.push(encode_body(msg, id, bytes, transfer));
    Some(edits)
}

/// Encodes leaf `id` as it stands, which is not encoded yet. Text that names no charset is left alone: encoded or not,
/// nobody could read it.
pub fn encode_leaf(msg: &Message, id: u32) -> Option<Vec<Edit>> {
    let (bytes, part) = (msg.slice(msg.entity(id).body), &msg.parts[id as usize]);
    let text = part.media.has_type(msg.bytes(), "text");
    if bytes.len() > 1_000_000 || (text && part.charset.is_none()) {
        return None;
    }
    let transfer = if text { Transfer::for_text(bytes) } else { Transfer::Base64 };
    encode_part(msg, id, bytes, transfer)
}

/// Writes `bytes` as the body of leaf `id`; the field that names the encoding is not touched.
pub fn encode_body(msg: &Message, id: u32, bytes: &[u8], transfer: Transfer) -> Edit {
    let line_end = msg.line_end();
    let body = msg.entity(id).body;
    let mut text = match transfer {
        Transfer::QuotedPrintable => qp::encode(bytes, line_end),
        Transfer::Base64 => base64::encode(bytes, line_end),
    };
    // A body keeps the line end that it has or lacks at its end: before a delimiter it belongs to the delimiter.
    if transfer == Transfer::Base64 && !matches!(msg.slice(body).last(), Some(b'\n' | b'\r')) {
        text.truncate(text.len().saturating_sub(line_end.len()));
    }
    Edit::replace(body, text)
}

/// Writes the bytes at `places` in the quoted-printable body of leaf `id` as escapes, a literal `=` as `=3D`; the whole
/// anew where lines would become too long.
pub fn escape_literals(msg: &Message, id: u32, places: &[Span]) -> Vec<Edit> {
    let (bytes, body) = (msg.bytes(), msg.entity(id).body);
    let (mut at, mut length) = (0, 0);
    for place in places {
        let start = place.start as usize;
        if start >= at {
            let before = Span::new(body.start, place.start).slice(bytes);
            length = column_after(before);
            let (end, next) = msg.scan.lines.end(bytes, start);
            (at, length) = (next, length + end - start);
        }
        length += place.len() as usize * 2;
        if length > 76 {
            return vec![encode_body(msg, id, &msg.octets(id), Transfer::QuotedPrintable)];
        }
    }
    let mut edits = Vec::new();
    for place in places {
        edits.push(Edit::replace(*place, qp::escapes(place.slice(bytes))));
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;

    #[test]
    fn a_body_keeps_its_end() {
        let of = |text: &str, transfer| {
            let msg = Message::new(Input::file(text.as_bytes()));
            String::from_utf8(encode_body(&msg, 0, msg.slice(msg.entity(0).body), transfer).text).ok()
        };
        assert_eq!(of("A: b\n\né\n", Transfer::QuotedPrintable).as_deref(), Some("=C3=A9\n"));
        assert_eq!(of("A: b\n\né", Transfer::QuotedPrintable).as_deref(), Some("=C3=A9"));
        assert_eq!(of("A: b\n\né\n", Transfer::Base64).as_deref(), Some("w6kK\n"));
        assert_eq!(of("A: b\n\né", Transfer::Base64).as_deref(), Some("w6k="));
        assert_eq!(of("A: b\n\n", Transfer::Base64).as_deref(), Some(""));
    }

    #[test]
    fn the_shorter_encoding() {
        assert_eq!(Transfer::for_text("caf\u{e9} au lait, s'il vous pla\u{ee}t".as_bytes()), Transfer::QuotedPrintable);
        assert_eq!(Transfer::for_text("あ".as_bytes()), Transfer::Base64);
    }
}
