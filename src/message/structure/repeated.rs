//! Parts that say nothing, or the same again.

use crate::message::Message;
use crate::scan::Form;
use crate::span::Span;

impl Message<'_> {
    /// The multiparts that are not in other messages: how many parts stand in each, and whether it is whole.
    pub fn multiparts(&self) -> Vec<(u32, u32, bool)> {
        let mut children = vec![0; self.parts.len()];
        for parent in self.scan.entities.iter().filter_map(|entity| entity.parent) {
            children[parent as usize] += 1;
        }
        let mut found = Vec::new();
        for (id, entity, _) in self.entities() {
            if let Form::Multipart { closed, .. } = entity.form
                && !self.in_other_message(id)
            {
                found.push((id, children[id as usize], closed));
            }
        }
        found
    }

    /// The texts directly in multipart/alternative that hold nothing: the ends of their headers.
    pub fn empty_alternatives(&self) -> Vec<Span> {
        let mut found = Vec::new();
        for &leaf in &self.body {
            let (entity, bytes) = (self.entity(leaf), self.bytes());
            let around = entity.parent.map(|parent| self.parts[parent as usize].media);
            if entity.fields.0 < entity.fields.1 && around.is_some_and(|media| media.is(bytes, "multipart/alternative"))
            {
                let text = self.text(leaf);
                if text.text.trim().is_empty() && text.is_sound() {
                    found.push(Span::at(entity.header.end));
                }
            }
        }
        found
    }

    /// Whether the first two parts in multipart `id` are a text and an HTML page of the same words.
    pub fn is_said_twice(&self, id: u32) -> bool {
        let (plain, html) = (id + 1, id + 2);
        let is = |id: u32, media| self.is(id, media) && self.body.binary_search(&id).is_ok();
        if self.entity(plain).form != Form::Leaf || !is(plain, "text/plain") || !is(html, "text/html") {
            return false;
        }
        let text = letters(&self.text(plain).text);
        !text.is_empty() && text == letters(&self.page(html).visible_text(&self.text(html).text))
    }
}

/// The first letters and digits; a page has links and pictures of its own further on.
fn letters(text: &str) -> String {
    /// How many.
    const ENOUGH: usize = 40;
    text.chars().filter(|c| c.is_alphanumeric()).take(ENOUGH).collect()
}
