//! Text as it was before its charset was undone: the parts of the body, and the encoded-words of header fields.

mod escapes;
mod written;

pub use escapes::{Slip, SlipAt};
pub use written::Written;

use super::Message;
use crate::decode::charset::{self, Charset, Fault, FaultKind, Faults};
use crate::digits;
use crate::find::{begins, find};
use crate::finding::{Place, Shown};
use crate::options::Origin;
use crate::scan::Field;
use crate::span::{Chain, Span};
use std::borrow::Cow;

/// A part of the body, or the encoded-words of a field, in one charset.
#[derive(Clone, Debug)]
pub struct Coded<'m> {
    /// Which.
    pub unit: Unit<'m>,
    /// Its pieces: the one part, or each word.
    pub pieces: Vec<Piece<'m>>,
}

/// What one finding about a charset is about.
#[derive(Clone, Copy, Debug)]
pub enum Unit<'m> {
    /// A part of the body.
    Part(u32),
    /// A header field.
    Field(&'m Field),
}

/// A piece of text that was decoded in one go.
#[derive(Clone, Debug)]
pub struct Piece<'m> {
    /// The bytes.
    pub octets: Cow<'m, [u8]>,
    /// What they are read as.
    pub text: Cow<'m, str>,
    /// What was wrong with them.
    pub faults: Faults,
    /// Whether its charset is called by a name that takes in the characters of a vendor, as `cp50221` does.
    pub is_vendors: bool,
    chain: Chain,
    /// The part that it is the text of, and the way from its text to the input.
    part: Option<(u32, &'m Chain)>,
}

impl Coded<'_> {
    /// How many faults of a kind there are, those that a charset's name allows aside.
    pub fn count(&self, kind: FaultKind) -> u32 {
        let mut count = 0;
        for piece in &self.pieces {
            count += if piece.allows(kind) { 0 } else { piece.faults.count(kind) };
        }
        count
    }

    /// Leaves out the unassigned codes in which no carrier has its emoji.
    pub fn keep_emoji(&mut self) {
        for piece in &mut self.pieces {
            let octets = &piece.octets;
            let is_emoji = |fault: &Fault| {
                fault.kind != FaultKind::Unassigned || matches!(fault.raw.slice(octets).first(), Some(0x75..=0x7E))
            };
            if !piece.faults.list().iter().all(is_emoji) {
                piece.faults = piece.faults.only(&is_emoji);
            }
        }
    }

    /// The rows of JIS X 0208 that the faults of a kind are in, for text in ISO-2022-JP: `13, 92`.
    pub fn rows(&self, kind: FaultKind) -> String {
        let mut seen = 0_u128;
        for (piece, fault) in self.faults(kind) {
            let lead = piece.from(fault).first().copied().unwrap_or_default();
            seen |= 1 << lead.saturating_sub(0x20).min(127);
        }
        let mut out = String::new();
        for row in 1..=94_u64 {
            if seen & 1 << row != 0 {
                out.push_str(if out.is_empty() { "" } else { ", " });
                digits::push(row, &mut out);
            }
        }
        out
    }

    /// The faults of a kind, each with its piece; those that a charset's name allows aside.
    pub fn faults(&self, kind: FaultKind) -> Vec<(&Piece<'_>, &Fault)> {
        let mut found = Vec::new();
        for piece in &self.pieces {
            for fault in piece.faults.list() {
                if fault.kind == kind && !piece.allows(kind) {
                    found.push((piece, fault));
                }
            }
        }
        found
    }
}

impl Piece<'_> {
    /// Whether the name of its charset allows what is a fault otherwise.
    fn allows(&self, kind: FaultKind) -> bool {
        self.is_vendors && kind == FaultKind::VendorCharacter
    }

    /// The bytes of the input behind some of its own.
    pub fn to_raw(&self, octets: Span) -> Span {
        // What is missing at the end belongs after the last byte, not after what closes an encoded-word.
        if octets.is_empty() && octets.start > 0 {
            return Span::at(self.chain.to_raw(Span::new(octets.start - 1, octets.start)).end);
        }
        self.chain.to_raw(octets)
    }

    /// The place of a fault.
    pub fn place(&self, fault: &Fault) -> Place {
        let raw = self.to_raw(fault.raw);
        let Some((entity, chain)) = self.part else { return raw.into() };
        if chain.to_raw(fault.out) == raw {
            return Place { raw, shown: Some(Shown { entity, span: fault.out }) };
        }
        // A fault that was grown over what follows it: as far as whole characters go.
        let span = chain.to_out(raw);
        Place { raw: chain.to_raw(span), shown: Some(Shown { entity, span }) }
    }

    /// The bytes from a fault on.
    pub fn from(&self, fault: &Fault) -> &[u8] {
        self.octets.get(fault.raw.start as usize..).unwrap_or_default()
    }
}

