//! Repairs of the structure of multiparts.

use crate::finding::Edit;
use crate::message::Message;
use crate::span::Span;

/// Closes multiparts that end at one place, given innermost first with their boundaries.
pub fn close(msg: &Message, open: &[(u32, Span)]) -> Edit {
    let line_end = msg.line_end().as_bytes();
    let at = open.first().map_or(0, |(id, _)| msg.entity(*id).body.end);
    let lines: Vec<_> = open.iter().map(|(_, boundary)| [b"--", msg.slice(*boundary), b"--"].concat()).collect();
    let lines = lines.join(line_end);
    let at_end = at as usize == msg.bytes().len();
    let text = match at_end && matches!(msg.bytes().last(), Some(b'\n' | b'\r')) {
        true => [&lines, line_end].concat(),
        // Before a delimiter, the line end that is there belongs to the delimiter.
        false => [line_end, &lines, if at_end { line_end } else { b"" }].concat(),
    };
    Edit::insert(at, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;
    use crate::scan::Form;

    fn closed(text: &str) -> Option<String> {
        let msg = Message::new(Input::file(text.as_bytes()));
        let mut open: Vec<_> = msg
            .entities()
            .filter_map(|(id, entity, _)| match entity.form {
                Form::Multipart { boundary: Some(boundary), closed: false } => Some((id, boundary)),
                _ => None,
            })
            .collect();
        open.reverse();
        String::from_utf8(crate::fix::apply(text.as_bytes(), &[close(&msg, &open)]).ok()?).ok()
    }

    #[test]
    fn the_lines_stand_alone_and_in_order() {
        let head = "Content-Type: multipart/mixed; boundary=a\n\n--a\n";
        assert_eq!(closed(&format!("{head}\nx\n")), Some(format!("{head}\nx\n--a--\n")));
        assert_eq!(closed(&format!("{head}\nx")), Some(format!("{head}\nx\n--a--\n")));
        let inner = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx";
        assert_eq!(closed(&format!("{head}{inner}\n")), Some(format!("{head}{inner}\n--b--\n--a--\n")));
        assert_eq!(closed(&format!("{head}{inner}\n--a--\n")), Some(format!("{head}{inner}\n--b--\n--a--\n")));
    }
}
