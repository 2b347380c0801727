//! The lossless raw layer: line ends, header fields, the multipart tree, and the faults that were tolerated.
//!
//! Nothing is decoded and nothing fails: any bytes give a [`Scan`]. Every loop is iterative and passes over the input a
//! fixed number of times, so the work grows with the bytes alone.

mod audit;
mod control;
mod field;
mod header;
mod lines;
mod name;
pub mod params;
mod raw;
mod sniff;
mod tree;

pub use audit::{Audit, LongLine};
pub use control::find_control;
pub use field::{Field, trailing_blanks, trim_wsp};
pub use lines::{LineEnds, Lines};
pub use name::Name;
pub use raw::{Raw, raw};
pub use sniff::{NotMessage, sniff};
pub use tree::{Delimiter, Encoding, Entity, Form, boundary_text};

use crate::span::Span;

/// More parts than this are left unread, and a finding says so.
pub const MAX_ENTITIES: usize = 10_000;
/// Deeper nesting than this is left unread, and a finding says so.
pub const MAX_DEPTH: u32 = 100;
/// More header fields than this are left unread, and a finding says so.
pub const MAX_FIELDS: usize = 200_000;

/// U+FEFF in UTF-8 at the beginning of a file. It is skipped.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A message cut into its raw pieces.
#[derive(Debug)]
pub struct Scan {
    /// How its lines end.
    pub lines: Lines,
    /// What one pass over all lines saw.
    pub audit: Audit,
    /// The entities, a parent before its children; the first is the message itself.
    pub entities: Vec<Entity>,
    /// The header fields of all entities, in order of appearance.
    pub fields: Vec<Field>,
    /// The delimiter lines of all multiparts, in order.
    pub delimiters: Vec<Delimiter>,
    /// What was tolerated, in order of appearance.
    pub faults: Vec<Fault>,
}

/// Something that is not as RFC 5322 and RFC 2046 have it, and how it was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What.
    pub kind: FaultKind,
    /// Where, without the line end.
    pub span: Span,
    /// In which entity.
    pub entity: u32,
}

/// Kinds of [`Fault`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FaultKind {
    /// A header line that is neither a field nor a continuation. It was skipped.
    LineWithoutColon,
    /// The header section ends in text or in the first delimiter line of its parts, without an empty line. The body
    /// begins there; a line of blanks may stand above.
    MissingSeparator,
    /// A continuation line that holds blanks alone. It belongs to its field.
    BlankFold,
    /// A `From ` line of an mbox. It was skipped.
    MboxFrom,
    /// A limit of this program was reached; what follows was left unread.
    Limit(Limit),
}

/// Which limit was reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// [`MAX_ENTITIES`].
    Entities,
    /// [`MAX_DEPTH`].
    Depth,
    /// [`MAX_FIELDS`].
    Fields,
}

/// Reads a block of header fields that stands alone, as in a draft.
pub fn read_fields(scan: &mut Scan, input: &[u8], block: Span) {
    let end = (block.end as usize).min(input.len());
    header::read(scan, &input[..end], (block.start as usize).min(end), 0, &|_| false);
}

/// Fields that most messages have at most.
const FIELDS: usize = 32;

impl Scan {
    /// Cuts `input` into its pieces.
    pub fn of(input: &[u8]) -> Self {
        let lines = Lines::of(input);
        let audit = Audit::of(input, lines);
        let mut scan = Self {
            lines,
            audit,
            entities: Vec::new(),
            fields: Vec::with_capacity(FIELDS),
            delimiters: Vec::new(),
            faults: Vec::new(),
        };
        let mark = if input.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        tree::read(&mut scan, input, mark);
        scan
    }

    /// The fields of an entity.
    pub fn fields_of(&self, entity: &Entity) -> &[Field] {
        &self.fields[entity.fields.0 as usize..entity.fields.1 as usize]
    }

    fn fault(&mut self, kind: FaultKind, span: Span, entity: u32) {
        self.faults.push(Fault { kind, span, entity });
    }
}

#[cfg(test)]
mod tests;
