//! A JSON map from names to what they hold: texts, addresses, or a map from types to lists.
//!
//! `{"a.example": {"TXT": [["v=spf1 -all"]], "MX": [{"exchange": "mx.a.example", "priority": 10}], "A": ["192.0.2.1"]}}`;
//! a text alone is a TXT record, null a name that does not exist, an empty list a name without such records.

use super::value::{Parser, Value};
use super::{Absence, Data, Dns, Fault, Kind, Record, Text, canonical};
use crate::span::Span;
use std::net::IpAddr;

pub fn read(text: &[u8]) -> Dns {
    let mut dns = Dns::default();
    match Parser::new(text).read() {
        Ok(Value::Map(names)) => {
            for (name, value, span) in names {
                add_name(&mut dns, &canonical(&name), value, span);
            }
        }
        Ok(_) => dns.faults.push((Fault::Json, Span::at(0))),
        Err(at) => dns.faults.push((Fault::Json, Span::of(at, (at + 1).min(text.len())))),
    }
    dns
}

/// What a name holds: of any type, or by type.
fn add_name(dns: &mut Dns, name: &str, value: Value, span: Span) {
    match value {
        Value::Null => dns.absent.push((name.to_owned(), None, Absence::NxDomain)),
        Value::Map(kinds) => {
            for (kind, value, span) in kinds {
                match Kind::of(kind.as_bytes()) {
                    Some(kind) => add_kind(dns, name, kind, value, span),
                    None => dns.faults.push((Fault::Value, span)),
                }
            }
        }
        Value::List(values) if values.is_empty() => dns.absent.push((name.to_owned(), None, Absence::NoData)),
        Value::List(values) => {
            for (value, span) in values {
                add_any(dns, name, value, span);
            }
        }
        value => add_any(dns, name, value, span),
    }
}

/// A value that tells its type itself: an address, else a text.
fn add_any(dns: &mut Dns, name: &str, value: Value, span: Span) {
    let address = match &value {
        Value::Text(text) => std::str::from_utf8(&text.bytes).ok().and_then(|text| text.parse::<IpAddr>().ok()),
        _ => None,
    };
    let kind = match address {
        Some(IpAddr::V4(_)) => Kind::A,
        Some(IpAddr::V6(_)) => Kind::Aaaa,
        None => Kind::Txt,
    };
    add(dns, name, kind, value, span);
}

fn add_kind(dns: &mut Dns, name: &str, kind: Kind, value: Value, span: Span) {
    match value {
        Value::Null => dns.absent.push((name.to_owned(), Some(kind), Absence::NoData)),
        Value::List(values) if values.is_empty() => dns.absent.push((name.to_owned(), Some(kind), Absence::NoData)),
        Value::List(values) => {
            for (value, span) in values {
                add(dns, name, kind, value, span);
            }
        }
        value => add(dns, name, kind, value, span),
    }
}

fn add(dns: &mut Dns, name: &str, kind: Kind, value: Value, span: Span) {
    match data(kind, value) {
        Some(data) => dns.records.push(Record { name: name.to_owned(), kind, data, span }),
        None => dns.faults.push((Fault::Value, span)),
    }
}

fn data(kind: Kind, value: Value) -> Option<Data> {
    let word = |text: &Text| String::from_utf8(text.bytes.clone()).ok();
    match (kind, value) {
        (Kind::Txt | Kind::Spf, Value::Text(text)) => Some(Data::Text(text)),
        (Kind::Txt | Kind::Spf, Value::List(strings)) => {
            let mut joined = Text::default();
            for (string, _) in strings {
                let Value::Text(string) = string else { return None };
                joined.append(string);
            }
            Some(Data::Text(joined))
        }
        (Kind::A | Kind::Aaaa, Value::Text(text)) => {
            let address: IpAddr = word(&text)?.parse().ok()?;
            (address.is_ipv4() == (kind == Kind::A)).then_some(Data::Address(address))
        }
        (Kind::Mx, Value::Text(text)) => {
            let text = word(&text)?;
            let (preference, exchange) = text.split_once(' ')?;
            Some(Data::Exchange(preference.parse().ok()?, canonical(exchange.trim())))
        }
        (Kind::Mx, Value::Map(parts)) => {
            let get = |names: [&str; 2]| parts.iter().find(|part| names.contains(&part.0.as_str())).map(|part| &part.1);
            let preference = match get(["priority", "preference"])? {
                Value::Number(number) => *number,
                _ => return None,
            };
            match get(["exchange", "host"])? {
                Value::Text(exchange) => {
                    Some(Data::Exchange(u16::try_from(preference).ok()?, canonical(&word(exchange)?)))
                }
                _ => None,
            }
        }
        (Kind::Cname | Kind::Ns | Kind::Ptr | Kind::Soa, Value::Text(text)) => {
            Some(Data::Name(canonical(&word(&text)?)))
        }
        _ => None,
    }
}
