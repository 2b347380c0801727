//! `check_host()` (RFC 7208 section 4) over the answers at hand.

use super::expand::{Values, asks_for_name, expand, fit};
use super::names::{could_be_asked, is_dns_name};
use super::network::share_bits;
use super::record::{Qualifier, Record, Term, What};
use super::{among, record::Fault};
use crate::auth::dns::{Absence, Answer, Data, Dns, Kind, canonical, is_at_or_below, reverse_name};
use crate::find::split_last;
use crate::span::Span;
use std::net::IpAddr;

/// Terms that ask DNS (section 4.6.4).
pub const MOST_LOOKUPS: u32 = 10;
/// Questions without an answer (section 4.6.4).
pub const MOST_VOID: u32 = 2;
/// Exchanges of an `mx` and names of a `ptr` (section 4.6.4).
const MOST_NAMES: usize = 10;

/// The mail whose sender is judged.
#[derive(Clone, Copy, Debug)]
pub struct Mail<'m> {
    /// Who connected.
    pub ip: IpAddr,
    /// The name of its HELO or EHLO.
    pub helo: &'m str,
    /// The address of its MAIL FROM; empty for reports.
    pub sender: &'m str,
    /// Seconds since 1970, for `%{t}`.
    pub now: Option<u64>,
}

impl<'m> Mail<'m> {
    /// Before the `@`; `postmaster` where nothing is (section 4.3).
    pub fn local(&self) -> &'m str {
        let local = split_last(self.sender, b'@').map_or("", |(local, _)| local);
        if local.is_empty() { "postmaster" } else { local }
    }

    /// Behind the `@`; the HELO name for reports (section 2.4).
    pub fn sender_domain(&self) -> &'m str {
        match split_last(self.sender, b'@') {
            Some((_, domain)) => domain,
            None if self.sender.is_empty() => self.helo,
            None => self.sender,
        }
    }
}

/// What a record says of a sender (section 2.6).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// There is no record, or no domain.
    None,
    /// The record says nothing.
    Neutral,
    /// Allowed.
    Pass,
    /// Not allowed.
    Fail,
    /// Probably not allowed.
    SoftFail,
    /// DNS failed.
    TempError,
    /// The record cannot be used.
    PermError,
    /// The answers at hand do not tell.
    Unknown,
}

/// Why a record cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// A fault of the record itself.
    Fault(Fault),
    /// Two records at one name (section 3.2).
    Several,
    /// More than ten terms that ask DNS.
    Lookups,
    /// More than two questions without an answer.
    Void,
    /// More than ten exchanges.
    Exchanges,
    /// An `include` or `redirect` of a name without a record (sections 5.2, 6.1).
    NoRecord,
    /// A name that is none once its macros are put in.
    Name,
}

/// A verdict, and how it came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The term that decided, or is at fault: whose record, and where in it.
    pub term: Option<(String, Span)>,
    /// Why a record cannot be used.
    pub trouble: Option<Trouble>,
    /// The text of `exp=`, after a fail.
    pub explanation: Option<String>,
    /// Terms that asked DNS.
    pub lookups: u32,
    /// Questions without an answer.
    pub void: u32,
    /// What the answers at hand do not hold.
    pub wanted: Vec<(String, Kind)>,
}

/// Judges a mail by the record of `domain`.
pub fn check_host(dns: &Dns, mail: &Mail, domain: &str) -> Outcome {
    // An IPv4 address in the dress of IPv6 is one of IPv4 (section 5).
    let mail = &Mail { ip: mail.ip.to_canonical(), ..*mail };
    let mut run = Run { dns, mail, outcome: Outcome::new(), blamed: None };
    let end = run.domain(domain, true);
    run.outcome.verdict = match end {
        Ok(verdict) => verdict,
        Err(stop) => {
            run.outcome.term = run.blamed.take();
            run.stopped(&stop)
        }
    };
    run.outcome
}

impl Outcome {
    const fn new() -> Self {
        Self {
            verdict: Verdict::None,
            term: None,
            trouble: None,
            explanation: None,
            lookups: 0,
            void: 0,
            wanted: Vec::new(),
        }
    }
}

/// Why evaluation stops at once.
enum Stop {
    Temporary,
    Permanent(Trouble),
    Unknown,
}

type Step<T> = Result<T, Stop>;

struct Run<'r> {
    dns: &'r Dns,
    mail: &'r Mail<'r>,
    outcome: Outcome,
    /// The innermost term that stopped evaluation.
    blamed: Option<(String, Span)>,
}

impl<'r> Run<'r> {
    fn stopped(&mut self, stop: &Stop) -> Verdict {
        match *stop {
            Stop::Temporary => Verdict::TempError,
            Stop::Unknown => Verdict::Unknown,
            Stop::Permanent(trouble) => {
                self.outcome.trouble = Some(trouble);
                Verdict::PermError
            }
        }
    }

