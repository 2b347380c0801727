//! Encoded bodies with lines longer than their encoding allows.

use super::Message;
use crate::scan::{Encoding, Form};
use crate::span::Span;

impl Message<'_> {
    /// The leaves in `encoding` with lines of more than 76 characters (RFC 2045 sections 6.7 and 6.8), and those lines.
    pub fn long_encoded_lines(&self, encoding: Encoding) -> Vec<(u32, Vec<Span>)> {
        let mut found = Vec::new();
        for (id, entity, _) in self.entities() {
            if entity.form == Form::Leaf && entity.encoding == encoding && !self.in_other_message(id) {
                let mut long = self.scan.lines.longer_than(self.input.bytes, entity.body, 76);
                // One CR too many at every end is another defect.
                long.retain(|line| line.len() > 77 || !self.slice(*line).ends_with(b"\r"));
                if !long.is_empty() {
                    found.push((id, long));
                }
            }
        }
        found
    }
}
