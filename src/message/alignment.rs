//! How the domains of a message fit together.

use super::Message;
use crate::options::Options;
use crate::scan::Name;
use crate::value::domain::{self, Mode};
use crate::value::uris::UriList;
use crate::value::url::Url;

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
    /// Whether `host` belongs to the system that sent the message: by its bounce address, a signature, or the address in
    /// List-Unsubscribe.
    pub fn is_sent_by(&self, options: &Options, host: &str) -> bool {
        let same = |domain: &str| domain::aligned(domain, host, Mode::Relaxed);
        let path = self.envelope_sender(options);
        let path = path.as_deref().and_then(|path| path.rsplit_once('@'));
        path.is_some_and(|(_, domain)| same(domain))
            || self.signatures.iter().any(|signature| same(&signature.domain))
            || self.field(Name::ListUnsubscribe).is_some_and(|field| {
                let list = UriList::read(self.bytes(), field.body);
                let uris = list.uris.iter().take(10).filter_map(|uri| std::str::from_utf8(self.slice(*uri)).ok());
                uris.filter_map(Url::read).any(|uri| same(uri.host()))
            })
    }

    /// How well the best signature fits `from`.
    pub fn dkim_alignment(&self, from: &str) -> Alignment {
        self.signatures.iter().map(|signature| Alignment::of(&signature.domain, from)).max().unwrap_or_default()
    }
}
