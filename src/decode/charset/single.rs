//! Sets of one byte a character.

use super::fault::FaultKind::{EightBit, Unassigned, VendorCharacter};
use super::table::{present, single};
use super::writer::{Writer, ascii_len};

/// The place of windows-1252 in the table: what mail readers show for US-ASCII and ISO-8859-1.
pub(super) const WINDOWS_1252: u8 = 19;

pub(super) fn decode(index: u8, bytes: &[u8], out: &mut Writer) {
    upper(index, bytes, 0, out);
}

/// US-ASCII: seven bits; other octets are faults, shown as windows-1252.
pub(super) fn decode_ascii(bytes: &[u8], out: &mut Writer) {
    upper(WINDOWS_1252, bytes, 0x100, out);
}

/// ISO-8859-1: where it has C1 controls, which no mail means, the characters of windows-1252.
pub(super) fn decode_latin1(bytes: &[u8], out: &mut Writer) {
    upper(WINDOWS_1252, bytes, 0xA0, out);
}

/// The code of `char`, which is not ASCII.
pub(super) fn code(index: u8, char: char) -> Option<u32> {
    let wanted = u16::try_from(u32::from(char)).ok()?;
    let at = single(index).iter().position(|&entry| entry == wanted)?;
    Some(at as u32 + 0x80)
}

/// Copies ASCII and decodes all other bytes; those below `end` are out of place.
fn upper(index: u8, bytes: &[u8], end: u16, out: &mut Writer) {
    let table = single(index);
    let kind = if end > 0xFF { EightBit } else { VendorCharacter };
    let mut rest = bytes;
    while let Some(&byte) = rest.first() {
        if byte < 0x80 {
            let (run, after) = rest.split_at(ascii_len(rest));
            out.ascii(run);
            rest = after;
            continue;
        }
        match present(table, usize::from(byte - 0x80)) {
            Some(char) if u16::from(byte) < end => out.put_odd(kind, 1, char),
            Some(char) => out.put(1, char),
            None => _ = out.bad(Unassigned, 1),
        }
        rest = &rest[1..];
    }
}
