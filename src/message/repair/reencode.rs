//! Giving a part a transfer encoding that survives the way (RFC 2045 section 6).

use crate::decode::{base64, qp};
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::{Encoding, Form, Name};
use crate::span::Span;

/// Larger parts are left alone: an edit of their size helps nobody.
const LARGEST: u32 = 1 << 20;

/// A part encoded anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reencoded {
    /// Its new encoding.
    pub encoding: Encoding,
    /// The edits that do it.
    pub edits: Vec<Edit>,
}

/// Edits that encode the leaf `id` in short lines: text as quoted-printable, the rest as base64; what is encoded already
/// keeps its encoding. `None` where that is not safe to do.
pub fn reencode(msg: &Message, id: u32) -> Option<Reencoded> {
    let (entity, part) = (msg.entity(id), &msg.parts[id as usize]);
    let fits = entity.form == Form::Leaf && entity.body.len() <= LARGEST && msg.has_separator(entity);
    if !fits || msg.is_draft() || msg.in_other_message(id) {
        return None;
    }
    let (raw, end) = (msg.slice(entity.body), msg.line_end());
    let (encoding, body) = match entity.encoding {
        Encoding::QuotedPrintable => {
            let decoded = qp::decode(raw);
            let sound =
                decoded.faults.list().iter().all(|(fault, _)| !matches!(fault, qp::Fault::Escape | qp::Fault::Split));
            (Encoding::QuotedPrintable, sound.then(|| qp::encode(&decoded.bytes, end))?)
        }
        Encoding::Base64 => (Encoding::Base64, rewrap(raw, end)?),
        Encoding::Binary | Encoding::Unknown => return None,
        _ if part.media.has_type(msg.bytes(), "text") => (Encoding::QuotedPrintable, qp::encode(raw, end)),
        _ => (Encoding::Base64, base64::encode(raw, end)),
    };
    let mut edits = if encoding == entity.encoding { Vec::new() } else { label(msg, id, encoding)? };
    edits.push(Edit::replace(entity.body, body));
    Some(Reencoded { encoding, edits })
}

/// Base64 in lines of 76; `None` where anything else stands there.
fn rewrap(raw: &[u8], end: &str) -> Option<Vec<u8>> {
    let (mut out, mut column) = (Vec::with_capacity(raw.len() + raw.len() / 38), 0);
    for &byte in raw {
        if byte.is_ascii_whitespace() {
            continue;
        }
        if !byte.is_ascii_alphanumeric() && !b"+/=".contains(&byte) {
            return None;
        }
        if column == 76 {
            out.extend_from_slice(end.as_bytes());
            column = 0;
        }
        out.push(byte);
        column += 1;
    }
    if raw.ends_with(b"\n") || raw.ends_with(b"\r") {
        out.extend_from_slice(end.as_bytes());
    }
    Some(out)
}

/// Edits that make Content-Transfer-Encoding say `encoding`.
pub fn label(msg: &Message, id: u32, encoding: Encoding) -> Option<Vec<Edit>> {
    let value = match encoding {
        Encoding::Base64 => "base64",
        Encoding::EightBit => "8bit",
        Encoding::Binary => "binary",
        Encoding::QuotedPrintable => "quoted-printable",
        Encoding::Absent | Encoding::SevenBit | Encoding::Unknown => "7bit",
    };
    let entity = msg.entity(id);
    let fields = msg.scan.fields_of(entity);
    let mut given = fields.iter().filter(|field| field.name == Name::ContentTransferEncoding);
    match (given.next(), given.next()) {
        (Some(field), None) => Some(vec![Edit::replace(field.value(msg.bytes()), value)]),
        (Some(_), Some(_)) => None,
        (None, _) => {
            let at = fields.last().map_or(entity.header.start, |last| last.span.end);
            let mut line = String::new();
            if id == 0 && msg.field(Name::MimeVersion).is_none() {
                line = ["MIME-Version: 1.0", msg.line_end()].concat();
            }
            line.push_str("Content-Transfer-Encoding: ");
            line.push_str(value);
            line.push_str(msg.line_end());
            Some(vec![Edit { span: Span::at(at), text: line.into_bytes() }])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn reencoded(text: &str, id: u32) -> Option<String> {
        let msg = Message::new(Input::file(text.as_bytes()));
        let edits = reencode(&msg, id)?.edits;
        String::from_utf8(apply(text.as_bytes(), &edits).ok()?).ok()
    }

    #[test]
    fn text_becomes_quoted_printable() {
        let got = reencoded("MIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\n\r\né=\r\n", 0);
        assert_eq!(
            got.as_deref(),
            Some("MIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A9=3D\r\n")
        );
        let got = reencoded("Subject: a\r\n\r\nb\r\n", 0);
        assert_eq!(
            got.as_deref(),
            Some("Subject: a\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nb\r\n")
        );
    }

    #[test]
    fn other_content_becomes_base64() {
        let head = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
        let got = reencoded(&format!("{head}Content-Type: application/x\r\n\r\nabc\r\n--b--\r\n"), 1);
        let want = format!(
            "{head}Content-Type: application/x\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n\r\n--b--\r\n"
        );
        assert_eq!(got, Some(want));
    }

    #[test]
    fn base64_is_wrapped() {
        assert_eq!(rewrap(&[b'A'; 80], "\n"), Some([&[b'A'; 76][..], b"\n", b"AAAA"].concat()));
        assert_eq!(rewrap(b"AA*A", "\n"), None);
    }
}
