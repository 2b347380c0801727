//! Charsets: bytes to text and back, strictly, with a map to the bytes and a list of what was wrong.
//!
//! The tables are the WHATWG's (Encoding Standard), read through encoding_rs when they were made, so that what is shown
//! is what a reader sees. Mail is stricter than the web, though, so some things decode and are still a [`Fault`]:
//! [`FaultKind`] says which. Where the text itself differs from the web's on purpose:
//!
//! - US-ASCII and ISO-8859-1 are sets of their own, not names of windows-1252.
//! - A code that windows-125x or windows-874 leaves unassigned is U+FFFD, not a C1 control; likewise 80 in Shift_JIS.
//! - ISO-2022-JP lets a line end through in any state, and two escapes in a row are no error.
//! - `utf-16` follows the byte order mark.
//! - [`encode`] writes nothing that would read back as another character (`¥` is no 5C), and ISO-2022-JP keeps to
//!   JIS X 0208: no vendor characters, no half-width katakana turned into wide ones.

mod euc_jp;
mod fault;
mod guess;
mod host;
mod iso_2022_jp;
mod label;
mod shift_jis;
mod single;
mod table;
mod unicode;
mod writer;

use std::borrow::Cow;

use crate::span::SpanMap;
use label::Kind;
use writer::{Writer, ascii_len};

pub use fault::{Fault, FaultKind, Faults};
pub use guess::{fits, guess};
pub use host::{HostDecode, set_host_decoder};
pub use label::Charset;

/// Decoded text, the way back to its bytes, and what was wrong with them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded<'a> {
    /// The text; borrowed where the bytes already are that text.
    pub text: Cow<'a, str>,
    /// From the text back to the bytes.
    pub map: SpanMap,
    /// What was wrong, in order.
    pub faults: Faults,
}

/// Decodes `bytes`, keeping the way back and the faults.
pub fn decode(charset: Charset, bytes: &[u8]) -> Decoded<'_> {
    if let Some(text) = as_it_is(charset, bytes) {
        return Decoded { text: Cow::Borrowed(text), map: SpanMap::identity(), faults: Faults::default() };
    }
    let mut out = Writer::with_map(bytes.len());
    write(charset, bytes, &mut out);
    let (text, map, faults) = out.finish();
    Decoded { text: Cow::Owned(text), map, faults }
}

/// The faults of `bytes` of which no reader makes sense. Carriers' emoji in ISO-2022-JP have a meaning, though only there.
pub fn senseless<'f>(charset: Charset, bytes: &[u8], faults: &'f Faults) -> Vec<&'f Fault> {
    let mut found = Vec::new();
    for fault in faults.list() {
        // The rows in which au and SoftBank keep their emoji.
        let is_emoji = charset == Charset::ISO_2022_JP
            && fault.kind == FaultKind::Unassigned
            && matches!(fault.raw.slice(bytes).first(), Some(0x75..=0x7e));
        if fault.kind.is_undecodable() && fault.kind != FaultKind::NoDecoder && !is_emoji {
            found.push(fault);
        }
    }
    found
}

/// Decodes `bytes` to the same text as [`decode`], without a map.
pub fn decode_text(charset: Charset, bytes: &[u8]) -> Cow<'_, str> {
    if let Some(text) = as_it_is(charset, bytes) {
        return Cow::Borrowed(text);
    }
    let mut out = Writer::text_only(bytes.len());
    write(charset, bytes, &mut out);
    Cow::Owned(out.finish().0)
}

/// The bytes of `text` in `charset`; `None` where a character has no code there.
///
/// UTF-7 and UTF-16 are read only: no mail should be written in them.
pub fn encode(charset: Charset, text: &str) -> Option<Vec<u8>> {
    let kind = charset.kind();
    match kind {
        Kind::Utf8 => return Some(text.as_bytes().to_vec()),
        Kind::Iso2022Jp => return iso_2022_jp::encode(text),
        Kind::Utf7 | Kind::Utf16(_) => return None,
        _ => {}
    }
    let mut bytes = Vec::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii() {
            bytes.push(char as u8);
            continue;
        }
        let code = match kind {
            Kind::Latin1 if matches!(char, '\u{A0}'..='\u{FF}') => char as u32,
            Kind::Single(index) => single::code(index, char)?,
            Kind::ShiftJis => shift_jis::code(char)?,
            Kind::EucJp => euc_jp::code(char)?,
            Kind::Host(set) => host::code(set, char)?,
            _ => return None,
        };
        // As many bytes as the number has: no code begins with a zero.
        bytes.extend_from_slice(&code.to_be_bytes()[code.leading_zeros() as usize / 8..]);
    }
    Some(bytes)
}

/// The bytes as text where decoding would change nothing.
fn as_it_is(charset: Charset, bytes: &[u8]) -> Option<&str> {
    let plain = match charset.kind() {
        Kind::Utf8 => true,
        Kind::Utf16(_) => bytes.is_empty(),
        Kind::Utf7 => memchr::memchr(b'+', bytes).is_none() && ascii_len(bytes) == bytes.len(),
        Kind::Iso2022Jp => iso_2022_jp::plain_len(bytes) == bytes.len(),
        _ => ascii_len(bytes) == bytes.len(),
    };
    if plain { std::str::from_utf8(bytes).ok() } else { None }
}

fn write(charset: Charset, bytes: &[u8], out: &mut Writer) {
    match charset.kind() {
        Kind::Utf8 => unicode::decode_utf8(bytes, out),
        Kind::Utf16(order) => unicode::decode_utf16(order, bytes, out),
        Kind::Utf7 => unicode::decode_utf7(bytes, out),
        Kind::Ascii => single::decode_ascii(bytes, out),
        Kind::Latin1 => single::decode_latin1(bytes, out),
        Kind::Single(index) => single::decode(index, bytes, out),
        Kind::Iso2022Jp => iso_2022_jp::decode(bytes, out),
        Kind::ShiftJis => shift_jis::decode(bytes, out),
        Kind::EucJp => euc_jp::decode(bytes, out),
        Kind::Host(set) => host::decode(set, bytes, out),
    }
}

#[cfg(test)]
mod tests;
