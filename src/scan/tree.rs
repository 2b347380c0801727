//! The tree of MIME entities (RFC 2046 section 5.1), found by its delimiter lines.
//!
//! One loop with an explicit stack: read a header section, then skip to the next delimiter line of any open multipart.

use super::params::{Param, Structured};
use super::{Fault, FaultKind, Limit, MAX_DEPTH, MAX_ENTITIES, Name, Scan, header, trailing_blanks, trim_wsp};
use crate::find::memchr3;
use crate::find::{Finder, cut_tail};
use crate::span::Span;
use memchr::memchr2_iter;
use std::borrow::Cow;

/// A message, a body part, or a message inside a message.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The entity it stands in.
    pub parent: Option<u32>,
    /// Its place among its siblings, from 1.
    pub ordinal: u32,
    /// How many entities are around it.
    pub depth: u32,
    /// Its fields: first, and one past the last, in [`Scan::fields`].
    pub fields: (u32, u32),
    /// Its header section, without the empty line.
    pub header: Span,
    /// Its body, without the line end that belongs to the delimiter after it.
    pub body: Span,
    /// What it is made of.
    pub form: Form,
    /// The transfer encoding of its body.
    pub encoding: Encoding,
}

/// What an entity is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Content.
    Leaf,
    /// Parts between delimiter lines.
    Multipart {
        /// The boundary parameter's value, without quotes; `None` where it is missing. [`boundary_text`] reads it.
        boundary: Option<Span>,
        /// Whether the closing delimiter line was found.
        closed: bool,
    },
    /// Another message.
    Message,
}

/// A Content-Transfer-Encoding (RFC 2045 section 6.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// No field: 7bit.
    Absent,
    /// `7bit`.
    SevenBit,
    /// `8bit`.
    EightBit,
    /// `binary`.
    Binary,
    /// `quoted-printable`.
    QuotedPrintable,
    /// `base64`.
    Base64,
    /// Anything else.
    Unknown,
}

/// A delimiter line of a multipart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Delimiter {
    /// The multipart.
    pub entity: u32,
    /// The line, without its line end.
    pub line: Span,
    /// Whether it is the closing one.
    pub closing: bool,
}

/// The boundary that stands at `span`: folds and escapes are no part of it (RFC 5322 section 3.2.4).
pub fn boundary_text(input: &[u8], span: Span) -> Cow<'_, [u8]> {
    let raw = span.slice(input);
    if memchr3(b'\r', b'\n', b'\\', raw).is_none() {
        return Cow::Borrowed(raw);
    }
    let quoted = input[..span.start as usize].ends_with(b"\"");
    Param { name: Span::default(), value: span, quoted, span }.text(input)
}

/// The boundary that a Content-Type field names.
pub fn boundary_of(input: &[u8], content_type: &Structured) -> Option<Span> {
    let boundary = content_type.token(input, "boundary")?;
    // RFC 2046 section 5.1.1: a boundary never ends in white space.
    Some(trim_wsp(input, boundary.value)).filter(|span| !span.is_empty())
}

/// Reads the whole tree, which begins at `from`, into `scan`.
pub fn read(scan: &mut Scan, input: &[u8], from: usize) {
    let dashes = Finder::new(b"\n--");
    let mut reader = Reader { scan, input, open: Vec::new(), boundaries: Boundaries::default(), dashes };
    let mut at = reader.open(from, None);
    loop {
        at = reader.descend(at);
        let Some(delimiter) = reader.next_delimiter(at) else { break };
        at = reader.take(&delimiter);
    }
    reader.close_from(0, input.len());
}

struct Reader<'s, 'i> {
    scan: &'s mut Scan,
    input: &'i [u8],
    /// The open entities, outermost first.
    open: Vec<Open>,
    boundaries: Boundaries<'i>,
    dashes: Finder<'static>,
}

struct Open {
    id: u32,
    children: u32,
}

struct Found {
    /// Place of the multipart in `open`.
    level: usize,
    line: Span,
    next: usize,
    closing: bool,
}

impl Reader<'_, '_> {
    /// Opens an entity whose header section begins at `from`; answers where its body begins.
    fn open(&mut self, from: usize, parent: Option<u32>) -> usize {
        let id = self.scan.entities.len() as u32;
        let first = self.scan.fields.len() as u32;
        let ordinal = self.open.last_mut().map_or(1, |around| {
            around.children += 1;
            around.children
        });
        let boundaries = &self.boundaries;
        let end = header::read(self.scan, self.input, from, id, &|line| find(boundaries, line).is_some());
        let depth = parent.map_or(0, |parent| self.scan.entities[parent as usize].depth + 1);
        let mut entity = Entity {
            parent,
            ordinal,
            depth,
            fields: (first, self.scan.fields.len() as u32),
            header: Span::of(from, end.fields),
            body: Span::of(end.body, self.input.len()),
            form: Form::Leaf,
            encoding: Encoding::Absent,
        };
        self.classify(&mut entity);
        self.scan.entities.push(entity);
        self.open.push(Open { id, children: 0 });
        end.body
    }

