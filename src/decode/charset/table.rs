//! The tables, made when first asked for, and the way from a character back to its code.

use std::sync::OnceLock;

use super::fault::FaultKind;
use super::host;
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
    static TABLE: OnceLock<Option<Vec<u16>>> = OnceLock::new();
    let codes = || {
        let leads = (0x81..=0x9F).chain(0xE0..=0xEF).chain(0xFA..=0xFC);
        leads.flat_map(|lead| (0x40..=0x7E).chain(0x80..=0xFC).map(move |trail| [lead, trail]))
    };
    host::table(&TABLE, "shift_jis", 7724, codes)
}

/// The 77 rows of JIS X 0212 that hold something, which EUC-JP reaches through 8F; empty without a host.
pub(super) fn jis0212_table() -> &'static [u16] {
    static TABLE: OnceLock<Option<Vec<u16>>> = OnceLock::new();
    let codes = || (0xA1..=0xED).flat_map(|lead| (0xA1..=0xFE).map(move |trail| [0x8F, lead, trail]));
    host::table(&TABLE, "euc-jp", 6067, codes)
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

/// The pointers of `char` in index jis0208, lowest first.
pub(super) fn jis0208_pointers(char: char) -> impl Iterator<Item = u16> {
    static REVERSE: OnceLock<Reverse> = OnceLock::new();
    let reverse = REVERSE.get_or_init(|| {
        let pointers = (0..USER_DEFINED.start).chain(USER_DEFINED.end..);
        let chars = jis0208_table().iter().map(|&code| char::from_u32(u32::from(code)).unwrap_or_default());
        Reverse::new(chars.zip(pointers).filter(|pair| pair.0 != '\0'))
    });
    reverse.codes(char)
}

/// From a character to its codes in a table.
pub(super) struct Reverse(Vec<u64>);

impl Reverse {
    pub(super) fn new(pairs: impl Iterator<Item = (char, u16)>) -> Self {
        // Packed, so that both users share one sort: it is most of the code.
        let mut pairs: Vec<u64> = pairs.map(|(char, code)| u64::from(char) << 16 | u64::from(code)).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// The codes of `char`, lowest first.
    pub(super) fn codes(&self, char: char) -> impl Iterator<Item = u16> + use<'_> {
        let first = self.0.partition_point(|pair| pair >> 16 < u64::from(char));
        self.0[first..].iter().take_while(move |&pair| pair >> 16 == u64::from(char)).map(|&pair| pair as u16)
    }
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
