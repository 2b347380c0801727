//! Taking the wrapper off a part that stands alone in a multipart.

use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Name;
use crate::span::Span;

/// Edits that put the only child of multipart `id` in its place: its fields instead of Content-Type, its content instead
/// of the parts. `None` where more than the fields of MIME would meet.
pub fn unwrap_child(msg: &Message, id: u32) -> Option<Vec<Edit>> {
    let (entity, child) = (msg.entity(id), msg.scan.entities.get(id as usize + 1)?);
    let fields = msg.scan.fields_of(child);
    let of_mime = |name| {
        matches!(name, Name::ContentType | Name::ContentTransferEncoding | Name::ContentDisposition | Name::ContentId)
    };
    let meets =
        fields.iter().any(|field| !of_mime(field.name)) || !msg.has_separator(child) || child.parent != Some(id);
    let versionless = id == 0 && msg.field(Name::MimeVersion).is_none();
    if meets || versionless {
        return None;
    }
    let mut edits = Vec::new();
    let mut head = msg.slice(child.header);
    for field in msg.scan.fields_of(entity) {
        if field.name == Name::ContentType {
            edits.push(Edit::replace(field.span, head));
            head = b"";
        } else if of_mime(field.name) {
            edits.push(Edit::delete(field.span));
        }
    }
    edits.push(Edit::delete(Span::new(entity.body.start, child.body.start)));
    // The last line of a message has an end; before a delimiter the end belongs to that.
    let end = if id == 0 { msg.line_end() } else { "" };
    edits.push(Edit::replace(Span::new(child.body.end, entity.body.end), end));
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn unwrapped(text: &str, id: u32) -> Option<String> {
        let msg = Message::new(Input::file(text.as_bytes()));
        String::from_utf8(apply(text.as_bytes(), &unwrap_child(&msg, id)?).ok()?).ok()
    }

    #[test]
    fn the_child_takes_the_place() {
        let head =
            "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\nContent-Transfer-Encoding: 7bit\n\n";
        let text = [head, "This is MIME.\n--b\nContent-Type: text/html\n\n<p>a</p>\n--b--\nend\n"].concat();
        assert_eq!(unwrapped(&text, 0).as_deref(), Some("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>a</p>\n"));
        let text = [head, "--b\nContent-Type: text/html\nX-Note: c\n\n<p>a</p>\n--b--\n"].concat();
        assert_eq!(unwrapped(&text, 0), None);
    }

    #[test]
    fn inside_another_multipart() {
        let head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n";
        let inner = "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nx\n--b--\n";
        let text = [head, inner, "--a--\n"].concat();
        assert_eq!(unwrapped(&text, 1), Some([head, "\nx\n--a--\n"].concat()));
    }
}
