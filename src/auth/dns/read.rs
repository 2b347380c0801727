//! The text handed in, line by line: zone-file lines as `dig` prints them too, headings with the values of `dig +short`
//! below, and the sentences of `nslookup` and `host`.

use super::token::{self, Token, data, tokens};
use super::{Absence, Data, Dns, Fault, Kind, Record, canonical, heading, phrase};
use crate::scan::trim_wsp;
use crate::span::Span;

/// Records read at most; mail needs some twenty.
const MOST_RECORDS: usize = 10_000;
const MOST_FAULTS: usize = 100;

/// What is read so far, and what a line refers to.
#[derive(Default)]
pub struct Reader<'t> {
    pub text: &'t [u8],
    pub dns: Dns,
    /// `$ORIGIN` of a zone file.
    origin: Option<String>,
    /// The name of the last record.
    owner: Option<String>,
    /// What a heading asks: values follow.
    pub asked: Option<(String, Option<Kind>)>,
    /// The status of dig's answer.
    status: Option<Absence>,
    /// nslookup's `Name:`, whose addresses follow.
    pub named: Option<String>,
}

pub fn read(text: &[u8]) -> Dns {
    let mut reader = Reader { text, ..Reader::default() };
    let mut at = if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    while at < text.len() && reader.dns.faults.last().is_none_or(|fault| fault.0 != Fault::TooMany) {
        at = reader.line(at);
    }
    reader.dns
}

impl Reader<'_> {
    /// Reads the line at `at`; says where the next one begins.
    fn line(&mut self, at: usize) -> usize {
        let end = at + token::line_end(&self.text[at..]);
        let next = (end + 1).min(self.text.len());
        let line = Span::of(at, end);
        let content = line.slice(self.text).trim_ascii();
        if content.is_empty() {
            return next;
        }
        if content.starts_with(b";") {
            self.comment(content);
            return next;
        }
        if phrase::read(self, line) || self.bare_text(line) {
            return next;
        }
        let mut words = Vec::new();
        let (next, open) = tokens(self.text, at, &mut words);
        if let Some(span) = open {
            self.fault(Fault::OpenQuote, span);
        }
        if !words.is_empty() {
            self.words(&words, self.text[at].is_ascii_whitespace());
        }
        next
    }

    /// dig's comments: the status of an answer, and what was asked.
    fn comment(&mut self, line: &[u8]) {
        let words: Vec<&[u8]> = line.split(|byte| byte.is_ascii_whitespace() || *byte == b',').collect();
        if let Some(at) = words.iter().position(|word| *word == b"status:") {
            self.status = words.get(at + 1).and_then(|word| absence(word));
            self.asked = None;
        } else if line.starts_with(b";; connection timed out") || line.starts_with(b";; no servers") {
            if let Some((name, kind)) = self.asked.take() {
                self.absent(name, kind, Absence::Failed);
            }
        } else if line.starts_with(b"; <<>>") {
            self.asked = heading::command(&words[1..]);
        } else if let [name, class, kind, ..] = &words[..]
            && name.len() > 1
            && name.ends_with(b".")
            && (class.eq_ignore_ascii_case(b"IN") || class.is_empty())
            && let Some(kind) = words.iter().rev().find_map(|word| Kind::of(word)).or_else(|| Kind::of(kind))
        {
            let name = canonical(&String::from_utf8_lossy(&name[1..]));
            let why = self.status.unwrap_or(Absence::NoData);
            let kind = if why == Absence::NxDomain { None } else { Some(kind) };
            self.absent(name, kind, why);
        }
    }

    /// A text without quotes below a heading, as people copy it.
    fn bare_text(&mut self, line: Span) -> bool {
        let words = trim_wsp(self.text, line);
        if !words.slice(self.text).starts_with(b"v=") {
            return false;
        }
        let text = Data::Text(token::join(self.text, &[Token { span: words, quoted: false }]));
        match self.asked.clone() {
            Some((name, _)) => self.record(name, Kind::Txt, text, words),
            None => self.fault(Fault::NoName, words),
        }
        true
    }

    /// A line of words: a directive, a record, a heading, or a value below one.
    fn words(&mut self, words: &[Token], indented: bool) {
        let text = |token: &Token| token.span.slice(self.text);
        let span = words.iter().skip(1).fold(words[0].span, |all, word| all.join(word.span));
        match text(&words[0]) {
            b"$ORIGIN" | b"$origin" if words.len() > 1 => {
                self.origin = Some(canonical(&String::from_utf8_lossy(text(&words[1]))));
                return;
            }
            first if first.starts_with(b"$") && first.len() > 1 => return,
            _ => {}
        }
        if self.record_line(words, indented) {
            return;
        }
        let slices: Vec<&[u8]> = words.iter().map(text).collect();
        let value = self.asked.is_some() && heading::is_value(words[0].quoted, &slices);
        if value {
            self.value(words, span);
        } else if let Some(asked) = heading::command(&slices) {
            if let (name, Some(kind)) = &asked {
                self.absent(name.clone(), Some(*kind), Absence::NoData);
            }
            self.asked = Some(asked);
        } else {
            let fault = if words[0].quoted { Fault::NoName } else { Fault::Line };
            self.fault(fault, span);
        }
    }

    /// `[name] [TTL] [class] type data`, the middle in either order (RFC 1035 section 5.1).
    fn record_line(&mut self, words: &[Token], indented: bool) -> bool {
        let named = usize::from(!indented);
        let mut at = named;
        while words.get(at).is_some_and(|word| !word.quoted && is_ttl_or_class(word.span.slice(self.text))) {
            at += 1;
        }
        let Some(kind) = words.get(at) else { return false };
        let Some(kind) = Kind::of(kind.span.slice(self.text)).filter(|_| !kind.quoted) else {
            return self.other_type(words, at);
        };
        let values = &words[at + 1..];
        if values.is_empty() {
            return false;
        }
        if named == 1 {
            self.owner = Some(self.absolute(words[0].span));
        }
        let span = values.iter().fold(values[0].span, |all, word| all.join(word.span));
        let Some(owner) = self.owner.clone() else {
            self.fault(Fault::NoName, span);
            return true;
        };
        let values = self.unquoted(kind, values);
        match data(self.text, kind, &values, |name| self.below_origin(name)) {
            Ok(data) => {
                if kind == Kind::Soa && self.origin.is_some() {
                    self.dns.zones.push(owner.clone());
                }
                self.record(owner, kind, data, span);
            }
            Err(fault) => self.fault(fault, span),
        }
        true
    }

    /// A record of a type that mail does not ask for.
    fn other_type(&mut self, words: &[Token], at: usize) -> bool {
        let other = words.len() > at + 1 && is_other_type(words[at].span.slice(self.text));
        if other && at > 0 {
            self.owner = Some(self.absolute(words[0].span));
        }
        other
    }

    /// A text without quotes: a semicolon ends a line of a zone file, yet people copy records so. It goes on to the end.
    fn unquoted(&self, kind: Kind, values: &[Token]) -> Vec<Token> {
        let first = values[0];
        if kind != Kind::Txt || first.quoted || !first.span.slice(self.text).starts_with(b"v=") {
            return values.to_vec();
        }
        let start = first.span.start as usize;
        let span = trim_wsp(self.text, Span::of(start, start + token::line_end(&self.text[start..])));
        vec![Token { span, quoted: false }]
    }

    /// A value of `dig +short` below its name.
    fn value(&mut self, words: &[Token], span: Span) {
        let Some((name, asked)) = self.asked.clone() else { return };
        let first = words[0].span.slice(self.text);
        let kind = match (words, asked) {
            _ if words[0].quoted => asked.filter(|kind| *kind == Kind::Spf).unwrap_or(Kind::Txt),
            ([_, _], _) => Kind::Mx,
            (_, Some(kind @ (Kind::Ns | Kind::Ptr | Kind::Cname | Kind::Soa))) => kind,
            _ if first.contains(&b':') => Kind::Aaaa,
            _ if first.ends_with(b".") => Kind::Cname,
            _ => Kind::A,
        };
        match data(self.text, kind, words, canonical) {
            Ok(data) => {
                // What follows an alias belongs to the name that it stands for.
                if let (Kind::Cname, Data::Name(target)) = (kind, &data)
                    && asked != Some(Kind::Cname)
                {
                    self.asked = Some((target.clone(), asked));
                }
                self.record(name, kind, data, span);
            }
            Err(fault) => self.fault(fault, span),
        }
    }

    /// A name of a zone file as a whole one.
    fn absolute(&self, name: Span) -> String {
        let name = String::from_utf8_lossy(name.slice(self.text)).into_owned();
        self.below_origin(&name)
    }

    fn below_origin(&self, name: &str) -> String {
        match &self.origin {
            Some(origin) if name == "@" => origin.clone(),
            Some(origin) if !name.ends_with('.') && !name.is_empty() => [&canonical(name), ".", origin].concat(),
            _ => canonical(name),
        }
    }

    /// Keeps a record.
    pub fn record(&mut self, name: String, kind: Kind, data: Data, span: Span) {
        if self.dns.records.len() < MOST_RECORDS {
            self.dns.records.push(Record { name, kind, data, span });
        } else {
            self.dns.faults.push((Fault::TooMany, span));
        }
    }

    /// Keeps that there is no record.
    pub fn absent(&mut self, name: String, kind: Option<Kind>, why: Absence) {
        if self.dns.absent.len() < MOST_RECORDS {
            self.dns.absent.push((name, kind, why));
        }
    }

    pub fn fault(&mut self, fault: Fault, span: Span) {
        if self.dns.faults.len() < MOST_FAULTS {
            self.dns.faults.push((fault, span));
        }
    }
}

