//! Byte strings within bytes: memchr's searchers, and one of a few lines where those are too long, in WebAssembly, or take
//! longer to make than to run, in short texts.

use crate::span::Span;
#[cfg(not(feature = "wasm"))]
pub use memchr::memmem::{Finder, rfind};
#[cfg(not(feature = "wasm"))]
pub use memchr::{memchr3, memrchr, memrchr2};
#[cfg(feature = "wasm")]
pub use short::{Finder, find, memchr3, memrchr, memrchr2, rfind};

/// How many times `byte` stands in `bytes`.
#[allow(clippy::naive_bytecount)] // Short is what the build for WebAssembly wants.
pub fn count(byte: u8, bytes: &[u8]) -> usize {
    match cfg!(feature = "wasm") {
        true => bytes.iter().filter(|it| **it == byte).count(),
        false => memchr::memchr_iter(byte, bytes).count(),
    }
}

/// The first place of `needle`.
#[cfg(not(feature = "wasm"))]
pub fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    /// Bytes of a short text.
    const SHORT: usize = 512;
    if hay.len() <= SHORT && !needle.is_empty() { short::find(hay, needle) } else { memchr::memmem::find(hay, needle) }
}

/// Whether `text` holds `word`, which is not empty. The searcher of [`str::contains`] is as long as all of these.
pub fn has(text: &str, word: &str) -> bool {
    find(text.as_bytes(), word.as_bytes()).is_some()
}

/// `text` without what of `signs` stands at its ends. The trimmers of [`str`] are made anew for each set of characters.
pub fn trim<'t>(text: &'t str, signs: &str) -> &'t str {
    trim_end(trim_start(text, signs), signs)
}

/// `text` without what of `signs` stands at its beginning.
pub fn trim_start<'t>(text: &'t str, signs: &str) -> &'t str {
    let mut chars = text.chars();
    let mut rest = text;
    while let Some(char) = chars.next()
        && signs.chars().any(|sign| sign == char)
    {
        rest = chars.as_str();
    }
    rest
}

/// `text` without what of `signs` stands at its end.
pub fn trim_end<'t>(text: &'t str, signs: &str) -> &'t str {
    let mut chars = text.chars();
    let mut rest = text;
    while let Some(char) = chars.next_back()
        && signs.chars().any(|sign| sign == char)
    {
        rest = chars.as_str();
    }
    rest
}

/// The character at place `at` of `text`. [`std::str::Chars::nth`] is made to be fast, and long.
pub fn char_at(text: &str, at: usize) -> Option<char> {
    let mut chars = text.chars();
    for _ in 0..at {
        chars.next()?;
    }
    chars.next()
}

/// Whether `text` holds one of `signs`, which are ASCII.
pub fn holds_any(text: &str, signs: &str) -> bool {
    until(text.as_bytes(), signs.as_bytes()) < text.len()
}

/// What stands before the first `mark`; all where there is none.
pub fn up_to(text: &[u8], mark: u8) -> &[u8] {
    &text[..memchr::memchr(mark, text).unwrap_or(text.len())]
}

/// What stands before and after the last `mark`, which is ASCII.
pub fn split_last(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = memrchr(mark, text.as_bytes())?;
    Some((&text[..at], &text[at + 1..]))
}

/// What stands after the last `mark`, which is ASCII; all where there is none.
pub fn after_last(text: &str, mark: u8) -> &str {
    split_last(text, mark).map_or(text, |(_, after)| after)
}

/// What follows `word` at the beginning of `text`.
pub fn cut_head<'t>(text: &'t [u8], word: &str) -> Option<&'t [u8]> {
    text.strip_prefix(word.as_bytes())
}

/// What stands before `word` at the end of `text`.
pub fn cut_tail<'t>(text: &'t [u8], word: &str) -> Option<&'t [u8]> {
    text.strip_suffix(word.as_bytes())
}

/// Whether `word` is one of `words`, which blanks part, letter case aside.
pub fn has_word(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether `text` begins with `word`, letter case aside.
pub fn begins(text: &[u8], word: &str) -> bool {
    text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
}

/// The first row of bytes that fit, and where it ends.
pub fn run(bytes: &[u8], fits: fn(u8) -> bool) -> Option<Span> {
    let start = bytes.iter().position(|&byte| fits(byte))?;
    let len = bytes[start..].iter().position(|&byte| !fits(byte)).unwrap_or(bytes.len() - start);
    Some(Span::of(start, start + len))
}

/// How many bytes stand before the first of `stops`; all, where there is none.
pub fn until(text: &[u8], stops: &[u8]) -> usize {
    text.iter().position(|byte| stops.contains(byte)).unwrap_or(text.len())
}

/// How many bytes at the beginning are of `those`.
pub fn leading(text: &[u8], those: &[u8]) -> usize {
    text.iter().position(|byte| !those.contains(byte)).unwrap_or(text.len())
}

/// Without bytes up to the blank at both ends (URL Standard, section 4.4).
pub fn trim_controls(text: &[u8]) -> Span {
    let Some(start) = text.iter().position(|byte| *byte > b' ') else { return Span::of(text.len(), text.len()) };
    let end = text.iter().rposition(|byte| *byte > b' ').unwrap_or_default();
    Span::of(start, end + 1)
}

/// Whether all of `text` are ASCII letters, digits, or of `others`.
pub fn holds_only(text: &[u8], others: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_alphanumeric() || others.contains(byte))
}

