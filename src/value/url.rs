//! URLs: scheme and host with their places, and URLs in plain text.

pub mod fault;

use super::domain::{has_known_top, organizational_domain};
use super::uris::scheme;
use crate::find::{Finder, find, has, has_word, holds_any, holds_only, memrchr, until};
use crate::span::Span;
use memchr::memchr;
use std::net::Ipv4Addr;

/// A URL cut into what rules ask for. Spans count inside the URL.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Url<'a> {
    text: &'a str,
    /// The scheme, without the colon.
    pub scheme: Span,
    /// The host, without port and user information; empty for URLs without one.
    pub host: Span,
}

impl<'a> Url<'a> {
    /// Reads an absolute URL; `None` where no scheme stands at its head.
    pub fn read(text: &'a str) -> Option<Self> {
        let colon = scheme(text.as_bytes())?.len();
        let host = host(text, colon + 1).unwrap_or(Span::of(colon + 1, colon + 1));
        Some(Self { text, scheme: Span::of(0, colon), host })
    }

    /// The host as written.
    pub fn host(&self) -> &'a str {
        &self.text[self.host.range()]
    }

    /// The scheme as written.
    pub fn scheme(&self) -> &'a str {
        &self.text[self.scheme.range()]
    }

    /// Whether it is `http` or `https`.
    pub fn is_web(&self) -> bool {
        has_word("http https", self.scheme())
    }

    /// The URL without its fragment.
    pub fn without_fragment(&self) -> &'a str {
        self.text.split('#').next().unwrap_or_default()
    }
}

/// The host after `//`: between user information and port.
fn host(text: &str, from: usize) -> Option<Span> {
    let rest = text[from..].strip_prefix("//")?;
    let start = from + 2;
    let end = start + until(rest.as_bytes(), b"/?#\\");
    let start = memrchr(b'@', &text.as_bytes()[start..end]).map_or(start, |at| start + at + 1);
    let authority = &text.as_bytes()[start..end];
    let len = match authority.starts_with(b"[") {
        true => (until(authority, b"]") + 1).min(authority.len()),
        false => until(authority, b":"),
    };
    Some(Span::of(start, start + len))
}

/// Whether a token of a mail system stands in an address (`{{url}}`, `%%url%%`, `*|URL|*`, `${url}`, `[[url]]`): what
/// comes in its place is not known.
pub fn has_token(url: &str) -> bool {
    // Every token has one of these, and most addresses have none.
    if !holds_any(url, "{*[%<$#") {
        return false;
    }
    let bytes = url.as_bytes();
    let opens = |at: usize| {
        matches!(
            bytes[at..],
            [b'{', ..]
                | [b'*', b'|', ..]
                | [b'[', b'[' | b'%' | b'@', ..]
                | [b'%', b'%', ..]
                | [b'<', b'%' | b'$' | b'?' | b'<', ..]
                | [b'$', b'(', ..]
                | [b'#', b'#', ..]
        )
    };
    (0..bytes.len()).any(opens) || is_between_percents(url) || is_in_brackets(url)
}

/// `%word%`, which is no escape.
fn is_between_percents(url: &str) -> bool {
    let mut rest = url.as_bytes();
    while let Some(at) = memchr(b'%', rest) {
        rest = &rest[at + 1..];
        let word = &rest[..until(rest, b"%")];
        if word.len() > 2 && word.len() < rest.len() && holds_only(word, b"_-.") && !is_escape(word) {
            return true;
        }
    }
    false
}

/// `[word]` beyond the authority.
fn is_in_brackets(url: &str) -> bool {
    let path = find(url.as_bytes(), b"://").map_or(0, |at| at + 3);
    url.get(path + 1..).is_some_and(|rest| has(rest, "[") && has(rest, "]"))
}

/// Whether two hex digits begin `bytes`.
fn is_escape(bytes: &[u8]) -> bool {
    bytes.len() >= 2 && bytes[..2].iter().all(u8::is_ascii_hexdigit)
}

/// The IPv4 address that browsers read a host as: also one in octal, hexadecimal or fewer than four numbers (URL
/// Standard, section 3.5).
pub fn ipv4(host: &str) -> Option<Ipv4Addr> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let parts = host.split('.').count() as u32;
    let mut address = 0_u64;
    for (part, left) in host.split('.').zip((0..parts).rev()) {
        let number = number(part)?;
        // The last number fills what the others leave.
        let bits = if left == 0 { 8 * 5_u32.checked_sub(parts)? } else { 8 };
        if number >> bits != 0 {
            return None;
        }
        address = address << bits | number;
    }
    u32::try_from(address).ok().map(Ipv4Addr::from)
}

fn number(part: &str) -> Option<u64> {
    let (digits, radix) = match part.as_bytes() {
        [] => return None,
        [b'0', b'x' | b'X', ..] => (&part[2..], 16),
        [b'0', _, ..] => (&part[1..], 8),
        _ => (part, 10),
    };
    let sound = digits.chars().all(|digit| digit.is_digit(radix));
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, radix).ok().filter(|_| sound) }
}

/// The http and https URLs in plain text, in order.
///
/// A URL ends at a blank, at anything outside ASCII (Japanese text follows URLs without a blank), and before punctuation
/// that closes a sentence.
pub fn in_text(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    let finder = Finder::new(b"://");
    while let Some(at) = finder.find(&bytes[from..]) {
        let mark = from + at;
        from = mark + 3;
        let Some(start) = scheme_start(bytes, mark) else { continue };
        let len = bytes[from..].iter().position(|&byte| ends_url(byte)).unwrap_or(bytes.len() - from);
        let end = from + trim_punctuation(&bytes[from..from + len]);
        if end > from {
            found.push(Span::of(start, end));
        }
        from += len;
    }
    found
}

