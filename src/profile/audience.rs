//! Whose demands count for a message.

use super::Profile;
use crate::find::begins;
use crate::tables::{self, Table};

/// A set of profiles.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Audience(u32);

impl Audience {
    /// Profiles in force for every message.
    pub const ALWAYS: [Profile; 7] = [
        Profile::Rfc,
        Profile::Mta,
        Profile::M3aawg,
        Profile::Spamfilter,
        Profile::Security,
        Profile::Privacy,
        Profile::Accessibility,
    ];

    /// Receivers in force for bulk mail whose recipients name none.
    pub const BULK: [Profile; 4] = [Profile::Gmail, Profile::Yahoo, Profile::Outlook, Profile::Icloud];

    /// No profile.
    pub const NOBODY: Self = Self(0);

    /// Adds profiles.
    #[must_use]
    pub const fn with(mut self, profiles: &[Profile]) -> Self {
        let mut at = 0;
        while at < profiles.len() {
            self.0 |= 1 << profiles[at] as u32;
            at += 1;
        }
        self
    }

    /// Whether a profile is in force.
    pub const fn has(self, profile: Profile) -> bool {
        self.0 & (1 << profile as u32) != 0
    }

    /// The profiles in force, in their order.
    pub fn iter(self) -> impl Iterator<Item = Profile> {
        Profile::ALL.iter().copied().filter(move |profile| self.has(*profile))
    }
}

/// The receiver of an address's domain (`gmail.com`), letter case aside.
pub fn receiver_of_domain(domain: &str) -> Option<Profile> {
    receiver("domain", domain)
}

/// The receiver that a mail server's name belongs to (`mx.google.com`).
pub fn receiver_of_host(host: &str) -> Option<Profile> {
    receiver("host", host)
}

fn receiver(kind: &str, name: &str) -> Option<Profile> {
    let name = name.trim_end_matches('.');
    // A line: what the pattern is for, the pattern, the receiver.
    for line in tables::lines(Table::Receivers) {
        let Some((pattern, profile)) = line.strip_prefix(kind).and_then(|rest| rest[1..].split_once(' ')) else {
            continue;
        };
        if fits(pattern, name) {
            return Profile::parse(profile);
        }
    }
    None
}

/// `gmail.com`; `yahoo.*` for any suffix; `.google.com` for any host below.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let tail = |suffix: &str| {
        name.len() > suffix.len()
            && name.is_char_boundary(name.len() - suffix.len())
            && name[name.len() - suffix.len()..].eq_ignore_ascii_case(suffix)
    };
    match (pattern.strip_suffix('*'), pattern.starts_with('.')) {
        (Some(prefix), _) => begins(name.as_bytes(), prefix),
        (None, true) => tail(pattern),
        (None, false) => pattern.eq_ignore_ascii_case(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receivers_are_known_by_domain_and_host() {
        for (domain, profile) in [
            ("gmail.com", Some(Profile::Gmail)),
            ("Yahoo.co.jp", Some(Profile::YahooJp)),
            ("yahoo.fr", Some(Profile::Yahoo)),
            ("docomo.ne.jp", Some(Profile::Docomo)),
            ("ezweb.ne.jp", Some(Profile::Au)),
            ("i.softbank.jp", Some(Profile::Softbank)),
            ("minatobunko.co.jp", None),
            ("", None),
        ] {
            assert_eq!(receiver_of_domain(domain), profile, "{domain}");
        }
        assert_eq!(receiver_of_host("mx.google.com"), Some(Profile::Gmail));
        assert_eq!(receiver_of_host("google.com"), None);
    }

    #[test]
    fn every_line_of_the_table_is_understood() {
        for line in tables::lines(Table::Receivers) {
            let words: Vec<_> = line.split(' ').collect();
            assert!(matches!(words[0], "domain" | "host") && words.len() == 3, "{line}");
            assert!(Profile::parse(words[2]).is_some(), "{line}");
        }
    }
}
