//! Bytes above 127 where ASCII is expected.

use crate::span::Span;

/// What bytes above 127 in a field are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Raw {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a fold in the middle of a character.
    SplitUtf8,
    /// Something else.
    Other,
}

/// From the first byte above 127 in `field` to the last, and what they are.
pub fn raw(input: &[u8], field: Span) -> Option<(Span, Raw)> {
    let bytes = field.slice(input);
    let first = bytes.iter().position(|byte| !byte.is_ascii())?;
    let last = bytes.iter().rposition(|byte| !byte.is_ascii())?;
    let place = Span::of(first, last + 1).shift(field.start);
    let found = &bytes[first..=last];
    if std::str::from_utf8(found).is_ok() {
        return Some((place, Raw::Utf8));
    }
    let mut joined = Vec::with_capacity(found.len());
    for &byte in found {
        if !matches!(byte, b'\r' | b'\n' | b' ' | b'\t') {
            joined.push(byte);
        }
    }
    Some((place, if std::str::from_utf8(&joined).is_ok() { Raw::SplitUtf8 } else { Raw::Other }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_bytes_are_told_apart() {
        let of = |text: &[u8]| raw(text, Span::of(0, text.len())).map(|(span, kind)| (span.start, span.end, kind));
        assert_eq!(of(b"Subject: a\r\n"), None);
        assert_eq!(of("A: é é b".as_bytes()), Some((3, 8, Raw::Utf8)));
        assert_eq!(of(b"A: \xe6\x98\r\n \xa5"), Some((3, 9, Raw::SplitUtf8)));
        assert_eq!(of(b"A: \xe9b"), Some((3, 4, Raw::Other)));
    }
}
