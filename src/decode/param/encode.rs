//! Writing parameters (RFC 2231).

use crate::decode::qp::hex_digits;
use crate::digits;
use crate::find::has;

/// Longest line that is written; longer values are cut into pieces.
const LONGEST_LINE: usize = 76;

/// `name="text"` where that can be said in ASCII, else `name*=UTF-8''...`, in pieces with `fold` between them where it is
/// long. `fold` is a line end and a blank; the first piece begins after one.
pub fn encode(name: &str, text: &str, fold: &str) -> String {
    let plain = |byte: u8| (b' '..=b'~').contains(&byte) && !matches!(byte, b'"' | b'\\');
    if text.bytes().all(plain) && !has(text, "=?") && text.len() + name.len() + 5 < LONGEST_LINE {
        return [name, "=\"", text, "\""].concat();
    }
    let mut encoded = String::new();
    let (mut pieces, mut piece) = (Vec::new(), String::from("UTF-8''"));
    for c in text.chars() {
        // A character stays in one piece: not every reader joins the bytes first.
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            push_byte(byte, &mut encoded);
        }
        // The name, its stars and number, `=` and `;`.
        if piece.len() + encoded.len() + name.len() + 9 > LONGEST_LINE {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push_str(&encoded);
        encoded.clear();
    }
    pieces.push(piece);
    let mut out = String::new();
    for (number, piece) in pieces.iter().enumerate() {
        if number > 0 {
            out.push(';');
            out.push_str(fold);
        }
        out.push_str(name);
        out.push('*');
        if pieces.len() > 1 {
            digits::push(number as u64, &mut out);
            out.push('*');
        }
        out.push('=');
        out.push_str(piece);
    }
    out
}

/// A byte as it is, where RFC 2231 section 7 lets it stand, else in hex.
fn push_byte(byte: u8, out: &mut String) {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`{|}~".contains(&byte) {
        return out.push(char::from(byte));
    }
    out.push('%');
    for digit in hex_digits(byte) {
        out.push(char::from(digit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::param::read;
    use crate::scan::params::Structured;
    use crate::span::Span;
    use proptest::prelude::*;

    #[test]
    fn short_names() {
        assert_eq!(encode("name", "a b.pdf", "\r\n "), "name=\"a b.pdf\"");
        assert_eq!(encode("filename", "請.pdf", "\r\n "), "filename*=UTF-8''%E8%AB%8B.pdf");
        assert_eq!(encode("name", "a\"b", "\r\n "), "name*=UTF-8''a%22b");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in "[ -~あ-ん]{0,90}") {
            let field = ["attachment;\r\n ", &encode("filename", &text, "\r\n ")].concat();
            prop_assert!(field.lines().all(|line| line.len() <= LONGEST_LINE));
            let value = Structured::read(field.as_bytes(), Span::of(0, field.len()));
            let read = read(field.as_bytes(), &value, "filename").map(|value| value.text);
            prop_assert_eq!(read, Some(text));
        }
    }
}
