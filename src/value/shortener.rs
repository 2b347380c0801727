//! Hosts that shorten addresses: `data/shorteners.txt`.

use crate::tables::{self, Table};

/// Bytes of the longest host in the table.
const LONGEST: usize = 12;

/// A host that shortens addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shortener {
    /// Whether it leads to one service alone.
    pub is_own: bool,
    /// The service's domains, with blanks between.
    pub owners: &'static str,
}

impl Shortener {
    /// The shortener of this name, letter case and `www.` aside.
    pub fn of(host: &str) -> Option<Self> {
        let name = host.get(..4).filter(|head| head.eq_ignore_ascii_case("www.")).map_or(host, |_| &host[4..]);
        if name.len() > LONGEST {
            return None;
        }
        tables::lines(Table::Shorteners).iter().find_map(|line| {
            let (kind, entry) = line.split_once(' ')?;
            let (known, owners) = entry.split_once(' ').unwrap_or((entry, ""));
            known.eq_ignore_ascii_case(name).then_some(Self { is_own: kind == "one", owners })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found() {
        for line in tables::lines(Table::Shorteners) {
            let words: Vec<_> = line.split(' ').collect();
            assert!(matches!(words[0], "any" | "one") && words.len() > 1, "{line}");
            assert_eq!(Shortener::of(words[1]).map(|found| found.is_own), Some(words[0] == "one"), "{line}");
        }
        assert_eq!(Shortener::of("WWW.Bit.ly").map(|found| found.owners), Some("bitly.com"));
        assert_eq!(Shortener::of("www.minatobunko.co.jp"), None);
        assert_eq!(Shortener::of("Source:"), None);
    }
}
