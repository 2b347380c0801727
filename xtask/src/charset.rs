//! The single-byte charset tables of `src/decode/charset/tables`, written from encoding_rs.
//!
//! A table is a list of BMP code points, 0 for a code without a character. On disk each entry is a LEB128 number: 0 for
//! a hole, else the zigzag difference to the last character before it. Runs of neighbouring characters become runs of
//! one byte, which is what gzip and Brotli want to see; src/decode/charset/table.rs reads it back.

use encoding_rs::Encoding;

/// Names of the single-byte sets, in the order of `single.bin`.
const SINGLE: [&str; 27] = [
    "ibm866",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "windows-874",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "x-mac-cyrillic",
];

/// Every table file: its path from the root of the workspace, and its bytes.
pub fn generate() -> Vec<(&'static str, Vec<u8>)> {
    vec![("src/decode/charset/tables/single.bin", pack(&single()))]
}

/// The upper halves of the single-byte sets.
///
/// The WHATWG fills the holes of the windows sets with C1 controls; here they stay holes.
fn single() -> Vec<u16> {
    SINGLE
        .iter()
        .flat_map(|name| {
            let set = Encoding::for_label(name.as_bytes());
            (0x80..=0xFF).map(move |byte| match set.map_or(0, |set| one(set, &[byte])) {
                0x80..=0x9F if name.starts_with("windows-") => 0,
                code => code,
            })
        })
        .collect()
}

/// The BMP character that `bytes` mean in `set`, 0 where they mean none.
fn one(set: &'static Encoding, bytes: &[u8]) -> u16 {
    let Some(text) = set.decode_without_bom_handling_and_without_replacement(bytes) else { return 0 };
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => u16::try_from(u32::from(only)).unwrap_or(0),
        _ => 0,
    }
}

fn pack(table: &[u16]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = 0;
    for &code in table {
        if code == 0 {
            bytes.push(0);
            continue;
        }
        let delta = i32::from(code) - last;
        last = i32::from(code);
        let mut rest = ((delta << 1) ^ (delta >> 31)).cast_unsigned();
        while rest >= 0x80 {
            bytes.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        bytes.push(rest as u8);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_in_the_tree_are_the_ones_made_here() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../");
        for (path, bytes) in generate() {
            assert!(std::fs::read(format!("{root}{path}")).is_ok_and(|there| there == bytes), "{path} is stale");
        }
    }

    #[test]
    fn no_character_follows_itself() {
        // A step of zero would read as a hole.
        let characters: Vec<u16> = single().into_iter().filter(|&code| code != 0).collect();
        assert!(characters.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
