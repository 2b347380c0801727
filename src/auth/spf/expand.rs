//! Macros put in (RFC 7208 section 7).

use super::domain_spec::Macro;
use super::eval::Mail;
use crate::auth::dns::dotted;
use crate::digits;

/// The longest name in DNS, as text without the dot at the end.
const LONGEST_NAME: usize = 253;

/// What macros stand for.
pub struct Values<'m> {
    pub mail: &'m Mail<'m>,
    /// `d`: the domain whose record is read.
    pub domain: &'m str,
    /// `p`: the name that belongs to the address.
    pub validated: &'m str,
}

/// `text` with its macros put in. `c`, `r` and `t` stand for something in explanations only.
pub fn expand(text: &[u8], values: &Values, explains: bool) -> Option<String> {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(&byte) = text.get(at) {
        if byte != b'%' {
            out.push(byte);
            at += 1;
            continue;
        }
        match text.get(at + 1)? {
            b'%' => out.push(b'%'),
            b'_' => out.push(b' '),
            b'-' => out.extend(b"%20"),
            b'{' => {
                let read = Macro::read(&text[at..])?;
                put(read, values, explains, &mut out)?;
                at += read.len;
                continue;
            }
            _ => return None,
        }
        at += 2;
    }
    Some(String::from_utf8_lossy(&out).into_owned())
}

/// Whether a domain-spec asks for the name of the sending address, which takes look-ups.
pub fn asks_for_name(text: &[u8]) -> bool {
    crate::find::find(text, b"%{p").is_some() || crate::find::find(text, b"%{P").is_some()
}

/// A name for DNS: labels are dropped at the left until it fits (section 7.3).
pub fn fit(mut name: &str) -> &str {
    while name.len() > LONGEST_NAME
        && let Some((_, rest)) = name.split_once('.')
    {
        name = rest;
    }
    name
}

fn put(read: Macro, values: &Values, explains: bool, out: &mut Vec<u8>) -> Option<()> {
    let mail = values.mail;
    let value = match read.letter.to_ascii_lowercase() {
        b's' => [mail.local(), "@", mail.sender_domain()].concat(),
        b'l' => mail.local().to_owned(),
        b'o' => mail.sender_domain().to_owned(),
        b'd' => values.domain.to_owned(),
        b'i' => dotted(mail.ip),
        b'p' => values.validated.to_owned(),
        b'v' => if mail.ip.is_ipv4() { "in-addr" } else { "ip6" }.to_owned(),
        b'h' => mail.helo.to_owned(),
        b'c' if explains => mail.ip.to_string(),
        b'r' if explains => "unknown".to_owned(),
        b't' if explains => digits::decimal(mail.now.unwrap_or_default()),
        _ => return None,
    };
    let parts = transform(&value, read);
    if read.letter.is_ascii_uppercase() {
        escape(parts.as_bytes(), out);
    } else {
        out.extend(parts.as_bytes());
    }
    Some(())
}

fn transform(value: &str, read: Macro) -> String {
    let delimiters = if read.delimiters.is_empty() { b"." } else { read.delimiters };
    let mut parts: Vec<&str> = value.split(|c: char| c.is_ascii() && delimiters.contains(&(c as u8))).collect();
    if read.reverse {
        parts.reverse();
    }
    let skip = if read.keep == 0 { 0 } else { parts.len().saturating_sub(read.keep) };
    parts[skip..].join(".")
}

/// Everything but the unreserved characters of RFC 3986 section 2.3.
fn escape(text: &[u8], out: &mut Vec<u8>) {
    for &byte in text {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte);
        } else {
            out.push(b'%');
            out.extend(digits::hex(&[byte]).into_bytes());
        }
    }
}
