//! `mailto:address?subject=text` (RFC 6068).

use super::domain::{is_fqdn, is_ip_literal};
use super::uris::scheme;
use crate::find::{find, has, run, until};
use crate::span::Span;

/// What keeps a program from sending the mail that was meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No address.
    NoAddress,
    /// An address without a domain that can be looked up.
    Domain,
    /// White space after the `?`.
    Blank,
    /// UTF-8 that is not percent-encoded.
    Raw,
    /// A second `?`.
    Question,
    /// A `+` for a blank (RFC 6068 section 5: it stays a plus).
    Plus,
}

/// The faults of a URI, in this order; none where it is no mailto.
pub fn faults(input: &[u8], uri: Span) -> Vec<(Fault, Span)> {
    let bytes = uri.slice(input);
    let mut faults = Vec::new();
    if !scheme(bytes).is_some_and(|it| it.eq_ignore_ascii_case(b"mailto")) {
        return faults;
    }
    let to = b"mailto:".len();
    let query = memchr::memchr(b'?', bytes).unwrap_or(bytes.len());
    let fields = fields(bytes, query);
    match address_fault(&bytes[to..query]) {
        // The address may stand in a field of its own (RFC 6068 section 2).
        Some(Fault::NoAddress) if fields.iter().any(|(name, _)| name.eq_ignore_ascii_case(b"to")) => {}
        Some(fault) if query > to => faults.push((fault, Span::of(to, query).shift(uri.start))),
        Some(fault) => faults.push((fault, uri)),
        None => {}
    }
    let mut look = |fault, from: usize, fits: fn(u8) -> bool| {
        if let Some(run) = run(bytes.get(from..).unwrap_or_default(), fits) {
            faults.push((fault, run.shift(uri.start + from as u32)));
        }
    };
    look(Fault::Blank, query, |byte| byte.is_ascii_whitespace());
    if std::str::from_utf8(bytes).is_ok() {
        look(Fault::Raw, to, |byte| !byte.is_ascii());
    }
    look(Fault::Question, query + 1, |byte| byte == b'?');
    for (_, value) in fields {
        if bytes.get(value.range()).is_some_and(is_joined_by_plus) {
            faults.push((Fault::Plus, value.shift(uri.start)));
        }
    }
    faults
}

fn address_fault(to: &[u8]) -> Option<Fault> {
    if to.iter().all(|byte| matches!(byte, b',' | b' ')) {
        return Some(Fault::NoAddress);
    }
    let fine = |address: &[u8]| match crate::find::memrchr(b'@', address) {
        Some(at) => {
            let domain = std::str::from_utf8(&address[at + 1..]).unwrap_or_default();
            at > 0 && (is_fqdn(domain) || is_ip_literal(domain) || has(domain, "%"))
        }
        // Percent-encoded.
        None => find(address, b"%40").is_some(),
    };
    (!to.split(|&byte| byte == b',').all(fine)).then_some(Fault::Domain)
}

/// Names and places of the values after the `?` at `query`.
fn fields(uri: &[u8], query: usize) -> Vec<(&[u8], Span)> {
    let mut fields = Vec::new();
    let mut at = query + 1;
    while at <= uri.len() {
        let field = &uri[at..at + until(&uri[at..], b"&")];
        let name = until(field, b"=");
        fields.push((&field[..name], Span::of((at + name + 1).min(at + field.len()), at + field.len())));
        at += field.len() + 1;
    }
    fields
}

/// `stop+all+mail`: words, and nothing that could be part of a code.
fn is_joined_by_plus(value: &[u8]) -> bool {
    /// Letters of a longer word than people write.
    const LONGEST: usize = 16;
    let word = |word: &[u8]| (1..=LONGEST).contains(&word.len()) && word.iter().all(u8::is_ascii_alphabetic);
    value.contains(&b'+') && value.split(|&byte| byte == b'+').all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_and_their_places() {
        use Fault::*;
        for (text, expected) in [
            ("mailto:a@b.jp?subject=stop%20it&body=x", &[][..]),
            ("MAILTO:a+1@b.jp,c%40d.jp?subject=unsubscribe+8f3c", &[]),
            ("mailto:?to=a@b.jp", &[]),
            ("https://b.jp/a b", &[]),
            ("mailto:?subject=x", &[(NoAddress, "mailto:?subject=x")]),
            ("mailto:", &[(NoAddress, "mailto:")]),
            ("mailto:a@localhost", &[(Domain, "a@localhost")]),
            ("mailto:leave", &[(Domain, "leave")]),
            ("mailto:a@b.jp?subject=stop it now", &[(Blank, " ")]),
            ("mailto:a@b.jp?subject=停止 x", &[(Blank, " "), (Raw, "停止")]),
            ("mailto:a@b.jp?subject=x?body=y", &[(Question, "?")]),
            ("mailto:a@b.jp?subject=stop+it", &[(Plus, "stop+it")]),
        ] {
            let found = faults(text.as_bytes(), Span::of(0, text.len()));
            let found: Vec<_> = found.into_iter().map(|(fault, span)| (fault, &text[span.range()])).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
