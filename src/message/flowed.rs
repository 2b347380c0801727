//! Text that is format=flowed (RFC 3676): lines that end in a space go on in the next one.

use super::Message;
use crate::find::{begins, has, trim_end};
use crate::finding::Place;
use crate::scan::Encoding;
use crate::span::Span;

/// What is wrong in such a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FlowedFault {
    /// Spaces would stand between letters of a script without spaces; how often.
    Spaces(u32),
    /// There are long lines, and none flows.
    Unbroken,
    /// A line is too long.
    Long,
    /// `--` before the signature lacks its space.
    Signature,
    /// `From ` begins a line.
    From,
}

/// What the lines of a text look like; all places are in that text.
#[derive(Debug, Default)]
struct Flowed {
    /// Lines that go on in the next one.
    soft: u32,
    /// The first space that would stand between two letters of a script without spaces, and how many there are.
    between: Option<(Span, u32)>,
    /// The first line over 78 characters that could have been broken.
    long: Option<Span>,
    /// How many there are.
    long_lines: u32,
    /// A line of `--` near the end, without its space.
    signature: Option<Span>,
    /// The first line that begins with `From ` as it stands in the message.
    from: Option<Span>,
}

/// Characters of a line (RFC 3676 section 4.2).
const LONGEST: usize = 78;
/// Lines that a signature has, with some to spare.
const SIGNATURE: usize = 12;

impl Message<'_> {
    /// What is wrong in a part that is format=flowed.
    pub fn flowed_faults(&self, id: u32) -> Vec<(FlowedFault, Place)> {
        let flowed = self.flowed(id);
        let place = |span: Span| self.place_in(id, span);
        let mut found = Vec::new();
        if let Some((first, count)) = flowed.between.filter(|_| self.param_text(id, "delsp") != "yes") {
            found.push((FlowedFault::Spaces(count), place(first)));
        }
        match flowed.long {
            Some(_) if flowed.soft == 0 => {
                found.push((FlowedFault::Unbroken, self.param_place(id, "format").into()));
            }
            // A list adds a line or two to what its members write.
            Some(long) if flowed.long_lines > 2 => found.push((FlowedFault::Long, place(long))),
            _ => {}
        }
        for (fault, span) in [(FlowedFault::Signature, flowed.signature), (FlowedFault::From, flowed.from)] {
            if let Some(span) = span {
                found.push((fault, place(span)));
            }
        }
        found
    }

    /// How the lines of a part's text flow.
    fn flowed(&self, id: u32) -> Flowed {
        let text = self.text(id);
        let mut flowed = Flowed::default();
        let (mut at, mut since_dashes) = (0, 0);
        let mut rest = &*text.text;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            let (whole, next) = rest.split_at(end);
            let line = trim_end(whole, "\r\n");
            let span = Span::of(at, at + line.len());
            at += whole.len();
            rest = next;
            since_dashes += 1;
            // What is quoted was written by others.
            if line.starts_with('>') {
                continue;
            }
            if line == "--" {
                (flowed.signature, since_dashes) = (Some(span), 0);
            }
            let is_long = line.len() > LONGEST && has(line.trim(), " ") && line.trim_end().chars().count() > LONGEST;
            if is_long {
                flowed.long.get_or_insert(span);
                flowed.long_lines += 1;
            }
            let from = flowed.from.is_none() && line.starts_with("From ");
            if from && begins(self.slice(text.to_raw(span)), "From ") && self.entity(id).encoding != Encoding::Base64 {
                flowed.from = Some(Span::new(span.start, span.start + 5));
            }
            if line.ends_with(' ') && line != "-- " && !next.is_empty() {
                flowed.soft += 1;
                if joins_unspaced(line, next) {
                    let place = Span::new(span.end - 1, span.end);
                    let (first, count) = flowed.between.unwrap_or((place, 0));
                    flowed.between = Some((first, count + 1));
                }
            }
        }
        flowed.signature = flowed.signature.filter(|_| (1..=SIGNATURE).contains(&since_dashes));
        flowed
    }
}

/// Whether the end of a line and the next line are of a script without spaces between words.
fn joins_unspaced(line: &str, next: &str) -> bool {
    let unspaced = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}');
    let last = trim_end(line, " ").chars().next_back();
    let first = next.strip_prefix(' ').unwrap_or(next).chars().next();
    last.is_some_and(unspaced) && first.is_some_and(unspaced)
}
