//! What multipart/alternative offers, and how rich it is (RFC 2046 section 5.1.4).

use super::{Media, Message};

/// How rich an alternative is, plainest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Richness {
    /// text/plain.
    Plain,
    /// AMP for Email, or HTML for watches.
    Special,
    /// text/html.
    Html,
}

impl Message<'_> {
    /// The children of `id` that have a place in the order, by the richest text in them; none where the language is the
    /// choice.
    pub fn alternatives(&self, id: u32) -> Vec<(u32, Richness)> {
        let mut found: Vec<(u32, Richness)> = Vec::new();
        let mut child = id;
        for (at, entity) in self.scan.entities.iter().enumerate() {
            if at as u32 <= id {
                continue;
            }
            if entity.depth <= self.entity(id).depth {
                break;
            }
            if entity.parent == Some(id) {
                child = at as u32;
            }
            let part = &self.parts[at];
            let Some(rank) = self.richness(part.media).filter(|_| !part.attachment) else { continue };
            for field in self.scan.fields_of(entity) {
                if self.slice(field.name_span).eq_ignore_ascii_case(b"content-language") {
                    return Vec::new();
                }
            }
            match found.last_mut().filter(|last| last.0 == child) {
                Some(last) => last.1 = last.1.max(rank),
                None => found.push((child, rank)),
            }
        }
        found
    }

    fn richness(&self, media: Media) -> Option<Richness> {
        let is = |name| media.is(self.input.bytes, name);
        Some(match () {
            () if is("text/html") => Richness::Html,
            () if is("text/x-amp-html") || is("text/watch-html") => Richness::Special,
            () if is("text/plain") => Richness::Plain,
            () => return None,
        })
    }
}
