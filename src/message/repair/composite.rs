//! Composites that are encoded, or say so (RFC 2045 section 6.4).

use crate::find::{cut_head, replace};
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
    let lines_fit = content.lines().all(|line| line.len() <= 998 && !is_delimiter(msg, id, line.as_bytes()));
    let begins_with_field = content.lines().next().is_some_and(|line| {
        let name = line.split(':').next().unwrap_or_default();
        name.len() < line.len() && name.bytes().all(|byte| byte.is_ascii_graphic())
    });
    let plain = content.bytes().all(|byte| byte.is_ascii() && byte != 0 && byte != b'\r');
    (lines_fit && begins_with_field && plain).then(|| {
        let body = replace(&content, "\n", msg.line_end());
        vec![Edit::replace(value, "7bit"), Edit::replace(entity.body, body)]
    })
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
