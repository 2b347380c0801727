//! Shift_JIS as Windows writes it: CP932 (Encoding Standard 12.3).

use super::fault::FaultKind::{Incomplete, Malformed, NoDecoder, PrivateUse};
use super::table::{NEC_SELECTED_IBM, USER_DEFINED, jis0208, jis0208_pointer, jis0208_table, without_entry};
use super::writer::{Writer, ascii_len};

/// Half-width katakana: byte A1 is U+FF61.
const KATAKANA: u32 = 0xFF61 - 0xA1;

pub(super) fn decode(bytes: &[u8], out: &mut Writer) {
    let table = jis0208_table();
    let mut rest = bytes;
    loop {
        let used = match *rest {
            [] => return,
            [0..=0x7F, ..] => {
                let run = ascii_len(rest);
                out.ascii(&rest[..run]);
                run
            }
            [byte @ 0xA1..=0xDF, ..] => {
                out.put(1, char::from_u32(KATAKANA + u32::from(byte)).unwrap_or_default());
                1
            }
            [0x80 | 0xA0 | 0xFD..=0xFF, ..] => out.bad(Malformed, 1),
            [_] => out.bad(Incomplete, 1),
            [lead, trail, ..] => pair(table, lead, trail, out),
        };
        rest = &rest[used..];
    }
}

/// A lead byte and what follows; answers how many bytes were used. An ASCII byte that makes no pair stays for itself.
#[inline]
fn pair(table: &[u16], lead: u8, trail: u8, out: &mut Writer) -> usize {
    let unusable = if trail < 0x80 { 1 } else { 2 };
    let Some(pointer) = pointer(lead, trail) else {
        return out.bad(Malformed, unusable);
    };
    if let Some(char) = jis0208(table, pointer) {
        out.put(2, char);
        return 2;
    }
    if USER_DEFINED.contains(&pointer) {
        let code = 0xE000 + u32::from(pointer - USER_DEFINED.start);
        out.put_odd(PrivateUse, 2, char::from_u32(code).unwrap_or_default());
        return 2;
    }
    let kind = without_entry(table);
    let len = if kind == NoDecoder { 2 } else { unusable };
    out.bad(kind, len)
}

#[inline]
fn pointer(lead: u8, trail: u8) -> Option<u16> {
    if !matches!(trail, 0x40..=0x7E | 0x80..=0xFC) {
        return None;
    }
    // Without branches on the trail: it is as good as random.
    let row = u16::from(lead - if lead < 0xA0 { 0x81 } else { 0xC1 });
    let cell = u16::from(trail) - 0x40 - u16::from(trail >= 0x80);
    Some(row * 188 + cell)
}

/// The code of `char`, which is not ASCII.
pub(super) fn code(char: char) -> Option<u32> {
    if let '\u{FF61}'..='\u{FF9F}' = char {
        return Some(u32::from(char) - KATAKANA);
    }
    let pointer = u32::from(jis0208_pointer(char, &|pointer| !NEC_SELECTED_IBM.contains(&pointer))?);
    let (row, cell) = (pointer / 188, pointer % 188);
    Some((row + if row < 0x1F { 0x81 } else { 0xC1 }) << 8 | (cell + if cell < 0x3F { 0x40 } else { 0x41 }))
}
