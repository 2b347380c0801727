//! Entities as parts: media type, disposition, decoded text, and which of them are the body.

use crate::decode::charset::{self, Charset, FaultKind, Faults as CharsetFaults};
use crate::decode::{Faults, base64, qp};
use crate::scan::params::{Param, Structured};
use crate::scan::{Encoding, Entity, Field, Form, Name, Scan};
use crate::span::{Chain, Span};
use std::borrow::Cow;

/// What the fields of an entity say about its content.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its media type.
    pub media: Media,
    /// Its Content-Type field, the first one.
    pub content_type: Option<Field>,
    /// That field's value and parameters.
    pub content_type_value: Structured,
    /// The charset parameter.
    pub charset: Option<Param>,
    /// Its Content-Disposition field, the first one.
    pub disposition: Option<Field>,
    /// That field's value and parameters.
    pub disposition_value: Structured,
    /// Whether it is an attachment by its Content-Disposition.
    pub attachment: bool,
}

/// A media type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Media {
    /// As written in the message.
    Written(Span),
    /// By default, or because a draft's field is that.
    Known(&'static str),
}

impl Media {
    /// The type as text, in lower case.
    pub fn text(self, input: &[u8]) -> String {
        match self {
            Self::Written(span) => String::from_utf8_lossy(span.slice(input)).to_ascii_lowercase(),
            Self::Known(text) => text.to_owned(),
        }
    }

    fn bytes(self, input: &[u8]) -> &[u8] {
        match self {
            Self::Written(span) => span.slice(input),
            Self::Known(text) => text.as_bytes(),
        }
    }

    /// Whether it is this type and subtype, letter case aside.
    pub fn is(self, input: &[u8], media: &str) -> bool {
        self.bytes(input).eq_ignore_ascii_case(media.as_bytes())
    }

    /// Whether its type is this (`text`, `multipart`), letter case aside.
    pub fn has_type(self, input: &[u8], media: &str) -> bool {
        let bytes = self.bytes(input);
        bytes.get(media.len()) == Some(&b'/') && bytes[..media.len()].eq_ignore_ascii_case(media.as_bytes())
    }
}

/// Reads what all entities say about themselves.
pub fn read_all(scan: &Scan, input: &[u8]) -> Vec<Part> {
    let mut parts = Vec::with_capacity(scan.entities.len());
    for entity in &scan.entities {
        parts.push(read(scan, input, entity));
    }
    parts
}

fn read(scan: &Scan, input: &[u8], entity: &Entity) -> Part {
    let fields = scan.fields_of(entity);
    let first = |name| fields.iter().find(|field| field.name == name).copied();
    let content_type = first(Name::ContentType);
    let value = content_type.map(|field| Structured::read(input, field.body)).unwrap_or_default();
    let written = memchr::memchr(b'/', value.value.slice(input)).is_some();
    let media = match entity.form {
        _ if written => Media::Written(value.value),
        // RFC 2046 section 5.1.5: the default inside a digest.
        Form::Message => Media::Known("message/rfc822"),
        // RFC 2045 section 5.2: the default, also for what cannot be read.
        _ => Media::Known("text/plain"),
    };
    let disposition = first(Name::ContentDisposition);
    let disposition_value = disposition.map(|field| Structured::read(input, field.body)).unwrap_or_default();
    let attachment = disposition_value.value.slice(input).eq_ignore_ascii_case(b"attachment");
    let charset = value.token(input, "charset");
    Part { media, content_type, charset, content_type_value: value, disposition, disposition_value, attachment }
}

/// The parts that are the body: text and HTML that a reader sees as the message.
///
/// Not attachments, not what stands inside other messages, of a report only the first part, of a signed or related
/// structure what it is about.
pub fn body(scan: &Scan, input: &[u8], parts: &[Part]) -> Vec<u32> {
    let mut inside = vec![false; parts.len()];
    let mut body = Vec::new();
    for (id, (entity, part)) in scan.entities.iter().zip(parts).enumerate() {
        let parent = entity.parent.map(|parent| parent as usize);
        inside[id] = match parent {
            None => true,
            Some(parent) => {
                inside[parent] && shows_child(input, &scan.entities[parent], &parts[parent], entity.ordinal)
            }
        };
        let is_text = part.media.is(input, "text/plain") || part.media.is(input, "text/html");
        if inside[id] && entity.form == Form::Leaf && is_text && !part.attachment {
            body.push(id as u32);
        }
    }
    body
}

/// Whether the child number `ordinal` of a part can belong to the body.
fn shows_child(input: &[u8], parent: &Entity, part: &Part, ordinal: u32) -> bool {
    let only_first = ["multipart/report", "multipart/signed"];
    match parent.form {
        Form::Message | Form::Leaf => false,
        Form::Multipart { .. } if part.media.is(input, "multipart/encrypted") => false,
        Form::Multipart { .. } => ordinal == 1 || !only_first.iter().any(|media| part.media.is(input, media)),
    }
}

