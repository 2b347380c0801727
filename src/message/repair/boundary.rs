//! Boundaries: which one a body has, and new ones for those that collide.

use crate::find::{find, replace};
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Form;
use crate::span::Span;

/// Boundaries looked at, and edits made, in one multipart.
const MOST_BOUNDARIES: usize = 8;
const MOST_EDITS: usize = 1_000;
/// The longest boundary (RFC 2046 section 5.1.1).
const LONGEST: usize = 70;

/// The boundary by which the body of `id` is divided, to judge by its lines: `--x`, and later `--x--`.
pub fn likely_boundary(msg: &Message, id: u32) -> Option<String> {
    let body = msg.entity(id).body;
    let (mut opened, mut inner): (Vec<&[u8]>, Vec<&[u8]>) = (Vec::new(), Vec::new());
    let mut at = body.start as usize;
    while at < body.end as usize {
        let (end, next) = msg.scan.lines.end(msg.bytes(), at);
        let line = Span::of(at, end).slice(msg.bytes()).trim_ascii_end();
        at = next;
        let Some(text) = line.strip_prefix(b"--").filter(|text| !text.is_empty() && text.len() <= LONGEST + 2) else {
            continue;
        };
        let ends = text.strip_suffix(b"--").filter(|opener| opened.contains(opener) && !inner.contains(opener));
        if let Some(opener) = ends {
            // Not what a part inside says that it is divided by.
            let named = |quote: &[u8]| find(msg.slice(body), &[b"boundary=", quote, opener].concat()).is_some();
            if !named(b"") && !named(b"\"") {
                return String::from_utf8(opener.to_vec()).ok();
            }
            inner.push(opener);
        }
        let fits = text.len() <= LONGEST && text.iter().all(|byte| is_boundary_character(*byte));
        if fits && opened.len() < MOST_BOUNDARIES && !opened.contains(&text) {
            opened.push(text);
        }
    }
    None
}

/// RFC 2046 section 5.1.1: `bchars`.
fn is_boundary_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&byte)
}

/// Edits that give multipart `id` a boundary of its own; `None` where its lines are not surely its own.
pub fn rename_boundary(msg: &Message, id: u32) -> Option<Vec<Edit>> {
    let Form::Multipart { boundary: Some(boundary), closed: true } = msg.entity(id).form else { return None };
    let old = msg.slice(boundary);
    let new = ["kenpin-", &replace(&msg.number(id), ".", "-"), "_"].concat();
    let new = [new.as_bytes(), old].concat();
    if new.len() > LONGEST || find(msg.bytes(), &new).is_some() {
        return None;
    }
    let mut edits = vec![Edit::replace(boundary, &new[..])];
    for delimiter in msg.scan.delimiters.iter().filter(|delimiter| delimiter.entity == id) {
        let span = Span::new(delimiter.line.start + 2, delimiter.line.start + 2 + boundary.len());
        if msg.slice(span) != old || edits.len() > MOST_EDITS {
            return None;
        }
        edits.push(Edit::replace(span, &new[..]));
    }
    Some(edits)
}
