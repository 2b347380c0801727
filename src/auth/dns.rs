//! Answers to DNS questions, handed in as text; nothing here asks anybody.

mod heading;
mod json;
mod phrase;
mod read;
#[cfg(test)]
mod tests;
mod token;
mod value;

use crate::span::{Span, SpanMap};
use crate::value::domain;
use std::net::IpAddr;

/// Aliases followed in a row. RFC 1034 section 3.6.2 sets no number; resolvers give up between 8 and 16.
const MOST_ALIASES: usize = 10;

/// The types of records that mail asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// An IPv4 address.
    A,
    /// An IPv6 address.
    Aaaa,
    /// An alias.
    Cname,
    /// A mail exchanger.
    Mx,
    /// A name server.
    Ns,
    /// A name for an address.
    Ptr,
    /// The head of a zone.
    Soa,
    /// The record type 99 of old, which RFC 7208 section 3.1 gave up.
    Spf,
    /// Text.
    Txt,
}

impl Kind {
    /// Its name in DNS.
    pub const fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Cname => "CNAME",
            Self::Mx => "MX",
            Self::Ns => "NS",
            Self::Ptr => "PTR",
            Self::Soa => "SOA",
            Self::Spf => "SPF",
            Self::Txt => "TXT",
        }
    }

    /// The type of that name, in any letter case.
    pub fn of(name: &[u8]) -> Option<Self> {
        const ALL: [Kind; 9] =
            [Kind::A, Kind::Aaaa, Kind::Cname, Kind::Mx, Kind::Ns, Kind::Ptr, Kind::Soa, Kind::Spf, Kind::Txt];
        ALL.into_iter().find(|kind| name.eq_ignore_ascii_case(kind.name().as_bytes()))
    }
}

/// A record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Whose it is: a name in lower-case ASCII without the dot at the end.
    pub name: String,
    /// Its type.
    pub kind: Kind,
    /// What it says.
    pub data: Data,
    /// Where that stands in the text.
    pub span: Span,
}

/// What a record says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Data {
    /// Of A and AAAA.
    Address(IpAddr),
    /// Of CNAME, NS, PTR and SOA: a name in lower-case ASCII without the dot at the end.
    Name(String),
    /// Of MX: the lower preference comes first. An empty exchange is the null MX of RFC 7505.
    Exchange(u16, String),
    /// Of TXT and SPF.
    Text(Text),
}

/// The text of a record: its strings joined, without blanks between them (RFC 7208 section 3.3, RFC 6376 section 3.6.2.2).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where each string but the first begins.
    pub joints: Vec<u32>,
    start: u32,
    map: SpanMap,
}

impl Text {
    /// The place in the text handed in that a part of the record came from.
    pub fn to_raw(&self, span: Span) -> Span {
        self.map.to_raw(span).shift(self.start)
    }

    /// Adds a string that stands behind in the text handed in.
    fn append(&mut self, next: Self) {
        if self.map.runs().is_empty() {
            *self = next;
            return;
        }
        self.joints.push(self.bytes.len() as u32);
        self.bytes.extend(next.bytes);
        self.map.drop(next.start.saturating_sub(self.start + self.map.ends().0) as usize);
        for run in next.map.runs() {
            self.map.push(run.raw_len, run.out_len, run.units);
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { bytes: text.as_bytes().to_vec(), ..Self::default() }
    }
}

/// Why there is no record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absence {
    /// The name has other records.
    NoData,
    /// The name does not exist.
    NxDomain,
    /// Nobody answered, or with an error.
    Failed,
}

/// What is known about a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer<'a> {
    /// These records, at least one.
    Records(Vec<&'a Record>),
    /// There are none.
    None(Absence),
    /// Nobody said.
    Unknown,
}

/// What is wrong with the text handed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A line that means nothing.
    Line,
    /// A value without a name above or before it.
    NoName,
    /// A value that its type cannot have.
    Value,
    /// A quoted string that does not end.
    OpenQuote,
    /// JSON that breaks off or is none.
    Json,
    /// More records than are read.
    TooMany,
}

/// DNS answers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dns {
    records: Vec<Record>,
    absent: Vec<(String, Option<Kind>, Absence)>,
    zones: Vec<String>,
    /// What could not be read, and where.
    pub faults: Vec<(Fault, Span)>,
}

impl Dns {
    /// Reads what `dig`, `dig +short` below a name, `nslookup`, `host`, a zone file or a JSON map says, in any mixture.
    pub fn read(text: &[u8]) -> Self {
        let mut dns = if text.trim_ascii_start().starts_with(b"{") { json::read(text) } else { read::read(text) };
        dns.settle();
        dns
    }

