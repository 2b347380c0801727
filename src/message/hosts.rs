//! The hosts that the links of a body lead to, each judged once: a newsletter names few of them hundreds of times.

use super::{Link, Message};
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
        let behind = link.url.as_bytes().get(place.end as usize);
        host.ascii.as_deref().is_some_and(|it| it == host.name && !it.ends_with(|last: char| last.is_ascii_digit()))
            && matches!(behind, None | Some(b'/' | b'?' | b'#'))
            && matches!(&link.url[..place.start as usize], "http://" | "https://")
            && written.bytes().all(|byte| PLAIN[byte as usize])
            // Each `&` written as it is, or each as an entity.
            && (written.len() == link.url.len() || written.len() == link.url.len() + 4 * ands(&link.url))
    }
}

fn ands(url: &str) -> usize {
    url.bytes().filter(|byte| *byte == b'&').count()
}

/// The characters that most addresses are made of.
const PLAIN: [bool; 256] = {
    let (mut plain, mut byte, mut mark) = ([false; 256], 0, 0);
    while byte < 256 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let marks = b"-._~/?=;:+,@!$()#&";
    while mark < marks.len() {
        plain[marks[mark] as usize] = true;
        mark += 1;
    }
    plain
};

/// The distinct hosts of `links`; each link is told which one is its own.
pub fn judge(links: &mut [Link]) -> Vec<Host> {
    // The first link of a row of the same host, and the last one.
    let (mut names, mut runs): (Vec<(usize, Cow<str>)>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, link) in links.iter().enumerate() {
        if let Some(host) = link.host {
            let name = &link.url[host.span.range()];
            // Most lead where the one before leads.
            if let Some((last, same)) = names.last().zip(runs.last_mut())
                && &*last.1 == name
            {
                *same = at;
                continue;
            }
            runs.push(at);
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
        indexes.push((*at, runs[place], hosts.len() as u32 - 1));
    }
    for (first, last, index) in indexes {
        for link in &mut links[first..=last] {
            if let Some(host) = &mut link.host {
                host.index = index;
            }
        }
    }
    hosts
}