/// What a status says: `NXDOMAIN`, `SERVFAIL`. Nothing for `NOERROR`.
pub fn absence(status: &[u8]) -> Option<Absence> {
    match status {
        b"NXDOMAIN" => Some(Absence::NxDomain),
        b"SERVFAIL" | b"REFUSED" | b"FORMERR" | b"NOTIMP" | b"TIMEOUT" => Some(Absence::Failed),
        _ => None,
    }
}

fn is_ttl_or_class(word: &[u8]) -> bool {
    let time = word.first().is_some_and(u8::is_ascii_digit) && word.iter().all(u8::is_ascii_alphanumeric);
    time || [&b"IN"[..], b"CH", b"HS", b"CS"].iter().any(|class| word.eq_ignore_ascii_case(class))
}

/// Types that stand in zones beside those that mail asks for.
fn is_other_type(word: &[u8]) -> bool {
    const OTHERS: [&str; 20] = [
        "CAA",
        "CDNSKEY",
        "CDS",
        "DNAME",
        "DNSKEY",
        "DS",
        "HINFO",
        "HTTPS",
        "LOC",
        "NAPTR",
        "NSEC",
        "NSEC3",
        "NSEC3PARAM",
        "OPENPGPKEY",
        "RP",
        "RRSIG",
        "SRV",
        "SSHFP",
        "SVCB",
        "TLSA",
    ];
    OTHERS.iter().any(|name| word.eq_ignore_ascii_case(name.as_bytes())) || word.starts_with(b"TYPE")
}
