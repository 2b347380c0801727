//! Places in the input, and the way back to them from decoded text.
//!
//! Everything kenpin says points at a [`Span`]: bytes of the input as it was given.
//! Decoding (quoted-printable, base64, encoded-words, charsets, HTML entities) keeps a [`SpanMap`], so that a place in
//! decoded text leads back to the bytes it came from.

/// Bytes `start..end` of the input. `start <= end`; both count from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end`; a reversed pair becomes the empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The empty span before byte `at`: the place of something that is missing.
    pub const fn at(at: u32) -> Self {
        Self { start: at, end: at }
    }

    /// A span from two `usize` offsets.
    pub const fn of(start: usize, end: usize) -> Self {
        Self::new(start as u32, end as u32)
    }

    /// Number of bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same span `by` bytes further on.
    #[must_use]
    pub const fn shift(self, by: u32) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Whether `other` lies inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte, or touch where one is empty.
    pub const fn overlaps(self, other: Self) -> bool {
        if self.is_empty() || other.is_empty() {
            self.start <= other.end && other.start <= self.end
        } else {
            self.start < other.end && other.start < self.end
        }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span's bytes in `input`, cut to what is there.
    #[cfg_attr(feature = "wasm", inline(never))]
    pub fn slice(self, input: &[u8]) -> &[u8] {
        let end = (self.end as usize).min(input.len());
        &input[(self.start as usize).min(end)..end]
    }

    /// As a range of `usize`.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// `units` times: `raw_len` bytes of the raw side became `out_len` bytes of the decoded side.
///
/// Plain text is `1 -> 1`, `=E3` is `3 -> 1`, a soft line break `3 -> 0`, a base64 quad `4 -> 3`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Where the run begins on the raw side.
    pub raw: u32,
    /// Where it begins on the decoded side.
    pub out: u32,
    /// How many units it holds.
    pub units: u32,
    /// Raw bytes a unit.
    pub raw_len: u8,
    /// Decoded bytes a unit.
    pub out_len: u8,
}

impl Run {
    const fn raw_end(&self) -> u32 {
        self.raw + self.units * self.raw_len as u32
    }

    const fn out_end(&self) -> u32 {
        self.out + self.units * self.out_len as u32
    }
}

/// How decoded bytes came from raw bytes: runs that tile both sides, in order.
///
/// A map without runs is the identity.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SpanMap {
    runs: Vec<Run>,
}

impl SpanMap {
    /// The map of text that was not changed.
    pub const fn identity() -> Self {
        Self { runs: Vec::new() }
    }

    /// Whether both sides are the same.
    pub fn is_identity(&self) -> bool {
        self.runs.iter().all(|run| run.raw_len == run.out_len && run.raw == run.out && run.raw_len == 1)
    }

    /// The runs, in order.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Adds `units` units of `raw_len` raw bytes that became `out_len` bytes each.
    pub fn push(&mut self, raw_len: u8, out_len: u8, units: u32) {
        if units == 0 || (raw_len == 0 && out_len == 0) {
            return;
        }
        let (raw, out) = self.ends();
        if let Some(last) = self.runs.last_mut()
            && last.raw_len == raw_len
            && last.out_len == out_len
        {
            last.units += units;
            return;
        }
        self.runs.push(Run { raw, out, units, raw_len, out_len });
    }

    /// Adds `len` bytes that were copied as they are.
    pub fn copy(&mut self, len: usize) {
        self.push(1, 1, len as u32);
    }

    /// Adds `len` raw bytes that left nothing behind.
    pub fn drop(&mut self, len: usize) {
        self.push(1, 0, len as u32);
    }

    /// Where the raw and the decoded side end so far.
    pub fn ends(&self) -> (u32, u32) {
        self.runs.last().map_or((0, 0), |run| (run.raw_end(), run.out_end()))
    }

    /// The raw bytes that `out` came from, rounded outward to whole units.
    ///
    /// Raw bytes that left nothing behind count only where they lie between two bytes of `out`.
    pub fn to_raw(&self, out: Span) -> Span {
        self.across(out, true)
    }

    /// The decoded bytes that `raw` became; what left nothing behind is empty.
    pub fn to_out(&self, raw: Span) -> Span {
        self.across(raw, false)
    }

