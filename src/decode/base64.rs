//! Base64 (RFC 2045 section 6.8, RFC 4648 section 4).
//!
//! One walk serves both uses: text parts are decoded with a map, attachments are only looked over.

mod judge;

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
    // Room for whole words at the end; see `Decoder::quads`.
    let mut bytes = vec![0; raw.len() / 4 * 3 + 8];
    let mut map = SpanMap::identity();
    let mut len = 0;
    let faults = Walk::<Decoder>::over(raw, Decoder { bytes: &mut bytes, len: &mut len, map: &mut map });
    bytes.truncate(len);
    Decoded { bytes, map, faults }
}

/// Looks `raw` over without decoding it: what is wrong, and how many bytes it holds.
pub fn audit(raw: &[u8]) -> (Faults<Fault>, u64) {
    let mut counter = 0;
    let faults = Walk::<Counter>::over(raw, Counter(&mut counter));
    (faults, counter)
}

/// What takes the decoded quanta.
trait Output {
    /// Whole quads that follow each other without a gap.
    fn quads(&mut self, raw: &[u8]);
    /// One quantum: `len` bytes of `value`'s top, out of `span` raw bytes.
    fn quantum(&mut self, value: u32, len: u8, span: usize);
    /// Raw bytes that stand for nothing.
    fn gap(&mut self, len: usize);
}

struct Decoder<'a> {
    bytes: &'a mut [u8],
    /// How many of the bytes are written.
    len: &'a mut usize,
    map: &'a mut SpanMap,
}

impl Output for Decoder<'_> {
    fn quads(&mut self, raw: &[u8]) {
        let mut at = *self.len;
        let (pairs, last) = raw.as_chunks::<8>();
        for pair in pairs {
            // One load instead of eight; and the six bytes are written as eight: the next overwrite the two too many.
            let it = u64::from_le_bytes(*pair).to_le_bytes();
            let (first, second) = (combine([it[0], it[1], it[2], it[3]]), combine([it[4], it[5], it[6], it[7]]));
            let value = u64::from(first) << 40 | u64::from(second) << 16;
            self.bytes[at..at + 8].copy_from_slice(&value.to_be_bytes());
            at += 6;
        }
        for quad in last.as_chunks().0 {
            self.bytes[at..at + 3].copy_from_slice(&combine(*quad).to_be_bytes()[1..]);
            at += 3;
        }
        *self.len = at;
        self.map.push(4, 3, (raw.len() / 4) as u32);
    }

    fn quantum(&mut self, value: u32, len: u8, span: usize) {
        let at = *self.len;
        self.bytes[at..at + 3].copy_from_slice(&value.to_be_bytes()[1..]);
        *self.len += len as usize;
        // A quantum spread over more than 255 raw bytes is mapped to the last of them.
        let kept = span.min(255);
        self.map.drop(span - kept);
        self.map.push(kept as u8, len, 1);
    }

    fn gap(&mut self, len: usize) {
        self.map.drop(len);
    }
}

struct Counter<'a>(&'a mut u64);

impl Output for Counter<'_> {
    fn quads(&mut self, raw: &[u8]) {
        *self.0 += raw.len() as u64 / 4 * 3;
    }

    fn quantum(&mut self, _: u32, len: u8, _: usize) {
        *self.0 += u64::from(len);
    }

    fn gap(&mut self, _: usize) {}
}

struct Walk<O> {
    out: O,
    faults: Faults<Fault>,
    /// Sextets of the quantum in progress, and where it began.
    value: u32,
    have: u8,
    start: usize,
    padded: bool,
}

impl<O: Output> Walk<O> {
    fn over(raw: &[u8], out: O) -> Faults<Fault> {
        let mut walk = Self { out, faults: Faults::default(), value: 0, have: 0, start: 0, padded: false };
        let mut at = 0;
        while at < raw.len() {
            if walk.have == 0 && !walk.padded {
                let len = clean_quads(&raw[at..]);
                if len > 0 {
                    walk.out.quads(&raw[at..at + len]);
                    at += len;
                    continue;
                }
            }
            at += walk.byte(raw, at);
        }
        walk.finish(raw);
        walk.faults
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
            self.out.quantum(self.value, 3, at + 1 - self.start);
            self.reset();
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
        self.out.quantum(value, have - 1, end - self.start);
        self.reset();
    }

    fn reset(&mut self) {
        self.value = 0;
        self.have = 0;
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
            self.out.gap(len);
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
            1 => self.out.gap(end - self.start),
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
    for quad in raw[len..].as_chunks().0 {
        if combine(*quad) & BAD != 0 {
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
/// Set in the combined value when a byte of the quad is outside the alphabet.
const BAD: u32 = 0xff00_0000;

fn combine([a, b, c, d]: [u8; 4]) -> u32 {
    let [first, second, third, fourth] = &WIDE;
    first[a as usize] | second[b as usize] | third[c as usize] | fourth[d as usize]
}

static SEXTETS: [u8; 256] = sextets();
static WIDE: [[u32; 256]; 4] = [wide(18), wide(12), wide(6), wide(0)];

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

const fn wide(shift: u32) -> [u32; 256] {
    let narrow = sextets();
    let mut table = [BAD; 256];
    let mut index = 0;
    while index < 256 {
        if narrow[index] != INVALID {
            table[index] = (narrow[index] as u32) << shift;
        }
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
