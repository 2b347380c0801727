//! Quoted-printable (RFC 2045 section 6.7).

mod damage;

use damage::is_split;
pub use damage::{MOST, blank_ends, encoded_line_ends, raw_octets};

use super::Faults;
use crate::find::memchr3;
use crate::scan::trailing_blanks;
use crate::span::{Span, SpanMap};
use memchr::memchr_iter;

/// What a quoted-printable body holds.
#[derive(Debug, Default)]
pub struct Decoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// From them back to the raw bytes.
    pub map: SpanMap,
    /// What was tolerated, with spans of raw bytes.
    pub faults: Faults<Fault>,
}

/// What is wrong in a quoted-printable body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// `=` before something else than two hex digits or a line end. It was kept as it stands.
    Escape,
    /// The same, where it would begin an escape but for a soft line break in it.
    Split,
    /// `=` as the very last byte. Nothing is lost.
    LastEquals,
    /// Hex digits in lower case.
    LowerCase,
}

/// Decodes `raw`.
pub fn decode(raw: &[u8]) -> Decoded {
    let mut decoder = Decoder { raw, at: 0, out: Decoded::default() };
    decoder.out.bytes.reserve(raw.len());
    while decoder.at < raw.len() {
        if raw[decoder.at] == b'=' { decoder.escape() } else { decoder.plain() }
    }
    decoder.out
}

/// What is wrong in `raw`, found without decoding it.
pub fn audit(raw: &[u8]) -> Faults<Fault> {
    let mut faults = Faults::default();
    for at in memchr_iter(b'=', raw) {
        let (fault, len) = match escape(&raw[at + 1..]) {
            Escape::Byte { lower: true, .. } => (Fault::LowerCase, 3),
            Escape::Last(_) => (Fault::LastEquals, 1),
            Escape::Bad => (bad(raw, at), 1),
            Escape::Byte { .. } | Escape::SoftBreak(_) => continue,
        };
        faults.push(fault, Span::of(at, at + len));
    }
    faults
}

struct Decoder<'a> {
    raw: &'a [u8],
    at: usize,
    out: Decoded,
}

impl Decoder<'_> {
    /// Copies up to the next `=` or line end. Blanks before a line end are transport padding and vanish (rule 3).
    fn plain(&mut self) {
        let rest = &self.raw[self.at..];
        let len = memchr3(b'=', b'\n', b'\r', rest).unwrap_or(rest.len());
        let ends_line = matches!(rest.get(len), Some(b'\n' | b'\r'));
        let blanks = if ends_line { trailing_blanks(&rest[..len]) } else { 0 };
        self.copy(len - blanks);
        self.drop(blanks);
        if ends_line {
            let crlf = rest[len..].starts_with(b"\r\n");
            self.copy(1 + usize::from(crlf));
        }
    }

    fn escape(&mut self) {
        match escape(&self.raw[self.at + 1..]) {
            Escape::Byte { value, lower } => {
                if lower {
                    self.fault(Fault::LowerCase, 3);
                }
                self.out.bytes.push(value);
                self.out.map.push(3, 1, 1);
                self.at += 3;
            }
            Escape::SoftBreak(len) => self.drop(1 + len),
            Escape::Last(blanks) => {
                self.fault(Fault::LastEquals, 1);
                self.drop(1 + blanks);
            }
            Escape::Bad => {
                self.fault(bad(self.raw, self.at), 1);
                self.copy(1);
            }
        }
    }

    fn copy(&mut self, len: usize) {
        self.out.bytes.extend_from_slice(&self.raw[self.at..self.at + len]);
        self.out.map.copy(len);
        self.at += len;
    }

    fn drop(&mut self, len: usize) {
        self.out.map.drop(len);
        self.at += len;
    }

    fn fault(&mut self, fault: Fault, len: usize) {
        self.out.faults.push(fault, Span::of(self.at, self.at + len));
    }
}

/// What is wrong with the `=` at `at`, which begins no escape.
fn bad(raw: &[u8], at: usize) -> Fault {
    if is_split(raw, at) { Fault::Split } else { Fault::Escape }
}

/// What a `=` begins.
enum Escape {
    /// A byte in two hex digits.
    Byte { value: u8, lower: bool },
    /// A soft line break: how many bytes after the `=`.
    SoftBreak(usize),
    /// Nothing but so many blanks.
    Last(usize),
    /// Something else.
    Bad,
}

/// Reads what follows a `=`.
fn escape(rest: &[u8]) -> Escape {
    if let [high, low, ..] = *rest
        && let (Some(upper), Some(lower)) = (hex(high), hex(low))
    {
        return Escape::Byte {
            value: upper << 4 | lower,
            lower: high.is_ascii_lowercase() || low.is_ascii_lowercase(),
        };
    }
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match &rest[blanks..] {
        [b'\r', b'\n', ..] => Escape::SoftBreak(blanks + 2),
        [b'\n' | b'\r', ..] => Escape::SoftBreak(blanks + 1),
        [] => Escape::Last(blanks),
        _ => Escape::Bad,
    }
}

/// The value of a hex digit.
const fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

/// Adds the bytes of `raw`, in which `mark` and two hex digits stand for a byte: `=` in encoded-words, where a `_` is a
/// space besides, and `%` in parameters. A mark before something else stays; answers whether there is none.
pub(super) fn unescape(raw: &[u8], mark: u8, bytes: &mut Vec<u8>, map: &mut SpanMap) -> bool {
    let mut sound = true;
    let mut at = 0;
    while at < raw.len() {
        let byte = raw[at];
        if byte == mark
            && let Some(&[high, low]) = raw.get(at + 1..at + 3)
            && let (Some(high), Some(low)) = (hex(high), hex(low))
        {
            bytes.push(high << 4 | low);
            map.push(3, 1, 1);
            at += 3;
            continue;
        }
        sound &= byte != mark;
        bytes.push(if (mark, byte) == (b'=', b'_') { b' ' } else { byte });
        map.copy(1);
        at += 1;
    }
    sound
}

