//! Numbers that receivers set, or that experience suggests: `data/limits.txt`, with source and date.

/// The limit of this name. To be called in constants: so only the number gets into the build, and a name that the table
/// lacks does not compile.
///
/// # Panics
/// When there is no limit of this name.
pub const fn limit(name: &str) -> u64 {
    let table = include_bytes!("../../data/limits.txt");
    let mut at = 0;
    while at < table.len() {
        if starts_line(table, at, name.as_bytes()) {
            return number(table, at + name.len() + 1);
        }
        while at < table.len() && table[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    panic!("data/limits.txt has no limit of this name")
}

/// Whether `name` and a space stand at `at`.
const fn starts_line(table: &[u8], at: usize, name: &[u8]) -> bool {
    let mut index = 0;
    while index < name.len() {
        if at + index >= table.len() || table[at + index] != name[index] {
            return false;
        }
        index += 1;
    }
    at + index < table.len() && table[at + index] == b' '
}

/// The number that begins at `at`.
const fn number(table: &[u8], mut at: usize) -> u64 {
    assert!(table[at].is_ascii_digit(), "a limit is a number");
    let mut value = 0;
    while at < table.len() && table[at].is_ascii_digit() {
        value = value * 10 + (table[at] - b'0') as u64;
        at += 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_number_a_date_and_a_source() {
        let table = include_str!("../../data/limits.txt");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<_> = line.splitn(4, ' ').collect();
            assert!(words.len() == 4 && words[2].len() == 10, "{line}");
            assert_eq!(words[1].parse(), Ok(limit(words[0])), "{line}");
        }
        assert_eq!(limit("au-message-octets"), 3_145_728);
    }
}
