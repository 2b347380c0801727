//! How the domains of a message fit together.

use super::Message;
use crate::value::domain::{self, Mode};

/// How well a domain fits that of From (RFC 9989 section 4.10).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Alignment {
    /// Nothing to compare.
    #[default]
    Unknown,
    /// Different organizations.
    None,
    /// The same organizational domain.
    Relaxed,
    /// The same domain.
    Strict,
}

impl Alignment {
    /// As the contract names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::None => "none",
            Self::Relaxed => "relaxed",
            Self::Strict => "strict",
        }
    }

    /// How `domain` fits `from`.
    pub fn of(domain: &str, from: &str) -> Self {
        match () {
            () if domain.is_empty() || from.is_empty() => Self::Unknown,
            () if domain::aligned(domain, from, Mode::Strict) => Self::Strict,
            () if domain::aligned(domain, from, Mode::Relaxed) => Self::Relaxed,
            () => Self::None,
        }
    }
}

impl Message<'_> {
    /// How well the best signature fits `from`.
    pub fn dkim_alignment(&self, from: &str) -> Alignment {
        self.signatures.iter().map(|signature| Alignment::of(&signature.domain, from)).max().unwrap_or_default()
    }
}
