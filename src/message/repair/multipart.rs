//! Multiparts without an end.

use super::ends_in_blanks;
use crate::decode::base64;
use crate::finding::Edit;
use crate::message::Message;
use crate::order::order;
use crate::scan::{Delimiter, Encoding, Form, boundary_text, trim_wsp};
use crate::span::Span;

/// Multiparts that were begun, not closed, and end at one place: cut together.
#[derive(Debug)]
pub struct Cut {
    /// Innermost first: which, and its boundary.
    pub multiparts: Vec<(u32, Span)>,
    /// Whether only the two last characters of the last delimiter line are missing.
    pub half: bool,
    /// Whether more than the end is missing, by the looks of it.
    pub lossy: bool,
    /// What closes them; its place is where the end belongs.
    pub edit: Edit,
    /// Whether the edit makes them whole; a boundary that another multipart has too may close that one.
    pub mends: bool,
}

/// The multiparts that were cut off, by the places where they end. Those in other messages are left out, and those whose
/// end goes unknown because their boundary ends in blanks.
pub fn cut_off(msg: &Message) -> Vec<Cut> {
    // The place of the last delimiter of each, counted from one.
    let mut last = vec![0_u32; msg.scan.entities.len()];
    for (at, line) in msg.scan.delimiters.iter().enumerate() {
        last[line.entity as usize] = at as u32 + 1;
    }
    let mut open: Vec<(u32, Span)> = Vec::new();
    for (id, last) in last.iter().enumerate() {
        if *last > 0
            && let Some(found) = unterminated(msg, id as u32)
        {
            open.push(found);
        }
    }
    if open.is_empty() {
        return Vec::new();
    }
    let end = |at: usize| msg.entity(open[at].0).body.end;
    let mut cuts: Vec<Cut> = Vec::new();
    // A child stands after its parent.
    for at in order(open.len(), &mut |one, other| end(one).cmp(&end(other)).then(other.cmp(&one))) {
        match cuts.last_mut() {
            Some(cut) if cut.edit.span.end == end(at) => cut.multiparts.push(open[at]),
            _ => cuts.push(Cut {
                multiparts: vec![open[at]],
                half: false,
                lossy: false,
                edit: Edit::delete(Span::at(end(at))),
                mends: true,
            }),
        }
    }
    let (shared, lossy) = (shared(msg), ends_within_base64(msg));
    for cut in &mut cuts {
        let last = last[cut.multiparts[0].0 as usize] as usize;
        let half = half(msg, &msg.scan.delimiters[last - 1]);
        let half = half.filter(|_| cut.multiparts.len() == 1);
        cut.edit = half.map_or_else(|| close(msg, &cut.multiparts), |end| Edit::insert(end, "--"));
        cut.mends = cut.multiparts.iter().all(|(id, _)| !shared[*id as usize]);
        (cut.half, cut.lossy) = (half.is_some(), lossy);
    }
    cuts
}

/// The boundary of a multipart that is not closed.
fn unterminated(msg: &Message, id: u32) -> Option<(u32, Span)> {
    let Form::Multipart { boundary: Some(boundary), closed: false } = msg.entity(id).form else { return None };
    (!msg.in_other_message(id) && !ends_in_blanks(msg, id)).then_some((id, boundary))
}

/// Where a last delimiter line after which nothing comes lacks its `--`.
fn half(msg: &Message, last: &Delimiter) -> Option<u32> {
    let trim = |span| trim_wsp(msg.bytes(), span);
    let after = trim(Span::new(last.line.end, msg.entity(last.entity).body.end));
    after.is_empty().then(|| trim(Span::new(last.line.start + 2, last.line.end)).end)
}

/// Whether another multipart has the boundary of an entity too.
fn shared(msg: &Message) -> Vec<bool> {
    let mut used = Vec::new();
    for (id, entity) in msg.scan.entities.iter().enumerate() {
        if let Form::Multipart { boundary: Some(boundary), .. } = entity.form {
            used.push((id, msg.slice(boundary)));
        }
    }
    let mut shared = vec![false; msg.scan.entities.len()];
    let mut last = (0, &b""[..]);
    for at in order(used.len(), &mut |one, other| used[one].1.cmp(used[other].1)) {
        let next = used[at];
        if next.1 == last.1 {
            (shared[last.0], shared[next.0]) = (true, true);
        }
        last = next;
    }
    shared
}

fn ends_within_base64(msg: &Message) -> bool {
    let last = msg.scan.entities.last().filter(|last| last.form == Form::Leaf && last.encoding == Encoding::Base64);
    last.is_some_and(|last| base64::audit(msg.slice(last.body)).0.of(base64::Fault::Truncated).next().is_some())
}

/// Closes multiparts that end at one place, given innermost first with their boundaries.
fn close(msg: &Message, open: &[(u32, Span)]) -> Edit {
    let line_end = msg.line_end().as_bytes();
    let at = open.first().map_or(0, |(id, _)| msg.entity(*id).body.end);
    let at_end = at as usize == msg.bytes().len();
    let begun = !(at_end && matches!(msg.bytes().last(), Some(b'\n' | b'\r')));
    let mut text = Vec::new();
    for (index, (_, boundary)) in open.iter().enumerate() {
        text.extend_from_slice(if begun || index > 0 { line_end } else { b"" });
        text.extend([b"--", &*boundary_text(msg.bytes(), *boundary), b"--"].concat());
    }
    // Before a delimiter, the line end that is there belongs to the delimiter.
    text.extend_from_slice(if at_end { line_end } else { b"" });
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
