//! What is against RFC 2231 in a parameter.

use super::{Piece, pieces};
use crate::decode::charset::{self, Charset};
use crate::decode::qp;
use crate::find::{find, has};
use crate::scan::params::Structured;
use crate::span::{Span, SpanMap};

/// What is wrong in a value in pieces, or in one that is marked as encoded; the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fault {
    /// The two apostrophes after charset and language are not there; the span is the value.
    Apostrophes,
    /// A charset that nobody knows; the span is its name.
    Charset,
    /// The bytes do not fit the charset; the span is the value, or the first piece.
    Undecodable,
    /// A piece is missing; the span is the name of the one after it.
    Gap,
    /// A percent sign without two hex digits; the span is that and what follows.
    Escape,
    /// A number with zeros before it; the span is the name.
    Zeros,
    /// Percent signs in a piece that is not marked as encoded; the span is its value.
    Unmarked,
    /// Quotes around a value that is marked as encoded; the span has them.
    Quotes,
}

/// The worst that is wrong with the value of `name`. Encoded-words in it are another matter.
pub fn fault(input: &[u8], field: &Structured, name: &str) -> Option<(Fault, Span)> {
    let pieces = pieces(input, field, name);
    if pieces.is_empty() {
        let value = field.param(input, name)?.value;
        let raw = value.slice(input);
        let means = looks_encoded(raw) && !has(&super::unescape(raw), "\u{fffd}");
        return means.then_some((Fault::Unmarked, value));
    }
    if pieces.iter().any(|piece| find(piece.param.value.slice(input), b"=?").is_some()) {
        return None;
    }
    let mut worst = pieces.first().filter(|piece| piece.encoded).and_then(|first| head(input, first, &pieces));
    let any_encoded = pieces.iter().any(|piece| piece.encoded);
    let mut next = 0;
    for piece in &pieces {
        let value = piece.param.value;
        let raw = value.slice(input);
        let sign = bad_escape(raw);
        let digits = piece.param.name.slice(input).get(name.len() + 1..).unwrap_or_default();
        let found = match () {
            () if piece.number != next => Some((Fault::Gap, piece.param.name)),
            () if digits.len() > 1 && digits[0] == b'0' && digits[1] != b'*' => Some((Fault::Zeros, piece.param.name)),
            () if piece.encoded && sign.is_some() => sign.map(|sign| (Fault::Escape, sign.shift(value.start))),
            () if piece.encoded && piece.param.quoted => {
                // The closing one may be missing.
                let closed = input.get(value.end as usize) == Some(&b'"');
                Some((Fault::Quotes, Span::new(value.start - 1, value.end + u32::from(closed))))
            }
            () if any_encoded && !piece.encoded && looks_encoded(raw) => Some((Fault::Unmarked, value)),
            () => None,
        };
        next = piece.number + 1;
        if let Some(found) = found
            && worst.is_none_or(|worst| found.0 < worst.0)
        {
            worst = Some(found);
        }
    }
    worst
}

/// What is wrong with charset and language, and with the bytes in that charset.
fn head(input: &[u8], first: &Piece, pieces: &[Piece]) -> Option<(Fault, Span)> {
    let value = first.param.value;
    let raw = value.slice(input);
    let mut quotes = memchr::memchr_iter(b'\'', raw);
    let (Some(end), Some(_)) = (quotes.next(), quotes.next()) else { return Some((Fault::Apostrophes, value)) };
    let charset = match Charset::from_label(&raw[..end]) {
        // Legal: then it is whatever the reader takes it for.
        None if end == 0 => return None,
        None => return Some((Fault::Charset, Span::new(value.start, value.start + end as u32))),
        Some(charset) => charset,
    };
    let mut bytes = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let raw = match index {
            0 => super::charset_of(input, value).1.slice(input),
            _ => piece.param.value.slice(input),
        };
        match piece.encoded {
            true => _ = qp::unescape(raw, b'%', &mut bytes, &mut SpanMap::identity()),
            false => bytes.extend_from_slice(raw),
        }
    }
    // ISO-8859-1 is read as windows-1252 by all: what that has is no fault.
    let charset = if charset == Charset::ISO_8859_1 { Charset::WINDOWS_1252 } else { charset };
    let decoded = charset::decode(charset, &bytes);
    let senseless = charset::senseless(charset, &bytes, &decoded.faults);
    (!senseless.is_empty()).then_some((Fault::Undecodable, value))
}

