//! Sets of one byte a character.

use super::fault::FaultKind::{EightBit, Unassigned, VendorCharacter};
use super::table::{present, single};
use super::writer::{Writer, ascii_len};

/// The place of windows-1252 in the table: what mail readers show for US-ASCII and ISO-8859-1.
pub(super) const WINDOWS_1252: u8 = 19;

pub(super) fn decode(index: u8, bytes: &[u8], out: &mut Writer) {
    upper(index, bytes, out, |out, _, char| out.put(1, char));
}

/// US-ASCII: seven bits; other octets are faults, shown as windows-1252.
pub(super) fn decode_ascii(bytes: &[u8], out: &mut Writer) {
    upper(WINDOWS_1252, bytes, out, |out, _, char| out.put_odd(EightBit, 1, char));
}

/// ISO-8859-1: where it has C1 controls, which no mail means, the characters of windows-1252.
pub(super) fn decode_latin1(bytes: &[u8], out: &mut Writer) {
    upper(WINDOWS_1252, bytes, out, |out, byte, char| match byte {
        0x80..0xA0 => out.put_odd(VendorCharacter, 1, char),
        _ => out.put(1, char),
    });
}

pub(super) fn encode(index: u8, text: &str) -> Option<Vec<u8>> {
    let table = single(index);
    let code = |char: char| match u16::try_from(u32::from(char)) {
        Ok(code @ ..0x80) => Some(code as u8),
        Ok(code) => table.iter().position(|&entry| entry == code).map(|at| at as u8 + 0x80),
        Err(_) => None,
    };
    text.chars().map(code).collect()
}

/// Copies ASCII, and hands every other byte with its character to `put`.
fn upper(index: u8, bytes: &[u8], out: &mut Writer, put: impl Fn(&mut Writer, u8, char)) {
    let table = single(index);
    let mut rest = bytes;
    while let Some(&byte) = rest.first() {
        if byte < 0x80 {
            let (run, after) = rest.split_at(ascii_len(rest));
            out.ascii(run);
            rest = after;
            continue;
        }
        match present(table, usize::from(byte - 0x80)) {
            Some(char) => put(out, byte, char),
            None => out.bad(Unassigned, 1),
        }
        rest = &rest[1..];
    }
}
