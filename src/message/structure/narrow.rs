//! Composites whose transfer encoding does not cover their parts (RFC 2045 section 6.4).

use crate::message::Message;
use crate::scan::Encoding;

impl Message<'_> {
    /// The composites that are labelled too narrow, outermost first, each with the label it needs; and a part that shows it.
    pub fn too_narrow(&self) -> Option<(Vec<(u32, Encoding)>, u32)> {
        let mut needs = vec![0; self.parts.len()];
        let mut shows = None;
        for (width, encoding) in [(1, Encoding::EightBit), (2, Encoding::Binary)] {
            for leaf in self.leaves_in(encoding) {
                if self.slice(self.entity(leaf).body).is_ascii() || self.in_signed_entity(leaf) {
                    continue;
                }
                let mut at = self.entity(leaf).parent;
                while let Some(id) = at.filter(|id| needs[*id as usize] < width) {
                    let own = match self.entity(id).encoding {
                        Encoding::Absent | Encoding::SevenBit => 0,
                        Encoding::EightBit => 1,
                        // What cannot be is another rule's.
                        _ => 2,
                    };
                    if own < width {
                        needs[id as usize] = width;
                        shows = shows.or(Some(leaf));
                    }
                    at = self.entity(id).parent;
                }
            }
        }
        let mut narrow = Vec::new();
        for (id, width) in needs.iter().enumerate().filter(|(_, width)| **width > 0) {
            narrow.push((id as u32, if *width == 1 { Encoding::EightBit } else { Encoding::Binary }));
        }
        Some((narrow, shows?))
    }
}
