//! What is wrong with the spelling of a web address.

use super::{Url, has_token, ipv4, is_escape};
use crate::find::{after_last, has, has_word, holds_any, leading, trim_controls, trim_end, trim_start, until};
use crate::span::Span;
use crate::value::domain::{is_ip_literal, to_ascii};

/// A fault in the spelling of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// `http:/x`, `htttp://x`, `http//x`, `http://http://x`: the scheme or the slashes after it.
    Scheme,
    /// A host that cannot exist, or a port that is none.
    Host,
    /// A blank, a line break or another control character.
    Blank,
    /// A backslash, a quotation mark or an angle bracket.
    Character,
    /// `%` without two hex digits.
    Escape,
    /// A character that is not encoded, but works nearly everywhere: beyond ASCII, after the host, or one of `^|` and the
    /// backtick.
    Unencoded,
}

impl Fault {
    /// Every fault, in order.
    pub const ALL: [Self; 6] = [Self::Scheme, Self::Host, Self::Blank, Self::Character, Self::Escape, Self::Unencoded];
}

/// The faults of `address`, which is decoded but not cleaned, in order. Empty addresses, those of other schemes and those
/// with tokens of a mail system have none.
pub fn faults(address: &str) -> Vec<(Fault, Span)> {
    let mut found = Vec::new();
    let inside = trim_controls(address.as_bytes());
    let url = &address[inside.range()];
    if !url.is_empty() && !has_token(url) {
        read(url, &mut found);
    }
    for (_, span) in &mut found {
        *span = span.shift(inside.start);
    }
    found
}

/// How the place of a fault is spelled without changing what is meant; `None` where that cannot be told.
pub fn repaired(fault: Fault, wrong: &str) -> Option<String> {
    match fault {
        Fault::Blank | Fault::Character | Fault::Unencoded => {
            let mut out = String::new();
            for byte in wrong.bytes() {
                match byte {
                    // URL Standard, section 4.4: these are dropped, and a backslash is a slash.
                    b'\t' | b'\n' | b'\r' => {}
                    b'\\' | b'/' => out.push('/'),
                    _ => {
                        let hex = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit)]);
                        out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
                    }
                }
            }
            Some(out)
        }
        Fault::Scheme => {
            let scheme = wrong.split_once(':').filter(|(_, slashes)| *slashes == "/" || slashes.is_empty())?.0;
            Some([scheme, "://"].concat())
        }
        Fault::Host | Fault::Escape => None,
    }
}

fn read(url: &str, found: &mut Vec<(Fault, Span)>) {
    let bytes = url.as_bytes();
    let end = until(bytes, b":;/");
    let (scheme, rest) = url.split_at(end);
    let web = has_word("http https", scheme);
    let mark = leading(rest.as_bytes(), b":;");
    let slashes = leading(&bytes[end + mark..], b"/\\");
    let after = end + mark + slashes;
    if after == url.len() || !(web || (is_misspelt(scheme) && mark == 1 && slashes == 2)) {
        return;
    }
    // A path may be called so too: only what looks like nothing else is a misspelt scheme.
    let whole = mark == 1 && rest.starts_with(':');
    if !web || !whole || slashes != 2 || is_doubled(&url[after..]) {
        if whole || slashes == 2 {
            found.push((Fault::Scheme, Span::of(0, if web { after } else { end })));
        }
        return;
    }
    if has(&url[end + mark..after], "\\") {
        found.push((Fault::Character, Span::of(end + mark, after)));
        return;
    }
    let authority = after + until(&bytes[after..], b"/?#\\");
    read_host(url, authority, found);
    read_path(url, authority, found);
}

fn is_misspelt(scheme: &str) -> bool {
    let lower = scheme.to_ascii_lowercase();
    has(&lower, "t") && has(&lower, "p") && leading(lower.as_bytes(), b"htps") == lower.len() && lower.len() < 9
}

/// Whether another scheme stands where the host belongs.
fn is_doubled(rest: &str) -> bool {
    rest.split_once(':').is_some_and(|(host, after)| has_word("http https", host) && after.starts_with("//"))
}

fn read_host(url: &str, authority: usize, found: &mut Vec<(Fault, Span)>) {
    let Some(read) = Url::read(url) else { return };
    let host = read.host();
    // Line breaks are dropped before the host is read.
    if !holds_any(host, "\t\n\r") && !is_host(host) {
        found.push((Fault::Host, read.host));
        return;
    }
    let port = trim_start(&url[read.host.end as usize..authority.max(read.host.end as usize)], ":");
    if !port.is_empty() && port.parse::<u16>().is_err() {
        found.push((Fault::Host, Span::of(authority - port.len(), authority)));
    }
}

