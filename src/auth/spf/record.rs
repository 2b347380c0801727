//! An SPF record as terms (RFC 7208 sections 4.6.1, 5, 6 and 12).

use super::domain_spec;
use crate::span::Span;
use std::net::{Ipv4Addr, Ipv6Addr};

/// What a mechanism that matches says of the sender.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Qualifier {
    /// `+`, or nothing.
    Pass,
    /// `-`.
    Fail,
    /// `~`.
    SoftFail,
    /// `?`.
    Neutral,
}

/// Addresses that share their first bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Network {
    /// Of IPv4, and how many bits.
    V4(Ipv4Addr, u8),
    /// Of IPv6, and how many bits.
    V6(Ipv6Addr, u8),
}

/// What a term is. Spans are places in the record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// `all`.
    All,
    /// `include:`.
    Include(Span),
    /// `a`, with a name and the bits of IPv4 and IPv6 that count.
    A(Option<Span>, u8, u8),
    /// `mx`, likewise.
    Mx(Option<Span>, u8, u8),
    /// `ptr`.
    Ptr(Option<Span>),
    /// `ip4:` and `ip6:`.
    Ip(Network),
    /// `exists:`.
    Exists(Span),
    /// `redirect=`.
    Redirect(Span),
    /// `exp=`.
    Exp(Span),
    /// A modifier that RFC 7208 does not know; it is ignored (section 6).
    Unknown,
    /// What has no meaning.
    Wrong,
}

/// A term, in the record's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    /// All of it.
    pub span: Span,
    /// Of mechanisms.
    pub qualifier: Qualifier,
    /// What it is.
    pub what: What,
}

/// What is wrong with a term. Each of them makes the whole record a permerror (RFC 7208 section 4.6).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No such mechanism.
    Mechanism,
    /// An address that is none.
    Address,
    /// A number of bits that the address does not have.
    Prefix,
    /// `include`, `exists`, `ip4`, `redirect` without a value, `all` with one.
    Value,
    /// A name that is none, or macros that are none.
    DomainSpec,
    /// `redirect` or `exp` a second time.
    Repeated,
}

/// A record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Record {
    /// Its terms, in order.
    pub terms: Vec<Term>,
    /// What is wrong, and where.
    pub faults: Vec<(Fault, Span)>,
}

/// Terms read; each of more would be one lookup too many or an address network, and no DNS answer holds so many.
const MOST_TERMS: usize = 5_000;

impl Record {
    /// Reads the text of a TXT record that begins with `v=spf1`.
    pub fn read(text: &[u8]) -> Self {
        let mut record = Self::default();
        let mut at = "v=spf1".len().min(text.len());
        while at < text.len() && record.terms.len() < MOST_TERMS {
            let end = memchr::memchr(b' ', &text[at..]).map_or(text.len(), |len| at + len);
            if end > at {
                record.add(text, Span::of(at, end));
            }
            at = end + 1;
        }
        record
    }

    fn add(&mut self, text: &[u8], span: Span) {
        let (qualifier, signed) = match text[span.start as usize] {
            b'+' => (Qualifier::Pass, 1),
            b'-' => (Qualifier::Fail, 1),
            b'~' => (Qualifier::SoftFail, 1),
            b'?' => (Qualifier::Neutral, 1),
            _ => (Qualifier::Pass, 0),
        };
        let body = Span::new(span.start + signed, span.end);
        let what = match term(text, body, signed == 1) {
            Ok(what) => what,
            Err((fault, place)) => {
                self.faults.push((fault, place));
                What::Wrong
            }
        };
        let same =
            |a: What, b: What| matches!((a, b), (What::Redirect(_), What::Redirect(_)) | (What::Exp(_), What::Exp(_)));
        if self.terms.iter().any(|term| same(term.what, what)) {
            self.faults.push((Fault::Repeated, span));
        }
        self.terms.push(Term { span, qualifier, what });
    }

    /// `redirect=`, where there is one.
    pub fn redirect(&self) -> Option<(Span, Span)> {
        self.terms.iter().find_map(|term| match term.what {
            What::Redirect(name) => Some((term.span, name)),
            _ => None,
        })
    }
}

type Read<T> = Result<T, (Fault, Span)>;

