//! Local parts that are legal and make trouble all the same.

use crate::find::{cut_head, cut_tail};
use crate::span::Span;

/// The first character of a local part that Yahoo names as exotic: one of `,$%?{}<>`, or a blank inside quotes.
pub fn exotic_character(input: &[u8], local: Span) -> Option<Span> {
    let bytes = local.slice(input);
    let quoted = bytes.starts_with(b"\"");
    let at = bytes.iter().position(|byte| b",$%?{}<>".contains(byte) || (quoted && *byte == b' '))?;
    Some(Span::of(at, at + 1).shift(local.start))
}

/// What stands in the quotes of a local part that needs none (RFC 5322 section 3.4.1).
pub fn unquoted_local(input: &[u8], local: Span) -> Option<&[u8]> {
    let inside = cut_tail(cut_head(local.slice(input), "\"")?, "\"")?;
    let mut before = b'.';
    for &byte in inside {
        let atext = byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        if !atext && (byte != b'.' || before == b'.') {
            return None;
        }
        before = byte;
    }
    (before != b'.').then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_that_are_needed_stay() {
        let of = |text: &'static str| unquoted_local(text.as_bytes(), Span::of(0, text.len()));
        assert_eq!(of("\"yuko.t\""), Some(&b"yuko.t"[..]));
        for text in ["yuko", "\"yuko t\"", "\"yuko..t\"", "\".a\"", "\"a.\"", "\"\"", "\"", "\"a\\b\""] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn exotic_characters_have_places() {
        let of = |text: &str| exotic_character(text.as_bytes(), Span::of(0, text.len())).map(|span| span.start);
        assert_eq!(of("b%user=dom"), Some(1));
        assert_eq!(of("\"a b\""), Some(2));
        for text in ["a . b", "prvs=1+a-b_c.d", ""] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
