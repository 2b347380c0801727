//! A draft's fields as the same raw pieces that a message has, so that the same rules run.

use super::part::{Media, Part};
use crate::options::DraftField;
use crate::scan::params::Structured;
use crate::scan::{Audit, Encoding, Entity, Field, Form, LineEnds, Lines, Name, Scan, read_fields};
use crate::span::Span;

/// The pieces of a draft: one entity for the message, one for each body it has.
pub fn scan(input: &[u8], fields: &[(DraftField, Span)]) -> (Scan, Vec<Part>) {
    let mut scan = Scan {
        lines: Lines { ends: LineEnds::Lf, crlf: 0, lf: 0, cr: 0 },
        audit: Audit { ascii: true, ..Audit::default() },
        entities: Vec::new(),
        fields: Vec::new(),
        delimiters: Vec::new(),
        faults: Vec::new(),
    };
    let given = |field| fields.iter().find(|(name, _)| *name == field).map(|(_, span)| *span);
    for (field, name) in [(DraftField::Subject, Name::Subject), (DraftField::From, Name::From)] {
        if let Some(body) = given(field) {
            scan.fields.push(Field { name, name_span: Span::at(body.start), body, span: body });
        }
    }
    if let Some(block) = given(DraftField::Headers) {
        read_fields(&mut scan, input, block);
    }
    let count = scan.fields.len() as u32;
    let whole = Span::of(0, input.len());
    let mut parts = vec![part(Media::Known("multipart/alternative"))];
    scan.entities.push(Entity {
        parent: None,
        ordinal: 1,
        depth: 0,
        fields: (0, count),
        header: Span::at(0),
        body: whole,
        form: Form::Multipart { boundary: None, closed: true },
        encoding: Encoding::EightBit,
    });
    for (field, media) in [(DraftField::Text, "text/plain"), (DraftField::Html, "text/html")] {
        if let Some(body) = given(field) {
            scan.entities.push(Entity {
                parent: Some(0),
                ordinal: parts.len() as u32,
                depth: 1,
                fields: (count, count),
                header: Span::at(body.start),
                body,
                form: Form::Leaf,
                encoding: Encoding::EightBit,
            });
            parts.push(part(Media::Known(media)));
        }
    }
    (scan, parts)
}

fn part(media: Media) -> Part {
    let (content_type_value, disposition_value) = (Structured::default(), Structured::default());
    let (content_type, disposition) = (None, None);
    Part { media, content_type, content_type_value, charset: None, disposition, disposition_value, attachment: false }
}
