//! What faulty encoded-words are meant to say.

use super::{Fault, Word, is_blank, payload_bytes};
use crate::decode::base64;
use crate::decode::charset::{self, Charset};

/// The text that a faulty word is meant to be, where there is no doubt.
pub fn intended(input: &[u8], word: &Word) -> Option<String> {
    let payload = word.payload.slice(input);
    let blank = |byte: &u8| is_blank(&[*byte]);
    match word.fault? {
        Fault::Empty => return Some(String::new()),
        // Where it ends is a guess, unless it runs to the next blank.
        Fault::Unterminated if payload.is_empty() || payload.iter().any(blank) => return None,
        Fault::Encoding | Fault::Undecodable | Fault::Split => return None,
        Fault::Space if word.has_gap(input) => return None,
        // base64 has no question mark.
        Fault::Question if !matches!(word.letter(input), b'Q' | b'q') => return None,
        _ => {}
    }
    let bytes = match word.letter(input) {
        b'B' | b'b' => whole_base64(payload)?,
        letter @ (b'Q' | b'q') => {
            let mut line = Vec::with_capacity(payload.len());
            for &byte in payload {
                if !matches!(byte, b'\r' | b'\n') {
                    line.push(byte);
                }
            }
            let (bytes, _, sound) = payload_bytes(letter, &line);
            sound.then_some(bytes)?
        }
        _ => return None,
    };
    let charset = match Charset::from_label(word.charset.slice(input)) {
        Some(charset) => charset,
        // Nothing but UTF-8 is UTF-8 by accident.
        None if !bytes.is_ascii() && std::str::from_utf8(&bytes).is_ok() => Charset::UTF_8,
        None => return None,
    };
    let decoded = charset::decode(charset, &bytes);
    let sound = decoded.faults.undecodable() == 0 && !decoded.text.contains(char::is_control);
    sound.then(|| decoded.text.into_owned())
}

/// The bytes of base64 that lacks nothing but its padding.
fn whole_base64(payload: &[u8]) -> Option<Vec<u8>> {
    let decoded = base64::decode(payload);
    let harmless = [base64::Fault::Truncated, base64::Fault::Blank, base64::Fault::UrlAlphabet];
    let mut letters = 0;
    for &byte in payload {
        letters += u32::from(!is_blank(&[byte]) && byte != b'=');
    }
    let whole = decoded.faults.are_only(&harmless) && letters % 4 != 1;
    whole.then_some(decoded.bytes)
}

/// The bytes of a payload that can be read by itself, be they whole characters or not.
fn bytes_alone(letter: u8, payload: &[u8]) -> Option<Vec<u8>> {
    let (bytes, _, sound) = payload_bytes(letter, payload);
    let cut = [base64::Fault::Truncated, base64::Fault::TrailingBits];
    let only_cut = || base64::decode(payload).faults.are_only(&cut);
    (sound || (matches!(letter, b'B' | b'b') && only_cut())).then_some(bytes)
}

/// The text of words in a row, in one charset, whose bytes decode when they are joined, or whose base64 does.
pub(super) fn joined(input: &[u8], row: &[Word]) -> Option<String> {
    let charset = Charset::from_label(row.first()?.charset.slice(input))?;
    let text = |bytes: &[u8]| {
        let decoded = charset::decode(charset, bytes);
        (decoded.faults.undecodable() == 0).then(|| decoded.text.into_owned())
    };
    let (mut bytes, mut payloads) = (Vec::new(), Vec::new());
    let (mut alone, mut base64) = (true, true);
    for word in row {
        let (letter, payload) = (word.letter(input), word.payload.slice(input));
        match bytes_alone(letter, payload) {
            Some(found) => bytes.extend_from_slice(&found),
            None => alone = false,
        }
        payloads.extend_from_slice(payload);
        base64 &= matches!(letter, b'B' | b'b');
    }
    if let (true, Some(text)) = (alone, text(&bytes)) {
        return Some(text);
    }
    let (bytes, _, sound) = payload_bytes(b'B', &payloads);
    if base64 && sound { text(&bytes) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::word::HeaderText;
    use crate::span::Span;

    fn meant(raw: &str) -> Option<String> {
        let read = HeaderText::read(raw.as_bytes(), Span::of(0, raw.len()));
        read.words.iter().find_map(|word| intended(raw.as_bytes(), word))
    }

    #[test]
    fn what_is_meant() {
        for (raw, want) in [
            ("=?UTF-8?B?44GC 44GE?=", Some("あい")),
            ("=?UTF-8?Q?a b=\r\n c?=", None),
            ("=?UTF-8?Q?a b\r\n c?=", Some("a b c")),
            ("=?UTF-8?B?44GC", Some("あ")),
            ("=?UTF-8?B?44GC and more", None),
            ("=?UTF-8?B?44GCYQ?=", Some("あa")),
            ("=?UTF-8?B?44GCY?=", None),
            ("=?UTF8MB4?B?44GC?=", Some("あ")),
            ("=?KLINGON?B?YQ==?=", None),
            ("=?UTF-8?B?/w==?=", None),
            ("=?UTF-8?X?YQ==?=", None),
            ("=?UTF-8?Q?Really??=", Some("Really?")),
            ("=?UTF-8?B?44?GC?=", None),
            ("=?UTF-8?B?44GC?=", None),
        ] {
            assert_eq!(meant(raw).as_deref(), want, "{raw}");
        }
    }
}
