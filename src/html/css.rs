//! Addresses in style sheets: `url(x)` and `@import "x"` (CSS Syntax Level 3, section 4).

use std::borrow::Cow;

use crate::find::find;
use memchr::memchr;

use crate::span::{Span, SpanMap};

/// The addresses in `css`, in order, without quotes and not decoded.
///
/// Comments and other strings are passed over. An `url(` that holds a space, a quote or `(` is none, as the standard
/// has it.
pub fn urls(css: &str) -> Vec<Span> {
    let mut scan = Scan { bytes: css.as_bytes(), at: 0 };
    let mut found = Vec::new();
    while let Some(url) = scan.next_url() {
        found.push(url);
    }
    found
}

/// Replaces the escapes (`\26 `, `\)`) in an address.
pub fn unescape(text: &str) -> (Cow<'_, str>, SpanMap) {
    if memchr(b'\\', text.as_bytes()).is_none() {
        return (Cow::Borrowed(text), SpanMap::identity());
    }
    let mut out = String::with_capacity(text.len());
    let mut map = SpanMap::identity();
    let mut rest = text;
    while let Some(plain) = memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..plain]);
        map.copy(plain);
        rest = &rest[plain..];
        let (len, character) = escape(rest);
        let before = out.len();
        if let Some(character) = character {
            out.push(character);
        }
        map.push(len as u8, (out.len() - before) as u8, 1);
        rest = &rest[len..];
    }
    out.push_str(rest);
    map.copy(rest.len());
    (Cow::Owned(out), map)
}

/// The escape at the start of `text`, which begins with `\` (section 4.3.7): its length and its character.
///
/// A backslash before a line break leaves nothing behind, as in a string.
fn escape(text: &str) -> (usize, Option<char>) {
    let after = &text[1..];
    let digits = hex_digits(after.as_bytes());
    let character = match after.chars().next() {
        _ if digits > 0 => {
            u32::from_str_radix(&after[..digits], 16).ok().and_then(char::from_u32).filter(|&it| it != '\0')
        }
        Some('\n' | '\r' | '\x0C') => return (escape_len(text.as_bytes()), None),
        character => character,
    };
    let len = if digits > 0 { escape_len(text.as_bytes()) } else { 1 + character.map_or(0, char::len_utf8) };
    (len, Some(character.unwrap_or(char::REPLACEMENT_CHARACTER)))
}

/// The length of an escape; of a character beyond ASCII the first byte.
fn escape_len(bytes: &[u8]) -> usize {
    let after = bytes.get(1..).unwrap_or_default();
    let digits = hex_digits(after);
    let space = match after.get(digits..).unwrap_or_default() {
        [b'\r', b'\n', ..] => 2,
        [byte, ..] if digits == 0 || byte.is_ascii_whitespace() => 1,
        _ => 0,
    };
    1 + digits + space
}

fn hex_digits(bytes: &[u8]) -> usize {
    bytes.iter().take(6).take_while(|byte| byte.is_ascii_hexdigit()).count()
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn next_url(&mut self) -> Option<Span> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            let found = rest.iter().position(|byte| matches!(byte, b'(' | b'/' | b'"' | b'\'' | b'\\'))?;
            let start = self.at + found;
            self.at = start + 1;
            match self.bytes[start] {
                b'(' if ends_with(&self.bytes[..start], b"url") => {
                    if let Some(span) = self.url() {
                        return Some(span);
                    }
                }
                b'/' if self.bytes.get(self.at) == Some(&b'*') => {
                    let body = self.bytes.get(start + 2..)?;
                    self.at = start + 2 + find(body, b"*/").unwrap_or(body.len());
                }
                quote @ (b'"' | b'\'') => {
                    let span = self.string(quote);
                    if ends_with(self.bytes[..start].trim_ascii_end(), b"@import") {
                        return Some(span);
                    }
                }
                b'\\' => self.at = start + escape_len(&self.bytes[start..]),
                _ => {}
            }
        }
    }

    /// Reads what follows `url(` (section 4.3.6), or a string there.
    fn url(&mut self) -> Option<Span> {
        self.skip_space();
        if let Some(&quote @ (b'"' | b'\'')) = self.bytes.get(self.at) {
            self.at += 1;
            return Some(self.string(quote));
        }
        let start = self.at;
        let mut end = None;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b')' => break,
                b'"' | b'\'' | b'(' => return self.bad_url(),
                b'\\' => self.at += escape_len(&self.bytes[self.at..]) - 1,
                byte if byte.is_ascii_whitespace() => {
                    end = Some(self.at);
                    self.skip_space();
                    match self.bytes.get(self.at) {
                        Some(b')') | None => break,
                        _ => return self.bad_url(),
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.at.min(self.bytes.len());
        let span = Span::of(start, end.unwrap_or(self.at));
        self.at += 1;
        Some(span)
    }

    /// Passes over the rest of a broken `url(` (section 4.3.14).
    fn bad_url(&mut self) -> Option<Span> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += if byte == b'\\' { escape_len(&self.bytes[self.at..]) } else { 1 };
            if byte == b')' {
                break;
            }
        }
        None
    }

    /// Reads a string to its quote, or to the end of its line (section 4.3.5).
    fn string(&mut self, quote: u8) -> Span {
        let start = self.at;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += escape_len(&self.bytes[self.at..]) - 1,
                b'\n' | b'\r' | b'\x0C' => break,
                byte if byte == quote => break,
                _ => {}
            }
            self.at += 1;
        }
        let end = self.at.min(self.bytes.len());
        self.at = end + 1;
        Span::of(start, end)
    }

    fn skip_space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }
}

/// Whether `bytes` end with `word`, without regard to case, and no name runs into it.
fn ends_with(bytes: &[u8], word: &[u8]) -> bool {
    let Some(start) = bytes.len().checked_sub(word.len()) else { return false };
    bytes[start..].eq_ignore_ascii_case(word)
        && !matches!(
            bytes[..start].last(),
            Some(b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'\\' | 0x80..)
        )
}
