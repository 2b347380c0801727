//! `<uri>, <uri>`: List-Unsubscribe and its kin (RFC 2369 section 2).

use super::lex::{Lexer, TokenKind};
use crate::span::Span;

/// The URIs of a List-* field.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UriList {
    /// What stands in angle brackets, in order, without them.
    pub uris: Vec<Span>,
    /// Whether something else than URIs, commas and comments is there.
    pub odd: bool,
}

impl UriList {
    /// Reads a field body.
    pub fn read(input: &[u8], body: Span) -> Self {
        let mut list = Self::default();
        let mut open = None;
        // A URI may hold what looks like comments or quotes: only brackets count inside.
        let mut at = body.start as usize;
        let end = (body.end as usize).min(input.len());
        while at < end {
            match (open, input[at]) {
                (None, b'<') => open = Some(at + 1),
                (Some(start), b'>') => {
                    list.uris.push(crate::scan::trim_wsp(input, Span::of(start, at)));
                    open = None;
                }
                (None, b'(') => {
                    let comment = Lexer::new(input, Span::of(at, end)).next();
                    if let Some(token) = comment.filter(|token| matches!(token.kind, TokenKind::Comment { .. })) {
                        at = token.span.end as usize;
                        continue;
                    }
                }
                (None, byte) if !matches!(byte, b',' | b' ' | b'\t' | b'\r' | b'\n') => list.odd = true,
                _ => {}
            }
            at += 1;
        }
        list.odd |= open.is_some();
        list
    }

    /// The URIs of a scheme, letter case aside.
    pub fn with_scheme<'a>(&'a self, input: &'a [u8], scheme: &'a str) -> impl Iterator<Item = Span> + 'a {
        let has = move |uri: &&Span| {
            let bytes = uri.slice(input);
            bytes.get(scheme.len()) == Some(&b':') && bytes[..scheme.len()].eq_ignore_ascii_case(scheme.as_bytes())
        };
        self.uris.iter().filter(has).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_comments_and_oddities() {
        let text = b" <https://a.example/(x)>,\r\n (c <d>) <mailto:u@a.example?subject=x>";
        let list = UriList::read(text, Span::of(0, text.len()));
        assert_eq!(list.uris.len(), 2);
        assert!(!list.odd);
        assert_eq!(list.with_scheme(text, "HTTPS").count(), 1);
        assert!(UriList::read(b"https://a", Span::new(0, 9)).odd);
        assert!(UriList::read(b"<https://a", Span::new(0, 10)).odd);
    }
}
