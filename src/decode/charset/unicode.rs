//! UTF-8, UTF-16 and UTF-7.

use super::fault::FaultKind::{EightBit, Incomplete, LoneSurrogate, Malformed};
use super::label::ByteOrder;
use super::writer::Writer;

/// UTF-8; a bad sequence is one U+FFFD for its maximal subpart (Encoding Standard 8.1.1, Unicode 3.9).
pub(super) fn decode_utf8(bytes: &[u8], out: &mut Writer) {
    let mut left = bytes.len();
    for chunk in bytes.utf8_chunks() {
        out.copy(chunk.valid());
        let bad = chunk.invalid();
        left -= chunk.valid().len() + bad.len();
        if !bad.is_empty() {
            let cut = left == 0 && std::str::from_utf8(bad).is_err_and(|error| error.error_len().is_none());
            out.bad(if cut { Incomplete } else { Malformed }, bad.len() as u8);
        }
    }
}

/// UTF-16. `utf-16` goes by the byte order mark and is little-endian without one, as on the web.
pub(super) fn decode_utf16(order: ByteOrder, bytes: &[u8], out: &mut Writer) {
    let (big, body) = match (order, bytes) {
        (ByteOrder::Mark, [0xFE, 0xFF, body @ ..]) => (true, body),
        (ByteOrder::Mark, [0xFF, 0xFE, body @ ..]) => (false, body),
        _ => (order == ByteOrder::Big, bytes),
    };
    out.skip(bytes.len() - body.len());
    let (pairs, odd) = body.as_chunks::<2>();
    let mut high = None;
    for &pair in pairs {
        high = unit(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }, 2, high, out);
    }
    if high.is_some() {
        out.bad(LoneSurrogate, 2);
    }
    if !odd.is_empty() {
        out.bad(Incomplete, 1);
    }
}

/// UTF-7 (RFC 2152).
pub(super) fn decode_utf7(bytes: &[u8], out: &mut Writer) {
    let mut rest = bytes;
    while let Some(&byte) = rest.first() {
        let used = match (byte, rest.get(1)) {
            (b'+', Some(b'-')) => {
                out.put(2, '+');
                2
            }
            (b'+', Some(&next)) if sextet(next).is_some() => {
                out.skip(1);
                1 + shifted(&rest[1..], out)
            }
            (b'+', _) => out.bad(if rest.len() == 1 { Incomplete } else { Malformed }, 1),
            (0x80.., _) => out.bad(EightBit, 1),
            _ => {
                let run = rest.iter().position(|&byte| byte >= 0x80 || byte == b'+').unwrap_or(rest.len());
                out.ascii(&rest[..run]);
                run
            }
        };
        rest = &rest[used..];
    }
}

/// Reads modified base64 and the `-` after it; answers how many bytes that was.
///
/// A UTF-16 unit belongs to the base64 letters up to the one that completes it.
fn shifted(bytes: &[u8], out: &mut Writer) -> usize {
    let (mut bits, mut count, mut letters) = (0_u32, 0_u32, 0_u8);
    let mut high: Option<(u16, u8)> = None;
    let mut at = 0;
    while let Some(value) = bytes.get(at).copied().and_then(sextet) {
        at += 1;
        letters += 1;
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 16 {
            count -= 16;
            high = unit((bits >> count) as u16, letters, high, out);
            (bits, letters) = (bits & ((1 << count) - 1), 0);
        }
    }
    if let Some((_, len)) = high {
        out.bad(LoneSurrogate, len);
    }
    // What is left of the last letter must be fewer than six bits, all zero.
    match (letters, bits) {
        (0, 0) => {}
        (0, _) => out.odd_last(Malformed),
        (1, 0) if count < 6 => out.skip(1),
        (len, _) => _ = out.bad(if at == bytes.len() { Incomplete } else { Malformed }, len),
    }
    if bytes.get(at) == Some(&b'-') {
        out.skip(1);
        at += 1;
    }
    at
}

/// Takes one UTF-16 unit that came from `len` letters; answers a high surrogate that still waits for the low one.
fn unit(unit: u16, len: u8, high: Option<(u16, u8)>, out: &mut Writer) -> Option<(u16, u8)> {
    if let Some((first, first_len)) = high {
        if let 0xDC00..=0xDFFF = unit {
            let code = 0x1_0000 + (u32::from(first - 0xD800) << 10) + u32::from(unit - 0xDC00);
            out.put(first_len + len, char::from_u32(code).unwrap_or_default());
            return None;
        }
        out.bad(LoneSurrogate, first_len);
    }
    match char::from_u32(u32::from(unit)) {
        Some(char) => out.put(len, char),
        None if unit < 0xDC00 => return Some((unit, len)),
        None => _ = out.bad(LoneSurrogate, len),
    }
    None
}

/// The value of a base64 letter.
const fn sextet(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}