/// The text of a part.
#[derive(Clone, Debug)]
pub struct PartText<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// From it back to the input.
    pub chain: Chain,
    /// How many bytes it had after its transfer encoding was undone.
    pub octets: u32,
    /// The charset it was decoded from.
    pub charset: Charset,
    /// Whether that is the charset it declares; otherwise it was guessed.
    pub declared: bool,
    /// What did not fit the charset, with spans in the undone bytes.
    pub charset_faults: CharsetFaults,
    /// What was wrong in quoted-printable, with spans in the body.
    pub qp: Faults<qp::Fault>,
    /// What was wrong in base64, with spans in the body.
    pub base64: Faults<base64::Fault>,
    /// From the undone bytes back to the input.
    pub octet_chain: Chain,
}

impl PartText<'_> {
    /// The input's bytes of a place in the text.
    pub fn to_raw(&self, span: Span) -> Span {
        self.chain.to_raw(span)
    }

    /// Whether bytes do not fit the charset, and that is all that is wrong: the base64 around them is sound, no escape was
    /// cut in two, and it is more than one character cut in two at the very end.
    pub fn has_undecodable(&self) -> bool {
        let count = self.charset_faults.undecodable();
        let last = self.charset_faults.list().last();
        let cut = last.is_some_and(|last| last.kind == FaultKind::Incomplete && last.raw.end == self.octets);
        count > u32::from(cut) && self.is_sound() && self.qp.of(qp::Fault::Split).next().is_none()
    }

    /// Whether its base64, if it is in base64, holds nothing else: a footer would become data.
    pub fn is_sound(&self) -> bool {
        let sound = |fault: &base64::Fault| matches!(fault, base64::Fault::Blank | base64::Fault::TrailingBits);
        self.base64.list().iter().all(|(fault, _)| sound(fault))
    }
}

/// The bytes of a leaf after its transfer encoding was undone.
pub fn octets<'a>(input: &'a [u8], entity: &Entity) -> Cow<'a, [u8]> {
    let end = (entity.body.end as usize).min(input.len());
    let raw: &'a [u8] = &input[(entity.body.start as usize).min(end)..end];
    match entity.encoding {
        Encoding::QuotedPrintable => Cow::Owned(qp::decode(raw).bytes),
        Encoding::Base64 => Cow::Owned(base64::decode(raw).bytes),
        _ => Cow::Borrowed(raw),
    }
}

/// Undoes transfer encoding and charset of a leaf.
pub fn decode<'a>(input: &'a [u8], entity: &Entity, part: &Part, draft: bool) -> PartText<'a> {
    let raw: &'a [u8] =
        &input[(entity.body.start as usize).min(input.len())..(entity.body.end as usize).min(input.len())];
    let mut text = PartText {
        text: Cow::Borrowed(""),
        chain: Chain::new(entity.body.start),
        octets: raw.len() as u32,
        charset: Charset::UTF_8,
        declared: false,
        charset_faults: CharsetFaults::default(),
        qp: Faults::default(),
        base64: Faults::default(),
        octet_chain: Chain::new(entity.body.start),
    };
    let bytes = match entity.encoding {
        Encoding::QuotedPrintable => {
            let decoded = qp::decode(raw);
            text.qp = decoded.faults;
            text.octet_chain.push(decoded.map);
            Cow::Owned(decoded.bytes)
        }
        Encoding::Base64 => {
            let decoded = base64::decode(raw);
            text.base64 = decoded.faults;
            text.octet_chain.push(decoded.map);
            Cow::Owned(decoded.bytes)
        }
        _ => Cow::Borrowed(raw),
    };
    text.octets = bytes.len() as u32;
    let declared = part.charset.and_then(|param| Charset::from_label(&param.text(input)));
    // US-ASCII with more than seven bits is none: it was written without a look at the text.
    let declared = declared.filter(|charset| *charset != Charset::US_ASCII || bytes.is_ascii());
    text.declared = declared.is_some() || draft;
    text.charset = declared.unwrap_or_else(|| if draft { Charset::UTF_8 } else { undeclared(&bytes) });
    text.chain = text.octet_chain.clone();
    decode_charset(&mut text, bytes);
    text
}

/// What text without a known charset is read as: what it fits.
fn undeclared(bytes: &[u8]) -> Charset {
    // ISO-2022-JP has seven bits, so that it would pass for UTF-8: its escapes tell it.
    let escapes = memchr::memchr(0x1b, bytes).is_some();
    match std::str::from_utf8(bytes) {
        Ok(_) if !escapes => Charset::UTF_8,
        Ok(_) => charset::guess(bytes).unwrap_or(Charset::UTF_8),
        Err(_) => charset::guess(bytes).unwrap_or(Charset::WINDOWS_1252),
    }
}

fn decode_charset<'a>(text: &mut PartText<'a>, bytes: Cow<'a, [u8]>) {
    let bytes = match bytes {
        Cow::Borrowed(bytes) => {
            let decoded = charset::decode(text.charset, bytes);
            text.chain.push(decoded.map);
            text.charset_faults = decoded.faults;
            text.text = decoded.text;
            return;
        }
        Cow::Owned(bytes) => bytes,
    };
    let bytes = match text.charset == Charset::UTF_8 {
        true => match String::from_utf8(bytes) {
            Ok(valid) => {
                text.text = Cow::Owned(valid);
                return;
            }
            Err(error) => error.into_bytes(),
        },
        false => bytes,
    };
    let decoded = charset::decode(text.charset, &bytes);
    text.chain.push(decoded.map);
    text.charset_faults = decoded.faults;
    text.text = Cow::Owned(decoded.text.into_owned());
}
