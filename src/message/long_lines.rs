//! Leaves by their transfer encoding, and their lines that are longer than it allows.

use super::Message;
use crate::scan::{Encoding, Form, Name};
use crate::span::Span;

impl Message<'_> {
    /// The leaves in `encoding` with lines of more than 76 characters (RFC 2045 sections 6.7 and 6.8), and those lines.
    pub fn long_encoded_lines(&self, encoding: Encoding) -> Vec<(u32, Vec<Span>)> {
        let mut found = Vec::new();
        for id in self.leaves_in(encoding) {
            let mut long = self.scan.lines.longer_than(self.input.bytes, self.entity(id).body, 76);
            // One CR too many at every end is another defect.
            long.retain(|line| line.len() > 77 || !self.slice(*line).ends_with(b"\r"));
            if !long.is_empty() {
                found.push((id, long));
            }
        }
        found
    }

    /// The leaves in `encoding`, those of other messages aside.
    pub fn leaves_in(&self, encoding: Encoding) -> Vec<u32> {
        let mut leaves = Vec::new();
        for (id, entity, _) in self.entities() {
            if entity.form == Form::Leaf && entity.encoding == encoding && !self.in_other_message(id) {
                leaves.push(id);
            }
        }
        leaves
    }

    /// What Content-Transfer-Encoding of an entity says, where it says it.
    pub fn encoding_value(&self, id: u32) -> Option<Span> {
        let mut fields = self.scan.fields_of(self.entity(id)).iter();
        let field = fields.find(|field| field.name == Name::ContentTransferEncoding)?;
        Some(field.value(self.input.bytes))
    }
}

/// Whether a line has more than 998 octets (RFC 5322 section 2.1.1).
pub fn has_long_line(bytes: &[u8]) -> bool {
    /// How many are allowed.
    const LONGEST: usize = 998;
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', bytes) {
        if end - start > LONGEST {
            return true;
        }
        start = end + 1;
    }
    bytes.len() - start > LONGEST
}
