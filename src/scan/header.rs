//! A header section: its fields, and the lines that are none.

use super::name::Name;
use super::params::Structured;
use super::{FaultKind, Field, Limit, MAX_FIELDS, Scan, trailing_blanks, tree};
use crate::span::Span;
use memchr::memchr;
use std::borrow::Cow;

/// Where a header section ended.
#[derive(Clone, Copy, Debug)]
pub struct HeaderEnd {
    /// End of the fields.
    pub fields: usize,
    /// Beginning of the body.
    pub body: usize,
}

/// Reads the header section of entity `entity` at `from`; `stops` knows the delimiter lines of enclosing multiparts.
pub fn read(scan: &mut Scan, input: &[u8], from: usize, entity: u32, stops: &dyn Fn(&[u8]) -> bool) -> HeaderEnd {
    let lines = scan.lines;
    let first_field = scan.fields.len();
    let mut own = Own { seen: first_field, boundary: None };
    let mut at = from;
    while at < input.len() {
        let (end, next) = lines.end(input, at);
        let line = &input[at..end];
        match classify(line) {
            Line::Empty => return HeaderEnd { fields: at, body: next },
            _ if line.starts_with(b"--") && stops(line) => return HeaderEnd { fields: at, body: at },
            Line::Continuation if scan.fields.len() > first_field => {
                if line.iter().all(|byte| matches!(byte, b' ' | b'\t')) {
                    scan.fault(FaultKind::BlankFold, Span::of(at, end), entity);
                }
                extend(scan, end, next);
            }
            Line::Field { name, colon } => push(scan, input, entity, (at, name, colon), (end, next)),
            Line::Continuation | Line::Text => {
                if is_mbox_from(line, at == from) {
                    scan.fault(FaultKind::MboxFrom, Span::of(at, end), entity);
                } else if ends_header(scan, input, at, (entity, first_field), stops, &mut own) {
                    scan.fault(FaultKind::MissingSeparator, Span::of(at, end), entity);
                    return HeaderEnd { fields: at, body: at };
                } else {
                    scan.fault(FaultKind::LineWithoutColon, Span::of(at, end), entity);
                }
            }
        }
        at = next;
    }
    HeaderEnd { fields: at, body: at }
}

/// The boundary that the section's own fields name.
struct Own<'i> {
    /// The field to look at next, so that each is looked at once; none after Content-Type.
    seen: usize,
    boundary: Option<Cow<'i, [u8]>>,
}

impl<'i> Own<'i> {
    /// Whether `line` begins the first of the parts that the fields read so far announce.
    fn delimits(&mut self, scan: &Scan, input: &'i [u8], line: &[u8]) -> bool {
        while let Some(field) = scan.fields.get(self.seen) {
            self.seen += 1;
            if field.name == Name::ContentType {
                self.seen = usize::MAX;
                let read = Structured::read(input, field.body);
                let boundary = tree::boundary_of(input, &read).filter(|_| tree::is_multipart(read.value.slice(input)));
                self.boundary = boundary.map(|boundary| tree::boundary_text(input, boundary));
            }
        }
        self.boundary.as_ref().is_some_and(|boundary| line[2..line.len() - trailing_blanks(line)] == **boundary)
    }
}

/// What a line of a header section is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line {
    Empty,
    Continuation,
    Field { name: usize, colon: usize },
    Text,
}

fn classify(line: &[u8]) -> Line {
    match line.first() {
        None => Line::Empty,
        Some(b' ' | b'\t') => Line::Continuation,
        Some(_) => match memchr(b':', line) {
            Some(colon) => match name_len(&line[..colon]) {
                0 => Line::Text,
                name => Line::Field { name, colon },
            },
            None => Line::Text,
        },
    }
}

/// Length of a field name before the colon, blanks after it aside; 0 where it is none (RFC 5322 section 3.6.8).
///
/// Bytes above 127 are let through, so that the rule for them can point at the field.
fn name_len(before_colon: &[u8]) -> usize {
    let name = &before_colon[..before_colon.len() - trailing_blanks(before_colon)];
    if name.iter().all(|&byte| byte > b' ' && byte != 127) { name.len() } else { 0 }
}

fn push(
    scan: &mut Scan,
    input: &[u8],
    entity: u32,
    (start, name, colon): (usize, usize, usize),
    (end, next): (usize, usize),
) {
    if scan.fields.len() >= MAX_FIELDS {
        if scan.faults.last().is_none_or(|fault| fault.kind != FaultKind::Limit(Limit::Fields)) {
            scan.fault(FaultKind::Limit(Limit::Fields), Span::of(start, end), entity);
        }
        return;
    }
    scan.fields.push(Field {
        name: Name::of(&input[start..start + name]),
        name_span: Span::of(start, start + name),
        body: Span::of(start + colon + 1, end),
        span: Span::of(start, next),
    });
}

fn extend(scan: &mut Scan, end: usize, next: usize) {
    if scan.fields.len() < MAX_FIELDS
        && let Some(field) = scan.fields.last_mut()
    {
        field.body.end = end as u32;
        field.span.end = next as u32;
    }
}

/// `From sender date` at the head of a message in an mbox (with `>` at its end it lacks a colon); quoted, it may stand anywhere.
fn is_mbox_from(line: &[u8], first: bool) -> bool {
    (first && line.starts_with(b"From ") && !line.ends_with(b">")) || line.starts_with(b">From ")
}

/// Whether the text line at `at` is the body, not one odd line among fields.
///
/// Three text lines in a row, a line of HTML, text after a line of blanks, text at the very head of a body part, or up to
/// two lines before the first delimiter of the parts that the fields announce.
fn ends_header<'i>(
    scan: &Scan,
    input: &'i [u8],
    at: usize,
    (entity, first_field): (u32, usize),
    stops: &dyn Fn(&[u8]) -> bool,
    own: &mut Own<'i>,
) -> bool {
    let head_of_part = entity > 0 && scan.fields.len() == first_field;
    if head_of_part || input[at..].first() == Some(&b'<') || follows_blank_fold(scan, input, at) {
        return true;
    }
    let mut next = at;
    for _ in 0..3 {
        if next >= input.len() {
            return false;
        }
        let (end, after) = scan.lines.end(input, next);
        let line = &input[next..end];
        if line.starts_with(b"--") && own.delimits(scan, input, line) {
            return true;
        }
        if classify(line) != Line::Text || (line.starts_with(b"--") && stops(line)) {
            return false;
        }
        next = after;
    }
    true
}

/// Whether the line above `at` is a fold that holds blanks alone.
fn follows_blank_fold(scan: &Scan, input: &[u8], at: usize) -> bool {
    let last = scan.faults.last().filter(|fault| fault.kind == FaultKind::BlankFold);
    last.is_some_and(|fault| scan.lines.end(input, fault.span.start as usize).1 == at)
}