    /// The verdict of a domain's record. Terms that lead here are counted, so this never goes deeper than they are many.
    fn domain(&mut self, domain: &str, explains: bool) -> Step<Verdict> {
        if !is_dns_name(domain) {
            return Ok(Verdict::None);
        }
        let texts = match self.dns.ask(domain, Kind::Txt) {
            Answer::Records(records) => records,
            Answer::None(Absence::Failed) => return Err(Stop::Temporary),
            Answer::None(_) => return Ok(Verdict::None),
            Answer::Unknown => return Err(self.want(domain, Kind::Txt)),
        };
        let text = match among(texts)[..] {
            [] => return Ok(Verdict::None),
            [text] => text,
            _ => {
                self.blame(domain, Span::at(0));
                return Err(Stop::Permanent(Trouble::Several));
            }
        };
        let record = Record::read(&text.bytes);
        if let Some((fault, span)) = record.faults.first() {
            self.blame(domain, *span);
            return Err(Stop::Permanent(Trouble::Fault(*fault)));
        }
        self.terms(domain, &text.bytes, &record, explains)
    }

    fn terms(&mut self, domain: &str, text: &[u8], record: &Record, explains: bool) -> Step<Verdict> {
        for term in &record.terms {
            if !self.matches(domain, text, term).inspect_err(|_| self.blame(domain, term.span))? {
                continue;
            }
            self.outcome.term = Some((canonical(domain), term.span));
            if term.qualifier == Qualifier::Fail && explains {
                self.outcome.explanation = self.explanation(domain, text, record);
            }
            return Ok(match term.qualifier {
                Qualifier::Pass => Verdict::Pass,
                Qualifier::Fail => Verdict::Fail,
                Qualifier::SoftFail => Verdict::SoftFail,
                Qualifier::Neutral => Verdict::Neutral,
            });
        }
        let Some((span, name)) = record.redirect() else { return Ok(Verdict::Neutral) };
        self.redirected(domain, text, name, explains).inspect_err(|_| self.blame(domain, span))
    }

    fn redirected(&mut self, domain: &str, text: &[u8], name: Span, explains: bool) -> Step<Verdict> {
        self.count()?;
        let target = self.name(domain, text, Some(name))?;
        match self.domain(&target, explains)? {
            Verdict::None => Err(Stop::Permanent(Trouble::NoRecord)),
            verdict => Ok(verdict),
        }
    }

    fn blame(&mut self, domain: &str, span: Span) {
        if self.blamed.is_none() {
            self.blamed = Some((canonical(domain), span));
        }
    }

    fn matches(&mut self, domain: &str, text: &[u8], term: &Term) -> Step<bool> {
        match term.what {
            What::All => Ok(true),
            What::Ip(network) => Ok(network.holds(self.mail.ip)),
            What::Include(name) => {
                self.count()?;
                let target = self.name(domain, text, Some(name))?;
                match self.domain(&target, false)? {
                    Verdict::Pass => Ok(true),
                    Verdict::None => Err(Stop::Permanent(Trouble::NoRecord)),
                    _ => Ok(false),
                }
            }
            What::A(name, v4, v6) => {
                self.count()?;
                let target = self.name(domain, text, name)?;
                self.has_address(&target, v4, v6)
            }
            What::Mx(name, v4, v6) => {
                self.count()?;
                let target = self.name(domain, text, name)?;
                self.is_exchange(&target, v4, v6)
            }
            What::Ptr(name) => {
                self.count()?;
                let target = self.name(domain, text, name)?;
                let target = canonical(&target);
                let names = self.validated(Some(&target))?;
                Ok(names.iter().any(|name| is_at_or_below(name, &target)))
            }
            What::Exists(name) => {
                self.count()?;
                let target = self.name(domain, text, Some(name))?;
                Ok(!self.ask(&target, Kind::A)?.is_empty())
            }
            What::Redirect(_) | What::Exp(_) | What::Unknown | What::Wrong => Ok(false),
        }
    }

    /// Counts a term that asks DNS.
    fn count(&mut self) -> Step<()> {
        self.outcome.lookups += 1;
        if self.outcome.lookups > MOST_LOOKUPS { Err(Stop::Permanent(Trouble::Lookups)) } else { Ok(()) }
    }

    /// The name that a domain-spec stands for; the domain itself where there is none.
    fn name(&mut self, domain: &str, text: &[u8], name: Option<Span>) -> Step<String> {
        let Some(name) = name else { return Ok(domain.to_owned()) };
        let spec = name.slice(text);
        let validated = if asks_for_name(spec) { self.validated_name(domain)? } else { String::new() };
        let values = Values { mail: self.mail, domain, validated: &validated };
        let expanded = expand(spec, &values, false).ok_or(Stop::Permanent(Trouble::Name))?;
        Ok(fit(&expanded).to_owned())
    }

