//! What a quoted-printable body holds against the rules, though decoders make something of it (RFC 2045 section 6.7).

use super::hex;
use crate::find::{cut_tail, find, up_to};
use crate::scan::{find_control, trailing_blanks};
use crate::span::Span;
use memchr::memchr2_iter;

/// Places kept of a body.
pub const MOST: usize = 1_000;

/// Blanks before a hard line end: decoders drop them (rule 3). The first thousand places.
pub fn blank_ends(raw: &[u8]) -> Vec<Span> {
    let mut found = Vec::new();
    for at in memchr2_iter(b'\r', b'\n', raw) {
        if at > 0 && matches!(raw[at - 1], b' ' | b'\t') && found.len() < MOST {
            let start = at - trailing_blanks(&raw[..at]);
            // After `=` they are padding of a soft line break.
            if start == 0 || raw[start - 1] != b'=' {
                found.push(Span::of(start, at));
            }
        }
    }
    found
}

/// Runs of octets that must not stand there unencoded: above 126, and controls (closing note 4). The first thousand.
///
/// NUL is left out, as are line ends.
pub fn raw_octets(raw: &[u8]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    if raw.is_ascii() && find_control(raw, 0).is_none() {
        return found;
    }
    for (at, byte) in raw.iter().enumerate() {
        if *byte > 126 || find_control(&[*byte], 0).is_some() {
            let full = found.len() == MOST;
            match found.last_mut() {
                Some(last) if last.end as usize == at => last.end += 1,
                _ if full => break,
                _ => found.push(Span::of(at, at + 1)),
            }
        }
    }
    found
}

/// Whether the `=` at `at`, which begins no escape, would begin one but for a soft line break in it.
pub(super) fn is_split(raw: &[u8], at: usize) -> bool {
    let digit = |at: usize| raw.get(at).is_some_and(|byte| hex(*byte).is_some());
    let soft = at + 1 + usize::from(digit(at + 1));
    let Some(rest) = raw.get(soft..).filter(|rest| rest.first() == Some(&b'=')) else { return false };
    let end = match rest {
        [_, b'\r', b'\n', ..] => 3,
        [_, b'\n', ..] => 2,
        _ => return false,
    };
    digit(soft + end) && (soft > at + 1 || digit(soft + end + 1))
}

/// Escapes that stand for line ends, where no line ends otherwise: the first, and how many. `None` where the body has
/// line ends of its own.
pub fn encoded_line_ends(raw: &[u8]) -> Option<(Span, usize)> {
    let first = find(raw, b"=0A")?;
    let head = &raw[..first];
    let head = cut_tail(head, "=\r\n").or(cut_tail(head, "=\n")).unwrap_or(head);
    let start = cut_tail(head, "=0D").map_or(first, <[u8]>::len);
    let (mut count, mut carries) = (0, false);
    let mut after = raw;
    loop {
        let line = up_to(after, b'\n');
        let next = after.get(line.len() + 1..);
        let line = line.trim_ascii_end();
        let (text, soft) = cut_tail(line, "=").map_or((line, false), |text| (text, true));
        let mut rest = text;
        while let Some(at) = find(rest, b"=0A") {
            count += 1;
            carries = false;
            rest = &rest[at + 3..];
        }
        carries |= !rest.is_empty();
        if !soft {
            // What comes after the last one ends with the part.
            if carries && next.is_some_and(|next| !up_to(next, b'\n').is_empty()) {
                return None;
            }
            carries = false;
        }
        let Some(next) = next else { return Some((Span::of(start, first + 3), count)) };
        after = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<'a>(raw: &'a str, spans: &[Span]) -> Vec<&'a str> {
        spans.iter().map(|span| &raw[span.range()]).collect()
    }

    #[test]
    fn blanks_at_line_ends() {
        let raw = "a \r\nb=  \r\n\t \nc =20\r\nd ";
        assert_eq!(shown(raw, &blank_ends(raw.as_bytes())), [" ", "\t "]);
        assert_eq!(blank_ends(b" \r\n"), [Span::new(0, 1)]);
        assert_eq!(blank_ends(b""), []);
    }

    #[test]
    fn octets_that_want_an_escape() {
        let raw = "a\tcaf\u{e9}s\u{1b}$B\u{7f}\0\r\n";
        assert_eq!(shown(raw, &raw_octets(raw.as_bytes())), ["\u{e9}", "\u{1b}", "\u{7f}"]);
    }

    #[test]
    fn escapes_with_a_soft_break_inside() {
        for (raw, want) in [
            ("=E=\r\n3", true),
            ("==\r\nE3", true),
            ("==\nE3", true),
            ("==\r\nE", false),
            ("=E=3", false),
            ("=", false),
        ] {
            assert_eq!(is_split(raw.as_bytes(), 0), want, "{raw}");
        }
    }

    #[test]
    fn line_ends_as_escapes() {
        let of = |raw: &str| encoded_line_ends(raw.as_bytes()).map(|(first, count)| (first.start, first.end, count));
        assert_eq!(of("a=0D=0Ab=0D=0A"), Some((1, 7, 2)));
        assert_eq!(of("a=0D=\r\n=0Ab=0D=0A=\r\nc\r\n"), Some((1, 10, 2)));
        assert_eq!(of("a=0A=\r\nb=\r\nc=0A=\r\nthe end\r\n"), Some((1, 4, 2)));
        assert_eq!(of("a=0D=0A\r\nb=0D=0A\r\n"), Some((1, 7, 2)));
        assert_eq!(of("a=0D=0Ab\r\nc\r\n"), None);
        assert_eq!(of("a=\r\n\r\nb=0A\r\nc\r\n"), None);
        assert_eq!(of("a\r\nb\r\n"), None);
    }
}
