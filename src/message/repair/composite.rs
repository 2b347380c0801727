//! Composites that are encoded, or say so (RFC 2045 section 6.4).

use crate::find::{cut_head, replace, up_to};
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::{Form, Name, boundary_text};

/// Larger ones are left alone: the edit would be as large.
const LARGEST: u32 = 1 << 20;

/// Edits that leave composite `id` unencoded: its label alone where nothing is encoded, else what it holds. `None` where
/// that would not be seven bits in short lines.
pub fn decode_composite(msg: &Message, id: u32) -> Option<Vec<Edit>> {
    let entity = msg.entity(id);
    let mut given = msg.scan.fields_of(entity).iter().filter(|field| field.name == Name::ContentTransferEncoding);
    let field = given.next().filter(|_| given.next().is_none())?;
    let value = field.value(msg.bytes());
    if let Form::Multipart { .. } = entity.form {
        // Its delimiter lines stand there as they are: nothing is encoded.
        let plain = msg.has_children(id);
        let bits = if msg.slice(entity.body).is_ascii() { "7bit" } else { "8bit" };
        return plain.then(|| vec![Edit::replace(value, bits)]);
    }
    if entity.body.len() > LARGEST {
        return None;
    }
    let content = replace(std::str::from_utf8(&msg.octets(id)).ok()?, "\r\n", "\n");
    let first = up_to(content.as_bytes(), b'\n');
    let name = up_to(first, b':');
    let begins_with_field = name.len() < first.len() && name.iter().all(u8::is_ascii_graphic);
    if !begins_with_field || !content.is_ascii() || memchr::memchr2(0, b'\r', content.as_bytes()).is_some() {
        return None;
    }
    for line in content.split('\n') {
        if line.len() > 998 || is_delimiter(msg, id, line.as_bytes()) {
            return None;
        }
    }
    let body = replace(&content, "\n", msg.line_end());
    Some(vec![Edit::replace(value, "7bit"), Edit::replace(entity.body, body)])
}

/// Whether a line would be taken for a delimiter of a multipart around `id`.
fn is_delimiter(msg: &Message, mut id: u32, line: &[u8]) -> bool {
    let Some(rest) = cut_head(line, "--") else { return false };
    while let Some(parent) = msg.entity(id).parent {
        if let Form::Multipart { boundary: Some(boundary), .. } = msg.entity(parent).form
            && rest.starts_with(&boundary_text(msg.bytes(), boundary))
        {
            return true;
        }
        id = parent;
    }
    false
}
