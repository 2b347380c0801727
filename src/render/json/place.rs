//! Places in JSON: offsets, lines and columns, in the whole input or in a draft's field.

use super::Writer;
use crate::finding::{Place, Shown};
use crate::line::{LineIndex, utf16_len};
use crate::options::{DraftField, Origin, Unit};
use crate::report::Report;
use crate::scan::Lines;
use crate::span::Span;

/// The positions of everything that a report points at.
pub struct Places {
    pieces: Vec<Piece>,
    utf16: bool,
}

/// A stretch of the input with a count of its own: all of it, or one field of a draft.
struct Piece {
    field: Option<DraftField>,
    span: Span,
    index: LineIndex,
}

impl Places {
    /// Finds the positions of all places in one pass.
    pub fn of(report: &Report) -> Self {
        let utf16 = report.options.unit == Unit::Utf16;
        let offsets = offsets(report);
        let bytes = report.msg.bytes();
        let mut pieces = Vec::new();
        let mut add = |field, span: Span, lines| {
            let mut inside = Vec::new();
            for at in &offsets {
                if span.start <= *at && *at <= span.end {
                    inside.push(at - span.start);
                }
            }
            pieces.push(Piece { field, span, index: LineIndex::of(span.slice(bytes), lines, inside, utf16) });
        };
        match &report.msg.input.origin {
            Origin::Draft(fields) => {
                for (field, span) in fields {
                    add(Some(*field), *span, Lines::of(span.slice(bytes)));
                }
            }
            _ => add(None, Span::of(0, bytes.len()), report.msg.scan.lines),
        }
        Self { pieces, utf16 }
    }

    /// The stretch that a place is in.
    fn piece(&self, report: &Report, place: Span) -> Option<&Piece> {
        let (field, _) = report.msg.input.origin.piece(place, report.msg.bytes().len() as u32);
        self.pieces.iter().find(|piece| piece.field == field)
    }

    /// Writes `span` and, where the place is in decoded text, `shown`.
    pub fn write(&self, json: &mut Writer, report: &Report, place: &Place) {
        json.key("span");
        self.write_span(json, report, place.raw);
        if let Some(shown) = place.shown {
            self.write_shown(json, report, shown);
        }
    }

    /// Writes a span as an object.
    pub fn write_span(&self, json: &mut Writer, report: &Report, span: Span) {
        json.open_object();
        if let Some(piece) = self.piece(report, span) {
            let at = |offset: u32| piece.index.get(offset.min(piece.span.end) - piece.span.start);
            let (start, end) = (at(span.start), at(span.end));
            piece.write_offsets(json, span);
            json.key("line").number(start.line).key("column").number(start.column);
            json.key("end_line").number(end.line).key("end_column").number(end.column);
            if self.utf16 {
                json.key("start16").number(start.utf16).key("end16").number(end.utf16);
            }
            piece.write_field(json);
        }
        json.close_object();
    }

    /// Writes the offsets of an edit.
    pub fn write_offsets(&self, json: &mut Writer, report: &Report, span: Span) {
        if let Some(piece) = self.piece(report, span) {
            piece.write_offsets(json, span);
            piece.write_field(json);
        }
    }

    fn write_shown(&self, json: &mut Writer, report: &Report, shown: Shown) {
        let text = &report.msg.text(shown.entity).text;
        json.key("shown").open_object();
        json.key("part").string(&report.msg.number(shown.entity));
        json.key("start").number(shown.span.start).key("end").number(shown.span.end);
        if self.utf16 {
            let units = |at: u32| utf16_len(&text.as_bytes()[..(at as usize).min(text.len())]);
            json.key("start16").number(units(shown.span.start)).key("end16").number(units(shown.span.end));
        }
        json.close_object();
    }
}

impl Piece {
    fn write_offsets(&self, json: &mut Writer, span: Span) {
        json.key("start").number(span.start - self.span.start);
        json.key("end").number(span.end.min(self.span.end) - self.span.start);
    }

    fn write_field(&self, json: &mut Writer) {
        if let Some(field) = self.field {
            json.key("field").string(field.name());
        }
    }
}

fn offsets(report: &Report) -> Vec<u32> {
    // A place never reaches beyond the input; were a rule to err, the report would still be sound.
    let len = report.msg.bytes().len() as u32;
    let mut offsets = Vec::new();
    let mut add = |span: Span| {
        for at in [span.start, span.end] {
            offsets.push(at.min(len));
        }
    };
    for finding in &report.findings {
        add(finding.place.raw);
        for (place, _) in &finding.related {
            add(place.raw);
        }
        if let Some(fix) = &finding.fix {
            for span in &fix.breaks {
                add(*span);
            }
        }
    }
    for id in super::facts::listed(report) {
        add(super::facts::part_span(report, id));
    }
    offsets
}
