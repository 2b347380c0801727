//! Base64 (RFC 2045 section 6.8, RFC 4648 section 4).
//!
//! One walk serves both uses: text parts are decoded with a map, attachments are only looked over.

mod ends;
mod judge;

pub use ends::{head, tail};
pub use judge::{certain, worst};

use super::Faults;
use crate::span::{Span, SpanMap};

/// What a base64 body holds.
#[derive(Debug, Default)]
pub struct Decoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// From them back to the raw bytes.
    pub map: SpanMap,
    /// What was tolerated, with spans of raw bytes.
    pub faults: Faults<Fault>,
}

/// What is wrong in a base64 body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A byte outside the alphabet. It was skipped.
    Illegal,
    /// A blank or tab. It was skipped.
    Blank,
    /// `-` or `_`: the alphabet of URLs. It was read as `+` or `/`.
    UrlAlphabet,
    /// `=` where no quantum waits for it. It was skipped.
    StrayPadding,
    /// Data after the padding that ends it. It was read on.
    AfterPadding,
    /// The last quantum is incomplete.
    Truncated,
    /// The last quantum has bits set that stand for nothing.
    TrailingBits,
}

/// Decodes `raw`.
pub fn decode(raw: &[u8]) -> Decoded {
    // Room for whole words at the end; see `Walk::quads`.
    let mut walk = Walk::over(raw, Some(vec![0; raw.len() / 4 * 3 + 8]));
    let mut bytes = walk.bytes.take().unwrap_or_default();
    bytes.truncate(walk.len);
    Decoded { bytes, map: walk.map, faults: walk.faults }
}

/// Looks `raw` over without decoding it: what is wrong, and how many bytes it holds.
pub fn audit(raw: &[u8]) -> (Faults<Fault>, u64) {
    let walk = Walk::over(raw, None);
    (walk.faults, walk.len as u64)
}

struct Walk {
    /// Room for the bytes, if they are wanted, and how many there are so far.
    bytes: Option<Vec<u8>>,
    len: usize,
    map: SpanMap,
    faults: Faults<Fault>,
    /// Sextets of the quantum in progress, and where it began.
    value: u32,
    have: u8,
    start: usize,
    padded: bool,
}

impl Walk {
    fn over(raw: &[u8], bytes: Option<Vec<u8>>) -> Self {
        let (map, faults) = (SpanMap::identity(), Faults::default());
        let mut walk = Self { bytes, len: 0, map, faults, value: 0, have: 0, start: 0, padded: false };
        let mut at = 0;
        while at < raw.len() {
            if walk.have == 0 && !walk.padded {
                let len = clean_quads(&raw[at..]);
                if len > 0 {
                    walk.quads(&raw[at..at + len]);
                    at += len;
                    continue;
                }
            }
            at += walk.byte(raw, at);
        }
        walk.finish(raw);
        walk
    }

    /// Whole quads that follow each other without a gap.
    fn quads(&mut self, raw: &[u8]) {
        let mut at = self.len;
        self.len += raw.len() / 4 * 3;
        let Some(bytes) = &mut self.bytes else { return };
        let (pairs, last) = raw.as_chunks::<8>();
        for pair in pairs {
            // One load instead of eight; and the six bytes are written as eight: the next overwrite the two too many.
            let it = u64::from_le_bytes(*pair).to_le_bytes();
            let (first, second) = (combine([it[0], it[1], it[2], it[3]]), combine([it[4], it[5], it[6], it[7]]));
            let value = u64::from(first) << 40 | u64::from(second) << 16;
            bytes[at..at + 8].copy_from_slice(&value.to_be_bytes());
            at += 6;
        }
        for quad in last.as_chunks().0 {
            bytes[at..at + 3].copy_from_slice(&combine(*quad).to_be_bytes()[1..]);
            at += 3;
        }
        self.map.push(4, 3, (raw.len() / 4) as u32);
    }

    /// One quantum: `len` bytes of `value`'s top, out of `span` raw bytes.
    fn quantum(&mut self, value: u32, len: u8, span: usize) {
        let at = self.len;
        self.len += len as usize;
        self.value = 0;
        self.have = 0;
        let Some(bytes) = &mut self.bytes else { return };
        bytes[at..at + 3].copy_from_slice(&value.to_be_bytes()[1..]);
        // A quantum spread over more than 255 raw bytes is mapped to the last of them.
        let kept = span.min(255);
        self.map.drop(span - kept);
        self.map.push(kept as u8, len, 1);
    }

    /// Takes what stands at `at`; answers how many bytes that was.
    fn byte(&mut self, raw: &[u8], at: usize) -> usize {
        let byte = raw[at];
        match byte {
            b'\r' if raw.get(at + 1) == Some(&b'\n') => self.skip(2),
            b'\r' | b'\n' => self.skip(1),
            b'=' => self.padding(at),
            b' ' | b'\t' => self.odd(Fault::Blank, at),
            b'-' | b'_' => {
                if !self.padded {
                    self.faults.push(Fault::UrlAlphabet, Span::of(at, at + 1));
                }
                self.sextet(if byte == b'-' { 62 } else { 63 }, at)
            }
            _ => match SEXTETS[byte as usize] {
                INVALID => self.odd(Fault::Illegal, at),
                value => self.sextet(value, at),
            },
        }
    }

