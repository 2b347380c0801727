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
        let words = said.count;
        if words < FEWEST && !self.is_excuse(text) {
            return None;
        }
        // Nearly all agree, and half of their source shows it: with texts for pictures, and what only some readers see.
        let mut missing = said.clone();
        if words >= EXCUSE && pages.iter().any(|part| missing.strike(&self.text(*part).text, words * MOST / 100)) {
            return None;
        }
        let mut shown = Bag::default();
        for part in &pages {
            shown.add(self.page(*part).visible_text(&self.text(*part).text));
        }
        // HTML of pictures alone is another finding.
        if words < EXCUSE && shown.count > words * 3 {
            return self.is_excuse(text).then_some((text, Disagreement::Excuse));
        }
        if words < FEWEST || shown.count < FEWEST {
            return None;
        }
        for part in pages.iter().filter(|_| words < EXCUSE) {
            missing.strike(&self.text(*part).text, 0);
        }
        let missing = missing.without(&shown) * 100 / words;
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
#[derive(Clone)]
struct Bag {
    bits: Vec<u64>,
    count: u32,
}

impl Default for Bag {
    fn default() -> Self {
        Self { bits: vec![0; 1 << 11], count: 0 }
    }
}

impl Bag {
    fn add(&mut self, text: &str) {
        each_word(text, &mut |hash| {
            let (bits, bit) = self.place(hash);
            self.count += u32::from(self.bits[bits] & bit == 0);
            self.bits[bits] |= bit;
            true
        });
    }

    /// Takes the words of `text` out, until no more than `least` are left; whether so few are.
    fn strike(&mut self, text: &str, least: u32) -> bool {
        each_word(text, &mut |hash| {
            let (bits, bit) = self.place(hash);
            self.count -= u32::from(self.bits[bits] & bit != 0);
            self.bits[bits] &= !bit;
            self.count > least
        });
        self.count <= least
    }

    /// How many are not in `other`.
    fn without(&self, other: &Self) -> u32 {
        self.bits.iter().zip(&other.bits).map(|(own, others)| (own & !others).count_ones()).sum()
    }

    /// The upper bits are the good ones.
    fn place(&self, hash: u64) -> (usize, u64) {
        let mixed = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 53) as usize % self.bits.len(), 1 << (mixed >> 47 & 63))
    }
}

/// Gives `put` the hash of each word, or pair of characters, until it has enough.
fn each_word(text: &str, put: &mut dyn FnMut(u64) -> bool) {
    let (mut word, mut before, mut at) = (0_u64, 0_u64, 0);
    let bytes = text.as_bytes();
    loop {
        let start = at;
        while let Some(&byte) = bytes.get(at)
            && LETTER[byte as usize] != 0
        {
            (word, at) = (step(word, LETTER[byte as usize].into()), at + 1);
        }
        if at > start {
            before = 0;
        }
        let byte = bytes.get(at).copied().unwrap_or_default();
        let mut unspaced = false;
        if !byte.is_ascii()
            && let Some(c) = text[at..].chars().next()
        {
            at += c.len_utf8() - 1;
            unspaced = is_unspaced(c);
            if !unspaced && c.is_alphanumeric() {
                (word, before, at) = (step(word, c.into()), 0, at + 1);
                continue;
            }
            if unspaced && before != 0 && !put(step(before, c.into())) {
                return;
            }
            before = c.into();
        }
        if word != 0 && !put(word) || at >= bytes.len() {
            return;
        }
        word = 0;
        before = if unspaced { before } else { 0 };
        at += 1;
    }
}

/// Letters and digits in lower case; nothing for what is neither.
const LETTER: [u8; 256] = {
    let (mut letters, mut byte) = ([0; 256], 0_u8);
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte | 0x20;
        }
        byte += 1;
    }
    letters
};

/// One character more: a word of twelve letters is as good as itself.
const fn step(word: u64, c: u64) -> u64 {
    word.rotate_left(5) ^ c
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
        assert_eq!(bag("The sea, the SEA; 7").count, 3);
        assert_eq!(bag("海の話").count, 2);
        assert_eq!(bag("海の話 sea").without(&bag("<b>Sea</b> 港の話")), 1);
        assert_eq!(bag("").count, 0);
        let many: String = (0..2000).map(|number: u32| number.to_string() + " ").collect();
        assert!(bag(&many).count > 1970, "{}", bag(&many).count);
        assert!(!bag("sea port").strike("The sea", 0) && bag("sea port").strike("port, the sea", 0));
    }
}
