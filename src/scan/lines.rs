//! Line ends: which bytes end a line in this input.

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
    /// CRLF and bare LF; a bare CR ends no line.
    Mixed,
}

impl Lines {
    /// Counts the line ends of `input`.
    pub fn of(input: &[u8]) -> Self {
        let all_cr = memchr_iter(b'\r', input).count();
        let all_lf = memchr_iter(b'\n', input).count();
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
        let ends = match (crlf, lf, cr) {
            (0, 0, 0) => LineEnds::None,
            // CR ends lines only where that is plainly the habit of the file: its first line end, and the usual one.
            _ if cr > crlf + lf && first_end_is_bare_cr(input) => LineEnds::Cr,
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
            Some(at) if at > 0 && rest[at - 1] == b'\r' => (from + at - 1, from + at + 1),
            Some(at) => (from + at, from + at + 1),
        }
    }

    /// Where the text before `at`, the beginning of a line, ends: before the line end that precedes it.
    pub fn before(self, input: &[u8], at: usize, floor: usize) -> usize {
        let text = &input[floor..at];
        let cut = match text {
            [.., b'\r', b'\n'] => 2,
            [.., b'\n'] => 1,
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

fn first_end_is_bare_cr(input: &[u8]) -> bool {
    memchr2(b'\r', b'\n', input).is_some_and(|at| input[at] == b'\r' && input.get(at + 1) != Some(&b'\n'))
}
