//! Characters that are written in two pieces and have a code of their own (Unicode Standard Annex 15).
//!
//! Not all of NFC: what is met in mail, mostly from the file names of macOS. That is kana with the marks of voicing, the
//! letters of European languages with one mark, and Hangul. To compose one pair leaves a text canonically equivalent,
//! whatever comes after it.

use super::kana;
use crate::find::char_at;
use crate::span::Span;
use crate::tables::{Table, lines};
use memchr::memchr_iter;

/// The character that two in a row are canonically equivalent to.
pub fn compose(base: char, mark: char) -> Option<char> {
    match mark {
        '\u{3099}' => kana::voiced(base),
        '\u{309A}' => kana::half_voiced(base),
        '\u{0300}'..='\u{0328}' => {
            let line = lines(Table::Compositions).iter().find(|line| line.starts_with(mark))?;
            let mut columns = line.split(' ').skip(1);
            let at = columns.next()?.chars().position(|letter| letter == base)?;
            char_at(columns.next()?, at)
        }
        // Hangul syllables are a product of their letters (The Unicode Standard, section 3.12).
        '\u{1161}'..='\u{1175}' if matches!(base, '\u{1100}'..='\u{1112}') => {
            char::from_u32(0xAC00 + ((u32::from(base) - 0x1100) * 21 + u32::from(mark) - 0x1161) * 28)
        }
        '\u{11A8}'..='\u{11C2}' if matches!(base, '가'..='힣') && (u32::from(base) - 0xAC00).is_multiple_of(28) => {
            char::from_u32(u32::from(base) + u32::from(mark) - 0x11A7)
        }
        _ => None,
    }
}

/// The places of a text that can be composed, and what they become.
pub fn decomposed(text: &str) -> Vec<(Span, String)> {
    let mut found: Vec<(Span, String)> = Vec::new();
    if !has_marks(text.as_bytes()) {
        return found;
    }
    // The character before, what it came from.
    let (mut base, mut start, mut grown) = ('\0', 0, false);
    for (at, char) in text.char_indices() {
        let joined = compose(base, char);
        match joined {
            Some(joined) => {
                let place = Span::of(start, at + char.len_utf8());
                if grown {
                    found.pop();
                }
                found.push((place, joined.to_string()));
                base = joined;
            }
            None => (base, start) = (char, at),
        }
        grown = joined.is_some();
    }
    found
}

/// Whether there may be marks or letters of Hangul: most texts have none.
fn has_marks(bytes: &[u8]) -> bool {
    // U+0300 is CC 80, U+1161 E1 85 A1, U+3099 E3 82 99.
    let stands = |byte: u8, fits: &dyn Fn(usize) -> bool| memchr_iter(byte, bytes).any(fits);
    let after_e3_82 = |at: usize| bytes[..at].ends_with(&[0xE3, 0x82]);
    stands(0xCC, &|_| true)
        || stands(0xE1, &|at| matches!(bytes.get(at + 1), Some(0x85..=0x87)))
        || stands(0x99, &after_e3_82)
        || stands(0x9A, &after_e3_82)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Edit;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::compose as known;

    fn composed(text: &str) -> String {
        let edits: Vec<_> = decomposed(text).into_iter().map(|(span, new)| Edit::replace(span, new)).collect();
        String::from_utf8(crate::fix::apply(text.as_bytes(), &edits).unwrap_or_default()).unwrap_or_default()
    }

    #[test]
    fn pairs_are_those_of_unicode() {
        let mut count = 0;
        for base in (0..0x3100_u32).chain(0xAC00..0xD7A4).filter_map(char::from_u32) {
            for mark in (0x300..0x340_u32).chain(0x1100..0x1200).chain(0x3099..0x309B).filter_map(char::from_u32) {
                let ours = compose(base, mark);
                count += u32::from(ours.is_some());
                assert!(ours.is_none() || ours == known(base, mark), "{base} {mark:?}");
            }
        }
        assert_eq!(count, 11_172 + 58 + 169);
    }

    #[test]
    fn texts_are_composed() {
        assert_eq!(composed("か\u{3099}きは\u{309A} cafe\u{301} n\u{303}"), "がきぱ café ñ");
        assert_eq!(composed("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"), "한글");
        assert_eq!(decomposed("がb\u{332}い"), []);
    }

    proptest! {
        #[test]
        fn meaning_stays(text in "[aeかはｶ가\u{1100}\u{1161}\u{11A8}\u{301}\u{308}\u{323}\u{3099}\u{309A}b]{0,12}") {
            prop_assert_eq!(composed(&text).nfd().collect::<String>(), text.nfd().collect::<String>());
        }
    }
}
