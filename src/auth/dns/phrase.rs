//! The sentences of `host` and `nslookup`.

use super::read::{Reader, absence};
use super::token::{data, tokens};
use super::{Absence, Data, Kind, canonical};
use crate::find::{find, holds_any};
use crate::span::Span;

/// What stands between a name and a value, and the type it tells.
const SENTENCES: &[(&[u8], Kind)] = &[
    (b" descriptive text ", Kind::Txt),
    (b" mail is handled by ", Kind::Mx),
    (b" has address ", Kind::A),
    (b" has IPv6 address ", Kind::Aaaa),
    (b" is an alias for ", Kind::Cname),
    (b" name server ", Kind::Ns),
    (b" domain name pointer ", Kind::Ptr),
    (b" has SOA record ", Kind::Soa),
    (b"text =", Kind::Txt),
    (b"mail exchanger =", Kind::Mx),
    (b"canonical name =", Kind::Cname),
    (b"nameserver =", Kind::Ns),
    (b"has AAAA address ", Kind::Aaaa),
    (b"internet address =", Kind::A),
    (b"AAAA IPv6 address =", Kind::Aaaa),
    (b"\tname =", Kind::Ptr),
];

/// Reads a line that is such a sentence.
pub fn read(reader: &mut Reader, line: Span) -> bool {
    let text = line.slice(reader.text);
    if text.trim_ascii_start().starts_with(b"*") || text.starts_with(b"Host ") || find(text, b" has no ").is_some() {
        return nothing(reader, text);
    }
    if let Some((word, value)) = labelled(text) {
        let named = reader.named.clone();
        let value = value.trim_ascii();
        match word {
            b"Name" => reader.named = Some(canonical(&String::from_utf8_lossy(value))),
            b"Server" => reader.named = None,
            // The address of the server that was asked stands before any name.
            _ => {
                if let Some(name) = named {
                    let kind = if value.contains(&b':') { Kind::Aaaa } else { Kind::A };
                    let end = line.start as usize + text.trim_ascii_end().len();
                    add(reader, name, kind, Span::of(end - value.len(), end));
                }
            }
        }
        return true;
    }
    if text.starts_with(b"Non-authoritative answer") || text.starts_with(b"Authoritative answers") {
        return true;
    }
    let unquoted = &text[..memchr::memchr(b'"', text).unwrap_or(text.len())];
    if let Some(at) = find(unquoted, b"MX preference = ") {
        return windows_exchange(reader, line, at);
    }
    let found = SENTENCES.iter().find_map(|(words, kind)| find(unquoted, words).map(|at| (at, words, kind)));
    let Some((at, words, kind)) = found else { return false };
    let name = canonical(&String::from_utf8_lossy(text[..at].trim_ascii()));
    if name.is_empty() || holds_any(&name, " \t") {
        return false;
    }
    let from = line.start as usize + at + words.len();
    let value = Span::of(from, line.end as usize);
    // Windows writes a text on the lines below.
    if value.slice(reader.text).trim_ascii().is_empty() {
        reader.asked = Some((name, Some(*kind)));
        return true;
    }
    add(reader, name, *kind, value);
    true
}

/// `a.example  MX preference = 10, mail exchanger = mx.a.example` of nslookup on Windows.
fn windows_exchange(reader: &mut Reader, line: Span, at: usize) -> bool {
    let text = line.slice(reader.text);
    let name = canonical(&String::from_utf8_lossy(text[..at].trim_ascii()));
    let rest = &text[at + "MX preference = ".len()..];
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let preference = std::str::from_utf8(&rest[..digits]).ok().and_then(|digits| digits.parse().ok());
    let Some((preference, start)) = preference.zip(find(rest, b"exchanger = ")) else { return false };
    let exchange = rest[start + "exchanger = ".len()..].trim_ascii();
    let end = line.start as usize + text.trim_ascii_end().len();
    let data = Data::Exchange(preference, canonical(&String::from_utf8_lossy(exchange)));
    reader.record(name, Kind::Mx, data, Span::of(end - exchange.len(), end));
    true
}

/// `Server:`, `Address:` and `Name:` of nslookup.
fn labelled(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(b':', text)?;
    let word = text[..at].trim_ascii();
    [&b"Name"[..], b"Address", b"Addresses", b"Server", b"Aliases"].contains(&word).then_some((word, &text[at + 1..]))
}

fn add(reader: &mut Reader, name: String, kind: Kind, value: Span) {
    let mut words = Vec::new();
    tokens(&reader.text[..value.end as usize], value.start as usize, &mut words);
    let Some(first) = words.first() else { return };
    let span = words.iter().fold(first.span, |all, word| all.join(word.span));
    match data(reader.text, kind, &words, canonical) {
        Ok(data) => reader.record(name, kind, data, span),
        Err(fault) => reader.fault(fault, span),
    }
}

/// `Host a.example not found: 3(NXDOMAIN)`, `a.example has no TXT record`, `** server can't find a.example: SERVFAIL`,
/// `*** Can't find a.example: No answer`.
fn nothing(reader: &mut Reader, text: &[u8]) -> bool {
    let words: Vec<&[u8]> = text.split(|byte| b" \t\r:()".contains(byte)).filter(|word| !word.is_empty()).collect();
    let Some(at) = words.iter().position(|word| super::heading::is_name(word)) else { return false };
    let name = canonical(&String::from_utf8_lossy(words[at]));
    let after = &words[at + 1..];
    let status = after.iter().find_map(|word| absence(word));
    if let [b"has", b"no", kind, ..] = after {
        reader.absent(name, Kind::of(kind), Absence::NoData);
    } else if let Some(why) = status {
        reader.absent(name, None, why);
    } else if after.starts_with(&[b"No", b"answer"]) {
        let kind = reader.asked.as_ref().filter(|asked| asked.0 == name).and_then(|asked| asked.1);
        reader.absent(name, kind, Absence::NoData);
    } else {
        return false;
    }
    true
}
