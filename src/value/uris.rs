//! `<uri>, <uri>`: List-Unsubscribe and its kin (RFC 2369 section 2).

use super::lex::{Lexer, TokenKind};
use crate::find::{cut_tail, find};
use crate::scan::trim_wsp;
use crate::span::Span;

/// The URIs of a List-* field.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UriList {
    /// What stands in angle brackets, in order, without them.
    pub uris: Vec<Span>,
    /// What was tolerated, in order.
    pub faults: Vec<(Fault, Span)>,
}

/// What is wrong in a list of URIs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nothing at all, or nothing in the brackets.
    Empty,
    /// Something that is not in brackets.
    Bare,
    /// An encoded-word, in brackets or not: nobody decodes it (RFC 2047 section 5).
    Word,
    /// `<` without `>`; the span is what stands after it.
    Unclosed,
    /// No comma before `<`; the span is empty.
    Comma,
    /// A blank within a URI, not after the `?` of a mailto: see [`super::mailto`].
    Blank,
    /// White space that readers take out: at the ends, or a fold.
    Fold,
    /// It begins with no scheme.
    Scheme,
    /// A character that no URI holds (RFC 3986 section 2).
    Character,
}

impl Fault {
    /// Whether readers stop here, or read something else than was meant (RFC 2369 section 2, the three rules at its end).
    pub const fn cuts(self) -> bool {
        !matches!(self, Self::Fold | Self::Character)
    }
}

impl UriList {
    /// Reads a field body.
    pub fn read(input: &[u8], body: Span) -> Self {
        let mut list = Self::default();
        let end = (body.end as usize).min(input.len());
        let mut at = body.start as usize;
        let (mut comma, mut comments) = (true, true);
        while at < end {
            let rest = Span::of(at, end);
            match input[at] {
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b',' => {
                    comma = true;
                    at += 1;
                }
                b'<' => {
                    if !comma {
                        list.faults.push((Fault::Comma, Span::at(rest.start)));
                    }
                    at = list.bracket(input, rest);
                    // What follows an open bracket is one fault with it.
                    comma = list.faults.last().is_some_and(|(fault, _)| *fault == Fault::Unclosed);
                }
                // Where one comment is not closed, no later one is looked at: that would take time without end.
                byte => match (byte == b'(' && comments).then(|| comment(input, rest)).flatten() {
                    Some(after) => at = after,
                    None => {
                        comments &= byte != b'(';
                        at = list.bare(input, rest);
                    }
                },
            }
        }
        if list.uris.is_empty() && list.faults.is_empty() {
            list.faults.push((Fault::Empty, Span::at(trim_wsp(input, body).start)));
        }
        list
    }

    /// Reads from a `<`, and answers where to go on.
    fn bracket(&mut self, input: &[u8], rest: Span) -> usize {
        let start = rest.start + 1;
        let inner = Span::new(start, rest.end);
        let len = inner.slice(input).iter().position(|byte| matches!(byte, b'<' | b'>'));
        let stop = len.map_or(rest.end, |len| start + len as u32);
        let inner = Span::new(start, stop);
        if len.is_none() || input[stop as usize] == b'<' {
            let open = inner.slice(input).trim_ascii_end();
            let open = cut_tail(open, ",").unwrap_or(open).trim_ascii_end().len() as u32;
            self.faults.push((Fault::Unclosed, Span::new(start, start + open)));
            return stop as usize;
        }
        let uri = trim_wsp(input, inner);
        match uri.is_empty() {
            true => self.faults.push((Fault::Empty, Span::new(rest.start, stop + 1))),
            false => {
                for edge in [Span::new(inner.start, uri.start), Span::new(uri.end, inner.end)] {
                    if !edge.is_empty() {
                        self.faults.push((Fault::Fold, edge));
                    }
                }
                self.uris.push(uri);
                self.look_into(input, uri);
            }
        }
        stop as usize + 1
    }

    /// Reads text outside brackets up to the next comma or bracket, and answers where to go on.
    fn bare(&mut self, input: &[u8], rest: Span) -> usize {
        let bytes = rest.slice(input);
        let word = bytes.starts_with(b"=?");
        // A comma or a bracket inside an encoded-word is not one of the list.
        let ends = |byte: &u8| matches!(byte, b',' | b'<') && !word;
        let len = bytes.iter().position(ends).unwrap_or(bytes.len());
        let text = trim_wsp(input, Span::new(rest.start, rest.start + len as u32));
        self.faults.push((if word { Fault::Word } else { Fault::Bare }, text));
        rest.start as usize + len
    }

    /// Looks for what a URI may not hold. Bytes above 127 are no business of this list.
    fn look_into(&mut self, input: &[u8], uri: Span) {
        let bytes = uri.slice(input);
        if find(bytes, b"=?").is_some_and(|at| find(&bytes[at..], b"?=").is_some()) {
            return self.faults.push((Fault::Word, uri));
        }
        let Some(scheme) = scheme(bytes) else { return self.faults.push((Fault::Scheme, uri)) };
        let query = scheme.eq_ignore_ascii_case(b"mailto").then(|| memchr::memchr(b'?', bytes)).flatten();
        let mut at = 0;
        while at < bytes.len() {
            let blanks = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let run = &bytes[at..at + blanks.max(1)];
            let fault = match blanks {
                0 => is_foreign(bytes, at).then_some(Fault::Character),
                _ if query.is_some_and(|query| query < at) => None,
                _ if run.contains(&b'\n') || run.contains(&b'\r') => Some(Fault::Fold),
                _ => Some(Fault::Blank),
            };
            let span = Span::of(at, at + run.len()).shift(uri.start);
            if let Some(fault) = fault {
                self.faults.push((fault, span));
            }
            at += run.len();
        }
    }

