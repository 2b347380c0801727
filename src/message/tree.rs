//! Where entities stand: inside one another, around a byte, in the tree.

use super::Message;
use crate::digits::decimal;
use crate::scan::{Encoding, Form};
use crate::span::Span;

impl Message<'_> {
    /// The parts directly inside an entity, in order.
    pub fn children(&self, id: u32) -> Vec<u32> {
        let depth = self.entity(id).depth;
        let mut children = Vec::new();
        for (at, entity) in self.scan.entities.iter().enumerate().skip(id as usize + 1) {
            if entity.depth <= depth {
                break;
            }
            if entity.parent == Some(id) {
                children.push(at as u32);
            }
        }
        children
    }

    /// Whether an entity stands inside another message: a returned or forwarded one.
    pub fn in_other_message(&self, mut id: u32) -> bool {
        while let Some(parent) = self.entity(id).parent {
            if self.entity(parent).form == Form::Message {
                return true;
            }
            id = parent;
        }
        false
    }

    /// Whether entities stand inside this one.
    pub fn has_children(&self, id: u32) -> bool {
        self.scan.entities.get(id as usize + 1).is_some_and(|next| next.parent == Some(id))
    }

    /// The entity that holds byte `at`: the innermost one.
    pub fn entity_at(&self, at: u32) -> u32 {
        // Entities stand in the order of their headers, and a parent before its children: the last that begins
        // before `at` and reaches to it is the innermost.
        let begun = self.scan.entities.partition_point(|entity| entity.header.start <= at);
        let mut id = begun.saturating_sub(1) as u32;
        while self.entity(id).body.end < at {
            match self.entity(id).parent {
                Some(parent) => id = parent,
                None => break,
            }
        }
        id
    }

    /// Whether byte `at` belongs to content that is sent as it is, where line ends and NUL are bytes like any other
    /// (RFC 3030).
    pub fn in_binary(&self, at: u32) -> bool {
        let entity = self.entity(self.entity_at(at));
        entity.encoding == Encoding::Binary && entity.form == Form::Leaf && at >= entity.body.start
    }

    /// What stands before the first delimiter of a multipart and after its closing one: no reader shows it.
    pub fn around_parts(&self, id: u32) -> Vec<Span> {
        // Only those in its own body are looked at: its first and its last stand at the ends of them, but for what is
        // nested, and that is no deeper than entities are.
        let (all, body) = (&self.scan.delimiters, self.entity(id).body);
        let from = all.partition_point(|delimiter| delimiter.line.start < body.start);
        let to = all.partition_point(|delimiter| delimiter.line.start < body.end);
        let mut own = all[from..to].iter().filter(|delimiter| delimiter.entity == id);
        let before = own.next().map(|first| Span::new(body.start, first.line.start));
        let after = own.next_back().filter(|last| last.closing).map(|last| Span::new(last.line.end, body.end));
        before.into_iter().chain(after).collect()
    }

    /// The number of an entity in the tree: `1.2`; the message itself is `0` unless it is a single part, then `1`.
    pub fn number(&self, id: u32) -> String {
        let Some(parent) = self.entity(id).parent else {
            return if self.entity(0).form == Form::Leaf { "1" } else { "0" }.to_owned();
        };
        let own = decimal(self.entity(id).ordinal.into());
        match self.entity(parent).parent {
            Some(_) => [&*self.number(parent), ".", &own].concat(),
            None => own,
        }
    }
}