fn term(text: &[u8], body: Span, signed: bool) -> Read<What> {
    let bytes = body.slice(text);
    let name_len = bytes.iter().position(|byte| b":/=".contains(byte)).unwrap_or(bytes.len());
    let (name, value) = (&bytes[..name_len], Span::new(body.start + name_len as u32, body.end));
    let sign = value.slice(text).first().copied();
    if sign == Some(b'=') && !signed && is_modifier_name(name) {
        return modifier(text, name, Span::new(value.start + 1, value.end));
    }
    let is = |word: &str| name.eq_ignore_ascii_case(word.as_bytes());
    let after_colon = Span::new((value.start + 1).min(value.end), value.end);
    let needed = || {
        if sign == Some(b':') && !after_colon.is_empty() { Ok(after_colon) } else { Err((Fault::Value, body)) }
    };
    if is("all") {
        return if sign.is_none() { Ok(What::All) } else { Err((Fault::Value, body)) };
    }
    if is("include") {
        return Ok(What::Include(spec(text, needed()?)?));
    }
    if is("exists") {
        return Ok(What::Exists(spec(text, needed()?)?));
    }
    if is("ptr") {
        let name = if sign.is_some() { Some(spec(text, needed()?)?) } else { None };
        return Ok(What::Ptr(name));
    }
    if is("a") || is("mx") {
        let (name, v4, v6) = name_and_prefixes(text, value)?;
        return Ok(if is("a") { What::A(name, v4, v6) } else { What::Mx(name, v4, v6) });
    }
    if is("ip4") || is("ip6") {
        return network(text, needed()?, is("ip4")).map(What::Ip);
    }
    Err((Fault::Mechanism, body))
}

/// `name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )`
fn is_modifier_name(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_alphabetic)
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}

fn modifier(text: &[u8], name: &[u8], value: Span) -> Read<What> {
    if name.eq_ignore_ascii_case(b"redirect") {
        return Ok(What::Redirect(spec(text, value)?));
    }
    if name.eq_ignore_ascii_case(b"exp") {
        return Ok(What::Exp(spec(text, value)?));
    }
    if domain_spec::is_macro_string(value.slice(text)) { Ok(What::Unknown) } else { Err((Fault::DomainSpec, value)) }
}

fn spec(text: &[u8], value: Span) -> Read<Span> {
    if domain_spec::is_domain_spec(value.slice(text)) { Ok(value) } else { Err((Fault::DomainSpec, value)) }
}

/// `[":" domain-spec] [ip4-cidr-length] ["/" ip6-cidr-length]`
fn name_and_prefixes(text: &[u8], value: Span) -> Read<(Option<Span>, u8, u8)> {
    let bytes = value.slice(text);
    let (rest, v6) = split_prefix(bytes, b"//");
    let (rest, v4) = split_prefix(rest, b"/");
    let wrong = (Fault::Prefix, Span::new(value.start + rest.len() as u32, value.end));
    let bits = |digits: Option<&[u8]>, most: u8| digits.map_or(Ok(most), |digits| prefix(digits, most).ok_or(wrong));
    let (v4, v6) = (bits(v4, 32)?, bits(v6, 128)?);
    match rest.split_first() {
        None => Ok((None, v4, v6)),
        Some((b':', _)) => {
            let name = Span::new(value.start + 1, value.start + rest.len() as u32);
            Ok((Some(spec(text, name)?), v4, v6))
        }
        Some(_) => Err((Fault::Prefix, value)),
    }
}

/// Digits behind the last `slashes`, where nothing else stands behind them.
fn split_prefix<'t>(bytes: &'t [u8], slashes: &[u8]) -> (&'t [u8], Option<&'t [u8]>) {
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (head, digits) = bytes.split_at(bytes.len() - digits);
    match head.strip_suffix(slashes) {
        // One slash before the digits, not two.
        Some(rest) if slashes.len() == 2 || !rest.ends_with(b"/") => (rest, Some(digits)),
        _ => (bytes, None),
    }
}

/// A number of bits: no sign, no zero in front.
fn prefix(digits: &[u8], most: u8) -> Option<u8> {
    if digits.is_empty() || (digits.len() > 1 && digits[0] == b'0') {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok().filter(|bits| *bits <= most)
}

fn network(text: &[u8], value: Span, v4: bool) -> Read<Network> {
    let bytes = value.slice(text);
    let slash = memchr::memchr(b'/', bytes);
    let (address, digits) = bytes.split_at(slash.unwrap_or(bytes.len()));
    let place = Span::new(value.start, value.start + address.len() as u32);
    let address = std::str::from_utf8(address).map_err(|_| (Fault::Address, place))?;
    let most = if v4 { 32 } else { 128 };
    let bits = match digits.split_first() {
        None => most,
        Some((_, digits)) => prefix(digits, most).ok_or((Fault::Prefix, Span::new(place.end, value.end)))?,
    };
    let network = if v4 {
        address.parse().ok().map(|address| Network::V4(address, bits))
    } else {
        address.parse().ok().map(|address| Network::V6(address, bits))
    };
    network.ok_or((Fault::Address, place))
}
