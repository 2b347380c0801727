//! Domain names: their two forms, their syntax, and who registered them.
//!
//! The registrable ("organizational") domain follows the Public Suffix List, as RFC 7489 section 3.2 has it and as
//! RFC 9989 still allows where no DNS answers are at hand. The list is a snapshot, see [`SNAPSHOT_DATE`].

mod list;
mod lower;
mod name;
mod punycode;
mod suffix;
#[cfg(test)]
mod tests;

use crate::find::{after_last, memrchr, split_last};
use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

pub use lower::lowercase;
pub use name::{to_ascii, to_unicode};
pub use suffix::SNAPSHOT_DATE;

/// Which part of the Public Suffix List counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Section {
    /// What registries delegate, and what companies delegate under their own names (`github.io`): for alignment.
    #[default]
    All,
    /// What registries delegate, alone: for grouping by brand (`a.github.io` belongs to `github.io`).
    Icann,
}

/// How close two domains must be (RFC 7489 section 3.1: `adkim`, `aspf`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// The same organizational domain.
    #[default]
    Relaxed,
    /// The same domain.
    Strict,
}

/// The organizational domain: the public suffix and one label more.
///
/// Takes A-labels and U-labels, any case, any of the IDNA dots, and one trailing dot; answers in lower case and in the
/// form that was given. `None` for a public suffix itself, for IP addresses, and for what is no domain.
pub fn organizational_domain(domain: &str) -> Option<Cow<'_, str>> {
    organizational_domain_in(domain, Section::All)
}

/// The organizational domain by one section of the list, see [`organizational_domain`].
pub fn organizational_domain_in(domain: &str, section: Section) -> Option<Cow<'_, str>> {
    let name = name::readable(domain)?;
    let below = suffix::start(&name, section).checked_sub(1)?;
    let start = memrchr(b'.', name[..below].as_bytes()).map_or(0, |dot| dot + 1);
    Some(tail(name, start))
}

/// The public suffix of a domain; that of `example` is `example`, because the list ends in an unwritten rule `*`.
pub fn public_suffix(domain: &str) -> Option<Cow<'_, str>> {
    public_suffix_in(domain, Section::All)
}

/// The public suffix by one section of the list, see [`public_suffix`].
pub fn public_suffix_in(domain: &str, section: Section) -> Option<Cow<'_, str>> {
    let name = name::readable(domain)?;
    let start = suffix::start(&name, section);
    Some(tail(name, start))
}

/// Whether the top-level domain of a name is on the list: `report.pdf` is no name, `minatobunko.jp` can be one.
pub fn has_known_top(domain: &str) -> bool {
    name::readable(domain).is_some_and(|name| suffix::knows_top(&name))
}

/// Whether everybody can look a name up: two labels or more, below a top-level domain that exists, and none of those
/// that are reserved for examples (RFC 2606).
pub fn is_public(domain: &str) -> bool {
    let Some(name) = name::readable(domain) else { return false };
    let top = memrchr(b'.', name.as_bytes()).map_or("", |dot| &name[dot + 1..]);
    let example = organizational_domain(&name).is_some_and(|own| own.starts_with("example."));
    // A build without the list knows no top-level domain.
    !top.is_empty() && !example && (suffix::knows_top(&name) || !suffix::knows_top("com"))
}

/// Whether a name is kept for examples (RFC 2606): nobody sends from there, but documents do.
pub fn is_for_examples(domain: &str) -> bool {
    let Some(name) = name::readable(domain) else { return false };
    let top = after_last(&name, b'.');
    matches!(top, "example" | "test") || organizational_domain(&name).is_some_and(|own| own.starts_with("example."))
}

/// Whether two domains are aligned (RFC 7489 section 3.1), compared as A-labels in lower case.
///
/// A public suffix is aligned with itself alone; what is no domain is aligned with nothing.
pub fn aligned(a: &str, b: &str, mode: Mode) -> bool {
    let (Some(a), Some(b)) = (name::readable(a), name::readable(b)) else { return false };
    if same(&a, &b) {
        return true;
    }
    mode == Mode::Relaxed
        && match (organizational_domain(&a), organizational_domain(&b)) {
            (Some(a), Some(b)) => same(&a, &b),
            _ => false,
        }
}

/// Whether it is a host name that can be looked up: two labels or more, each by RFC 1123 section 2.1, and no address.
pub fn is_fqdn(domain: &str) -> bool {
    to_ascii(domain).is_some_and(|name| {
        name.split('.').all(is_host_label)
            && split_last(&name, b'.').is_some_and(|(_, top)| !top.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Whether a domain leads nowhere in public DNS: a bare host name, an IP address, or an ending that is kept from DNS
/// (RFC 6761 section 6, RFC 6762 section 3) or that private networks use.
pub fn is_private(domain: &str) -> bool {
    const PRIVATE: [&str; 6] = ["local", "lan", "internal", "localdomain", "localhost", "invalid"];
    let Some((_, top)) = split_last(domain, b'.') else { return true };
    is_ip_literal(domain) || domain.starts_with('[') || PRIVATE.iter().any(|name| top.eq_ignore_ascii_case(name))
}

/// Whether an A-label is 1 to 63 letters, digits and inner hyphens (RFC 1035 section 2.3.1, RFC 1123 section 2.1).
pub fn is_host_label(label: &str) -> bool {
    (1..=name::MAX_LABEL).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Whether a host is an IP address: bare, in brackets as in a URL, or as in an address (RFC 5321 section 4.1.3).
pub fn is_ip_literal(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    let tagged = inner.split_at_checked(5).filter(|(tag, _)| tag.eq_ignore_ascii_case("IPv6:"));
    match tagged {
        Some((_, address)) => inner.len() < host.len() && address.parse::<Ipv6Addr>().is_ok(),
        None => inner.parse::<Ipv4Addr>().is_ok() || inner.parse::<Ipv6Addr>().is_ok(),
    }
}

/// An A-label that decodes to nothing sensible still names a host, so it is compared as it stands.
fn same(a: &str, b: &str) -> bool {
    a == b || (!(a.is_ascii() && b.is_ascii()) && to_ascii(a).is_some_and(|a| to_ascii(b).as_deref() == Some(&*a)))
}

fn tail(name: Cow<'_, str>, start: usize) -> Cow<'_, str> {
    match name {
        Cow::Borrowed(name) => Cow::Borrowed(&name[start..]),
        Cow::Owned(mut name) => Cow::Owned(name.split_off(start)),
    }
}
