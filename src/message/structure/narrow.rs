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
                if self.slice(self.entity(leaf).body).is_ascii() || self.is_sealed(self.entity(leaf).body) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;

    #[test]
    fn each_composite_is_as_wide_as_its_widest_part() {
        let part = |encoding: &str| format!("Content-Transfer-Encoding: {encoding}\n\n\u{e9}\n");
        let text = format!(
            "Content-Type: multipart/mixed; boundary=a\nContent-Transfer-Encoding: 8bit\n\n--a\n{}--a\n\
             Content-Type: multipart/mixed; boundary=b\n\n--b\n{}--b\n{}--b--\n--a--\n",
            part("8bit"),
            part("quoted-printable"),
            part("binary"),
        );
        let msg = Message::new(Input::file(text.as_bytes()));
        assert_eq!(msg.too_narrow(), Some((vec![(0, Encoding::Binary), (2, Encoding::Binary)], 4)));
        let text = text.replace("binary", "8bit");
        let msg = Message::new(Input::file(text.as_bytes()));
        assert_eq!(msg.too_narrow(), Some((vec![(2, Encoding::EightBit)], 4)));
        let text = text.replace("8bit", "7bit");
        assert_eq!(Message::new(Input::file(text.as_bytes())).too_narrow(), None);
    }
}
