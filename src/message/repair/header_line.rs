//! Lines of a header that are no fields.

use crate::find::up_to;
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::{Fault, FaultKind, Name};

/// What makes a line a part of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineMend {
    /// A colon after its name.
    Colon,
    /// A blank before it: it continues the field above.
    Join,
    /// None: an empty line before it makes it the first of the body.
    Separate,
}

/// The edit that makes a line without a colon what it most likely was to be.
pub fn mend_line(msg: &Message, fault: &Fault) -> Option<(LineMend, Edit)> {
    let (line, start) = (msg.slice(fault.span), fault.span.start);
    let word = up_to(up_to(line, b' '), b'\t');
    // A name whose colon stands on the next line is another matter.
    let below = msg.slice(fault.span.shift(fault.span.len())).iter().find(|byte| !matches!(byte, b'\r' | b'\n'));
    if Name::of(word) != Name::Other && !matches!(below, Some(b' ' | b'\t')) {
        return Some((LineMend::Colon, Edit::insert(start + word.len() as u32, ":")));
    }
    // A value that ends in a separator goes on: the blank before its next line was lost.
    let above = msg.scan.fields_of(msg.entity(fault.entity)).iter().rfind(|field| field.span.end == start)?;
    let value = above.value(msg.bytes());
    let goes_on = matches!(msg.slice(value).last(), Some(b',' | b';')) && !line.starts_with(b" ");
    goes_on.then(|| (LineMend::Join, Edit::insert(start, " ")))
}

/// The edit that mends an odd line in the header of a part; an empty line only where no field follows.
pub fn mend_part(msg: &Message, fault: &Fault) -> Option<(LineMend, Edit)> {
    let mended = if fault.kind == FaultKind::LineWithoutColon { mend_line(msg, fault) } else { None };
    let last = msg.scan.fields_of(msg.entity(fault.entity)).last();
    let ends = fault.kind == FaultKind::MissingSeparator || last.is_none_or(|it| it.span.end <= fault.span.start);
    match mended {
        None if ends => Some((LineMend::Separate, Edit::insert(fault.span.start, msg.line_end()))),
        mended => mended,
    }
}