    fn across(&self, span: Span, to_raw: bool) -> Span {
        if self.runs.is_empty() {
            return span;
        }
        let start = self.unit_at(span.start, to_raw).start;
        if span.is_empty() {
            return Span::at(start);
        }
        Span::new(start, self.unit_at(span.end - 1, to_raw).end)
    }

    /// The other side of the unit that holds byte `at` of one side; the other end where `at` is the end.
    fn unit_at(&self, at: u32, to_raw: bool) -> Span {
        let index = self.runs.partition_point(|run| if to_raw { run.out_end() <= at } else { run.raw_end() <= at });
        let Some(run) = self.runs.get(index) else {
            let (raw, out) = self.ends();
            return Span::at(if to_raw { raw } else { out });
        };
        let (own, other) = ((run.out, run.out_len), (run.raw, run.raw_len));
        let ((from, from_len), (to, to_len)) = if to_raw { (own, other) } else { (other, own) };
        let start = to + (at - from) / u32::from(from_len) * u32::from(to_len);
        Span::new(start, start + u32::from(to_len))
    }
}

/// Two maps as one: first `self` led from raw to middle, then `inner` from middle to the decoded side.
///
/// Kept as a chain, not merged: a chain costs nothing to build and answers in two binary searches (docs/decisions.md).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chain {
    maps: Vec<SpanMap>,
    base: u32,
}

impl Chain {
    /// The chain of text that begins at byte `base` of the input and is not changed.
    pub const fn new(base: u32) -> Self {
        Self { maps: Vec::new(), base }
    }

    /// Adds the next decoding step, outermost (nearest to the bytes) first.
    pub fn push(&mut self, map: SpanMap) {
        if !map.runs.is_empty() {
            self.maps.push(map);
        }
    }

    /// The bytes of the input that `out`, a place in the decoded text, came from.
    pub fn to_raw(&self, out: Span) -> Span {
        self.maps.iter().rev().fold(out, |span, map| map.to_raw(span)).shift(self.base)
    }

    /// The place in the decoded text that bytes `raw` of the input became.
    pub fn to_out(&self, raw: Span) -> Span {
        let raw = Span::new(raw.start.saturating_sub(self.base), raw.end.saturating_sub(self.base));
        self.maps.iter().fold(raw, |span, map| map.to_out(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a=E3=81=82=\r\nb` in quoted-printable.
    fn quoted_printable() -> SpanMap {
        let mut map = SpanMap::identity();
        map.copy(1);
        map.push(3, 1, 3);
        map.drop(3);
        map.copy(1);
        map
    }

    #[test]
    fn spans_grow_to_whole_units() {
        let map = quoted_printable();
        assert_eq!(map.to_raw(Span::new(0, 1)), Span::new(0, 1));
        assert_eq!(map.to_raw(Span::new(1, 2)), Span::new(1, 4));
        assert_eq!(map.to_raw(Span::new(1, 4)), Span::new(1, 10));
        assert_eq!(map.to_raw(Span::new(3, 5)), Span::new(7, 14));
        assert_eq!(map.to_raw(Span::at(4)), Span::at(13));
        assert_eq!(map.to_raw(Span::at(5)), Span::at(14));
    }

    #[test]
    fn the_way_there_and_back() {
        let map = quoted_printable();
        assert_eq!(map.to_out(Span::new(1, 10)), Span::new(1, 4));
        assert_eq!(map.to_out(Span::new(10, 13)), Span::at(4));
        assert_eq!(map.to_out(Span::new(13, 14)), Span::new(4, 5));
    }

    #[test]
    fn an_empty_map_is_the_identity() {
        assert_eq!(SpanMap::identity().to_raw(Span::new(3, 9)), Span::new(3, 9));
        assert!(SpanMap::identity().is_identity());
    }

    #[test]
    fn chains_compose() {
        let mut chain = Chain::new(100);
        chain.push(quoted_printable());
        let mut charset = SpanMap::identity();
        charset.copy(1);
        charset.push(3, 2, 1);
        charset.copy(1);
        chain.push(charset);
        assert_eq!(chain.to_raw(Span::new(1, 2)), Span::new(101, 110));
        assert_eq!(chain.to_out(Span::new(101, 110)), Span::new(1, 3));
    }
}
