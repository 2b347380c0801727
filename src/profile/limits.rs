//! Numbers that receivers set, or that experience suggests: `data/limits.txt`, with source and date.

use std::sync::LazyLock;

static LIMITS: &str = include_str!("../../data/limits.txt");

/// The limit of this name; `u64::MAX` for a name that the table lacks, so that nothing is ever over it.
pub fn limit(name: &str) -> u64 {
    TABLE.iter().find(|(known, _)| *known == name).map_or(u64::MAX, |(_, value)| *value)
}

static TABLE: LazyLock<Vec<(&str, u64)>> = LazyLock::new(|| lines().collect());

fn lines() -> impl Iterator<Item = (&'static str, u64)> {
    LIMITS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut words = line.split(' ');
        Some((words.next()?, words.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_number_a_date_and_a_source() {
        let written = LIMITS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(lines().count(), written);
        for line in LIMITS.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<_> = line.splitn(4, ' ').collect();
            assert!(words.len() == 4 && words[2].len() == 10, "{line}");
        }
        assert_eq!(limit("au-message-octets"), 3_145_728);
    }
}
