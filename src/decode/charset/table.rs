//! The tables, made when first asked for, and the way from a character back to its code.

use std::sync::OnceLock;

use super::fault::FaultKind;
use super::host::{self, Question};
use crate::tables::{self, Table};

/// Pointers of NEC's copy of IBM's characters, which Shift_JIS writes in IBM's own rows.
pub(super) const NEC_SELECTED_IBM: std::ops::Range<u16> = 8272..8836;

/// Pointers that Shift_JIS keeps for user-defined characters: U+E000 and on.
pub(super) const USER_DEFINED: std::ops::Range<u16> = 8836..10716;

/// The character at `pointer` of the WHATWG's index jis0208, without the user-defined ones.
#[inline]
pub(super) fn jis0208(table: &[u16], pointer: u16) -> Option<char> {
    let at = match pointer {
        0..8836 => pointer,
        8836..10716 => return None,
        _ => pointer - USER_DEFINED.end + USER_DEFINED.start,
    };
    present(table, usize::from(at))
}

/// The character at `at`, where the table has one.
#[inline]
pub(super) fn present(table: &[u16], at: usize) -> Option<char> {
    match table.get(at) {
        None | Some(0) => None,
        Some(&code) => char::from_u32(u32::from(code)),
    }
}

/// The table that [`jis0208`] reads; empty where no host names its characters.
///
/// Rows 1 to 94 of JIS X 0208 with NEC's additions, then the rows 115 to 119 that hold IBM's: all that Shift_JIS reaches.
pub(super) fn jis0208_table() -> &'static [u16] {
    table(Question::Jis0208)
}

/// The 77 rows of JIS X 0212 that hold something, which EUC-JP reaches through 8F; empty without a host.
pub(super) fn jis0212_table() -> &'static [u16] {
    table(Question::Jis0212)
}

fn table(question: Question) -> &'static [u16] {
    host::answers(question).map_or(&[], |found| &found.table)
}

/// What is wrong with a code that has no entry in `table`: nothing that we know of, where there is no table.
pub(super) fn without_entry(table: &[u16]) -> FaultKind {
    if table.is_empty() { FaultKind::NoDecoder } else { FaultKind::Unassigned }
}

/// The upper half (80 to FF) of single-byte set `index`.
pub(super) fn single(index: u8) -> &'static [u16] {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    let table = TABLE.get_or_init(|| unpack(tables::get(Table::Charsets)));
    table.chunks_exact(128).nth(usize::from(index)).unwrap_or_default()
}

/// The first pointer of `char` in index jis0208 that is `wanted`.
pub(super) fn jis0208_pointer(char: char, wanted: &dyn Fn(u16) -> bool) -> Option<u16> {
    let places = host::answers(Question::Jis0208)?.codes(char);
    for place in places {
        let pointer = pointer_at(*place as u16);
        if wanted(pointer) {
            return Some(pointer);
        }
    }
    None
}

/// The pointer of what stands at `place` in the table.
const fn pointer_at(place: u16) -> u16 {
    if place < USER_DEFINED.start { place } else { place - USER_DEFINED.start + USER_DEFINED.end }
}

/// Reads a table as xtask/src/charset.rs packs it: LEB128, 0 for a hole, else the zigzag step from the last character.
fn unpack(bytes: &[u8]) -> Vec<u16> {
    let mut table = Vec::with_capacity(bytes.len());
    let (mut value, mut shift, mut last) = (0_u32, 0, 0_u16);
    for &byte in bytes {
        value |= u32::from(byte & 0x7F) << shift;
        if byte >= 0x80 {
            shift = (shift + 7).min(28);
            continue;
        }
        if value == 0 {
            table.push(0);
        } else {
            last = last.wrapping_add(((value >> 1) ^ (value & 1).wrapping_neg()) as u16);
            table.push(last);
        }
        (value, shift) = (0, 0);
    }
    table
}
