//! Lower case of names, character by character as domain names have it, by one version of Unicode in every build.
//!
//! The standard library's own tables are sixteen times as long. `xtask/src/lowercase.rs` writes this form and describes it.

const PACKED: &[u8] = include_bytes!("../../../data/lowercase.bin");
const RUNS: &[[u8; 7]] = PACKED.as_chunks().0;

/// A name in lower case.
pub fn lowercase(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    name.chars().for_each(|c| push(&mut out, c));
    out
}

/// Adds the lower case of `c`.
pub(super) fn push(out: &mut String, c: char) {
    match c {
        '\u{130}' => out.push_str("i\u{307}"),
        _ => out.push(small(c)),
    }
}

fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let first = |run: &[u8; 7]| u32::from_le_bytes([run[0], run[1], run[2], 0]);
    // A run of every other code point lies across its neighbour at most, so one of two has the character.
    let after = RUNS.partition_point(|run| first(run) <= c as u32);
    for run in RUNS[..after].iter().rev().take(2) {
        let [.., count, a, b, d] = *run;
        // The sign is in the third byte.
        let packed = i32::from_le_bytes([0, a, b, d]) >> 8;
        let (step, at) = ((packed & 1).cast_unsigned() + 1, c as u32 - first(run));
        if at % step == 0 && at / step < u32::from(count) {
            return (c as u32).checked_add_signed(packed >> 1).and_then(char::from_u32).unwrap_or(c);
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_the_lower_case_of_the_standard_library() {
        for c in '\0'..=char::MAX {
            let mut out = String::new();
            push(&mut out, c);
            assert!(out.chars().eq(c.to_lowercase()), "{c:?} became {out:?}");
        }
    }

    #[test]
    fn letters_are_taken_one_by_one() {
        assert_eq!(lowercase("ΟΔΟΣ.Example"), "οδοσ.example");
    }
}
