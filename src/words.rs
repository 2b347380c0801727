//! Many words searched in one pass.

use std::ops::Range;

/// Words that are searched together, whatever the case of their ASCII letters.
#[derive(Debug)]
pub struct Words {
    /// Hash of the first three bytes, and the word; in order.
    words: Vec<(u16, &'static str)>,
    /// Which hashes there are: nearly all places of a text are passed over by one look.
    hashes: [u64; 64],
}

impl Words {
    /// Words of at least three bytes; shorter ones are never found.
    pub fn new(words: &[&'static str]) -> Self {
        let mut all = Self { words: Vec::with_capacity(words.len()), hashes: [0; 64] };
        for word in words {
            if let Some(three) = word.as_bytes().first_chunk() {
                let hash = hash(*three);
                all.hashes[usize::from(hash >> 6)] |= 1 << (hash & 63);
                all.words.push((hash, word));
            }
        }
        all.words.sort_unstable();
        all
    }

    /// Whether one of the words stands in `text`.
    pub fn stand_in(&self, text: &[u8]) -> bool {
        self.find_in(text).is_some()
    }

    /// Where the first of the words in `text` stands.
    pub fn find_in(&self, text: &[u8]) -> Option<Range<usize>> {
        text.array_windows().enumerate().find_map(|(at, three)| {
            let hash = hash(*three);
            let known = self.hashes[usize::from(hash >> 6)] >> (hash & 63) & 1 == 1;
            let len = if known { self.stands_at(hash, &text[at..])? } else { return None };
            Some(at..at + len)
        })
    }

    /// The length of the word that `rest` begins with.
    fn stands_at(&self, hash: u16, rest: &[u8]) -> Option<usize> {
        let first = self.words.partition_point(|(other, _)| *other < hash);
        let alike = self.words[first..].iter().take_while(|(other, _)| *other == hash);
        let stands = |word: &str| rest.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word.as_bytes()));
        alike.into_iter().find(|(_, word)| stands(word)).map(|(_, word)| word.len())
    }
}

/// Twelve bits of three bytes, the same for capitals and small letters.
const fn hash([a, b, c]: [u8; 3]) -> u16 {
    ((a | 0x20) as u16 ^ ((b | 0x20) as u16) << 3 ^ ((c | 0x20) as u16) << 6) & 0xFFF
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stand_in_texts() {
        let words = Words::new(&["unsubscribe", "退会", "opt-out"]);
        for text in ["Unsubscribe", "please OPT-OUT.", "メルマガの退会"] {
            assert!(words.stand_in(text.as_bytes()), "{text}");
        }
        assert_eq!(words.find_in(b"please OPT-OUT."), Some(7..14));
        for text in ["", "un", "退", "opt out", "subscribe"] {
            assert!(!words.stand_in(text.as_bytes()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn as_a_plain_search(text in "[abAB ]{0,30}") {
            let words = ["abab", "bbb", "a b"];
            let plain = words.iter().any(|word| text.to_ascii_lowercase().contains(word));
            prop_assert_eq!(Words::new(&words).stand_in(text.as_bytes()), plain);
        }
    }
}
