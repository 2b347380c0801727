//! Bytes that are signed or encrypted: an edit would break the signature, or the text.

use super::Message;
use crate::find::find;
use crate::scan::{Encoding, Form};
use crate::span::Span;

/// Media types whose whole content is signed or encrypted.
const SEALED: [&str; 4] =
    ["multipart/signed", "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"];

impl Message<'_> {
    /// Whether an edit of `span` would touch something that is signed or encrypted: S/MIME, PGP/MIME, or PGP in a text.
    pub fn is_sealed(&self, span: Span) -> bool {
        let sealed = self.sealed.get_or_init(|| self.find_sealed());
        let begun = sealed.partition_point(|it| it.start <= span.end);
        sealed[..begun].last().is_some_and(|it| it.end >= span.start)
    }

    /// What no edit may touch, in order and apart.
    fn find_sealed(&self) -> Vec<Span> {
        let mut sealed: Vec<Span> = Vec::new();
        for (id, entity, part) in self.entities() {
            let whole = entity.header.join(entity.body);
            let by_type = SEALED.iter().any(|media| part.media.is(self.input.bytes, media));
            match () {
                () if sealed.last().is_some_and(|last| whole.start < last.end) => {}
                () if by_type && entity.form != Form::Leaf => sealed.push(whole),
                () if by_type || self.holds_pgp(id) => {
                    // Other fields of the message are not part of it.
                    for field in self.scan.fields_of(entity) {
                        if crate::find::begins(self.slice(field.name_span), "Content-") {
                            sealed.push(Span::new(field.span.start + 1, field.span.end - 1));
                        }
                    }
                    sealed.push(entity.body);
                }
                () => {}
            }
        }
        sealed
    }

    /// Whether a leaf holds a signed or encrypted text of PGP (RFC 9580 section 6.2).
    pub fn holds_pgp(&self, id: u32) -> bool {
        let entity = self.entity(id);
        let holds = |text: &[u8]| {
            ["-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP MESSAGE-----"]
                .iter()
                .any(|line| find(text, line.as_bytes()).is_some())
        };
        match entity.form {
            Form::Leaf if entity.encoding == Encoding::Base64 => {
                self.body.binary_search(&id).is_ok() && holds(self.text(id).text.as_bytes())
            }
            Form::Leaf => holds(self.slice(entity.body)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;

    fn sealed(text: &str, place: &str) -> bool {
        let at = text.find(place).unwrap_or_default();
        Message::new(Input::file(text.as_bytes())).is_sealed(Span::of(at, at + place.len()))
    }

    #[test]
    fn what_may_be_edited() {
        let pgp = "Subject: a\nContent-Type: text/plain\n\n-----BEGIN PGP SIGNED MESSAGE-----\nb\n";
        assert!(sealed(pgp, "b\n") && sealed(pgp, "text/plain") && !sealed(pgp, "a\n"));
        let key = pgp.replace("SIGNED MESSAGE", "PUBLIC KEY BLOCK");
        assert!(!sealed(&key, "b\n"));
        let smime = "Subject: a\nContent-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nMIIB\n";
        assert!(sealed(smime, "MIIB") && sealed(smime, "base64") && !sealed(smime, "Subject"));
        let inner = "Content-Type: multipart/signed; boundary=b\n\n--b\n\nx\n--b\n\nsig\n--b--\n";
        let outer = format!("Content-Type: multipart/mixed; boundary=a\n\n--a\n{inner}--a\n\ny\n--a--\n");
        assert!(sealed(&outer, "x\n") && sealed(&outer, "sig") && sealed(&outer, "multipart/signed"));
        assert!(!sealed(&outer, "y\n") && !sealed(&outer, "multipart/mixed"));
    }
}
