//! The structure of signed and encrypted mail (RFC 1847, RFC 3156, RFC 8551). What a signature is worth is not looked at.

use super::Message;
use crate::find::{begins, find, run};
use crate::scan::{Form, trailing_blanks};
use crate::span::Span;

/// What is wrong in a signed or encrypted structure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignedFault {
    /// It has not two parts.
    Count,
    /// The parameter `protocol` is missing.
    Protocol,
    /// The parameter `micalg` is missing.
    Micalg,
    /// The part for the signature or the key is of another type than `protocol` says.
    Type,
    /// The encrypted part is no application/octet-stream.
    Content,
    /// PGP's first part does not say `Version: 1`.
    Version,
    /// The signed part has 8-bit bytes.
    EightBit,
    /// A line that PGP signed ends in blanks.
    Blanks,
    /// `micalg` names a way that goes with another protocol.
    Algorithm,
    /// A name of S/MIME from before 1999.
    OldName,
    /// S/MIME without `smime-type`.
    SmimeType,
}

impl Message<'_> {
    /// What is wrong in `id`, if it is signed or encrypted.
    pub fn signed_faults(&self, id: u32) -> Vec<(SignedFault, Span)> {
        use SignedFault::*;
        let is = |media| self.is(id, media);
        let (signed, encrypted, value) = (is("multipart/signed"), is("multipart/encrypted"), self.media_place(id));
        let mut found = Vec::new();
        match self.entity(id).form {
            Form::Multipart { closed: true, .. } if signed || encrypted => {
                let protocol = self.param_text(id, "protocol");
                if protocol.is_empty() {
                    found.push((Protocol, Span::at(value.end)));
                }
                match self.children(id)[..] {
                    [content, signature] if signed => self.in_signed(id, &protocol, (content, signature), &mut found),
                    [control, content] => self.in_encrypted(&protocol, (control, content), &mut found),
                    // A multipart without parts is another finding.
                    [] => {}
                    _ => found.push((Count, value)),
                }
            }
            Form::Leaf if is("application/x-pkcs7-mime") || is("application/x-pkcs7-signature") => {
                found.push((OldName, value));
            }
            Form::Leaf if is("application/pkcs7-mime") && self.param_text(id, "smime-type").is_empty() => {
                found.push((SmimeType, Span::at(value.end)));
            }
            _ => {}
        }
        found
    }

    fn in_signed(
        &self,
        id: u32,
        protocol: &str,
        (content, signature): (u32, u32),
        found: &mut Vec<(SignedFault, Span)>,
    ) {
        let (pgp, smime) = (is_same(protocol, "application/pgp-signature"), is_same(protocol, SMIME));
        let micalg = self.param_text(id, "micalg");
        if micalg.is_empty() {
            found.push((SignedFault::Micalg, Span::at(self.media_place(id).end)));
        } else if (pgp || smime) && begins(micalg.as_bytes(), "pgp-") != pgp {
            found.push((SignedFault::Algorithm, self.param_place(id, "micalg")));
        }
        self.of_type(signature, protocol, found);
        let entity = self.entity(content);
        let whole = entity.header.join(entity.body);
        let bytes = self.slice(whole);
        // What is signed twice is looked at once.
        if self.entity(id).parent.is_some_and(|parent| self.is_signed_inside(parent)) {
            return;
        }
        if let Some(run) = run(bytes, |byte| !byte.is_ascii()) {
            found.push((SignedFault::EightBit, run.shift(whole.start)));
        }
        if pgp && let Some(blanks) = self.blanks_at_end(entity.body) {
            found.push((SignedFault::Blanks, blanks));
        }
    }

    /// Whether an entity is signed, or stands in one that is.
    fn is_signed_inside(&self, mut id: u32) -> bool {
        while !self.is(id, "multipart/signed") {
            let Some(parent) = self.entity(id).parent else { return false };
            id = parent;
        }
        true
    }

    fn in_encrypted(&self, protocol: &str, (control, content): (u32, u32), found: &mut Vec<(SignedFault, Span)>) {
        self.of_type(control, protocol, found);
        if !self.is(content, "application/octet-stream") {
            found.push((SignedFault::Content, self.media_place(content)));
        }
        let version = self.octets(control).to_ascii_lowercase();
        if protocol == "application/pgp-encrypted" && !is_version(&version) {
            found.push((SignedFault::Version, self.entity(control).body));
        }
    }

    /// Reports `part` where it is of another type than `protocol`.
    fn of_type(&self, part: u32, protocol: &str, found: &mut Vec<(SignedFault, Span)>) {
        let media = self.parts[part as usize].media.text(self.input.bytes);
        if !protocol.is_empty() && !is_same(protocol, &media) {
            found.push((SignedFault::Type, self.media_place(part)));
        }
    }

    /// The first blanks at the end of a line.
    fn blanks_at_end(&self, whole: Span) -> Option<Span> {
        let bytes = self.slice(whole);
        let mut at = 0;
        while let Some(blanks) = run(&bytes[at..], |byte| matches!(byte, b' ' | b'\t')) {
            let place = blanks.shift(at as u32);
            at = place.end as usize;
            if matches!(bytes.get(at), None | Some(b'\r' | b'\n')) {
                return Some(place.shift(whole.start));
            }
        }
        None
    }
}

const SMIME: &str = "application/pkcs7-signature";

/// Whether two media types are the same, the older name of S/MIME's included.
fn is_same(one: &str, other: &str) -> bool {
    let old = |media| if media == "application/x-pkcs7-signature" { SMIME } else { media };
    old(one) == old(other)
}

/// Whether `Version: 1` stands in a line of its own.
fn is_version(text: &[u8]) -> bool {
    let Some(at) = find(text, b"version:") else { return false };
    let rest = &text[at + b"version:".len()..];
    let line = &rest[..memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len())];
    line[..line.len() - trailing_blanks(line)].trim_ascii_start() == b"1"
}