/// The two hex digits of a byte.
pub(super) const fn hex_digits(byte: u8) -> [u8; 2] {
    let digits = b"0123456789ABCDEF";
    [digits[(byte >> 4) as usize], digits[(byte & 15) as usize]]
}

/// Every byte as an escape.
pub fn escapes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() * 3);
    for byte in bytes {
        out.push(b'=');
        out.extend_from_slice(&hex_digits(*byte));
    }
    out
}

/// Encodes `bytes`, text whose line ends become `line_end`, in lines of at most 76 characters.
pub fn encode(bytes: &[u8], line_end: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() * 2);
    let mut rest = bytes;
    loop {
        let (line, next) = split_line(rest);
        encode_line(line, line_end, &mut out);
        let Some(next) = next else { return out };
        out.extend_from_slice(line_end.as_bytes());
        rest = next;
    }
}

/// Where soft line breaks go into `line`, an encoded line, so that none has more than 76 characters.
pub fn soft_breaks(line: &[u8]) -> Vec<usize> {
    let (mut breaks, mut start) = (Vec::new(), 0);
    while line.len() - start > 76 {
        let mut at = start + 75;
        // Not inside an escape, nor where some programs take what follows for another mail.
        while at > start + 60 && (line[at - 2..at].contains(&b'=') || line[at..].starts_with(b"From ")) {
            at -= 1;
        }
        // A row of `=` is no text that can be broken.
        if at == start + 60 {
            return Vec::new();
        }
        breaks.push(at);
        start = at;
    }
    breaks
}

/// The first line, and what follows its end, if it has one.
fn split_line(bytes: &[u8]) -> (&[u8], Option<&[u8]>) {
    match memchr::memchr(b'\n', bytes) {
        None => (bytes, None),
        Some(at) => {
            let end = at - usize::from(at > 0 && bytes[at - 1] == b'\r');
            (&bytes[..end], Some(&bytes[at + 1..]))
        }
    }
}

fn encode_line(line: &[u8], line_end: &str, out: &mut Vec<u8>) {
    let mut column = 0;
    for (index, &byte) in line.iter().enumerate() {
        let last = index + 1 == line.len();
        let plain = match byte {
            b'=' => false,
            b' ' | b'\t' => !last,
            // A dot or "From " at the head of a line is changed on the way by some servers (RFC 2049 section 3).
            b'.' | b'F' => column > 0,
            _ => byte.is_ascii_graphic(),
        };
        let width = if plain { 1 } else { 3 };
        if column + width > if last { 76 } else { 75 } {
            out.push(b'=');
            out.extend_from_slice(line_end.as_bytes());
            column = 0;
        }
        if plain {
            out.push(byte);
        } else {
            out.push(b'=');
            out.extend_from_slice(&hex_digits(byte));
        }
        column += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_soft_breaks_and_padding() {
        let got = decode(b"a=E3=81=82 \t\r\nb=  \r\nc=\nd=3d=");
        assert_eq!(got.bytes, b"a\xe3\x81\x82\r\nbcd=");
        assert_eq!(got.map.to_raw(Span::new(1, 4)), Span::new(1, 10));
        assert_eq!(got.map.to_raw(Span::new(6, 8)), Span::new(14, 21));
        let kinds: Vec<_> = got.faults.list().iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [Fault::LowerCase, Fault::LastEquals]);
    }

    #[test]
    fn a_bad_escape_stays() {
        let got = decode(b"x?id=zz=4");
        assert_eq!(got.bytes, b"x?id=zz=4");
        assert_eq!(got.faults.list(), [(Fault::Escape, Span::new(4, 5)), (Fault::Escape, Span::new(7, 8))]);
    }

    proptest! {
        #[test]
        fn soft_breaks_change_nothing(text in "((=[0-9A-F]{2}|[ -<>-~]){3}){0,100}=?") {
            let mut broken = text.clone();
            for at in soft_breaks(text.as_bytes()).into_iter().rev() {
                broken.insert_str(at, "=\r\n");
            }
            prop_assert!(broken.split("\r\n").all(|line| line.len() <= 76));
            prop_assert_eq!(decode(broken.as_bytes()).bytes, decode(text.as_bytes()).bytes);
        }

        #[test]
        fn what_is_encoded_decodes(text in "[ -~あ\t=.\n]{0,300}") {
            let text = text.replace('\n', "\r\n");
            let raw = encode(text.as_bytes(), "\r\n");
            let got = decode(&raw);
            prop_assert_eq!(got.bytes, text.as_bytes());
            prop_assert_eq!(got.faults.count(), 0);
            prop_assert!(raw.split(|&byte| byte == b'\n').all(|line| line.len() <= 77));
        }

        #[test]
        fn maps_tile(raw in prop::collection::vec(prop::sample::select(b"a= \t\r\n3DEf".to_vec()), 0..200)) {
            let got = decode(&raw);
            let faults = audit(&raw);
            prop_assert_eq!(faults.list(), got.faults.list());
            let want = if raw.is_empty() { (0, 0) } else { (raw.len() as u32, got.bytes.len() as u32) };
            prop_assert_eq!(got.map.ends(), want);
        }
    }
}
