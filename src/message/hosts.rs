//! The hosts that the links of a body lead to, each judged once: a newsletter names few of them hundreds of times.

use super::{Link, Message};
use crate::find::find;
use crate::order::order;
use crate::span::Span;
use crate::value::domain::{Section, has_known_top, organizational_domain_in, to_ascii};
use std::borrow::Cow;

/// A host.
#[derive(Clone, Debug)]
pub struct Host {
    /// As written, in lower case.
    pub name: String,
    /// In A-labels; `None` where no such name can exist.
    pub ascii: Option<String>,
    /// The organizational domain by the ICANN section of the Public Suffix List.
    pub domain: Option<String>,
    /// Whether its top-level domain exists.
    pub has_known_top: bool,
}

/// The host in the address of a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HostAt {
    /// Where it stands in the address.
    pub span: Span,
    /// Its place in [`super::Message::hosts`].
    pub index: u32,
}

impl Host {
    fn new(name: &str) -> Self {
        let ascii = to_ascii(name);
        let known = ascii.as_deref();
        Self {
            name: name.to_owned(),
            has_known_top: known.is_some_and(has_known_top),
            domain: organizational_domain_in(name, Section::Icann).map(Cow::into_owned),
            ascii,
        }
    }
}

impl Message<'_> {
    /// Whether an address is spelt as nearly all are: a host that can exist, and nothing to look at behind it.
    pub fn is_plainly_spelt(&self, link: &Link) -> bool {
        let Some((host, place)) = self.host_of(link) else { return false };
        let written = self.text(link.entity).text.get(link.span.range()).unwrap_or_default();
        let ands = link.url.bytes().filter(|byte| *byte == b'&').count();
        let behind = link.url.as_bytes().get(place.end as usize);
        host.ascii.as_deref().is_some_and(|it| it == host.name && !it.ends_with(|last: char| last.is_ascii_digit()))
            && matches!(behind, None | Some(b'/' | b'?' | b'#'))
            && place.start as usize == find(link.url.as_bytes(), b"://").map_or(0, |colon| colon + 3)
            // Each `&` written as it is, or each as an entity.
            && (written.len() == link.url.len() || written.len() == link.url.len() + 4 * ands)
            && written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/?=;:+,@!$()#&".contains(&byte))
    }
}

/// The distinct hosts of `links`; each link is told which one is its own.
pub fn judge(links: &mut [Link]) -> Vec<Host> {
    let mut names: Vec<(usize, Cow<str>)> = Vec::new();
    for (at, link) in links.iter().enumerate() {
        if let Some(host) = link.host {
            let name = &link.url[host.span.range()];
            let lower = name.bytes().any(|byte| byte.is_ascii_uppercase());
            names.push((at, if lower { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) }));
        }
    }
    let mut hosts: Vec<Host> = Vec::new();
    let mut indexes = Vec::with_capacity(names.len());
    for place in order(names.len(), &mut |one, other| names[one].1.cmp(&names[other].1)) {
        let (at, name) = &names[place];
        if hosts.last().is_none_or(|host| host.name != **name) {
            hosts.push(Host::new(name));
        }
        indexes.push((*at, hosts.len() as u32 - 1));
    }
    for (at, index) in indexes {
        if let Some(host) = &mut links[at].host {
            host.index = index;
        }
    }
    hosts
}
