//! `value; name=value; name="value"`: the shape of Content-Type and Content-Disposition (RFC 2045 section 5.1).

mod strict;

pub use strict::{Fault, disposition_faults, faults};

use super::trim_wsp;
use crate::find::cut_tail;
use crate::span::Span;
use memchr::memchr;
use std::borrow::Cow;

/// A structured field body, read tolerantly.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Structured {
    /// What stands before the first semicolon, comments and blanks around it aside.
    pub value: Span,
    /// The parameters, in order.
    pub params: Vec<Param>,
}

/// One parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Param {
    /// Its name.
    pub name: Span,
    /// Its value without quotes; escapes and folds are still inside.
    pub value: Span,
    /// Whether the value stands in quotes.
    pub quoted: bool,
    /// From the name to the end of the value, quotes included.
    pub span: Span,
}

impl Structured {
    /// Reads a field body.
    pub fn read(input: &[u8], body: Span) -> Self {
        let mut at = Cursor { input, at: body.start as usize, end: (body.end as usize).min(input.len()) };
        let value = at.word(b";");
        let mut params = Vec::new();
        while at.skip_past_semicolon() {
            if let Some(param) = at.param() {
                params.push(param);
            }
        }
        Self { value, params }
    }

    /// The first parameter of this name, letter case aside.
    pub fn param(&self, input: &[u8], name: &str) -> Option<Param> {
        self.params.iter().copied().find(|param| param.name.slice(input).eq_ignore_ascii_case(name.as_bytes()))
    }

    /// The parameter of this name, else the value in `name*=charset'language'value` (RFC 2231 section 4).
    ///
    /// For tokens such as a boundary or a charset's name, which have no need of percent signs: they stay as they are.
    pub fn token(&self, input: &[u8], name: &str) -> Option<Param> {
        self.param(input, name).or_else(|| {
            let extended = |param: &&Param| {
                let written = cut_tail(param.name.slice(input), "*");
                written.is_some_and(|written| written.eq_ignore_ascii_case(name.as_bytes()))
            };
            let param = *self.params.iter().find(extended)?;
            let quote = memchr::memchr_iter(b'\'', param.value.slice(input)).nth(1)?;
            Some(Param { value: Span::new(param.value.start + quote as u32 + 1, param.value.end), ..param })
        })
    }
}

impl Param {
    /// The value with escapes undone and folds removed.
    pub fn text<'a>(&self, input: &'a [u8]) -> Cow<'a, [u8]> {
        let raw = self.value.slice(input);
        if !raw.iter().any(|byte| matches!(byte, b'\r' | b'\n') || (self.quoted && *byte == b'\\')) {
            return Cow::Borrowed(raw);
        }
        let mut out = Vec::with_capacity(raw.len());
        let mut bytes = raw.iter().copied();
        while let Some(byte) = bytes.next() {
            match byte {
                b'\\' if self.quoted => {
                    if let Some(next) = bytes.next() {
                        out.push(next);
                    }
                }
                b'\r' | b'\n' => {}
                _ => out.push(byte),
            }
        }
        Cow::Owned(out)
    }
}

struct Cursor<'a> {
    input: &'a [u8],
    at: usize,
    end: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        (self.at < self.end).then(|| self.input[self.at])
    }

    /// Skips blanks, line ends and comments.
    fn skip_cfws(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'(' => self.skip_comment(),
                _ => return,
            }
        }
    }

    /// Skips a comment with its nested ones; an unclosed one ends with the field.
    fn skip_comment(&mut self) {
        let mut depth = 0_u32;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at = (self.at + 1).min(self.end),
                b'(' => depth += 1,
                b')' if depth == 1 => return,
                b')' => depth -= 1,
                _ => {}
            }
        }
    }

    /// The text up to one of `stops` or a comment, trimmed.
    fn word(&mut self, stops: &[u8]) -> Span {
        self.skip_cfws();
        let start = self.at;
        while let Some(byte) = self.peek()
            && byte != b'('
            && !stops.contains(&byte)
        {
            self.at += 1;
        }
        trim_wsp(self.input, Span::of(start, self.at))
    }

    /// Moves past the next semicolon; false at the end.
    fn skip_past_semicolon(&mut self) -> bool {
        match memchr(b';', &self.input[self.at..self.end]) {
            Some(found) => {
                self.at += found + 1;
                true
            }
            None => {
                self.at = self.end;
                false
            }
        }
    }

    /// Moves to the next semicolon, or to the end.
    fn skip_to_semicolon(&mut self) {
        let rest = &self.input[self.at..self.end];
        self.at += memchr(b';', rest).unwrap_or(rest.len());
    }

    fn param(&mut self) -> Option<Param> {
        let name = self.word(b"=;");
        self.skip_cfws();
        if self.peek() != Some(b'=') {
            return None;
        }
        self.at += 1;
        self.skip_cfws();
        let (value, quoted, end) = if self.peek() == Some(b'"') {
            let value = self.quoted();
            (value, true, self.at as u32)
        } else {
            let value = self.word(b";");
            (value, false, value.end)
        };
        Some(Param { name, value, quoted, span: Span::new(name.start, end) })
    }

    /// The inside of a quoted string; an unclosed one ends with the field.
    fn quoted(&mut self) -> Span {
        self.at += 1;
        let start = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.at += 1;
                    return Span::of(start, self.at - 1);
                }
                b'\\' => self.at = (self.at + 2).min(self.end),
                _ => self.at += 1,
            }
        }
        Span::of(start, self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Vec<(String, String)>) {
        let input = text.as_bytes();
        let read = Structured::read(input, Span::of(0, input.len()));
        let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let params = read.params.iter().map(|p| (show(p.name.slice(input)), show(&p.text(input)))).collect();
        (show(read.value.slice(input)), params)
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn extended_tokens() {
        let input = b"a/b; charset*=us-ascii'en'utf-8; boundary*=\"x''b\"; boundary=c; name*=d";
        let read = Structured::read(input, Span::of(0, input.len()));
        let token = |name| read.token(input, name).map(|param| param.text(input).into_owned());
        assert_eq!(token("charset").as_deref(), Some(&b"utf-8"[..]));
        assert_eq!(token("boundary").as_deref(), Some(&b"c"[..]));
        assert_eq!(token("name"), None);
    }

    #[test]
    fn comments_quotes_and_blanks() {
        assert_eq!(
            read(" text/html (c (d)) ; charset = \"ut\\f-8\" (x); name=a b ;; x"),
            ("text/html".into(), vec![pair("charset", "utf-8"), pair("name", "a b")])
        );
        assert_eq!(
            read("multipart/mixed;\r\n boundary=\"a;b\""),
            ("multipart/mixed".into(), vec![pair("boundary", "a;b")])
        );
        assert_eq!(read("a/b; boundary=\"open"), ("a/b".into(), vec![pair("boundary", "open")]));
        assert_eq!(read("(((("), (String::new(), vec![]));
        assert_eq!(read("a/b; x=\"\\"), ("a/b".into(), vec![pair("x", "")]));
    }
}