    /// The records of an answer. None is void and counted.
    fn ask(&mut self, name: &str, kind: Kind) -> Step<Vec<&'r Data>> {
        if !could_be_asked(name) {
            return self.nothing();
        }
        match self.dns.ask(name, kind) {
            Answer::Records(records) => Ok(records.into_iter().map(|record| &record.data).collect()),
            Answer::None(Absence::Failed) => Err(Stop::Temporary),
            Answer::None(_) => self.nothing(),
            Answer::Unknown => Err(self.want(name, kind)),
        }
    }

    fn nothing(&mut self) -> Step<Vec<&'r Data>> {
        self.outcome.void += 1;
        if self.outcome.void > MOST_VOID { Err(Stop::Permanent(Trouble::Void)) } else { Ok(Vec::new()) }
    }

    fn want(&mut self, name: &str, kind: Kind) -> Stop {
        self.outcome.wanted.push((canonical(name), kind));
        Stop::Unknown
    }

    fn address_kind(&self) -> Kind {
        if self.mail.ip.is_ipv4() { Kind::A } else { Kind::Aaaa }
    }

    fn has_address(&mut self, name: &str, v4: u8, v6: u8) -> Step<bool> {
        let addresses = self.ask(name, self.address_kind())?;
        Ok(addresses.iter().any(|data| match data {
            Data::Address(address) => share_bits(*address, self.mail.ip, v4, v6),
            _ => false,
        }))
    }

    fn is_exchange(&mut self, name: &str, v4: u8, v6: u8) -> Step<bool> {
        let mut exchanges = self.ask(name, Kind::Mx)?;
        if exchanges.len() > MOST_NAMES {
            return Err(Stop::Permanent(Trouble::Exchanges));
        }
        exchanges.sort_by_key(|data| if let Data::Exchange(preference, _) = data { *preference } else { 0 });
        for data in exchanges {
            if let Data::Exchange(_, exchange) = data
                && !exchange.is_empty()
                && self.has_address(exchange, v4, v6)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Names of the sending address that lead back to it (section 5.5); an error is no name.
    fn validated(&mut self, wanted: Option<&str>) -> Step<Vec<String>> {
        let reverse = reverse_name(self.mail.ip);
        let names = match self.dns.ask(&reverse, Kind::Ptr) {
            Answer::Records(records) => records,
            Answer::None(Absence::Failed) => return Ok(Vec::new()),
            Answer::None(_) => {
                self.nothing()?;
                return Ok(Vec::new());
            }
            Answer::Unknown => return Err(self.want(&reverse, Kind::Ptr)),
        };
        let mut valid = Vec::new();
        for record in names.into_iter().take(MOST_NAMES) {
            let Data::Name(name) = &record.data else { continue };
            if wanted.is_some_and(|wanted| !is_at_or_below(name, wanted)) {
                continue;
            }
            match self.dns.ask(name, self.address_kind()) {
                Answer::Records(addresses) => {
                    if addresses.iter().any(|record| record.data == Data::Address(self.mail.ip)) {
                        valid.push(name.clone());
                    }
                }
                Answer::None(_) => {}
                Answer::Unknown => return Err(self.want(name, self.address_kind())),
            }
        }
        Ok(valid)
    }

    /// `%{p}`: the domain itself first, then a name below it, then any (section 7.3).
    fn validated_name(&mut self, domain: &str) -> Step<String> {
        let (names, domain) = (self.validated(None)?, canonical(domain));
        let best = names.iter().find(|name| **name == domain);
        let best = best.or_else(|| names.iter().find(|name| is_at_or_below(name, &domain))).or(names.first());
        Ok(best.map_or_else(|| "unknown".to_owned(), Clone::clone))
    }

    /// The text of `exp=`; any trouble on the way is no text (section 6.2).
    fn explanation(&mut self, domain: &str, text: &[u8], record: &Record) -> Option<String> {
        let name = record.terms.iter().find_map(|term| match term.what {
            What::Exp(name) => Some(name),
            _ => None,
        })?;
        let target = self.name(domain, text, Some(name)).ok()?;
        let Answer::Records(records) = self.dns.ask(&target, Kind::Txt) else { return None };
        let [record] = &records[..] else { return None };
        let Data::Text(text) = &record.data else { return None };
        let validated = if asks_for_name(&text.bytes) { self.validated_name(domain).ok()? } else { String::new() };
        let values = Values { mail: self.mail, domain, validated: &validated };
        if text.bytes.is_ascii() { expand(&text.bytes, &values, true) } else { None }
    }
}