impl Message<'_> {
    /// What is declared to be in `charset` and has faults of any kind, part by part and field by field.
    pub fn faulty_in(&self, charset: Charset) -> Vec<Coded<'_>> {
        let mut found = Vec::new();
        for field in self.fields() {
            let pieces = self.words_in(field, charset);
            if !pieces.is_empty() {
                found.push(Coded { unit: Unit::Field(field), pieces });
            }
        }
        for &id in &self.body {
            let text = self.text(id);
            if text.charset == charset && text.declared && !text.charset_faults.is_empty() && !self.is_lost(id) {
                let label = self.parts[id as usize].charset.map(|param| param.text(self.bytes()));
                let piece = Piece {
                    is_vendors: label.is_some_and(|label| is_vendors(&label)),
                    octets: self.octets(id),
                    text: Cow::Borrowed(&text.text),
                    faults: text.charset_faults.clone(),
                    chain: text.octet_chain.clone(),
                    part: Some((id, &text.chain)),
                };
                found.push(Coded { unit: Unit::Part(id), pieces: vec![piece] });
            }
        }
        found
    }

    /// Whether pasting has lost the bytes of a part that is in no transfer encoding.
    pub fn is_lost(&self, id: u32) -> bool {
        self.input.origin == Origin::Pasted && !self.is_encoded(id)
    }

    /// Header fields in which escapes of ISO-2022-JP stand as they are, and these.
    pub fn raw_escapes(&self) -> Vec<(&Field, Vec<Span>)> {
        let mut found = Vec::new();
        for (id, entity, _) in self.entities() {
            if memchr::memchr(0x1b, self.slice(entity.header)).is_none() || self.in_other_message(id) {
                continue;
            }
            for field in self.scan.fields_of(entity) {
                let (bytes, mut places) = (self.slice(field.body), Vec::new());
                for at in memchr::memchr_iter(0x1b, bytes) {
                    if matches!(bytes.get(at + 1..at + 3), Some([b'$', b'@' | b'B'] | [b'(', b'B' | b'I' | b'J'])) {
                        places.push(Span::of(at, at + 3).shift(field.body.start));
                    }
                }
                if !places.is_empty() {
                    found.push((field, places));
                }
            }
        }
        found
    }

    /// The faulty encoded-words of a field in `charset`.
    fn words_in(&self, field: &Field, charset: Charset) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        if !self.may_hold(field, charset) {
            return pieces;
        }
        for word in self.encoded_words(field) {
            if Charset::from_label(self.slice(word.charset)) != Some(charset) {
                continue;
            }
            let (octets, chain, _) = word.octets(self.bytes());
            let decoded = charset::decode(charset, &octets);
            if !decoded.faults.is_empty() {
                pieces.push(Piece {
                    is_vendors: is_vendors(self.slice(word.charset)),
                    text: Cow::Owned(decoded.text.into_owned()),
                    faults: decoded.faults,
                    octets: Cow::Owned(octets),
                    chain,
                    part: None,
                });
            }
        }
        pieces
    }

    /// Whether a field has a word that begins as a name of `charset` does: most have none, and decoding them costs time.
    fn may_hold(&self, field: &Field, charset: Charset) -> bool {
        let mut rest = self.slice(field.body);
        while let Some(at) = find(rest, b"=?") {
            rest = &rest[at + 2..];
            let first = rest.first().map(u8::to_ascii_lowercase);
            if charset.labels().any(|label| label.as_bytes().first().copied() == first) {
                return true;
            }
        }
        false
    }
}

fn is_vendors(label: &[u8]) -> bool {
    let tail = label.len().saturating_sub(3);
    begins(label, "cp") || begins(label, "cscp") || label[tail..].eq_ignore_ascii_case(b"-ms")
}
