//! Parts of one multipart/related that have the same Content-ID.

use super::Message;
use crate::order::order;
use crate::scan::Form;
use crate::span::Span;

impl Message<'_> {
    /// Content-IDs that a part before has too, and where that has it. Not where the two parts are the same, or alternatives
    /// (RFC 2046 section 5.1.4).
    pub fn same_ids(&self, ids: &[(u32, Span)]) -> Vec<(Span, Span)> {
        let mut found = Vec::new();
        let mut first: Option<(u32, Span)> = None;
        for at in order(ids.len(), &mut |one, other| self.slice(ids[one].1).cmp(self.slice(ids[other].1))) {
            let (id, span) = ids[at];
            match first.filter(|(_, other)| self.slice(*other) == self.slice(span)) {
                Some((other, before)) if self.are_confused(other, id) => found.push((span, before)),
                Some(_) => {}
                None => first = Some((id, span)),
            }
        }
        found
    }

    fn are_confused(&self, one: u32, other: u32) -> bool {
        let related = self.related_around(one);
        let same = self.slice(self.entity(one).body) == self.slice(self.entity(other).body);
        related.is_some() && related == self.related_around(other) && !same && !self.are_alternatives(one, other)
    }

    /// Whether the innermost multipart around two parts offers them as alternatives.
    fn are_alternatives(&self, mut one: u32, other: u32) -> bool {
        while let Some(parent) = self.entity(one).parent {
            if self.entity(parent).body.contains(self.entity(other).body) {
                let multipart = matches!(self.entity(parent).form, Form::Multipart { .. });
                return multipart && self.parts[parent as usize].media.is(self.input.bytes, "multipart/alternative");
            }
            one = parent;
        }
        false
    }
}