    /// Whether readers miss some of it: what it holds cannot be judged then.
    pub fn is_cut(&self) -> bool {
        self.faults.iter().any(|(fault, _)| fault.cuts())
    }

    /// The URIs of a scheme, letter case aside.
    pub fn with_scheme(&self, input: &[u8], name: &str) -> Vec<Span> {
        self.with_schemes(input, &[name])
    }

    /// The http and https URIs.
    pub fn web(&self, input: &[u8]) -> Vec<Span> {
        self.with_schemes(input, &["https", "http"])
    }

    fn with_schemes(&self, input: &[u8], names: &[&str]) -> Vec<Span> {
        let mut found = Vec::new();
        for uri in &self.uris {
            let own = scheme(uri.slice(input)).unwrap_or_default();
            if names.iter().any(|name| own.eq_ignore_ascii_case(name.as_bytes())) {
                found.push(*uri);
            }
        }
        found
    }
}

/// Where the comment at the head of `rest` ends.
fn comment(input: &[u8], rest: Span) -> Option<usize> {
    let token = Lexer::new(input, rest).next()?;
    matches!(token.kind, TokenKind::Comment { closed: true }).then_some(token.span.end as usize)
}

/// The scheme at the head of a URI (RFC 3986 section 3.1).
pub fn scheme(uri: &[u8]) -> Option<&[u8]> {
    let name = &uri[..memchr::memchr(b':', uri)?];
    let inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    (name.first().is_some_and(u8::is_ascii_alphabetic) && name.iter().all(inner)).then_some(name)
}

/// A byte percent-encoded (RFC 3986 section 2.1).
pub fn percent_encoded(byte: u8) -> [u8; 3] {
    let digit = |value: u8| b"0123456789ABCDEF"[usize::from(value & 15)];
    [b'%', digit(byte >> 4), digit(byte)]
}

/// Whether the character is none of a URI, or a `%` that begins no escape.
fn is_foreign(uri: &[u8], at: usize) -> bool {
    match uri[at] {
        b'"' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0..=31 | 127 => true,
        b'%' => !uri.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn uris_and_comments() {
        let text = b" <https://a.example/(x)>,\r\n (c <d>) <mailto:u@a.example?subject=x>";
        let list = UriList::read(text, Span::of(0, text.len()));
        assert_eq!(list.uris.len(), 2);
        assert_eq!(list.faults, []);
        assert_eq!(list.with_scheme(text, "HTTPS").len(), 1);
    }

    #[test]
    fn faults_and_their_places() {
        use Fault::*;
        for (text, faults) in [
            ("", &[(Empty, "")][..]),
            (" <>", &[(Empty, "<>")]),
            ("https://a.example/u?a=1", &[(Bare, "https://a.example/u?a=1")]),
            ("https://a.example/u, b ", &[(Bare, "https://a.example/u"), (Bare, "b")]),
            ("<https://a.example> or reply", &[(Bare, "or reply")]),
            ("<https://a.example", &[(Unclosed, "https://a.example")]),
            ("<https://a.example, <mailto:b@c.example>", &[(Unclosed, "https://a.example")]),
            ("<https://a.example> <mailto:b@c.example>", &[(Comma, "")]),
            ("< mailto:b@c.example\t>", &[(Fold, " "), (Fold, "\t")]),
            ("<https://a.example/\r\n b>", &[(Fold, "\r\n ")]),
            ("<https://a.example/a b>", &[(Blank, " ")]),
            ("<www.a.example>", &[(Scheme, "www.a.example")]),
            ("<https://a.example/%a>", &[(Character, "%")]),
            ("<https://a.example/{b}>", &[(Character, "{"), (Character, "}")]),
            ("=?utf-8?Q?<https://a.example>,?=", &[(Word, "=?utf-8?Q?<https://a.example>,?=")]),
            ("<=?utf-8?Q?https=3A//a.example?=>", &[(Word, "=?utf-8?Q?https=3A//a.example?=")]),
            ("<https://a.example>,, (c) <mailto:b@c.example>,", &[]),
            ("(", &[(Bare, "(")]),
        ] {
            let list = UriList::read(text.as_bytes(), Span::of(0, text.len()));
            let found: Vec<_> = list.faults.iter().map(|(fault, span)| (*fault, &text[span.range()])).collect();
            assert_eq!(found, faults, "{text}");
        }
    }

    proptest! {
        #[test]
        fn places_lie_inside(text in "[<>,( )a:=?%\r\n]{0,40}") {
            let body = Span::of(0, text.len());
            let list = UriList::read(text.as_bytes(), body);
            prop_assert!(list.uris.iter().chain(list.faults.iter().map(|(_, span)| span)).all(|it| body.contains(*it)));
        }
    }
}
