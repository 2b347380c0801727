//! Whether the text and the HTML of multipart/alternative say the same, by the words they are made of.

use super::phrases::Phrases;
use super::{Message, Richness};
use crate::span::Span;

/// A text that does not say what the HTML beside it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Disagreement {
    /// It says only that there is HTML.
    Excuse,
    /// So many words in a hundred of it are not in the HTML.
    Words(u32),
}

/// Different words that a text has at least for its words to be compared (Rspamd's R_PARTS_DIFFER).
const FEWEST: u32 = 30;
/// Different words that a text of excuses has at most.
const EXCUSE: u32 = 40;
/// Words in a hundred that may be missing from the HTML (R_PARTS_DIFFER).
const MOST: u32 = 50;

impl Message<'_> {
    /// Whether the plain text in alternative `id` says something else than its HTML, and which part that is.
    pub fn disagreement(&self, id: u32) -> Option<(u32, Disagreement)> {
        let ranks = self.alternatives(id);
        let (mut plain, mut html, mut count) = (None, None, 0);
        for (part, rank) in &ranks {
            let first = match rank {
                Richness::Plain => &mut plain,
                Richness::Html => &mut html,
                Richness::Special => continue,
            };
            first.get_or_insert(*part);
            count += 1;
        }
        let (plain, html) = (plain?, html?);
        if ranks.len() > 3 || count > 2 {
            return None;
        }
        let (text, pages) = (*self.body_within("text/plain", plain).first()?, self.body_within("text/html", html));
        let mut said = Bag::default();
        let mut from = 0;
        // Addresses are not compared: in HTML they lead over other hosts.
        for link in self.links().iter().filter(|link| link.entity == text) {
            said.add(self.text(text).text.get(from..link.span.start as usize).unwrap_or_default());
            from = link.span.end as usize;
        }
        said.add(self.text(text).text.get(from..).unwrap_or_default());
        let mut shown = Bag::default();
        for &part in &pages {
            shown.add(&self.page(part).visible_text(&self.text(part).text));
        }
        // HTML of pictures alone is another finding.
        let (words, most) = (said.count(), shown.count());
        if words < EXCUSE && most > words * 3 {
            return self.is_excuse(text).then_some((text, Disagreement::Excuse));
        }
        if words < FEWEST || most < FEWEST || said.missing_from(&shown) * 100 <= words * MOST {
            return None;
        }
        // Texts for pictures, titles, and what only some readers see.
        for part in pages {
            shown.add(&self.text(part).text);
        }
        let missing = said.missing_from(&shown) * 100 / words;
        (missing > MOST).then_some((text, Disagreement::Words(missing)))
    }

    /// The parts of the body of a media type that are, or stand in, an entity.
    fn body_within(&self, media: &str, around: u32) -> Vec<u32> {
        let mut found = Vec::new();
        for &id in &self.body {
            let within = id == around || self.entity(around).body.contains(self.entity(id).body);
            if within && self.is(id, media) {
                found.push(id);
            }
        }
        found
    }

    fn is_excuse(&self, text: u32) -> bool {
        Phrases::NoHtml.stand_in(self.text(text).text.as_bytes())
    }

    /// The first line of a part's text that says something, in that text.
    pub fn first_line(&self, id: u32) -> Span {
        let text = &self.text(id).text;
        let start = text.len() - text.trim_start().len();
        let line = text[start..].lines().next().unwrap_or_default().trim_end();
        Span::of(start, start + line.len())
    }
}

/// A set of words, of scripts without spaces a set of pairs of characters, by their hashes.
struct Bag(Vec<u64>);

impl Default for Bag {
    fn default() -> Self {
        Self(vec![0; 1 << 11])
    }
}

impl Bag {
    fn add(&mut self, text: &str) {
        let (mut word, mut before) = (0_u32, '\0');
        for c in text.chars().chain([' ']) {
            let unspaced = is_unspaced(c);
            if unspaced && before != '\0' {
                self.put(hash(hash(0, before), c));
            }
            before = if unspaced { c } else { '\0' };
            if !unspaced && c.is_alphanumeric() {
                word = hash(word, c.to_ascii_lowercase());
            } else if word != 0 {
                self.put(word);
                word = 0;
            }
        }
    }

    fn put(&mut self, hash: u32) {
        let bit = hash >> 15;
        self.0[(bit >> 6) as usize] |= 1 << (bit & 63);
    }

    fn count(&self) -> u32 {
        self.missing_from(&Self::default())
    }

    fn missing_from(&self, other: &Self) -> u32 {
        let mut count = 0;
        for (own, others) in self.0.iter().zip(&other.0) {
            count += (own & !others).count_ones();
        }
        count
    }
}

/// One step of a hash; the upper bits are the good ones.
const fn hash(word: u32, c: char) -> u32 {
    (word ^ c as u32 ^ 0x9e37).wrapping_mul(0x85eb_ca6b).rotate_left(13).wrapping_mul(5).wrapping_add(0xe654_6b64)
}

/// Kana and Chinese characters, and their punctuation.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag(text: &str) -> Bag {
        let mut bag = Bag::default();
        bag.add(text);
        bag
    }

    #[test]
    fn words_and_pairs() {
        assert_eq!(bag("The sea, the SEA; 7").count(), 3);
        assert_eq!(bag("海の話").count(), 2);
        assert_eq!(bag("海の話 sea").missing_from(&bag("<b>Sea</b> 港の話")), 1);
        assert_eq!(bag("").count(), 0);
        let many: String = (0..2000).map(|number: u32| number.to_string() + " ").collect();
        assert!(bag(&many).count() > 1970, "{}", bag(&many).count());
    }
}
