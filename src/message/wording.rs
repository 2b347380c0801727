//! Whether the text and the HTML of multipart/alternative say the same, by the words they are made of.

use super::{Message, Richness};
use crate::span::Span;
use crate::tables::{self, Table};
use crate::words::Words;
use std::sync::OnceLock;

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
        let of = |rank: Richness| ranks.iter().filter(move |it| it.1 == rank).map(|it| it.0);
        let (plain, html) = (of(Richness::Plain).next()?, of(Richness::Html).next()?);
        let within =
            |part: u32, around: u32| part == around || self.entity(around).body.contains(self.entity(part).body);
        let text = self.body_parts("text/plain").find(|part| within(*part, plain))?;
        if ranks.len() > 3 || of(Richness::Plain).count() + of(Richness::Html).count() > 2 {
            return None;
        }
        let mut said = Bag::default();
        let mut from = 0;
        // Addresses are not compared: in HTML they lead over other hosts.
        for link in self.links().iter().filter(|link| link.entity == text) {
            said.add(self.text(text).text.get(from..link.span.start as usize).unwrap_or_default());
            from = link.span.end as usize;
        }
        said.add(self.text(text).text.get(from..).unwrap_or_default());
        let mut shown = Bag::default();
        for part in self.body_parts("text/html").filter(|part| within(*part, html)) {
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
        for part in self.body_parts("text/html").filter(|part| within(*part, html)) {
            shown.add(&self.text(part).text);
        }
        let missing = said.missing_from(&shown) * 100 / words;
        (missing > MOST).then_some((text, Disagreement::Words(missing)))
    }

    fn is_excuse(&self, text: u32) -> bool {
        static WORDS: OnceLock<Words> = OnceLock::new();
        let phrases = || tables::lines(Table::Kinds).iter().filter_map(|line| line.strip_prefix("no-html "));
        WORDS.get_or_init(|| Words::new(phrases())).stand_in(self.text(text).text.as_bytes())
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
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }

    fn missing_from(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(own, others)| (own & !others).count_ones()).sum()
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
