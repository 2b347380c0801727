//! What mailbox files leave in messages (RFC 4155).

use super::Message;
use crate::find::{Finder, cut_tail};
use crate::scan::Encoding;
use crate::span::Span;

impl Message<'_> {
    /// The `>` before `From ` at the head of paragraphs that quote nothing.
    pub fn quoted_from_lines(&self, id: u32) -> Vec<Span> {
        let entity = self.entity(id);
        let mut found = Vec::new();
        if entity.encoding == Encoding::Base64 {
            return found;
        }
        let (bytes, lines) = (self.slice(entity.body), self.scan.lines);
        let finder = Finder::new(">From ");
        let mut at = 0;
        while let Some(next) = finder.find(&bytes[at..]) {
            let mark = at + next;
            at = mark + 6;
            let above = cut_tail(&bytes[..mark], "\n").unwrap_or_default();
            let blank = mark == 0 || cut_tail(above, "\r").unwrap_or(above).ends_with(b"\n");
            if blank && !bytes[lines.end(bytes, at).1..].starts_with(b">") {
                found.push(Span::of(mark, mark + 1).shift(entity.body.start));
            }
        }
        found
    }
}
