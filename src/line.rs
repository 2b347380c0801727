//! Lines, columns and UTF-16 offsets of places: one pass for a whole report.

use crate::scan::Lines;

/// A place as people and editors count it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
    /// UTF-16 code units before it, in the text that a lenient UTF-8 decoder makes of the bytes.
    pub utf16: u32,
}

/// Positions of chosen bytes of a text.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    known: Vec<(u32, Position)>,
}

impl LineIndex {
    /// Finds the positions of `offsets`, in any order, in one pass over `text`.
    ///
    /// UTF-16 offsets cost a look at every character; without `utf16` they stay 0.
    pub fn of(text: &[u8], lines: Lines, mut offsets: Vec<u32>, utf16: bool) -> Self {
        offsets.sort_unstable();
        offsets.dedup();
        let mut known = Vec::with_capacity(offsets.len());
        let (mut line, mut start, mut next) = (1, 0, lines.end(text, 0).1);
        let (mut counted, mut units) = (0, 0);
        for offset in offsets {
            let at = (offset as usize).min(text.len());
            while next <= at && next < text.len() {
                line += 1;
                start = next;
                next = lines.end(text, start).1;
            }
            // After the last line end begins a new, empty line.
            if at == text.len() && next == at && at > start && ends_line(text) {
                line += 1;
                start = at;
            }
            if utf16 {
                units += utf16_len(&text[counted..at]);
                counted = at;
            }
            known.push((offset, Position { line, column: (at - start) as u32 + 1, utf16: units }));
        }
        Self { known }
    }

    /// The position of an offset that was asked for.
    pub fn get(&self, offset: u32) -> Position {
        let found = self.known.binary_search_by_key(&offset, |(known, _)| *known);
        found.map_or(Position::default(), |index| self.known[index].1)
    }
}

fn ends_line(text: &[u8]) -> bool {
    matches!(text.last(), Some(b'\n' | b'\r'))
}

/// UTF-16 code units of what a lenient UTF-8 decoder makes of `bytes`.
pub fn utf16_len(bytes: &[u8]) -> u32 {
    if bytes.is_ascii() {
        return bytes.len() as u32;
    }
    let chunk = |chunk: std::str::Utf8Chunk| {
        let valid: usize = chunk.valid().chars().map(char::len_utf16).sum();
        (valid + usize::from(!chunk.invalid().is_empty())) as u32
    };
    bytes.utf8_chunks().map(chunk).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: u32) -> (u32, u32, u32) {
        let lines = Lines::of(text.as_bytes());
        let index = LineIndex::of(text.as_bytes(), lines, vec![0, offset, text.len() as u32], true);
        let position = index.get(offset);
        (position.line, position.column, position.utf16)
    }

    #[test]
    fn lines_columns_and_units() {
        assert_eq!(position("a\r\nあb\n\u{1f600}c", 0), (1, 1, 0));
        assert_eq!(position("a\r\nあb\n\u{1f600}c", 3), (2, 1, 3));
        assert_eq!(position("a\r\nあb\n\u{1f600}c", 6), (2, 4, 4));
        assert_eq!(position("a\r\nあb\n\u{1f600}c", 8), (3, 1, 6));
        assert_eq!(position("a\r\nあb\n\u{1f600}c", 12), (3, 5, 8));
        assert_eq!(position("a\n", 2), (2, 1, 2));
        assert_eq!(position("a\n\n", 1), (1, 2, 1));
        assert_eq!(position("a\n\n", 2), (2, 1, 2));
        assert_eq!(position("", 0), (1, 1, 0));
        assert_eq!(position("a\rb\rc", 4), (3, 1, 4));
    }
}