/// `text` with each `old`, which is not empty, replaced by `new`.
pub fn replace(text: &str, old: &str, new: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = find(rest.as_bytes(), old.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(new);
        rest = &rest[at + old.len()..];
    }
    out.push_str(rest);
    out
}

#[cfg_attr(not(any(feature = "wasm", test)), allow(dead_code))]
mod short {
    use memchr::memchr;

    /// Letters that texts are full of: few searches should stop at each of them.
    const COMMON: u128 = {
        let (letters, mut bits, mut at) = (b" etaoinsrhl", 0, 0);
        while at < letters.len() {
            bits |= 1 << letters[at];
            at += 1;
        }
        bits
    };

    /// Searches for one needle.
    #[derive(Debug)]
    pub struct Finder<'n> {
        needle: &'n [u8],
        /// The byte to look for, and where in the needle it is.
        mark: (u8, usize),
    }

    impl<'n> Finder<'n> {
        /// A searcher for `needle`, which is short and not empty.
        pub fn new(needle: &'n (impl AsRef<[u8]> + ?Sized)) -> Self {
            let needle = needle.as_ref();
            let at = needle.iter().position(|byte| !byte.is_ascii() || COMMON >> byte & 1 == 0).unwrap_or(0);
            Self { needle, mark: (needle.get(at).copied().unwrap_or_default(), at) }
        }

        /// The first place of the needle.
        #[inline(never)]
        pub fn find(&self, hay: &[u8]) -> Option<usize> {
            let (byte, before) = self.mark;
            let mut from = before;
            loop {
                let start = from + memchr(byte, hay.get(from..)?)? - before;
                if hay[start..].starts_with(self.needle) {
                    return Some(start);
                }
                from = start + before + 1;
            }
        }
    }

    /// The first place of `needle`.
    pub fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
        Finder::new(needle).find(hay)
    }

    /// The first place of one of three bytes.
    pub fn memchr3(one: u8, two: u8, three: u8, hay: &[u8]) -> Option<usize> {
        hay.iter().position(|&byte| byte == one || byte == two || byte == three)
    }

    /// The last place of a byte.
    pub fn memrchr(byte: u8, hay: &[u8]) -> Option<usize> {
        memrchr2(byte, byte, hay)
    }

    /// The last place of one of two bytes.
    pub fn memrchr2(one: u8, two: u8, hay: &[u8]) -> Option<usize> {
        hay.iter().rposition(|&byte| byte == one || byte == two)
    }

    /// The last place of `needle`.
    pub fn rfind(hay: &[u8], needle: &[u8]) -> Option<usize> {
        (0..=hay.len().checked_sub(needle.len())?).rev().find(|&at| hay[at..].starts_with(needle))
    }
}

#[cfg(test)]
mod tests {
    use super::short;
    use memchr::memmem;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_library_has_it(text in "[-é]{0,20}", old in "[-é]{1,3}", new in "[-é]{0,3}") {
            prop_assert_eq!(super::has(&text, &old), text.contains(&old));
            prop_assert_eq!(super::replace(&text, &old, &new), text.replace(&old, &new));
            let signs: Vec<char> = old.chars().filter(char::is_ascii).collect();
            prop_assert_eq!(super::trim(&text, &old), text.trim_matches(|c| old.contains(c)));
            prop_assert_eq!(super::holds_any(&text, &signs.iter().collect::<String>()), text.contains(&signs[..]));
            prop_assert_eq!(super::char_at(&text, old.len()), text.chars().nth(old.len()));
        }

        #[test]
        fn both_find_the_same(hay in "[-=?/e\n]{0,40}", needle in "[-=?/e\n]{1,4}") {
            let (hay, needle) = (hay.as_bytes(), needle.as_bytes());
            prop_assert_eq!(super::find(hay, needle), memmem::find(hay, needle));
            prop_assert_eq!(short::rfind(hay, needle), memmem::rfind(hay, needle));
            prop_assert_eq!(short::memrchr(b'=', hay), memchr::memrchr(b'=', hay));
            prop_assert_eq!(short::memrchr2(b'=', b'?', hay), memchr::memrchr2(b'=', b'?', hay));
            prop_assert_eq!(short::memchr3(b'=', b'?', b'/', hay), memchr::memchr3(b'=', b'?', b'/', hay));
        }
    }
}
