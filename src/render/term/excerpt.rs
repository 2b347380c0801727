//! Lines of the input as a terminal shows them: one window around a place, carets at display columns.

use crate::finding::{Place, Shown};
use crate::line::{LineIndex, Position};
use crate::options::{DraftField, Origin};
use crate::report::Report;
use crate::scan::{Encoding, Lines};
use crate::span::Span;
use unicode_width::UnicodeWidthChar;

/// Access to the lines of a report's input.
pub struct Excerpt<'p, 'r> {
    report: &'p Report<'r>,
    index: Vec<(Span, LineIndex)>,
}

/// A line with a marked stretch.
pub struct Line {
    /// The text to print.
    pub text: String,
    /// Columns before the mark.
    pub indent: usize,
    /// Columns of the mark.
    pub carets: usize,
}

impl<'p, 'r> Excerpt<'p, 'r> {
    /// Finds the positions of all places of a report.
    pub fn of(report: &'p Report<'r>) -> Self {
        let bytes = report.msg.bytes();
        let places = report.findings.iter().flat_map(|finding| {
            finding.related.iter().map(|(place, _)| place.raw.start).chain([finding.place.raw.start])
        });
        let places: Vec<u32> = places.collect();
        let piece = |span: Span| {
            let lines = Lines::of(span.slice(bytes));
            let inside = places.iter().filter(|at| span.start <= **at && **at <= span.end);
            let inside = inside.map(|at| at - span.start).collect();
            (span, LineIndex::of(span.slice(bytes), lines, inside, false))
        };
        let index = match &report.msg.input.origin {
            Origin::Draft(fields) => fields.iter().map(|(_, span)| piece(*span)).collect(),
            _ => vec![piece(Span::of(0, bytes.len()))],
        };
        Self { report, index }
    }

    /// Line and column of a place, in its field where the input is a draft.
    pub fn position(&self, place: Span) -> Position {
        let (_, piece) = self.piece(place);
        let index = self.index.iter().find(|(span, _)| *span == piece);
        index.map_or(Position { line: 1, column: 1, utf16: 0 }, |(span, index)| index.get(place.start - span.start))
    }

    /// The draft's field that a place is in.
    pub fn field(&self, place: Span) -> Option<&'static str> {
        self.piece(place).0.map(DraftField::name)
    }

    fn piece(&self, place: Span) -> (Option<DraftField>, Span) {
        self.report.msg.input.origin.piece(place, self.report.msg.bytes().len() as u32)
    }

    /// Whether a place in decoded text looks different there.
    pub fn is_encoded(&self, place: &Place) -> bool {
        let Some(shown) = place.shown else { return false };
        let entity = self.report.msg.entity(shown.entity);
        matches!(entity.encoding, Encoding::Base64 | Encoding::QuotedPrintable)
            || !self.report.msg.slice(place.raw).is_ascii()
    }

    /// The input's line that holds the beginning of `span`.
    pub fn raw(&self, span: Span, columns: usize) -> Line {
        // A draft's fields stand one after the other; each has lines of its own.
        let (_, piece) = self.piece(span);
        let (first, bytes) = (piece.start as usize, &self.report.msg.bytes()[..piece.end as usize]);
        let lines = self.report.msg.scan.lines;
        let start = span.start as usize;
        // A window of bytes is enough: a line may be megabytes long.
        let floor = start.saturating_sub(4 * columns).max(first);
        let head = bytes[floor..start].iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
        let from = head.map_or(floor, |at| floor + at + 1);
        let (end, _) = lines.end(bytes, start.min(bytes.len()));
        let to = end.min(start + 4 * columns).max(start);
        let mark = (start, (span.end as usize).clamp(start, to));
        window(&bytes[from..to], (mark.0 - from, mark.1 - from), columns, from > first && head.is_none(), to < end)
    }

    /// The decoded line that holds the beginning of a place.
    pub fn shown(&self, shown: Shown, columns: usize) -> Line {
        let text = self.report.msg.text(shown.entity).text.as_bytes();
        let start = (shown.span.start as usize).min(text.len());
        let floor = start.saturating_sub(4 * columns);
        let head = text[floor..start].iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
        let from = head.map_or(floor, |at| floor + at + 1);
        let rest = &text[start..];
        let line = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let to = start + line.min(4 * columns);
        let mark_end = (shown.span.end as usize).clamp(start, to);
        window(&text[from..to], (start - from, mark_end - from), columns, from > 0 && head.is_none(), line > to - start)
    }

    /// The bytes of a span as one printable line.
    pub fn clean(&self, span: Span, columns: usize) -> String {
        let bytes = self.report.msg.slice(span);
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4 * columns)]);
        cut(&visible(text.trim_end_matches(['\r', '\n'])), columns)
    }
}

/// The piece of a line around a mark that fits into `columns`.
fn window(line: &[u8], (start, end): (usize, usize), columns: usize, more_before: bool, more_after: bool) -> Line {
    let before = printable(&line[..start]);
    let marked = printable(&line[start..end]);
    let after = printable(&line[end..]);
    // The whole line where it fits; else the mark in the middle.
    let all = width(&before) + width(&marked) + width(&after);
    let room = columns.saturating_sub(width(&marked).min(columns / 2)) / 2;
    let (before, cut_before) = tail(&before, if all <= columns { columns } else { room.max(10) });
    let lead = if cut_before || more_before { "…" } else { "" };
    let indent = width(lead) + width(&before);
    let left = columns.saturating_sub(indent);
    let marked_cut = cut(&marked, left);
    let after_cut = cut(&after, left.saturating_sub(width(&marked_cut)));
    let cut_marks = marked_cut.ends_with('…') || after_cut.ends_with('…');
    let trail = if more_after && !cut_marks { "…" } else { "" };
    let after_cut = if marked_cut.len() < marked.len() { String::new() } else { after_cut };
    Line { carets: width(&marked_cut), indent, text: format!("{lead}{before}{marked_cut}{after_cut}{trail}") }
}

fn printable(bytes: &[u8]) -> String {
    visible(&String::from_utf8_lossy(bytes))
}

/// Text without what a terminal would act on: tabs as blanks, other control characters as pictures.
pub fn visible(text: &str) -> String {
    let show = |c: char| match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // Marks that reorder or hide text would move the carets.
        '\u{80}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        _ => c,
    };
    text.chars().map(show).collect()
}

/// Display columns of a text.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The head of `text` that fits into `columns`, with `…` where it is cut.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let (mut out, mut used) = (String::new(), 1);
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// The tail of `text` that fits into `columns`, and whether it was cut.
fn tail(text: &str, columns: usize) -> (String, bool) {
    let mut used = 0;
    let kept = text.chars().rev().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    let len: usize = kept.map(char::len_utf8).sum();
    (text[text.len() - len..].to_owned(), len < text.len())
}
