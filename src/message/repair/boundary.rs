//! Boundaries: which one a body has, and new ones for those that collide.

use crate::find::{cut_head, cut_tail, find, holds_only, replace};
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Form;
use crate::span::Span;

/// Boundaries looked at, and edits made, in one multipart.
const MOST_BOUNDARIES: usize = 8;
const MOST_EDITS: usize = 1_000;
/// The longest boundary (RFC 2046 section 5.1.1).
const LONGEST: usize = 70;
/// What a boundary may hold besides letters and digits: `bchars` of the same section.
const SIGNS: &[u8] = b"'()+_,-./:=? ";

/// The boundary by which the body of `id` is divided, to judge by its lines: `--x`, and later `--x--`.
pub fn likely_boundary(msg: &Message, id: u32) -> Option<String> {
    let body = msg.entity(id).body;
    let (mut opened, mut inner): (Vec<&[u8]>, Vec<&[u8]>) = (Vec::new(), Vec::new());
    let mut at = body.start as usize;
    while at < body.end as usize {
        let (end, next) = msg.scan.lines.end(msg.bytes(), at);
        let line = Span::of(at, end).slice(msg.bytes()).trim_ascii_end();
        at = next;
        let Some(text) = cut_head(line, "--").filter(|text| !text.is_empty() && text.len() <= LONGEST + 2) else {
            continue;
        };
        let ends = cut_tail(text, "--").filter(|opener| opened.contains(opener) && !inner.contains(opener));
        if let Some(opener) = ends {
            // Not what a part inside says that it is divided by.
            let named = |quote: &[u8]| find(msg.slice(body), &[b"boundary=", quote, opener].concat()).is_some();
            if !named(b"") && !named(b"\"") {
                return String::from_utf8(opener.to_vec()).ok();
            }
            inner.push(opener);
        }
        let fits = text.len() <= LONGEST && holds_only(text, SIGNS);
        if fits && opened.len() < MOST_BOUNDARIES && !opened.contains(&text) {
            opened.push(text);
        }
    }
    None
}

/// RFC 2046 section 5.1.1: `bchars`.
pub fn is_boundary_character(byte: &u8) -> bool {
    holds_only(&[*byte], SIGNS)
}

/// Edits that give multipart `id` a boundary of its own; `None` where its lines are not surely its own.
pub fn rename_boundary(msg: &Message, id: u32) -> Option<Vec<Edit>> {
    let Form::Multipart { boundary: Some(boundary), closed: true } = msg.entity(id).form else { return None };
    let old = msg.slice(boundary);
    let mut new = ["kenpin-", &replace(&msg.number(id), ".", "-"), "_"].concat().into_bytes();
    for byte in old {
        if *byte != b' ' && is_boundary_character(byte) && new.len() < LONGEST {
            new.push(*byte);
        }
    }
    let param = msg.parts[id as usize].content_type_value.token(msg.bytes(), "boundary")?;
    if find(msg.bytes(), &new).is_some() {
        return None;
    }
    // Characters that were left out may have been what asked for the quotes.
    let edit = match param.value == boundary && holds_only(old, SIGNS) {
        true => Edit::replace(boundary, &new[..]),
        false => Edit::replace(param.span, [b"boundary=\"", &new[..], b"\""].concat()),
    };
    let mut edits = vec![edit];
    for delimiter in msg.scan.delimiters.iter().filter(|delimiter| delimiter.entity == id) {
        let span = Span::new(delimiter.line.start + 2, delimiter.line.start + 2 + boundary.len());
        if msg.slice(span) != old || edits.len() > MOST_EDITS {
            return None;
        }
        edits.push(Edit::replace(span, &new[..]));
    }
    Some(edits)
}

/// Edits that take the blanks off the end of multipart `id`'s boundary, which readers leave out, and off the closing
/// delimiter, where they would not know it.
pub fn trim_boundary(msg: &Message, id: u32) -> Option<Vec<Edit>> {
    let Form::Multipart { boundary: Some(boundary), closed } = msg.entity(id).form else { return None };
    let param = msg.parts[id as usize].content_type_value.token(msg.bytes(), "boundary")?;
    let mut edits = vec![Edit::delete(Span::new(boundary.end, param.value.end))];
    if !closed {
        let close = [b"\n--", msg.slice(param.value), b"--"].concat();
        let body = msg.entity(id).body;
        let start = body.start + find(msg.slice(body), &close)? as u32 + 3;
        edits.push(Edit::delete(Span::new(start + boundary.len(), start + param.value.len())));
    }
    Some(edits)
}

/// Whether blanks stand at the end of multipart `id`'s boundary.
pub fn ends_in_blanks(msg: &Message, id: u32) -> bool {
    let Form::Multipart { boundary: Some(boundary), .. } = msg.entity(id).form else { return false };
    let param = msg.parts[id as usize].content_type_value.token(msg.bytes(), "boundary");
    param.is_some_and(|param| param.value.end > boundary.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn edited(boundary: &str, line: &str, repair: fn(&Message, u32) -> Option<Vec<Edit>>) -> Option<String> {
        let text = format!("Content-Type: multipart/mixed; boundary={boundary}\n\n--{line}\n\na\n--{line}--\n");
        let msg = Message::new(Input::file(text.as_bytes()));
        String::from_utf8(apply(text.as_bytes(), &repair(&msg, 0)?).ok()?).ok()
    }

    #[test]
    fn new_boundaries_keep_the_grammar() {
        let long = "x".repeat(80);
        let renamed = edited(&long, &long, rename_boundary).unwrap_or_default();
        let msg = Message::new(Input::file(renamed.as_bytes()));
        assert!(matches!(msg.entity(0).form, Form::Multipart { boundary: Some(it), closed: true } if it.len() == 70));
        let renamed = edited("\"a@b/ c\"", "a@b/ c", rename_boundary);
        assert_eq!(
            renamed.as_deref(),
            Some(
                "Content-Type: multipart/mixed; boundary=\"kenpin-0_ab/c\"\n\n--kenpin-0_ab/c\n\na\n--kenpin-0_ab/c--\n"
            )
        );
    }

    #[test]
    fn blanks_go_from_the_closing_line_too() {
        let trimmed = edited("\"a  \"", "a  ", trim_boundary);
        assert_eq!(trimmed.as_deref(), Some("Content-Type: multipart/mixed; boundary=\"a\"\n\n--a  \n\na\n--a--\n"));
        let trimmed = edited("\"a \"", "a", trim_boundary);
        assert_eq!(trimmed.as_deref(), Some("Content-Type: multipart/mixed; boundary=\"a\"\n\n--a\n\na\n--a--\n"));
    }
}
