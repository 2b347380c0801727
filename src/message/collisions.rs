//! Boundaries that can be taken for one another (RFC 2046 section 5.1).

use super::Message;
use crate::find::Finder;
use crate::scan::Form;
use crate::span::Span;

/// How a boundary gets in the way of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Collision {
    /// A multipart has the boundary of one around it.
    Same,
    /// It begins with the boundary of one around it.
    Inner,
    /// One around it begins with its boundary.
    Outer,
    /// A line of a part begins like a delimiter.
    Line,
}

/// Lines told of.
const MOST_LINES: usize = 20;

impl Message<'_> {
    /// The multiparts whose boundaries collide: how, which, where, and with what.
    pub fn collisions(&self) -> Vec<(Collision, u32, Span, Span)> {
        let mut found = Vec::new();
        let mut boundaries: Vec<(&[u8], u32, Span)> = Vec::new();
        for (id, ..) in self.entities() {
            let Some(boundary) = self.boundary(id) else { continue };
            if let Some(collision) = self.collision_around(id, boundary) {
                found.push(collision);
            }
            if self.has_children(id) && !self.in_other_message(id) {
                boundaries.push((self.slice(boundary), id, boundary));
            }
        }
        boundaries.sort_unstable();
        if !boundaries.is_empty() {
            self.colliding_lines(&boundaries, &mut found);
        }
        found
    }

    fn boundary(&self, id: u32) -> Option<Span> {
        match self.entity(id).form {
            Form::Multipart { boundary, .. } => boundary,
            _ => None,
        }
    }

    /// The nearest multipart around `id` with which its boundary collides.
    fn collision_around(&self, id: u32, boundary: Span) -> Option<(Collision, u32, Span, Span)> {
        let (mut at, own) = (id, self.slice(boundary));
        while let Some(parent) = self.entity(at).parent {
            at = parent;
            let Some(outer) = self.boundary(at) else { continue };
            let around = self.slice(outer);
            let kind = match () {
                () if own == around => Collision::Same,
                () if own.starts_with(around) => Collision::Inner,
                () if around.starts_with(own) => Collision::Outer,
                () => continue,
            };
            return (!self.in_other_message(at)).then_some((kind, id, boundary, outer));
        }
        None
    }

    /// Lines of parts that begin with a boundary from around them and go on.
    fn colliding_lines(&self, boundaries: &[(&[u8], u32, Span)], found: &mut Vec<(Collision, u32, Span, Span)>) {
        let (dashes, bytes) = (Finder::new(b"\n--"), self.bytes());
        let (mut at, first) = (0, found.len());
        while let Some(next) = dashes.find(&bytes[at..]) {
            at += next + 3;
            let (end, _) = self.scan.lines.end(bytes, at);
            let text = &bytes[at..end];
            let before = boundaries.partition_point(|(boundary, ..)| *boundary <= text);
            let Some((boundary, id, span)) = boundaries[..before].last().filter(|it| text.starts_with(it.0)) else {
                continue;
            };
            let line = Span::of(at - 2, end);
            let delimits = self.scan.delimiters.binary_search_by_key(&line.start, |delimiter| delimiter.line.start);
            let rest = text[boundary.len()..].trim_ascii();
            let outside = !self.entity(*id).body.contains(line);
            if delimits.is_ok() || matches!(rest, b"" | b"-" | b"--") || outside {
                continue;
            }
            // One line of each says it.
            if !found[first..].iter().any(|other| other.1 == *id) {
                found.push((Collision::Line, *id, line, *span));
            }
            if found.len() == first + MOST_LINES {
                return;
            }
        }
    }
}
