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

/// The pointers of `char` in index jis0208, lowest first.
pub(super) fn jis0208_pointers(char: char) -> impl Iterator<Item = u16> {
    static REVERSE: OnceLock<Reverse> = OnceLock::new();
    let reverse = REVERSE.get_or_init(|| {
        let mut reverse = Reverse::default();
        for (pointer, &code) in (0..).zip(jis0208_table()) {
            let skipped = if pointer < USER_DEFINED.start { 0 } else { USER_DEFINED.end - USER_DEFINED.start };
            if let Some(char @ '\u{1}'..) = char::from_u32(code.into()) {
                reverse.add(char, pointer + skipped);
            }
        }
        reverse.sorted()
    });
    reverse.codes(char)
}

/// From a character to its codes in a table. Packed, so that all share one sort: it is most of the code.
#[derive(Default)]
pub(super) struct Reverse(Vec<u64>);

impl Reverse {
    pub(super) fn add(&mut self, char: char, code: u16) {
        self.0.push(u64::from(char) << 16 | u64::from(code));
    }

    pub(super) fn sorted(mut self) -> Self {
        self.0.sort_unstable();
        self
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