    fn sextet(&mut self, value: u8, at: usize) -> usize {
        if self.padded {
            self.padded = false;
            self.faults.push_joined(Fault::AfterPadding, Span::of(at, at + 1));
        }
        if self.have == 0 {
            self.start = at;
        }
        self.value = self.value << 6 | u32::from(value);
        self.have += 1;
        if self.have == 4 {
            self.quantum(self.value, 3, at + 1 - self.start);
        }
        1
    }

    fn padding(&mut self, at: usize) -> usize {
        match self.have {
            // The second `=` of a pair, or one too many at the end: decoders do not care.
            _ if self.padded => self.skip(1),
            0 | 1 => {
                self.faults.push(Fault::StrayPadding, Span::of(at, at + 1));
                self.skip(1)
            }
            have => {
                self.padded = true;
                self.end_quantum(have, at + 1);
                1
            }
        }
    }

    /// Ends a quantum of two or three sextets before raw byte `end`.
    fn end_quantum(&mut self, have: u8, end: usize) {
        let value = self.value << (6 * (4 - u32::from(have)));
        let unused = if have == 2 { 0xffff } else { 0xff };
        if value & unused != 0 {
            self.faults.push(Fault::TrailingBits, Span::of(self.start, end));
        }
        self.quantum(value, have - 1, end - self.start);
    }

    fn odd(&mut self, fault: Fault, at: usize) -> usize {
        // What follows the end is not a bad byte of the data, but something else: a footer, mostly.
        let fault = if self.padded && fault == Fault::Illegal { Fault::AfterPadding } else { fault };
        self.faults.push_joined(fault, Span::of(at, at + 1));
        self.skip(1)
    }

    /// Passes bytes that stand for nothing; inside a quantum they belong to it.
    fn skip(&mut self, len: usize) -> usize {
        if self.have == 0 {
            self.map.drop(len);
        }
        len
    }

    fn finish(&mut self, raw: &[u8]) {
        if self.have == 0 {
            return;
        }
        let end = raw.len();
        self.faults.push(Fault::Truncated, Span::of(self.start, raw.trim_ascii_end().len()));
        match self.have {
            1 => self.map.drop(end - self.start),
            have => self.end_quantum(have, end),
        }
    }
}

/// Length of the whole quads at the head of `raw` that hold the alphabet alone.
fn clean_quads(raw: &[u8]) -> usize {
    let mut len = 0;
    for block in raw.chunks_exact(BLOCK) {
        if !is_alphabet(block) {
            break;
        }
        len += BLOCK;
    }
    for quad in raw[len..].as_chunks::<4>().0 {
        if !is_alphabet(quad) {
            break;
        }
        len += 4;
    }
    len
}

/// Bytes looked at together: two of them and three quads are a line of 76.
const BLOCK: usize = 32;

/// Whether every byte is of the alphabet. Without branches, so that it becomes vector code: eight times as fast as with
/// the operators that clippy asks for (benches/base64.rs).
#[allow(clippy::needless_bitwise_bool)]
fn is_alphabet(block: &[u8]) -> bool {
    let outside = |byte: u8| {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let slash_or_digit = byte.wrapping_sub(b'/') < 11;
        u8::from(!(letter | slash_or_digit | (byte == b'+')))
    };
    block.iter().fold(0, |seen, &byte| seen | outside(byte)) == 0
}

const INVALID: u8 = 255;

/// The three bytes of a quad of the alphabet.
fn combine([a, b, c, d]: [u8; 4]) -> u32 {
    let sextet = |byte: u8| u32::from(SEXTETS[byte as usize]);
    sextet(a) << 18 | sextet(b) << 12 | sextet(c) << 6 | sextet(d)
}

static SEXTETS: [u8; 256] = sextets();

const fn sextets() -> [u8; 256] {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut table = [INVALID; 256];
    let mut index = 0;
    while index < alphabet.len() {
        table[alphabet[index] as usize] = index as u8;
        index += 1;
    }
    table
}

/// Encodes `bytes` in lines of 76 characters, each ended by `line_end`.
pub fn encode(bytes: &[u8], line_end: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() * 4 / 3 + bytes.len() / 57 * line_end.len() + 8);
    for line in bytes.chunks(57) {
        encode_into(line, &mut out);
        out.extend_from_slice(line_end.as_bytes());
    }
    out
}

/// Encodes `bytes` without line ends.
pub fn encode_into(bytes: &[u8], out: &mut Vec<u8>) {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for chunk in bytes.chunks(3) {
        let value = chunk.iter().fold(0_u32, |value, byte| value << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sextet = (value >> (18 - 6 * place)) & 63;
            out.push(if place <= chunk.len() { alphabet[sextet as usize] } else { b'=' });
        }
    }
}

#[cfg(test)]
mod tests;
