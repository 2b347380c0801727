//! One pass over all lines: too long ones, bare LF, bare CR, bytes above 127.

use super::lines::{LineEnds, Lines};
use crate::span::Span;
use memchr::memchr_iter;

/// Positions kept of each kind; counts are always whole.
const KEPT: usize = 10_000;
/// Octets a line may have, CRLF not counted (RFC 5322 section 2.1.1).
const LONGEST: usize = 998;

/// What one pass over the lines saw.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Audit {
    /// Lines over 998 octets, in order.
    pub long_lines: Vec<LongLine>,
    /// Places of LF without CR, in order, where CRLF is there too; the first 10,000.
    pub bare_lf: Vec<u32>,
    /// Places of CR without LF, in order, where CR ends no line; the first 10,000.
    pub bare_cr: Vec<u32>,
    /// Whether every byte is below 128.
    pub ascii: bool,
}

/// A line over 998 octets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LongLine {
    /// Its text, without the line end.
    pub span: Span,
}

impl Audit {
    /// Looks at every line of `input`.
    pub fn of(input: &[u8], lines: Lines) -> Self {
        let mut audit = Self { ascii: input.is_ascii(), ..Self::default() };
        if lines.ends == LineEnds::Cr {
            audit.long_lines_by_any_end(input, lines);
        } else {
            audit.long_lines_by_lf(input, lines);
            if lines.cr > 0 {
                audit.find_bare_cr(input);
            }
        }
        audit
    }

    fn long_lines_by_lf(&mut self, input: &[u8], lines: Lines) {
        let keep_lf = lines.ends == LineEnds::Mixed;
        let mut start = 0;
        for at in memchr_iter(b'\n', input) {
            let bare = at == 0 || input[at - 1] != b'\r';
            if at - start > LONGEST {
                self.long_line(start, at - usize::from(!bare && at > start));
            }
            if keep_lf && bare && self.bare_lf.len() < KEPT {
                self.bare_lf.push(at as u32);
            }
            start = at + 1;
        }
        self.long_line(start, input.len());
    }

    fn long_lines_by_any_end(&mut self, input: &[u8], lines: Lines) {
        let mut start = 0;
        while start < input.len() {
            let (end, next) = lines.end(input, start);
            self.long_line(start, end);
            start = next;
        }
    }

    fn long_line(&mut self, start: usize, end: usize) {
        if end - start > LONGEST {
            self.long_lines.push(LongLine { span: Span::of(start, end) });
        }
    }

    fn find_bare_cr(&mut self, input: &[u8]) {
        for at in memchr_iter(b'\r', input) {
            if self.bare_cr.len() == KEPT {
                break;
            }
            if input.get(at + 1) != Some(&b'\n') {
                self.bare_cr.push(at as u32);
            }
        }
    }
}
