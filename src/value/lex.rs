//! The tokens of structured header fields (RFC 5322 section 3.2).

use crate::find::cut_head;
use crate::span::Span;
use memchr::memchr;

/// A token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where; quotes, parentheses and brackets included.
    pub span: Span,
}

/// Kinds of [`Token`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// A run of atom characters (bytes above 127 too), or an encoded-word.
    Atom,
    /// A quoted string.
    Quoted {
        /// Whether its closing quote is there.
        closed: bool,
    },
    /// A comment with the comments inside it.
    Comment {
        /// Whether its closing parenthesis is there.
        closed: bool,
    },
    /// A domain literal.
    Literal,
    /// One of `()<>[]:;@\,.` or a control character.
    Special(u8),
}

/// Cuts a field body into tokens; white space and folds lie between them.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    input: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Lexer<'a> {
    /// A lexer over `body`.
    pub fn new(input: &'a [u8], body: Span) -> Self {
        let end = (body.end as usize).min(input.len());
        Self { input, at: (body.start as usize).min(end), end }
    }

    fn rest(&self) -> &'a [u8] {
        &self.input[self.at..self.end]
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while self.at < self.end && matches!(self.input[self.at], b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
        let rest = self.rest();
        let (kind, len) = match *rest.first()? {
            b'"' => quoted(rest),
            b'(' => comment(rest),
            b'[' => literal(rest),
            byte if is_special(byte) => (TokenKind::Special(byte), 1),
            _ => (TokenKind::Atom, atom(rest)),
        };
        let span = Span::of(self.at, self.at + len);
        self.at += len;
        Some(Token { kind, span })
    }
}

const fn is_special(byte: u8) -> bool {
    matches!(byte, b')' | b'<' | b'>' | b']' | b':' | b';' | b'@' | b'\\' | b',' | b'.' | 0..=31 | 127)
}

fn quoted(rest: &[u8]) -> (TokenKind, usize) {
    let mut at = 1;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'"' => return (TokenKind::Quoted { closed: true }, at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    (TokenKind::Quoted { closed: false }, rest.len())
}

fn comment(rest: &[u8]) -> (TokenKind, usize) {
    let (mut at, mut depth) = (0, 0_u32);
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return (TokenKind::Comment { closed: true }, at + 1),
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    (TokenKind::Comment { closed: false }, rest.len())
}

fn literal(rest: &[u8]) -> (TokenKind, usize) {
    /// Longest literal looked for.
    const LONGEST: usize = 300;
    let mut at = 1;
    while let Some(&byte) = rest[..rest.len().min(LONGEST)].get(at) {
        match byte {
            b']' => return (TokenKind::Literal, at + 1),
            // A quoted pair, which only the obsolete form has (RFC 5322 section 4.4).
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    (TokenKind::Special(b'['), 1)
}

fn atom(rest: &[u8]) -> usize {
    if let Some(len) = encoded_word(rest) {
        return len;
    }
    let ends = |byte: u8| is_special(byte) || matches!(byte, b' ' | b'"' | b'(' | b'[');
    rest.iter().position(|&byte| ends(byte)).unwrap_or(rest.len()).max(1)
}

/// Length of the encoded-word at the head of `rest` (RFC 2047 section 2). Its payload may hold what an atom may not.
fn encoded_word(rest: &[u8]) -> Option<usize> {
    let body = cut_head(rest, "=?")?;
    let charset = memchr(b'?', &body[..body.len().min(64)])?;
    let [b'B' | b'b' | b'Q' | b'q', b'?', payload @ ..] = &body[charset + 1..] else { return None };
    let len = payload.iter().position(|byte| matches!(byte, b'?' | b' ' | b'\r' | b'\n'))?;
    payload[len..].starts_with(b"?=").then_some(2 + charset + 1 + 2 + len + 2)
}
