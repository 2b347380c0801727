//! Line ends: which bytes end a line in this input.

use crate::find::{count, memrchr};
use crate::span::Span;
use memchr::{memchr, memchr_iter, memchr2};

/// How lines end in an input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lines {
    /// The style on the whole.
    pub ends: LineEnds,
    /// Number of CRLF pairs.
    pub crlf: u32,
    /// Number of LF without CR before.
    pub lf: u32,
    /// Number of CR without LF after.
    pub cr: u32,
}

/// The style of line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineEnds {
    /// No line end at all.
    None,
    /// CRLF everywhere, as on the wire.
    Crlf,
    /// LF everywhere, as Unix tools store mail.
    Lf,
    /// CR ends lines, as old Macs stored mail. LF and CRLF do too.
    Cr,
    /// CRLF and bare LF; a bare CR ends no line, but CRCRLF ends one.
    Mixed,
}

impl Lines {
    /// Counts the line ends of `input`.
    pub fn of(input: &[u8]) -> Self {
        let all_cr = count(b'\r', input);
        let all_lf = count(b'\n', input);
        let crlf = if all_cr == 0 || all_lf == 0 {
            0
        } else {
            let mut pairs = 0;
            for at in memchr_iter(b'\n', input) {
                pairs += usize::from(at > 0 && input[at - 1] == b'\r');
            }
            pairs
        };
        let (lf, cr) = (all_lf - crlf, all_cr - crlf);
        // CRCRLF, as a second conversion of line ends makes it, is one line end.
        let lone = || cr - memchr_iter(b'\n', input).filter(|&at| input[..at].ends_with(b"\r\r")).count();
        let ends = match (crlf, lf, cr) {
            (0, 0, 0) => LineEnds::None,
            // CR ends lines only where that is plainly the habit of the file: its first line end, and the usual one.
            _ if cr > crlf + lf && first_end_is_bare_cr(input) && lone() > crlf + lf => LineEnds::Cr,
            (_, 0, _) => LineEnds::Crlf,
            (0, _, _) => LineEnds::Lf,
            _ => LineEnds::Mixed,
        };
        Self { ends, crlf: crlf as u32, lf: lf as u32, cr: cr as u32 }
    }

    /// End of the line that begins at `from`: where its text ends, and where the next line begins.
    pub fn end(self, input: &[u8], from: usize) -> (usize, usize) {
        let rest = &input[from..];
        if self.ends == LineEnds::Cr {
            return match memchr2(b'\r', b'\n', rest) {
                None => (input.len(), input.len()),
                Some(at) if rest[at] == b'\r' && rest.get(at + 1) == Some(&b'\n') => (from + at, from + at + 2),
                Some(at) => (from + at, from + at + 1),
            };
        }
        match memchr(b'\n', rest) {
            None => (input.len(), input.len()),
            Some(at) => (from + at - crs(&rest[..at]), from + at + 1),
        }
    }

    /// The lines of `body` with more than `most` bytes, without their ends.
    ///
    /// Where lines are about as long as they may be, it looks at one byte of each.
    pub fn longer_than(self, input: &[u8], body: Span, most: usize) -> Vec<Span> {
        let mut long = Vec::new();
        let (mut at, last) = (body.start as usize, (body.end as usize).min(input.len()));
        while at + most < last {
            // The last line end in here: all lines that end up to it are short enough.
            let window = &input[at..(at + most + 2).min(last)];
            let end = if self.ends == LineEnds::Cr { None } else { memrchr(b'\n', window) };
            if let Some(end) = end.filter(|end| *end <= most || window[*end - 1] == b'\r') {
                at += end + 1;
                continue;
            }
            let (end, next) = self.end(input, at);
            let line = Span::of(at, end.min(last));
            if line.len() as usize > most {
                long.push(line);
            }
            at = next;
        }
        long
    }

    /// Where the text before `at`, the beginning of a line, ends: before the line end that precedes it.
    pub fn before(self, input: &[u8], at: usize, floor: usize) -> usize {
        let text = &input[floor..at];
        let cut = match text {
            [before @ .., b'\n'] => crs(before) + 1,
            [.., b'\r'] if self.ends == LineEnds::Cr => 1,
            _ => 0,
        };
        at - cut
    }

    /// The line end to write into this input.
    pub const fn text(self) -> &'static str {
        match self.ends {
            LineEnds::Lf => "\n",
            LineEnds::Cr => "\r",
            LineEnds::None | LineEnds::Crlf | LineEnds::Mixed => "\r\n",
        }
    }
}

/// How many CR a text ends in.
fn crs(text: &[u8]) -> usize {
    text.iter().rev().take_while(|byte| **byte == b'\r').count()
}

fn first_end_is_bare_cr(input: &[u8]) -> bool {
    memchr2(b'\r', b'\n', input).is_some_and(|at| input[at] == b'\r' && input.get(at + 1) != Some(&b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn long_lines_are_found(input in "[ab]{0,6}((\r\n|\n|\r|a)[ab]{0,6}){0,8}", most in 1_usize..5) {
            let input = input.as_bytes();
            let (lines, mut at, mut want) = (Lines::of(input), 0, Vec::new());
            while at < input.len() {
                let (end, next) = lines.end(input, at);
                want.extend((end - at > most).then(|| Span::of(at, end)));
                at = next;
            }
            prop_assert_eq!(lines.longer_than(input, Span::of(0, input.len()), most), want);
        }
    }
}
