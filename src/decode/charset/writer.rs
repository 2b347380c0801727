//! What every decoder writes to: text, map and faults grow together.

use super::fault::{Fault, FaultKind, Faults};
use crate::span::{Span, SpanMap};

/// Bytes that are looked at together while they are plain.
const BLOCK: usize = 32;

/// Where a decoder puts characters, together with the number of bytes each came from.
pub(super) struct Writer {
    text: String,
    map: Option<SpanMap>,
    faults: Faults,
    /// Raw bytes used so far.
    raw: u32,
    /// The run that is still growing: raw bytes and text bytes a unit, and units.
    run: (u8, u8, u32),
}

impl Writer {
    pub(super) fn with_map(len: usize) -> Self {
        Self { map: Some(SpanMap::identity()), ..Self::text_only(len) }
    }

    pub(super) fn text_only(len: usize) -> Self {
        Self { text: String::with_capacity(len), map: None, faults: Faults::default(), raw: 0, run: (0, 0, 0) }
    }

    pub(super) fn finish(mut self) -> (String, SpanMap, Faults) {
        self.end_run();
        (self.text, self.map.unwrap_or_default(), self.faults)
    }

    /// Text that is the same in bytes.
    pub(super) fn copy(&mut self, text: &str) {
        self.text.push_str(text);
        self.advance(1, 1, text.len() as u32);
    }

    /// Bytes below 80 that mean themselves.
    pub(super) fn ascii(&mut self, bytes: &[u8]) {
        match *bytes {
            [] => {}
            [byte] => self.put(1, char::from(byte)),
            _ => self.copy(std::str::from_utf8(bytes).unwrap_or_default()),
        }
    }

    /// One character from `len` bytes.
    #[inline]
    pub(super) fn put(&mut self, len: u8, char: char) {
        self.text.push(char);
        self.advance(len, char.len_utf8() as u8, 1);
    }

    /// More than one character from `len` bytes.
    pub(super) fn put_text(&mut self, len: u8, text: &str) {
        self.text.push_str(text);
        self.advance(len, text.len() as u8, 1);
    }

    /// One character from `len` bytes that is out of place.
    pub(super) fn put_odd(&mut self, kind: FaultKind, len: u8, char: char) {
        let from = (self.raw, self.text.len());
        self.put(len, char);
        self.fault(kind, from);
    }

    /// U+FFFD for `len` bytes; answers how many these are.
    pub(super) fn bad(&mut self, kind: FaultKind, len: u8) -> usize {
        self.put_odd(kind, len, char::REPLACEMENT_CHARACTER);
        usize::from(len)
    }

    /// Something that is missing here.
    pub(super) fn missing(&mut self, kind: FaultKind) {
        self.fault(kind, (self.raw, self.text.len()));
    }

    /// Something that is wrong with the unit that was put last.
    pub(super) fn odd_last(&mut self, kind: FaultKind) {
        let (raw_len, out_len, _) = self.run;
        let raw = Span::new(self.raw - u32::from(raw_len), self.raw);
        let out = Span::of(self.text.len() - usize::from(out_len), self.text.len());
        self.faults.push(Fault { kind, raw, out });
    }

    /// `len` bytes that leave nothing behind.
    pub(super) fn skip(&mut self, len: usize) {
        self.advance(1, 0, len as u32);
    }

    #[inline]
    fn advance(&mut self, raw_len: u8, out_len: u8, units: u32) {
        self.raw += u32::from(raw_len) * units;
        if (self.run.0, self.run.1) == (raw_len, out_len) {
            self.run.2 += units;
        } else {
            self.end_run();
            self.run = (raw_len, out_len, units);
        }
    }

    fn end_run(&mut self) {
        if let Some(map) = &mut self.map {
            map.push(self.run.0, self.run.1, self.run.2);
        }
    }

    fn fault(&mut self, kind: FaultKind, (raw, out): (u32, usize)) {
        let raw = Span::new(raw, self.raw);
        self.faults.push(Fault { kind, raw, out: Span::of(out, self.text.len()) });
    }
}

/// How many bytes at the front are ASCII.
pub(super) fn ascii_len(bytes: &[u8]) -> usize {
    prefix_len(bytes, |byte| byte < 0x80)
}

/// How many bytes at the front are `plain`, found block by block.
#[inline]
pub(super) fn prefix_len(bytes: &[u8], plain: impl Fn(u8) -> bool) -> usize {
    // Most runs in Japanese text are a character or two: a block would be wasted on them.
    let blocks = if bytes.len() > BLOCK && plain(bytes[0]) && plain(bytes[1]) && plain(bytes[2]) {
        bytes.chunks_exact(BLOCK).take_while(|block| block.iter().fold(true, |all, &byte| all & plain(byte))).count()
    } else {
        0
    };
    let rest = &bytes[blocks * BLOCK..];
    blocks * BLOCK + rest.iter().position(|&byte| !plain(byte)).unwrap_or(rest.len())
}
