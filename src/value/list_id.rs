//! `List-Id: phrase <list.domain>` (RFC 2919 section 3).

use super::lex::{Lexer, TokenKind};
use crate::find::run;
use crate::scan::trim_wsp;
use crate::span::Span;

/// Octets an identifier may have (RFC 2919 section 2).
const LONGEST: u32 = 255;

/// What is wrong with a List-Id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No identifier in angle brackets; the span is the whole value.
    Bare,
    /// `<` without `>`; the span is what stands after it.
    Unclosed,
    /// Nothing in the brackets.
    Empty,
    /// Text or a comment after `>`.
    After,
    /// White space inside the brackets.
    Blank,
    /// A character that no identifier holds, `@` aside.
    Character,
    /// An `@`: an address, not an identifier.
    At,
    /// No dot: it belongs to no domain.
    NoDot,
    /// It ends in `.localhost`, and nothing in it is random (RFC 2919 section 3).
    Localhost,
    /// More than 255 octets.
    Long,
}

/// The first fault of a field body, and where.
pub fn fault(input: &[u8], body: Span) -> Option<(Fault, Span)> {
    let value = trim_wsp(input, body);
    // The last bracket outside quotes and comments: phrases with a bare `<` exist.
    let mut open = None;
    for token in Lexer::new(input, value) {
        if token.kind == TokenKind::Special(b'<') {
            open = Some(token);
        }
    }
    let Some(open) = open else { return Some((Fault::Bare, value)) };
    let rest = Span::new(open.span.end, value.end);
    let Some(len) = memchr::memchr(b'>', rest.slice(input)) else { return Some((Fault::Unclosed, rest)) };
    let inner = Span::new(rest.start, rest.start + len as u32);
    let after = trim_wsp(input, Span::new(inner.end + 1, value.end));
    let id = trim_wsp(input, inner);
    if id.is_empty() {
        return Some((Fault::Empty, Span::new(open.span.start, inner.end + 1)));
    }
    let bytes = inner.slice(input);
    let first = |fits: fn(u8) -> bool| Some(run(bytes, fits)?.shift(inner.start));
    match () {
        () if let Some(blank) = first(|byte| byte.is_ascii_whitespace()) => Some((Fault::Blank, blank)),
        () if let Some(at) = first(|byte| byte == b'@') => Some((Fault::At, at)),
        () if let Some(place) = first(is_foreign) => Some((Fault::Character, place)),
        () if !bytes.contains(&b'.') => Some((Fault::NoDot, id)),
        () if id.len() > LONGEST => Some((Fault::Long, id)),
        () if is_plain_localhost(bytes) => Some((Fault::Localhost, id)),
        () if !after.is_empty() => Some((Fault::After, after)),
        () => None,
    }
}

/// Whether a character is none of atoms and dots (RFC 2919 section 2). Bytes above 127 are no business of this.
fn is_foreign(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b".!#$%&'*+-/=?^_`{|}~".contains(&byte) && byte != b'@'
}

/// Whether an identifier of no domain lacks the random part that makes it unique.
fn is_plain_localhost(id: &[u8]) -> bool {
    /// Hexadecimal digits of a random part: the RFC advises 32.
    const RANDOM: usize = 16;
    let random = |label: &[u8]| label.len() >= RANDOM && label.iter().all(u8::is_ascii_hexdigit);
    let tail = id.len().checked_sub(b".localhost".len()).map(|at| &id[at..]);
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(b".localhost")) && !id.split(|&byte| byte == b'.').any(random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults() {
        use Fault::*;
        for (text, expected) in [
            (" Letters <letters.minatobunko.co.jp>", None),
            ("=?utf-8?q?a?=\r\n <letters.minatobunko.co.jp>", None),
            ("\"a <b>\" <letters.minatobunko.co.jp>", None),
            ("<owner/repo.minatobunko.co.jp>", None),
            ("<a.da39efc25c530ad145d41b86f7420c3b.021999.localhost>", None),
            (" letters.minatobunko.co.jp ", Some((Bare, "letters.minatobunko.co.jp"))),
            ("", Some((Bare, ""))),
            ("a <b.c", Some((Unclosed, "b.c"))),
            ("a < >", Some((Empty, "< >"))),
            ("<a.b> (Letters)", Some((After, "(Letters)"))),
            ("< a.b>", Some((Blank, " "))),
            ("<a.b:1>", Some((Character, ":"))),
            ("<a@b.c>", Some((At, "@"))),
            ("<letters>", Some((NoDot, "letters"))),
            ("<a.localhost>", Some((Localhost, "a.localhost"))),
        ] {
            let found = fault(text.as_bytes(), Span::of(0, text.len()));
            assert_eq!(found.map(|(fault, span)| (fault, &text[span.range()])), expected, "{text}");
        }
    }
}
