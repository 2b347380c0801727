//! Parts that say nothing, or the same again.

use crate::message::Message;
use crate::scan::Form;
use crate::span::Span;

impl Message<'_> {
    /// The multiparts that are whole, those of other messages aside, and how many parts stand in each.
    pub fn closed_multiparts(&self) -> Vec<(u32, u32)> {
        let mut children = vec![0; self.parts.len()];
        for parent in self.scan.entities.iter().filter_map(|entity| entity.parent) {
            children[parent as usize] += 1;
        }
        let mut found = Vec::new();
        for (id, entity, _) in self.entities() {
            if matches!(entity.form, Form::Multipart { closed: true, .. }) && !self.in_other_message(id) {
                found.push((id, children[id as usize]));
            }
        }
        found
    }

    /// The texts in multipart `id` that hold nothing: the ends of their headers.
    pub fn empty_texts(&self, id: u32) -> Vec<Span> {
        let (mut found, depth) = (Vec::new(), self.entity(id).depth);
        let inside = self.entities().skip(id as usize + 1);
        for (_, child, part) in inside.take_while(|(_, child, _)| child.depth > depth) {
            let text = child.form == Form::Leaf && part.media.has_type(self.bytes(), "text");
            if child.parent == Some(id) && text && self.slice(child.body).trim_ascii().is_empty() {
                found.push(Span::at(child.header.end));
            }
        }
        found
    }

    /// Whether the first two parts in multipart `id` are a text and an HTML page of the same words.
    pub fn is_said_twice(&self, id: u32) -> bool {
        let (plain, html) = (id + 1, id + 2);
        let is = |id: u32, media| {
            self.parts[id as usize].media.is(self.bytes(), media) && self.body.binary_search(&id).is_ok()
        };
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
