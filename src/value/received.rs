//! Trace fields (RFC 5321 section 4.4), as servers write them.

use super::date::{self, DateTime};
use super::lex::{Lexer, Token, TokenKind};
use crate::find::{count, memrchr};
use crate::find::{find, trim};
use crate::span::Span;

/// What a Received field says about one hop.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Received {
    /// The name that the client gave.
    pub from: Option<String>,
    /// The server that wrote the field.
    pub by: Option<String>,
    /// The client's address, out of the comment after its name.
    pub ip: Option<String>,
    /// The protocol after `with`.
    pub protocol: Option<String>,
    /// Whether the hop was encrypted, by protocol name (RFC 3848) or comment.
    pub tls: bool,
    /// When.
    pub time: Option<DateTime>,
}

/// Bytes of a field that are read.
const LONGEST: u32 = 4_000;

impl Received {
    /// Reads a field body.
    pub fn read(input: &[u8], body: Span) -> Self {
        let semicolon = semicolon(input, body);
        let mut hop = Self { time: time(input, body), ..Self::default() };
        let text = |span: Span| String::from_utf8_lossy(span.slice(input)).into_owned();
        let head = Span::new(body.start, semicolon.min(body.start + LONGEST));
        let mut after = After::Other;
        let mut words = Words { lexer: Lexer::new(input, head), ahead: None };
        while let Some((word, comment)) = words.next() {
            let word = text(word);
            if comment {
                if after == After::Name && hop.ip.is_none() {
                    hop.ip = address_in(&word);
                }
                hop.tls |= find(word.as_bytes(), b"TLS").is_some() || find(word.as_bytes(), b"version=").is_some();
                continue;
            }
            let keyword = KEYWORDS.iter().find(|(keyword, _)| word.eq_ignore_ascii_case(keyword));
            let before = after;
            after = match keyword {
                Some((_, after)) => *after,
                // After `from NAME` the comment belongs to the name.
                None if before == After::From => After::Name,
                None => After::Other,
            };
            let place = match before {
                After::From => &mut hop.from,
                After::By => &mut hop.by,
                After::With => &mut hop.protocol,
                After::Name | After::Other => continue,
            };
            if place.is_none() {
                *place = Some(word);
            }
        }
        let protocol = hop.protocol.as_deref().unwrap_or_default().as_bytes();
        hop.tls |= ["SMTPS", "SMTPSA", "LMTPS"].iter().any(|end| {
            let tail = &protocol[protocol.len().saturating_sub(end.len())..];
            tail.eq_ignore_ascii_case(end.as_bytes())
        });
        hop
    }
}

/// When a trace field says that it was written: the date after its last semicolon.
pub fn time(input: &[u8], body: Span) -> Option<DateTime> {
    date::read(input, Span::new((semicolon(input, body) + 1).min(body.end), body.end)).date()
}

/// The last semicolon; the end where there is none.
fn semicolon(input: &[u8], body: Span) -> u32 {
    memrchr(b';', body.slice(input)).map_or(body.end, |at| body.start + at as u32)
}

/// Why a trace field cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No semicolon with a date after it.
    Date,
    /// A comment is not closed.
    Comment,
    /// Neither `from` nor `by`, nor a comment that says it in other words.
    Names,
}

/// What is wrong with a trace field that says that it was written at `time`.
pub fn fault(input: &[u8], body: Span, time: Option<DateTime>) -> Option<Fault> {
    let head = Span::new(body.start, semicolon(input, body).min(body.start + LONGEST));
    let count = |byte| count(byte, head.slice(input));
    let opened = count(b'(');
    let mut tokens = Lexer::new(input, head);
    let is_open = |token: Token| token.kind == TokenKind::Comment { closed: false };
    let is_word = |token: Token| {
        let word = token.span.slice(input);
        word.eq_ignore_ascii_case(b"from") || word.eq_ignore_ascii_case(b"by")
    };
    match () {
        () if opened > count(b')') && head.len() < LONGEST && tokens.any(is_open) => Some(Fault::Comment),
        () if time.is_none() => Some(Fault::Date),
        () => (opened == 0 && !tokens.any(is_word)).then_some(Fault::Names),
    }
}

/// What a word comes after.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    From,
    /// The name after `from`.
    Name,
    By,
    With,
    Other,
}

const KEYWORDS: [(&str, After); 6] = [
    ("from", After::From),
    ("by", After::By),
    ("with", After::With),
    ("id", After::Other),
    ("for", After::Other),
    ("via", After::Other),
];

/// An IP address in brackets, or alone in a comment.
fn address_in(comment: &str) -> Option<String> {
    let inside = comment.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(inside, _)| inside);
    let bare = trim(comment, "() ");
    let mut address = inside.unwrap_or(bare);
    while let Some(rest) = address.strip_prefix("IPv6:") {
        address = rest;
    }
    address.parse::<std::net::IpAddr>().is_ok().then(|| address.to_owned())
}

/// Words between blanks, and comments.
struct Words<'a> {
    lexer: Lexer<'a>,
    ahead: Option<Token>,
}

impl Words<'_> {
    fn next(&mut self) -> Option<(Span, bool)> {
        let first = self.ahead.take().or_else(|| self.lexer.next())?;
        if matches!(first.kind, TokenKind::Comment { .. }) {
            return Some((first.span, true));
        }
        let mut span = first.span;
        for token in self.lexer.by_ref() {
            let joined = token.span.start == span.end && !matches!(token.kind, TokenKind::Comment { .. });
            if !joined {
                self.ahead = Some(token);
                break;
            }
            span = span.join(token.span);
        }
        Some((span, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_big_servers() {
        let text = " from mx1.letterline-esp.net (mx1.letterline-esp.net [192.0.2.7])\r\n\tby mx.readerpost.net (Postfix) \
                    with ESMTPS id 4F2\r\n\tfor <yuko@readerpost.net>; Tue, 24 Nov 2026 09:00:01 +0900 (JST)";
        let hop = Received::read(text.as_bytes(), Span::of(0, text.len()));
        assert_eq!(hop.from.as_deref(), Some("mx1.letterline-esp.net"));
        assert_eq!(hop.by.as_deref(), Some("mx.readerpost.net"));
        assert_eq!(hop.ip.as_deref(), Some("192.0.2.7"));
        assert_eq!(hop.protocol.as_deref(), Some("ESMTPS"));
        assert!(hop.tls);
        assert_eq!(hop.time.map(|time| time.rfc3339()).as_deref(), Some("2026-11-24T09:00:01+09:00"));
        let empty = Received::read(b"", Span::default());
        assert_eq!(empty, Received::default());
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (text, want) in [
            ("from a by b; 24 Nov 2026 09:00:01 +0900", None),
            ("(qmail 1 invoked by uid 2); 24 Nov 2026 09:00:01 -0000", None),
            ("FROM a (b (c) d); 24 Nov 2026 09:00:01 +0900", None),
            ("from a (b by c; 24 Nov 2026 09:00:01 +0900", Some(Fault::Comment)),
            ("from a by b", Some(Fault::Date)),
            ("from a by b; yesterday", Some(Fault::Date)),
            ("id 1; 24 Nov 2026 09:00:01 +0900", Some(Fault::Names)),
            ("", Some(Fault::Date)),
        ] {
            let body = Span::of(0, text.len());
            assert_eq!(fault(text.as_bytes(), body, time(text.as_bytes(), body)), want, "{text}");
        }
    }
}
