//! JSON (RFC 8259) as a tree in which every value knows its place.

use super::Text;
use crate::find::cut_head;
use crate::span::{Span, SpanMap};

/// How deep lists and maps may stand in one another; a map of answers needs four.
const DEPTH: usize = 8;

/// A value.
pub enum Value {
    Null,
    Number(u64),
    /// With the way back to the bytes between the quotes.
    Text(Text),
    List(Vec<(Value, Span)>),
    Map(Vec<(String, Value, Span)>),
    /// true, false, a number with a sign or a fraction.
    Other,
}

/// Reads one value.
pub struct Parser<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Parser<'t> {
    pub const fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// The value that the text is, or where it goes wrong.
    pub fn read(mut self) -> Result<Value, usize> {
        let value = self.value(0).ok_or(self.at)?.0;
        self.blanks();
        if self.at < self.text.len() { Err(self.at) } else { Ok(value) }
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Takes `byte` after blanks, where it is there.
    fn take(&mut self, byte: u8) -> bool {
        self.blanks();
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn value(&mut self, depth: usize) -> Option<(Value, Span)> {
        self.blanks();
        let start = self.at;
        let value = match self.peek()? {
            b'"' => Value::Text(self.text()?),
            b'[' | b'{' if depth == DEPTH => return None,
            b'[' => self.list(depth)?,
            b'{' => self.map(depth)?,
            _ => self.word()?,
        };
        Some((value, Span::of(start, self.at)))
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut values = Vec::new();
        if self.take(b']') {
            return Some(Value::List(values));
        }
        loop {
            values.push(self.value(depth + 1)?);
            if self.take(b']') {
                return Some(Value::List(values));
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn map(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut values = Vec::new();
        if self.take(b'}') {
            return Some(Value::Map(values));
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return None;
            }
            let key = String::from_utf8_lossy(&self.text()?.bytes).into_owned();
            if !self.take(b':') {
                return None;
            }
            let (value, span) = self.value(depth + 1)?;
            values.push((key, value, span));
            if self.take(b'}') {
                return Some(Value::Map(values));
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn word(&mut self) -> Option<Value> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) {
            self.at += 1;
        }
        match &self.text[start..self.at] {
            b"" => None,
            b"null" => Some(Value::Null),
            b"true" | b"false" => Some(Value::Other),
            word => {
                let digits = std::str::from_utf8(word).ok()?;
                let number = word.iter().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(byte));
                number.then(|| digits.parse().map_or(Value::Other, Value::Number))
            }
        }
    }

    /// A string, its escapes resolved.
    fn text(&mut self) -> Option<Text> {
        self.at += 1;
        let start = self.at;
        let (mut bytes, mut map) = (Vec::new(), SpanMap::default());
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    break;
                }
                b'\\' => {
                    let (char, len) = self.escape()?;
                    let mut utf8 = [0; 4];
                    let encoded = char.encode_utf8(&mut utf8).as_bytes();
                    bytes.extend(encoded);
                    map.push(len, encoded.len() as u8, 1);
                    self.at += usize::from(len);
                }
                0..0x20 => return None,
                byte => {
                    bytes.push(byte);
                    map.copy(1);
                    self.at += 1;
                }
            }
        }
        Some(Text { bytes, joints: Vec::new(), start: start as u32, map })
    }

    /// The character that an escape stands for, and its length.
    fn escape(&self) -> Option<(char, u8)> {
        let char = match self.text.get(self.at + 1)? {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let high = self.unit(self.at + 2)?;
                let low = cut_head(&self.text[self.at + 6..], "\\u").and_then(|_| self.unit(self.at + 8));
                return match (char::from_u32(high), low) {
                    (Some(char), _) => Some((char, 6)),
                    (None, Some(low @ 0xdc00..0xe000)) if high < 0xdc00 => {
                        char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)).map(|char| (char, 12))
                    }
                    _ => None,
                };
            }
            byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
            _ => return None,
        };
        Some((char, 2))
    }

    fn unit(&self, at: usize) -> Option<u32> {
        let digits = std::str::from_utf8(self.text.get(at..at + 4)?).ok()?;
        u32::from_str_radix(digits, 16).ok()
    }
}