    /// Reads form and encoding from the fields.
    fn classify(&self, entity: &mut Entity) {
        let fields = self.scan.fields_of(entity);
        let first = |name| fields.iter().find(|field| field.name == name);
        if let Some(field) = first(Name::ContentTransferEncoding) {
            let value = Structured::read(self.input, field.body).value;
            entity.encoding = Encoding::of(value.slice(self.input));
        }
        let content_type = first(Name::ContentType).map(|field| Structured::read(self.input, field.body));
        let media_type = content_type.as_ref().map_or(&b""[..], |read| read.value.slice(self.input));
        if is_multipart(media_type) {
            let boundary = content_type.as_ref().and_then(|read| boundary_of(self.input, read));
            entity.form = Form::Multipart { boundary, closed: false };
        } else if is_message(media_type) || (media_type.is_empty() && self.in_digest(entity)) {
            // RFC 2046 section 5.2.1: only the identity encodings; what is encoded all the same is left as content.
            if !matches!(entity.encoding, Encoding::Base64 | Encoding::QuotedPrintable) {
                entity.form = Form::Message;
            }
        }
    }

    /// RFC 2046 section 5.1.5: parts of a digest are messages unless they say otherwise.
    fn in_digest(&self, entity: &Entity) -> bool {
        let Some(parent) = entity.parent else { return false };
        let fields = self.scan.fields_of(&self.scan.entities[parent as usize]);
        fields.iter().any(|field| {
            field.name == Name::ContentType
                && starts_with(Structured::read(self.input, field.body).value.slice(self.input), b"multipart/digest")
        })
    }

    /// Follows messages inside messages, and makes a multipart's boundary known.
    fn descend(&mut self, mut at: usize) -> usize {
        while let Some(&Open { id, .. }) = self.open.last() {
            let entity = &self.scan.entities[id as usize];
            match entity.form {
                Form::Message => {
                    if !self.may_open(id, at) {
                        self.scan.entities[id as usize].form = Form::Leaf;
                        break;
                    }
                    at = self.open(at, Some(id));
                }
                // Not one that was just closed: what follows it is its epilogue.
                Form::Multipart { boundary: Some(boundary), closed: false } => {
                    let level = self.open.len() as u32 - 1;
                    let levels = self.boundaries.of(boundary_text(self.input, boundary));
                    if levels.last() != Some(&level) {
                        levels.push(level);
                    }
                    break;
                }
                _ => break,
            }
        }
        at
    }

    /// Whether an entity may be opened inside `parent`; a limit that forbids it is recorded once.
    fn may_open(&mut self, parent: u32, at: usize) -> bool {
        let deep = self.scan.entities[parent as usize].depth >= MAX_DEPTH;
        let limit = match (self.scan.entities.len() >= MAX_ENTITIES, deep) {
            (true, _) => Limit::Entities,
            (_, true) => Limit::Depth,
            _ => return true,
        };
        let kind = FaultKind::Limit(limit);
        let recent = self.scan.faults.len().saturating_sub(8);
        if !self.scan.faults[recent..].iter().any(|fault| fault.kind == kind) {
            self.scan.faults.push(Fault { kind, span: Span::of(at, at), entity: parent });
        }
        false
    }

    /// The next line from `at` that delimits an open multipart.
    fn next_delimiter(&self, at: usize) -> Option<Found> {
        if self.boundaries.0.is_empty() {
            return None;
        }
        let mut from = at;
        if let Some(found) = self.delimiter_at(from) {
            return Some(found);
        }
        let by_cr = self.scan.lines.ends == super::LineEnds::Cr;
        loop {
            let at = match by_cr {
                false => self.dashes.find(&self.input[from..])? + from + 1,
                true => from + next_dashes_after_any_end(&self.input[from..])?,
            };
            if let Some(found) = self.delimiter_at(at) {
                return Some(found);
            }
            from = at;
        }
    }

    fn delimiter_at(&self, at: usize) -> Option<Found> {
        if !self.input[at..].starts_with(b"--") {
            return None;
        }
        let (end, next) = self.scan.lines.end(self.input, at);
        let (level, closing) = find(&self.boundaries, &self.input[at..end])?;
        Some(Found { level: level as usize, line: Span::of(at, end), next, closing })
    }