    /// The answers that these records are. Names at and below `zones` have no others; `""` stands for every name.
    pub fn of(records: Vec<Record>, absent: Vec<(String, Option<Kind>, Absence)>, zones: Vec<String>) -> Self {
        let mut dns = Self { records, absent, zones, faults: Vec::new() };
        dns.settle();
        dns
    }

    /// Sorts, so that questions are answered by binary search; the order of a name's records stays.
    fn settle(&mut self) {
        self.records.sort_by(|a, b| (&a.name, a.kind).cmp(&(&b.name, b.kind)));
        self.absent.sort_by(|a, b| a.0.cmp(&b.0));
    }

    /// Every record, sorted by name and type.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.absent.is_empty() && self.zones.is_empty()
    }

    /// What is known about `name`. Aliases are followed (RFC 1034 section 3.6.2).
    pub fn ask(&self, name: &str, kind: Kind) -> Answer<'_> {
        let mut name = canonical(name);
        for _ in 0..MOST_ALIASES {
            let records = self.under(&name, kind);
            if !records.is_empty() {
                return Answer::Records(records.iter().collect());
            }
            let alias = if kind == Kind::Cname { &[] } else { self.under(&name, Kind::Cname) };
            match alias.first().map(|record| &record.data) {
                Some(Data::Name(target)) => name.clone_from(target),
                _ => return self.without(&name, kind),
            }
        }
        Answer::None(Absence::Failed)
    }

    /// The records of a name, else those of the wildcard that covers it (RFC 4592 section 3.3.1).
    fn under(&self, name: &str, kind: Kind) -> &[Record] {
        let exact = self.exactly(name, kind);
        if !exact.is_empty() || self.exists(name) {
            return exact;
        }
        let mut rest = name;
        while let Some((_, above)) = rest.split_once('.') {
            let wildcard = ["*.", above].concat();
            if self.exists(&wildcard) {
                return self.exactly(&wildcard, kind);
            }
            if self.exists(above) {
                break;
            }
            rest = above;
        }
        &[]
    }

    fn exactly(&self, name: &str, kind: Kind) -> &[Record] {
        let from = self.records.partition_point(|record| (record.name.as_str(), record.kind) < (name, kind));
        let len = self.records[from..].partition_point(|record| record.name == name && record.kind == kind);
        &self.records[from..from + len]
    }

    /// Whether a record has this name.
    fn exists(&self, name: &str) -> bool {
        let from = self.records.partition_point(|record| record.name.as_str() < name);
        self.records.get(from).is_some_and(|record| record.name == name)
    }

    /// What is known about a question without records.
    fn without(&self, name: &str, kind: Kind) -> Answer<'_> {
        let from = self.absent.partition_point(|absent| absent.0.as_str() < name);
        let said = self.absent[from..].iter().take_while(|absent| absent.0 == name);
        let mut said = said.filter(|absent| absent.1.is_none_or(|it| it == kind));
        if let Some(absent) = said.next() {
            return Answer::None(absent.2);
        }
        if !self.zones.iter().any(|zone| zone.is_empty() || is_at_or_below(name, zone)) {
            return Answer::Unknown;
        }
        let lives = self.exists(name) || self.records.iter().any(|record| is_at_or_below(&record.name, name));
        Answer::None(if lives { Absence::NoData } else { Absence::NxDomain })
    }
}

/// Whether `name` is `above`, which is not the root, or below it.
pub fn is_at_or_below(name: &str, above: &str) -> bool {
    name.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// A name as answers are kept: lower-case A-labels without the dot at the end.
pub fn canonical(name: &str) -> String {
    let name = name.strip_suffix('.').unwrap_or(name);
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    domain::to_ascii(name).unwrap_or_else(|| name.to_owned())
}

/// An address as labels with dots between: the octets of IPv4, the nibbles of IPv6 (RFC 3596 section 2.5).
pub fn dotted(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let mut labels = String::new();
            for octet in address.octets() {
                for nibble in [octet >> 4, octet & 15] {
                    labels.push_str(if labels.is_empty() { "" } else { "." });
                    labels.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
                }
            }
            labels
        }
    }
}

/// The name below which DNS keeps names for an address (RFC 1035 section 3.5, RFC 3596 section 2.5).
pub fn reverse_name(address: IpAddr) -> String {
    let labels = dotted(address);
    let mut labels: Vec<&str> = labels.split('.').collect();
    labels.reverse();
    labels.push(if address.is_ipv4() { "in-addr" } else { "ip6" });
    labels.push("arpa");
    labels.join(".")
}