/// Where `http` or `https` before `://` at `mark` begins, at the edge of a word.
fn scheme_start(bytes: &[u8], mark: usize) -> Option<usize> {
    let start = ["https", "http"].into_iter().find_map(|scheme| {
        let start = mark.checked_sub(scheme.len())?;
        bytes[start..mark].eq_ignore_ascii_case(scheme.as_bytes()).then_some(start)
    })?;
    let before = start.checked_sub(1).map(|at| bytes[at]);
    before.is_none_or(|byte| !byte.is_ascii_alphanumeric()).then_some(start)
}

/// The host that a text shows, where the text is an address and nothing else.
pub fn shown_in(text: &str) -> Option<&str> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    if let Some(url) = Url::read(text).filter(Url::is_web) {
        return Some(url.host()).filter(|host| !host.is_empty());
    }
    let host = &text[..until(text.as_bytes(), b"/?#")];
    let odd = holds_any(host, "@:\\{%*");
    let known = !odd && is_name_of_site(host) && has_known_top(host) && organizational_domain(host).is_some();
    known.then_some(host)
}

/// Whether a bare name reads as a site: two labels, and three where the suffix is also that of files or words.
fn is_name_of_site(host: &str) -> bool {
    const AMBIGUOUS: &str = "md sh py pl rs js zip mov app net ai io doc so";
    let Some((before, last)) = host.rsplit_once('.') else { return false };
    let empty = has(host, "..") || before.starts_with('.') || before.is_empty() || last.is_empty();
    !empty && (has(before, ".") || !has_word(AMBIGUOUS, last))
}

const fn ends_url(byte: u8) -> bool {
    byte <= b' ' || byte >= 127 || matches!(byte, b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|' | b'^')
}

/// Length without closing punctuation; a closing bracket stays where its partner is inside.
fn trim_punctuation(url: &[u8]) -> usize {
    let mut len = url.len();
    let mut open = [0_i64; 2];
    for &byte in url {
        match byte {
            b'(' => open[0] += 1,
            b')' => open[0] -= 1,
            b'[' => open[1] += 1,
            b']' => open[1] -= 1,
            _ => {}
        }
    }
    while let Some(&last) = url[..len].last() {
        match last {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' => {}
            b')' if open[0] < 0 => open[0] += 1,
            b']' if open[1] < 0 => open[1] += 1,
            _ => break,
        }
        len -= 1;
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hosts() {
        for (url, host) in [
            ("https://www.example.jp/a?b", "www.example.jp"),
            ("HTTP://user:pw@h.example:8080", "h.example"),
            ("https://[::1]:80/", "[::1]"),
            ("https://h.example?x@y", "h.example"),
            ("mailto:a@b.example", ""),
            ("https:", ""),
        ] {
            assert_eq!(Url::read(url).map(|url| url.host()), Some(host), "{url}");
        }
        assert_eq!(Url::read("//x.example"), None);
        assert_eq!(Url::read("1a:b"), None);
    }

    #[test]
    fn tokens() {
        for url in [
            "{{url}}",
            "%%url%%",
            "*|URL|*",
            "${url}",
            "[[url]]",
            "https://h.example/%link%",
            "https://h.example/[unsubscribe]",
            "https://h.example/?a=<%= id %>",
        ] {
            assert!(has_token(url), "{url}");
        }
        for url in ["https://[::1]/", "https://h.example/%E3%81%82%20b", "https://h.example/a|b?50%", "https://h/a^b"] {
            assert!(!has_token(url), "{url}");
        }
    }

    #[test]
    fn addresses_by_number() {
        for (host, address) in [
            ("127.0.0.1", Some([127, 0, 0, 1])),
            ("0x7f.1", Some([127, 0, 0, 1])),
            ("2130706433", Some([127, 0, 0, 1])),
            ("0300.0250.1.", Some([192, 168, 0, 1])),
            ("1.2.3.256", None),
            ("1.2.3.4.5", None),
            ("08", None),
            ("a.1", None),
            ("4294967296", None),
            ("", None),
        ] {
            assert_eq!(ipv4(host), address.map(Ipv4Addr::from), "{host}");
        }
    }

    #[test]
    fn urls_in_text() {
        let all = |text: &'static str| in_text(text).into_iter().map(|span| &text[span.range()]).collect::<Vec<_>>();
        assert_eq!(
            all("see https://a.example/x. And (http://b.example/y(z))."),
            ["https://a.example/x", "http://b.example/y(z)"]
        );
        assert_eq!(all("詳しくはhttps://a.example/春をご覧ください"), ["https://a.example/"]);
        assert_eq!(all("「https://a.example/b」、<https://c.example>"), ["https://a.example/b", "https://c.example"]);
        assert_eq!(all("xhttp://no.example ftp://no.example http://"), Vec::<&str>::new());
    }

    #[test]
    fn texts_that_are_addresses() {
        for (text, host) in [
            ("https://www.minatobunko.co.jp/a", Some("www.minatobunko.co.jp")),
            ("minatobunko.co.jp", Some("minatobunko.co.jp")),
            ("minatobunko.co.jp/news", Some("minatobunko.co.jp")),
            ("Node.js", None),
            ("report.pdf", None),
            ("1.99", None),
            ("ken@minatobunko.co.jp", None),
            ("see minatobunko.co.jp", None),
            ("{{ shop.url }}", None),
        ] {
            assert_eq!(shown_in(text), host, "{text}");
        }
    }

    proptest! {
        #[test]
        fn places_lie_inside(text in "[htps:/a.あ@ ()]{0,60}") {
            for span in in_text(&text) {
                prop_assert!(text.get(span.range()).is_some_and(|url| Url::read(url).is_some()));
            }
        }
    }
}
