//! Words that look like Latin and are not: some of their letters are Cyrillic, Greek or of another script (UTS #39).

use super::invisible::is_letter;
use crate::span::Span;
use crate::tables::{self, Table};

/// Letters that a word must have: `hν` and `5α` are notation.
const SHORTEST: usize = 3;

/// Calls `found` for each word in which letters of ASCII stand among letters that look like some.
///
/// Such a word is not highly restrictive, and its skeleton is a Latin word (UTS #39 sections 4 and 5.2). Words of Latin
/// with Han, kana or Hangul, and whole words in one script, are none; nor are words with a letter that looks like no
/// Latin one, as a slip of the keyboard leaves them.
pub fn mixed_words(text: &str, found: &mut dyn FnMut(Span)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| may_lead(*byte)) {
        // The word began in ASCII, perhaps; what is in between was no letter of another script.
        let middle = at + next;
        let start = middle - before(&text[at..middle]);
        let mut end = start;
        for c in text[start..].chars() {
            if !is_part(c) {
                break;
            }
            end += c.len_utf8();
        }
        if end > middle && is_mixed(&text[start..end]) {
            found(Span::of(start, end));
        }
        let len = text[middle..].chars().next().map_or(1, char::len_utf8);
        at = end.max(middle + len);
    }
}

/// Calls `found` for each row of at least three letters of mathematics, which screen readers spell out or leave out.
pub fn styled_words(text: &str, found: &mut dyn FnMut(Span)) {
    let (mut start, mut letters) = (0, 0);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if unstyled(c).is_some() {
            letters += 1;
        } else {
            if letters >= SHORTEST {
                found(Span::of(start, at));
            }
            (start, letters) = (at + c.len_utf8(), 0);
        }
    }
}

/// The word as it looks, in letters of ASCII; what looks like none of them stays.
pub fn skeleton(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    word.chars().for_each(|c| out.push(look(c).or_else(|| unstyled(c)).unwrap_or(c)));
    out
}

/// The letter or digit that is bold, italic or the like in the block of mathematical alphanumerics: thirteen alphabets of
/// 52 letters, five rows of digits.
fn unstyled(c: char) -> Option<char> {
    const LETTERS: &[u8; 52] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    match c {
        '\u{1d400}'..='\u{1d6a3}' => Some(LETTERS[(c as usize - 0x1d400) % 52] as char),
        '\u{1d7ce}'..='\u{1d7ff}' => Some((b'0' + ((c as u32 - 0x1d7ce) % 10) as u8) as char),
        _ => None,
    }
}

/// Length of the part of a word at the end of `text`.
fn before(text: &str) -> usize {
    let mut len = 0;
    for c in text.chars().rev() {
        if !is_part(c) {
            break;
        }
        len += c.len_utf8();
    }
    len
}

fn is_part(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c) || is_other(c)
}

/// Letters of Coptic, Cherokee and Lisu, and of extended Cyrillic.
const fn is_other(c: char) -> bool {
    matches!(c, '\u{13a0}'..='\u{13fd}' | '\u{2c80}'..='\u{2cee}' | '\u{a4d0}'..='\u{a4f7}' | '\u{a640}'..='\u{a66e}'
        | '\u{ab70}'..='\u{abbf}')
}

/// Whether a letter of another script may begin with this byte of UTF-8.
const fn may_lead(byte: u8) -> bool {
    matches!(byte, 0xCD..=0xD6 | 0xE1 | 0xE2 | 0xEA)
}

fn is_mixed(word: &str) -> bool {
    let (mut ascii, mut alike, mut letters) = (false, false, 0);
    let mut last = 'a';
    let mut rest = word.chars();
    while let Some(c) = rest.next() {
        letters += usize::from(!c.is_ascii_digit());
        ascii |= c.is_ascii_alphabetic();
        if c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
            last = c;
            continue;
        }
        let Some(looks) = look(c) else { return false };
        let next = rest.clone().next().map(|next| look(next).unwrap_or(next));
        // `TNFα` and `NFκB` are notation: a small Greek letter counts among small letters alone.
        let greek = matches!(c, '\u{3b1}'..='\u{3c9}');
        if greek && !(last.is_ascii_lowercase() && next.is_some_and(|next| next.is_ascii_lowercase())) {
            return false;
        }
        (alike, last) = (true, looks);
    }
    ascii && alike && letters >= SHORTEST
}

/// The letter of ASCII that `c` looks like, if it is of another script.
fn look(c: char) -> Option<char> {
    let lines = tables::lines(Table::Lookalikes);
    let own = |line: &str| line.chars().next().unwrap_or_default();
    let at = lines.partition_point(|line| own(line) < c);
    crate::find::char_at(lines.get(at).filter(|line| own(line) == c)?, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut list = Vec::new();
        mixed_words(text, &mut |span| list.push(&text[span.range()]));
        list
    }

    #[test]
    fn the_table_is_sorted_and_of_letters() {
        let lines = tables::lines(Table::Lookalikes);
        assert!(lines.len() > 150 && lines.is_sorted());
        for line in lines {
            let chars: Vec<_> = line.chars().collect();
            assert!(matches!(chars[..], [from, to] if !from.is_ascii() && to.is_ascii_alphabetic()), "{line}");
            let part = chars.first().is_some_and(|c| is_part(*c) && may_lead(line.as_bytes()[0]));
            assert!(part && look(chars[0]) == Some(chars[1]), "{line}");
        }
    }

    #[test]
    fn mixed() {
        assert_eq!(words("Your P\u{430}yPal: \u{440}aypal1 and am\u{3b1}zon"), ["PаyPal", "рaypal1", "amαzon"]);
        assert_eq!(words("新着Аmazonの件、\u{13c0}oogle"), ["Аmazon", "Ꮐoogle"]);
        assert_eq!(skeleton("P\u{430}yP\u{430}l"), "PayPal");
    }

    #[test]
    fn styled() {
        let mut list = Vec::new();
        styled_words("𝗦𝗔𝗟𝗘 𝒙² 𝟱𝟬 50", &mut |span| list.push(span));
        assert_eq!(list, [Span::new(0, 16)]);
        assert_eq!(skeleton("𝗦𝗔𝗟𝗘 𝟱𝟬"), "SALE 50");
    }

    #[test]
    fn not_mixed() {
        for text in [
            "Скидки в магазине, PayPal и Яndex, SMSки",
            "Amazonの新着AI搭載ロボットをセール",
            "Ωμέγα and TNFα, NFκB, IFNα2b, hν, 10 kΩ, 5 μm, µTorrent, Δt",
            "Café São Zürich Łódź",
            "Cеть и рaзное",
            "삼성Galaxy",
        ] {
            assert_eq!(words(text), [""; 0], "{text}");
        }
    }
}