    /// Ends what the delimiter ends and opens what it opens; answers where to read on.
    fn take(&mut self, found: &Found) -> usize {
        let multipart = self.open[found.level].id;
        let start = found.line.start as usize;
        let innermost = self.open.last().map_or(multipart, |open| open.id);
        let floor = self.scan.entities[innermost as usize].body.start as usize;
        let end = self.scan.lines.before(self.input, start, floor.min(start));
        self.close_from(found.level + 1, end);
        self.scan.delimiters.push(Delimiter { entity: multipart, line: found.line, closing: found.closing });
        if found.closing {
            self.forget(found.level);
            if let Form::Multipart { closed, .. } = &mut self.scan.entities[multipart as usize].form {
                *closed = true;
            }
        } else if self.may_open(multipart, found.next) {
            return self.open(found.next, Some(multipart));
        }
        found.next
    }

    /// Ends all open entities from `level` inward; their bodies end at `end`.
    fn close_from(&mut self, level: usize, end: usize) {
        while self.open.len() > level {
            self.forget(self.open.len() - 1);
            if let Some(Open { id, .. }) = self.open.pop() {
                let entity = &mut self.scan.entities[id as usize];
                entity.body = Span::new(entity.body.start, end as u32);
                entity.header.end = entity.header.end.min(entity.body.start);
            }
        }
    }

    /// Makes the boundary of the multipart at `level` unknown again, if it is known.
    fn forget(&mut self, level: usize) {
        let Form::Multipart { boundary: Some(boundary), .. } = self.scan.entities[self.open[level].id as usize].form
        else {
            return;
        };
        if let Ok(at) = self.boundaries.find(&boundary_text(self.input, boundary)) {
            let levels = &mut self.boundaries.0[at].1;
            levels.pop_if(|last| *last == level as u32);
            if levels.is_empty() {
                self.boundaries.0.remove(at);
            }
        }
    }
}

/// Open multiparts by boundary, sorted by it: places in `open`, innermost last. As few as parts may be deep.
#[derive(Default)]
struct Boundaries<'i>(Vec<(Cow<'i, [u8]>, Vec<u32>)>);

impl<'i> Boundaries<'i> {
    fn find(&self, boundary: &[u8]) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| (**other).cmp(boundary))
    }

    fn last(&self, boundary: &[u8]) -> Option<u32> {
        self.0[self.find(boundary).ok()?].1.last().copied()
    }

    fn of(&mut self, boundary: Cow<'i, [u8]>) -> &mut Vec<u32> {
        let at = self.find(&boundary).unwrap_or_else(|at| {
            self.0.insert(at, (boundary, Vec::new()));
            at
        });
        &mut self.0[at].1
    }
}

/// The innermost multipart that `line`, which begins with `--`, delimits, and whether it closes it.
///
/// White space after the boundary is transport padding (RFC 2046 section 5.1.1). A boundary may itself end in `--`.
fn find(boundaries: &Boundaries, line: &[u8]) -> Option<(u32, bool)> {
    let text = line.get(2..line.len() - trailing_blanks(line))?;
    match boundaries.last(text) {
        Some(level) => Some((level, false)),
        None => boundaries.last(cut_tail(text, "--")?).map(|level| (level, true)),
    }
}

/// Place of the next `--` after a CR or LF.
fn next_dashes_after_any_end(input: &[u8]) -> Option<usize> {
    memchr2_iter(b'\r', b'\n', input).find(|at| input[at + 1..].starts_with(b"--")).map(|at| at + 1)
}

fn starts_with(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Whether a media type is one of parts.
pub fn is_multipart(media_type: &[u8]) -> bool {
    starts_with(media_type, b"multipart/")
}

fn is_message(media_type: &[u8]) -> bool {
    media_type.eq_ignore_ascii_case(b"message/rfc822")
        || media_type.eq_ignore_ascii_case(b"message/global")
        || media_type.eq_ignore_ascii_case(b"message/news")
}

impl Encoding {
    /// The encoding that `value` names, letter case aside.
    pub fn of(value: &[u8]) -> Self {
        let named = |name: &str| value.eq_ignore_ascii_case(name.as_bytes());
        match () {
            () if named("7bit") => Self::SevenBit,
            () if named("8bit") => Self::EightBit,
            () if named("binary") => Self::Binary,
            () if named("quoted-printable") => Self::QuotedPrintable,
            () if named("base64") => Self::Base64,
            () => Self::Unknown,
        }
    }
}
