//! DKIM-Signature fields, as far as rules and fixes need them: who signs, and what is covered.

use crate::scan::{Field, Name, Scan};
use crate::span::Span;
use crate::value::tags::Tags;

/// A DKIM signature (RFC 6376 section 3.5).
#[derive(Clone, Debug)]
pub struct Signature {
    /// The field.
    pub field: Field,
    /// `d=`: who signs.
    pub domain: String,
    /// `s=`: which key.
    pub selector: String,
    /// `a=`: how.
    pub algorithm: String,
    /// Where `h=` stands, the list of the covered fields.
    pub headers_span: Span,
    /// Where `d=` stands.
    pub domain_span: Span,
}

/// Signatures read; a message with more is odd enough.
const MOST: usize = 50;

/// Reads the signatures of the message itself.
pub fn read_all(scan: &Scan, input: &[u8]) -> Vec<Signature> {
    let Some(root) = scan.entities.first() else { return Vec::new() };
    let mut signatures = Vec::new();
    for field in scan.fields_of(root) {
        if field.name == Name::DkimSignature && signatures.len() < MOST {
            signatures.push(read(input, *field));
        }
    }
    signatures
}

fn read(input: &[u8], field: Field) -> Signature {
    let tags = Tags::read(input, field.body);
    let text = |name| {
        let value = tags.get(input, name).map(|span| String::from_utf8_lossy(span.slice(input)));
        value.map(|value| value.split_ascii_whitespace().collect::<String>()).unwrap_or_default()
    };
    Signature {
        field,
        domain: text("d").to_ascii_lowercase(),
        selector: text("s"),
        algorithm: text("a").to_ascii_lowercase(),
        headers_span: tags.get(input, "h").unwrap_or(Span::at(field.body.end)),
        domain_span: tags.get(input, "d").unwrap_or(field.name_span),
    }
}

impl Signature {
    /// `h=`: the names of the covered fields, as written.
    pub fn headers<'a>(&self, input: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.headers_span.slice(input).split(|byte| *byte == b':').map(<[u8]>::trim_ascii)
    }
}
