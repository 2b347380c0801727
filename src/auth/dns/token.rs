//! Lines of a zone file as tokens (RFC 1035 section 5.1).

use super::{Data, Fault, Kind, Text};
use crate::span::{Span, SpanMap};
use std::str::FromStr;

/// A word, or a quoted string with its quotes.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    pub quoted: bool,
}

/// The tokens from `at` to the end of the line; a parenthesis holds several lines together. Says where the next line
/// begins, and which quote or parenthesis is open at the end.
pub fn tokens(text: &[u8], mut at: usize, out: &mut Vec<Token>) -> (usize, Option<Span>) {
    let (mut depth, mut opened) = (0_usize, 0);
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\n' if depth == 0 => return (at + 1, None),
            byte if byte.is_ascii_whitespace() => at += 1,
            b'(' => {
                (depth, opened) = (depth + 1, at);
                at += 1;
            }
            b')' => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            b';' => at += line_end(&text[at..]),
            b'"' => {
                let Some(end) = closing_quote(text, at) else {
                    let end = at + line_end(&text[at..]);
                    out.push(Token { span: Span::of(at, end), quoted: false });
                    return ((end + 1).min(text.len()), Some(Span::of(at, at + 1)));
                };
                out.push(Token { span: Span::of(at, end), quoted: true });
                at = end;
            }
            _ => {
                let start = at;
                while text.get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && !b"();\"".contains(byte)) {
                    at += if text[at] == b'\\' { 2 } else { 1 };
                }
                at = at.min(text.len());
                out.push(Token { span: Span::of(start, at), quoted: false });
            }
        }
    }
    (text.len(), (depth > 0).then(|| Span::of(opened, opened + 1)))
}

/// Bytes to the end of the line.
pub fn line_end(text: &[u8]) -> usize {
    memchr::memchr(b'\n', text).unwrap_or(text.len())
}

/// Past the quote that closes the one at `at`, in the same line.
fn closing_quote(text: &[u8], at: usize) -> Option<usize> {
    let mut end = at + 1;
    loop {
        match text.get(end)? {
            b'"' => return Some(end + 1),
            b'\n' => return None,
            b'\\' => end += 2,
            _ => end += 1,
        }
    }
}

/// Strings joined, with the way back: `\"` and `\DDD` are resolved.
pub fn join(text: &[u8], strings: &[Token]) -> Text {
    let Some(first) = strings.first() else { return Text::default() };
    let (mut joined, mut map) = (Text::default(), SpanMap::default());
    let mut at = first.span.start as usize;
    for (index, token) in strings.iter().enumerate() {
        let quote = usize::from(token.quoted);
        let (start, end) = (token.span.start as usize + quote, token.span.end as usize - quote);
        map.drop(start - at);
        if index > 0 {
            joined.joints.push(joined.bytes.len() as u32);
        }
        at = start;
        while at < end {
            let (byte, len) = character(&text[at..end]);
            joined.bytes.push(byte);
            map.push(len, 1, 1);
            at += usize::from(len);
        }
        at = end;
    }
    joined.start = first.span.start;
    joined.map = map;
    joined
}

/// The first character of a string, and how many bytes it takes.
fn character(text: &[u8]) -> (u8, u8) {
    match text {
        [b'\\', a @ b'0'..=b'2', b @ b'0'..=b'9', c @ b'0'..=b'9', ..] => {
            let value = u32::from(a - b'0') * 100 + u32::from(b - b'0') * 10 + u32::from(c - b'0');
            u8::try_from(value).map_or((*a, 2), |byte| (byte, 4))
        }
        [b'\\', byte, ..] => (*byte, 2),
        _ => (text[0], 1),
    }
}

/// What the tokens after a type say; `name` makes a whole name of one.
pub fn data(text: &[u8], kind: Kind, tokens: &[Token], name: impl Fn(&str) -> String) -> Result<Data, Fault> {
    let word = |index: usize| {
        let token: &Token = tokens.get(index).ok_or(Fault::Value)?;
        std::str::from_utf8(token.span.slice(text)).map_err(|_| Fault::Value)
    };
    match kind {
        Kind::A | Kind::Aaaa => address(word(0)?, kind),
        Kind::Cname | Kind::Ns | Kind::Ptr | Kind::Soa => Ok(Data::Name(name(word(0)?))),
        Kind::Mx => {
            let preference = u16::from_str(word(0)?).map_err(|_| Fault::Value)?;
            Ok(Data::Exchange(preference, name(word(1)?)))
        }
        Kind::Txt | Kind::Spf if tokens.is_empty() => Err(Fault::Value),
        Kind::Txt | Kind::Spf => Ok(Data::Text(join(text, tokens))),
    }
}

/// An address of the type's family.
pub fn address(word: &str, kind: Kind) -> Result<Data, Fault> {
    let address: std::net::IpAddr = word.parse().map_err(|_| Fault::Value)?;
    if address.is_ipv4() == (kind == Kind::A) { Ok(Data::Address(address)) } else { Err(Fault::Value) }
}
