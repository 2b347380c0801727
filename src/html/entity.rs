//! Character references: `&amp;`, `&#169;`, `&#xA9;` (HTML Standard, sections 13.2.5.72 to 13.2.5.80).

use std::borrow::Cow;

use memchr::memchr;

use crate::span::SpanMap;
use crate::tables::{self, Table};

/// Where a text stands: the rules for references differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Context {
    /// Between tags.
    Text,
    /// In the value of an attribute: `&copy=1` there is no reference, because it is likely part of an address.
    Attribute,
}

/// A decoded text and the way back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded<'t> {
    /// The text with its references replaced.
    pub text: Cow<'t, str>,
    /// From the decoded text to the raw one; both sides begin at 0. The identity where nothing was replaced.
    pub map: SpanMap,
}

/// A character reference at the start of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reference {
    /// How many bytes it takes.
    pub len: usize,
    /// What it stands for.
    pub first: char,
    /// The second character of those few names that stand for two.
    pub second: Option<char>,
}

/// Replaces the references in `text`.
pub fn decode(text: &str, context: Context) -> Decoded<'_> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut map = SpanMap::identity();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = memchr(b'&', &bytes[at..]) {
        at += found;
        let Some(reference) = reference(&bytes[at..], context) else {
            at += 1;
            continue;
        };
        out.reserve(text.len() - copied);
        out.push_str(&text[copied..at]);
        map.copy(at - copied);
        let before = out.len();
        out.push(reference.first);
        if let Some(second) = reference.second {
            out.push(second);
        }
        // The runs count in bytes: zeros beyond 255 in `&#000...65;` leave nothing behind.
        let unit = reference.len.min(usize::from(u8::MAX));
        map.drop(reference.len - unit);
        map.push(unit as u8, (out.len() - before) as u8, 1);
        at += reference.len;
        copied = at;
    }
    if copied == 0 {
        return Decoded { text: Cow::Borrowed(text), map };
    }
    out.push_str(&text[copied..]);
    map.copy(text.len() - copied);
    Decoded { text: Cow::Owned(out), map }
}

/// The reference at the start of `bytes`, which begin with `&`.
pub fn reference(bytes: &[u8], context: Context) -> Option<Reference> {
    match bytes.get(1)? {
        b'#' => numeric(bytes),
        b'a'..=b'z' | b'A'..=b'Z' => named(bytes, context),
        _ => None,
    }
}

/// `&#169;` or `&#xA9;`, the `;` optional (sections 13.2.5.75 to 13.2.5.80).
fn numeric(bytes: &[u8]) -> Option<Reference> {
    let (start, radix) = if matches!(bytes.get(2), Some(b'x' | b'X')) { (3, 16) } else { (2, 10) };
    let mut len = start;
    let mut code: u32 = 0;
    while let Some(digit) = bytes.get(len).and_then(|&byte| char::from(byte).to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        len += 1;
    }
    if len == start {
        return None;
    }
    len += usize::from(bytes.get(len) == Some(&b';'));
    Some(Reference { len, first: character(code), second: None })
}

/// The character that a number stands for (section 13.2.5.80).
fn character(code: u32) -> char {
    /// 0x80 to 0x9F as windows-1252 has them; where it has none, the control character stays.
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => WINDOWS[code as usize - 0x80],
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// `&amp;`, or one of the names that stand without `;` too (section 13.2.5.73).
fn named(bytes: &[u8], context: Context) -> Option<Reference> {
    // The longest name is 31 bytes, so more than 32 need not be looked at.
    let run = bytes[1..].iter().take(32).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = &bytes[1..=run];
    let closed = bytes.get(run + 1) == Some(&b';');
    if closed && let Some(first) = usual(name) {
        return Some(Reference { len: run + 2, first, second: None });
    }
    let (matched, index) = longest(name, closed)?;
    let whole = closed && matched == run;
    let len = 1 + matched + usize::from(whole);
    let joins = matches!(bytes.get(len), Some(next) if *next == b'=' || next.is_ascii_alphanumeric());
    if context == Context::Attribute && !whole && joins {
        return None;
    }
    let (first, second) = value(name[0], index);
    Some(Reference { len, first, second })
}

/// The names that nearly all references in mail have; only to spare a look into the table.
fn usual(name: &[u8]) -> Option<char> {
    Some(match name {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"nbsp" => '\u{A0}',
        b"zwnj" => '\u{200C}',
        _ => return None,
    })
}

/// Where the lines of the table that `data/entities.py` wrote and explains begin.
static LINES: [u16; 106] = {
    let bytes = tables::of(Table::Entities);
    let mut lines = [0; 106];
    let mut line = 1;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\n' {
            lines[line] = at as u16 + 1;
            line += 1;
        }
        at += 1;
    }
    lines
};

/// Line `line` of the table.
fn line(line: usize) -> &'static str {
    let table = tables::get(Table::Entities);
    let line = table.get(usize::from(LINES[line])..usize::from(LINES[line + 1]) - 1);
    std::str::from_utf8(line.unwrap_or_default()).unwrap_or_default()
}

/// The line with the names that begin with `letter`; as many lines below as there are letters stand their values.
fn line_of(letter: u8) -> usize {
    match letter {
        b'A'..=b'Z' => 1 + usize::from(letter - b'A'),
        _ => 27 + usize::from(letter.saturating_sub(b'a').min(25)),
    }
}

/// Capital and small letters.
const LETTERS: usize = 52;

/// The longest entry that `name` begins with: its length and its place in the line of its letter.
///
/// An entry counts if it stands without `;`, or if it is all of `name` and a `;` follows.
fn longest(name: &[u8], closed: bool) -> Option<(usize, usize)> {
    let names = line(line_of(name[0])).as_bytes();
    let (mut at, mut index, mut shared) = (0, 0, 1);
    let mut best = None;
    while let Some(&mark) = names.get(at) {
        let (kept, legacy) = if mark < b'0' { (mark - b' ', false) } else { (mark - b':', true) };
        let kept = usize::from(kept);
        let suffix = &names[at + 1..];
        let len = suffix.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        // `shared` bytes of the entry before agree with `name`; one that keeps more of it disagrees there too.
        if kept <= shared {
            let rest = &name[kept..];
            let agreed = suffix[..len].iter().zip(rest).take_while(|(one, other)| one == other).count();
            shared = kept + agreed;
            if agreed == len {
                if legacy || closed && len == rest.len() {
                    best = Some((shared, index));
                }
            } else if rest.get(agreed).is_none_or(|byte| *byte < suffix[agreed]) {
                // The names are in order: all that follow come after `name` too.
                break;
            }
        }
        at += 1 + len;
        index += 1;
    }
    best
}

/// The characters of entry `index` among those that begin with `letter`.
fn value(letter: u8, index: usize) -> (char, Option<char>) {
    let mut values = line(line_of(letter) + LETTERS).chars();
    let mut next = || match values.next() {
        Some('n') => ('\n', None),
        Some('2') => (values.next().unwrap_or_default(), values.next()),
        other => (other.unwrap_or(char::REPLACEMENT_CHARACTER), None),
    };
    for _ in 0..index {
        next();
    }
    next()
}

#[cfg(test)]
mod tests;