/// Whether a host can exist; what escapes and A-labels stand for is not asked here.
fn is_host(host: &str) -> bool {
    let last = after_last(trim_end(host, "."), b'.');
    match () {
        () if has(host, "%") || has(host, "xn--") => true,
        () if host.starts_with('[') => is_ip_literal(host),
        () if !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()) => ipv4(host).is_some(),
        () => to_ascii(host).is_some(),
    }
}

fn read_path(url: &str, from: usize, found: &mut Vec<(Fault, Span)>) {
    for (at, c) in url[from..].char_indices() {
        let at = from + at;
        let fault = match c {
            '\0'..=' ' | '\x7f' => Fault::Blank,
            '\\' | '"' | '<' | '>' => Fault::Character,
            '%' if !is_escape(&url.as_bytes()[at + 1..]) => Fault::Escape,
            // What cannot be seen is a matter of its own.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
                continue;
            }
            '^' | '|' | '`' | '\u{80}'.. => Fault::Unencoded,
            _ => continue,
        };
        let span = Span::of(at, at + c.len_utf8());
        match found.last_mut() {
            Some((last, before)) if *last == fault && before.end == span.start => before.end = span.end,
            _ => found.push((fault, span)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(url: &str) -> Vec<(Fault, &str)> {
        faults(url).into_iter().map(|(fault, span)| (fault, &url[span.range()])).collect()
    }

    #[test]
    fn sound_addresses() {
        for url in [
            "https://www.example.jp/a?b=%20c#d",
            " https://a.example/ \n",
            "http://[::1]:80/",
            "https://192.0.2.1/",
            "https://bücher.example:8443",
            "https://xn--a.example/",
            "https://a_b.example./",
            "http://",
            "http:",
            "/a b",
            "http/a",
            "mailto:a b@c.example",
            "tel:+81 3 1234",
            "ssh://a.example/",
            "{{url}} b",
            "https://a.example/%%x y%%",
            "https://a.example/[first name]",
            "",
        ] {
            assert_eq!(of(url), [], "{url}");
        }
    }

    #[test]
    fn faults_and_their_places() {
        use Fault::*;
        assert_eq!(of("https://a.example/x  y\nz"), [(Blank, "  "), (Blank, "\n")]);
        assert_eq!(
            of("https://a.example/春?\\<x%zz%2"),
            [(Unencoded, "春"), (Character, "\\<"), (Escape, "%"), (Escape, "%")]
        );
        for (url, fault) in [
            ("http:/a.example/", (Scheme, "http:/")),
            ("http:a.example", (Scheme, "http:")),
            ("http:///a.example", (Scheme, "http:///")),
            ("https//a.example", (Scheme, "https//")),
            ("htttp://a.example", (Scheme, "htttp")),
            ("http://https://a.example", (Scheme, "http://")),
            ("http://a..example/", (Host, "a..example")),
            ("http://a b.example/", (Host, "a b.example")),
            ("http://1.2.3.4.5/", (Host, "1.2.3.4.5")),
            ("http://?a", (Host, "")),
            ("http://a.example:port/", (Host, "port")),
            ("http:\\\\a.example", (Character, "\\\\")),
        ] {
            assert_eq!(of(url), [fault], "{url}");
        }
    }

    #[test]
    fn repairs() {
        assert_eq!(repaired(Fault::Unencoded, "春").as_deref(), Some("%E6%98%A5"));
        assert_eq!(repaired(Fault::Blank, " \n ").as_deref(), Some("%20%20"));
        assert_eq!(repaired(Fault::Character, "/\\\"").as_deref(), Some("//%22"));
        assert_eq!(repaired(Fault::Scheme, "http:/").as_deref(), Some("http://"));
        assert_eq!(repaired(Fault::Scheme, "htttp"), None);
        assert_eq!(repaired(Fault::Escape, "%"), None);
    }

    proptest! {
        #[test]
        fn a_repair_leaves_no_fault_of_its_kind(url in "https://[a-z.]{1,4}/[a %\\\\|春\n<?#]{0,20}") {
            let mut out = url.clone();
            for (fault, span) in faults(&url).into_iter().rev() {
                if let Some(text) = repaired(fault, &url[span.range()]) {
                    out.replace_range(span.range(), &text);
                }
            }
            for (fault, _) in faults(&out) {
                prop_assert!(matches!(fault, Fault::Host | Fault::Escape), "{} -> {}: {:?}", url, out, fault);
            }
        }
    }
}
