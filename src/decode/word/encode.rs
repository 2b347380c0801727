//! Writing encoded-words (RFC 2047).

use super::base64;
use crate::decode::qp::hex_digits;

/// Longest encoded-word, and longest line that holds one (RFC 2047 section 2).
const LONGEST_WORD: usize = 75;
const LONGEST_LINE: usize = 76;
/// `=?UTF-8?B?` and `?=`.
const SHELL: usize = 12;
/// With less room than this, a word begins on a line of its own.
const LEAST_ROOM: usize = SHELL + 12;

/// `text` as encoded-words in UTF-8, none longer than 75 characters, separated by `fold`.
///
/// B where Q would be longer (RFC 2047 section 4).
pub fn encode(text: &str, fold: &str) -> String {
    encode_from(text, 0, fold)
}

/// The same for text that begins in `column` of its line: the first word is short enough for that line, or a fold
/// stands before it. `fold` is a line end and one blank.
pub fn encode_from(text: &str, column: usize, fold: &str) -> String {
    let mut out = String::new();
    let mut room = (LONGEST_LINE - 1).saturating_sub(column);
    if room < LEAST_ROOM {
        out.push_str(fold);
        room = LONGEST_WORD;
    }
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(chunk_len(rest, room));
        if rest.len() < text.len() {
            out.push_str(fold);
        }
        encode_one(chunk, room, &mut out);
        (rest, room) = (after, LONGEST_WORD);
    }
    out
}

/// Longest head of `text` whose word fits into `room` characters, at a character's boundary.
fn chunk_len(text: &str, room: usize) -> usize {
    let most = (room - SHELL) / 4 * 3;
    let len = text.floor_char_boundary(text.len().min(most));
    if len == 0 { text.chars().next().map_or(text.len(), char::len_utf8) } else { len }
}

fn encode_one(chunk: &str, room: usize, out: &mut String) {
    let mut q_len = 0;
    for byte in chunk.bytes() {
        q_len += if q_plain(byte) || byte == b' ' { 1 } else { 3 };
    }
    if q_len <= chunk.len().div_ceil(3) * 4 && q_len + SHELL <= room {
        out.push_str("=?UTF-8?Q?");
        for byte in chunk.bytes() {
            match byte {
                b' ' => out.push('_'),
                _ if q_plain(byte) => out.push(byte as char),
                _ => {
                    out.push('=');
                    for digit in hex_digits(byte) {
                        out.push(digit as char);
                    }
                }
            }
        }
    } else {
        out.push_str("=?UTF-8?B?");
        let mut encoded = Vec::new();
        base64::encode_into(chunk.as_bytes(), &mut encoded);
        out.push_str(std::str::from_utf8(&encoded).unwrap_or_default());
    }
    out.push_str("?=");
}

/// What may stand in a Q payload anywhere, phrases included (RFC 2047 section 5 rule 3).
const fn q_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'!' | b'*' | b'+' | b'-' | b'/')
}

#[cfg(test)]
mod tests {
    use super::super::HeaderText;
    use super::*;
    use crate::span::Span;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_encoded_decodes(plain in "[a-zA-Z0-9あ-ん漢字 _=?!,é]{1,80}", column in 0_usize..90) {
            let encoded = encode_from(&plain, column, "\r\n ");
            let read = HeaderText::read(encoded.as_bytes(), Span::of(0, encoded.len()));
            prop_assert_eq!(read.text.trim_start_matches(' '), plain.trim_start_matches(' '));
            prop_assert!(read.words.iter().all(|word| word.fault.is_none() && word.span.len() <= 75));
            let first = encoded.split("\r\n").next().unwrap_or_default();
            prop_assert!(column + first.len() <= 76 || first.is_empty());
        }
    }
}
