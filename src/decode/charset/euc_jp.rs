//! EUC-JP (Encoding Standard 12.1).

use super::fault::FaultKind::{Incomplete, Malformed};
use super::table::{jis0208_pointer, jis0208_table, jis0212_table, present, without_entry};
use super::writer::{Writer, ascii_len};

/// Half-width katakana: byte A1 after 8E is U+FF61.
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
            [lead @ 0xA1..=0xFE, trail @ 0xA1..=0xFE, ..] => put(table, lead, trail, 2, out),
            [0x8E, byte @ 0xA1..=0xDF, ..] => {
                out.put(2, char::from_u32(KATAKANA + u32::from(byte)).unwrap_or_default());
                2
            }
            [0x8F, lead @ 0xA1..=0xFE, trail @ 0xA1..=0xFE, ..] => put(jis0212_table(), lead, trail, 3, out),
            [0x8F, 0xA1..=0xFE] => out.bad(Incomplete, 2),
            [0x8F, 0xA1..=0xFE, last, ..] => out.bad(Malformed, if last < 0x80 { 2 } else { 3 }),
            [0x8E | 0x8F | 0xA1..=0xFE] => out.bad(Incomplete, 1),
            [0x8E | 0x8F | 0xA1..=0xFE, 0x80..=0xFF, ..] => out.bad(Malformed, 2),
            _ => out.bad(Malformed, 1),
        };
        rest = &rest[used..];
    }
}

#[inline]
fn put(table: &[u16], lead: u8, trail: u8, len: u8, out: &mut Writer) -> usize {
    match present(table, usize::from(lead - 0xA1) * 94 + usize::from(trail - 0xA1)) {
        Some(char) => out.put(len, char),
        None => {
            out.bad(without_entry(table), len);
        }
    }
    usize::from(len)
}

/// The code of `char`, which is not ASCII. JIS X 0212 is read but not written, as on the web: many readers lack it.
pub(super) fn code(char: char) -> Option<u32> {
    if let '\u{FF61}'..='\u{FF9F}' = char {
        return Some(0x8E00 | (u32::from(char) - KATAKANA));
    }
    let pointer = u32::from(jis0208_pointer(char, &|pointer| pointer < 94 * 94)?);
    Some((pointer / 94 + 0xA1) << 8 | (pointer % 94 + 0xA1))
}
