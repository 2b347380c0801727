//! Tables that come from elsewhere and age: compiled in, or handed in by the host as one file beside the WebAssembly.
//!
//! That file, `tables.bin`, holds them one after the other. They change with the lists and standards they come from, the
//! module with every release: who has the file need not load it again.

use std::sync::OnceLock;

/// A table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Table {
    /// The Public Suffix List, as `xtask/src/psl.rs` packs it.
    Suffixes,
    /// Single-byte charsets, as `xtask/src/charset.rs` packs them.
    Charsets,
    /// The charsets and their labels.
    Labels,
    /// Named character references, as `data/entities.py` writes them.
    Entities,
    /// By what the kind of a mail is told.
    Kinds,
    /// Whose domains and hosts are a receiver's.
    Receivers,
    /// Domains under which anybody gets a mailbox.
    Freemail,
    /// Hosts that shorten addresses.
    Shorteners,
    /// Header fields that are left from elsewhere.
    Leftovers,
    /// Names of files, and what they say about the content.
    Files,
    /// Letters that look like one of ASCII.
    Lookalikes,
    /// Letters with a mark that have a code of their own.
    Compositions,
}

/// The tables in the order of the file.
const ALL: [&[u8]; 12] = [
    include_bytes!("../data/public-suffixes.bin"),
    include_bytes!("decode/charset/tables/single.bin"),
    include_bytes!("../data/charsets.txt"),
    include_bytes!("../data/entities.txt"),
    include_bytes!("../data/kinds.txt"),
    include_bytes!("../data/receivers.txt"),
    include_bytes!("../data/freemail.txt"),
    include_bytes!("../data/shorteners.txt"),
    include_bytes!("../data/leftovers.txt"),
    include_bytes!("../data/files.txt"),
    include_bytes!("../data/lookalikes.txt"),
    include_bytes!("../data/compositions.txt"),
];

/// The bytes of a table, for constants.
pub const fn of(table: Table) -> &'static [u8] {
    ALL[table as usize]
}

/// The bytes of a table; none in a build that waits for them.
#[cfg(not(feature = "wasm"))]
pub const fn get(table: Table) -> &'static [u8] {
    of(table)
}

/// The lines of a table that is text, without comments.
pub fn lines(table: Table) -> &'static [&'static str] {
    static LINES: [OnceLock<Vec<&str>>; ALL.len()] = [const { OnceLock::new() }; ALL.len()];
    LINES[table as usize].get_or_init(|| {
        let text = std::str::from_utf8(get(table)).unwrap_or_default();
        text.lines().filter(|line| !line.starts_with('#')).collect()
    })
}

/// What stands after `name` and a blank in the lines of a table that begin so.
pub fn list(table: Table, name: &str) -> Vec<&'static str> {
    let mut list = Vec::new();
    for line in lines(table) {
        if let Some((begin, rest)) = line.split_once(' ')
            && begin == name
        {
            list.push(rest);
        }
    }
    list
}

/// The file that holds all tables.
#[cfg(not(feature = "wasm"))]
pub fn file() -> Vec<u8> {
    ALL.concat()
}

#[cfg(feature = "wasm")]
pub use handed::{get, hand_in};

#[cfg(feature = "wasm")]
mod handed {
    use super::{ALL, OnceLock, Table};

    static FILE: OnceLock<Vec<u8>> = OnceLock::new();

    /// Where each table begins, and where the last one ends.
    const STARTS: [usize; ALL.len() + 1] = {
        let mut starts = [0; ALL.len() + 1];
        let mut table = 0;
        while table < ALL.len() {
            starts[table + 1] = starts[table] + ALL[table].len();
            table += 1;
        }
        starts
    };

    /// What only this build's own file has: another one, cut off or of another day, could not be read.
    const MARK: u64 = {
        let (mut hash, mut table) = (BASIS, 0);
        while table < ALL.len() {
            hash = mark(ALL[table], hash);
            table += 1;
        }
        hash
    };

    const BASIS: u64 = 0xCBF2_9CE4_8422_2325;

    /// The bytes of a table; none while the file is not there.
    pub fn get(table: Table) -> &'static [u8] {
        let file = FILE.get().map(Vec::as_slice).unwrap_or_default();
        file.get(STARTS[table as usize]..STARTS[table as usize + 1]).unwrap_or_default()
    }

    /// Takes the file; the first one stays. Whether there is one now.
    pub fn hand_in(file: &[u8]) -> bool {
        if FILE.get().is_none() && file.len() == STARTS[ALL.len()] && mark(file, BASIS) == MARK {
            let _ = FILE.set(file.to_vec());
        }
        FILE.get().is_some()
    }

    /// FNV-1a, going on from `hash`.
    const fn mark(bytes: &[u8], mut hash: u64) -> u64 {
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01B3);
            at += 1;
        }
        hash
    }
}