/// The first percent sign without two hex digits, with the two bytes after it.
fn bad_escape(raw: &[u8]) -> Option<Span> {
    for at in memchr::memchr_iter(b'%', raw) {
        let digits = raw.get(at + 1..at + 3);
        if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            return Some(Span::of(at, raw.len().min(at + 3)));
        }
    }
    None
}

/// Whether percent signs stand for bytes above 127: nobody calls a file so.
fn looks_encoded(raw: &[u8]) -> bool {
    raw.windows(3).any(|it| {
        it[0] == b'%' && matches!(it[1], b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F') && it[2].is_ascii_hexdigit()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(Fault, &str)> {
        let field = Structured::read(text.as_bytes(), Span::of(0, text.len()));
        fault(text.as_bytes(), &field, "filename").map(|(fault, span)| (fault, &text[span.range()]))
    }

    #[test]
    fn what_is_sound() {
        for text in [
            "attachment; filename=\"a%20b%E3.pdf\"",
            "attachment; filename*=UTF-8''%E8%AB%8B.pdf; filename=a.pdf",
            "attachment; filename*=UTF-8'ja'a'b.pdf",
            "attachment; filename*=''a.pdf",
            "attachment; filename*0*=UTF-8''%E3%81; filename*1*=%82.pdf",
            "attachment; filename*0=\"a'b\"; filename*1=\"c'd 100%\"",
            "attachment; filename*1=b.pdf; filename*0*=UTF-8''%E3%81%82",
            "attachment; filename*0*=UTF-8''%E3%81%82; filename*1=\"50%25.pdf\"",
            "attachment; filename*=\"=?utf-8?q?a?=\"",
            "attachment; filename*=iso-8859-1''%80.pdf",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        let many: Vec<String> = (0..12).map(|number| format!("filename*{number}=x")).collect();
        assert_eq!(found(&format!("attachment; {}", many.join("; "))), None);
    }

    #[test]
    fn what_is_wrong() {
        use Fault::*;
        for (text, want) in [
            ("attachment; filename*=UTF-8'%E8%AB%8B.pdf", (Apostrophes, "UTF-8'%E8%AB%8B.pdf")),
            ("attachment; filename*=%E8%AB%8B.pdf", (Apostrophes, "%E8%AB%8B.pdf")),
            ("attachment; filename*0*=a; filename*1*=b", (Apostrophes, "a")),
            ("attachment; filename*=utf8mb4''%E8%AB%8B.pdf", (Charset, "utf8mb4")),
            ("attachment; filename*=UTF-8''%8B.pdf", (Undecodable, "UTF-8''%8B.pdf")),
            ("attachment; filename*1*=UTF-8''a; filename*2*=b", (Gap, "filename*1*")),
            ("attachment; filename*0=a; filename*2=b", (Gap, "filename*2")),
            ("attachment; filename*=UTF-8''100%.pdf", (Escape, "%.p")),
            ("attachment; filename*=UTF-8''100%", (Escape, "%")),
            ("attachment; filename*00=a; filename*01=b", (Zeros, "filename*00")),
            ("attachment; filename*0*=UTF-8''%E3; filename*1=%81%82", (Undecodable, "UTF-8''%E3")),
            ("attachment; filename*0*=UTF-8''a; filename*1=%E3%81%82", (Unmarked, "%E3%81%82")),
            ("attachment; filename=\"%E3%81%82.txt\"", (Unmarked, "%E3%81%82.txt")),
            ("attachment; filename*=\"UTF-8''%E8%AB%8B.pdf\"", (Quotes, "\"UTF-8''%E8%AB%8B.pdf\"")),
        ] {
            assert_eq!(found(text), Some(want), "{text}");
        }
    }
}
