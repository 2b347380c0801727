//! Applying edits, and what they break.

use crate::digits::decimal;
use crate::find::up_to;
use crate::finding::Edit;
use crate::message::{Message, Signature};
use crate::order::order;
use crate::span::Span;
use std::fmt;

/// Edits that cannot be applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EditError {
    /// An edit reaches beyond the input.
    Outside(Span),
    /// Two edits touch the same bytes.
    Overlap(Span),
}

impl EditError {
    /// What is wrong, as a sentence.
    pub fn message(&self) -> String {
        let (span, what) = match self {
            Self::Outside(span) => (span, " lies outside the message"),
            Self::Overlap(span) => (span, " touches bytes of another one"),
        };
        ["an edit at ", &decimal(span.start.into()), "..", &decimal(span.end.into()), what].concat()
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for EditError {}

/// `input` with all `edits` made. They may come in any order; several insertions at one place keep theirs.
///
/// # Errors
/// When an edit reaches beyond the input, or two overlap: nothing is changed then.
pub fn apply(input: &[u8], edits: &[Edit]) -> Result<Vec<u8>, EditError> {
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = Vec::with_capacity(input.len() + grown);
    let mut at = 0;
    for edit in order(edits.len(), &mut |one, other| edits[one].span.cmp(&edits[other].span)) {
        let Edit { span, text } = &edits[edit];
        let span = *span;
        if span.end as usize > input.len() || span.start > span.end {
            return Err(EditError::Outside(span));
        }
        if span.start < at {
            return Err(EditError::Overlap(span));
        }
        out.extend_from_slice(&input[at as usize..span.start as usize]);
        out.extend_from_slice(text);
        at = span.end;
    }
    out.extend_from_slice(&input[at as usize..]);
    Ok(out)
}

/// Edited fields, and names in `h=`, that are compared; with more edits than that, every signature counts as broken.
const MOST: usize = 1_000;

/// The DKIM-Signature fields whose signatures the edits break (RFC 6376 section 3.7).
///
/// A signature covers the body, and the fields that its `h=` names; a field added to a name in `h=` counts as covered.
pub fn broken_signatures(msg: &Message, edits: &[Edit]) -> Vec<Span> {
    if msg.signatures.is_empty() {
        return Vec::new();
    }
    let body = msg.scan.entities.first().map_or(0, |root| root.body.start);
    // `None` once all of them are broken.
    let mut names: Option<Vec<&[u8]>> = Some(Vec::new());
    for edit in edits {
        match (&mut names, touched(msg, edit, body)) {
            (Some(names), Some(name)) if names.last() == Some(&name) => {}
            (Some(names), Some(name)) if names.len() < MOST => names.push(name),
            _ => names = None,
        }
    }
    let mut broken = Vec::new();
    for signature in &msg.signatures {
        if names.as_ref().is_none_or(|names| covers(msg, signature, names)) {
            broken.push(signature.field.span);
        }
    }
    broken
}

fn covers(msg: &Message, signature: &Signature, names: &[&[u8]]) -> bool {
    let mut left = MOST;
    for field in signature.headers(msg.bytes()) {
        if left == 0 {
            break;
        }
        left -= 1;
        if names.iter().any(|name| field.eq_ignore_ascii_case(name)) {
            return true;
        }
    }
    false
}

/// The name of the field that an edit touches or adds; `None` for the body.
fn touched<'e, 'm: 'e>(msg: &Message<'m>, edit: &'e Edit, body: u32) -> Option<&'e [u8]> {
    let at = edit.span.start;
    if at >= body && body > 0 && !(edit.span.is_empty() && at == body) {
        return None;
    }
    let fields = msg.fields();
    let begun = fields.partition_point(|field| field.span.start <= at);
    let field = fields[..begun].last().filter(|field| at < field.span.end);
    let name = match field {
        Some(field) if at > field.span.start || !edit.span.is_empty() => msg.slice(field.name_span),
        // An insertion between fields adds the field that its text names.
        _ => up_to(&edit.text, b':'),
    };
    Some(name.trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;
    use proptest::prelude::*;

    #[test]
    fn edits_apply_in_any_order() {
        let edits = [Edit::insert(4, "!"), Edit::replace(Span::new(0, 1), "J"), Edit::delete(Span::new(2, 3))];
        assert_eq!(apply(b"abcd", &edits), Ok(b"Jbd!".to_vec()));
    }

    #[test]
    fn bad_edits_are_refused() {
        assert_eq!(apply(b"ab", &[Edit::insert(3, "x")]), Err(EditError::Outside(Span::at(3))));
        let edits = [Edit::delete(Span::new(0, 2)), Edit::delete(Span::new(1, 2))];
        assert_eq!(apply(b"ab", &edits), Err(EditError::Overlap(Span::new(1, 2))));
    }

    #[test]
    fn signatures_cover_the_body_and_their_fields() {
        let text = b"DKIM-Signature: v=1; d=x.example; h=From:Subject\r\nFrom: a@x.example\r\nX-A: b\r\n\r\nbody\r\n";
        let msg = Message::new(Input::file(text));
        let at = |needle: &str| memchr::memmem::find(text, needle.as_bytes()).unwrap_or_default() as u32;
        let breaks = |edit: Edit| !broken_signatures(&msg, &[edit]).is_empty();
        assert!(breaks(Edit::delete(Span::new(at("body"), at("body") + 1))));
        assert!(breaks(Edit::insert(at("a@x"), "b")));
        assert!(!breaks(Edit::insert(at("b\r\n\r\nbody"), "b")));
        assert!(breaks(Edit::insert(at("\r\n\r\nbody") + 2, "Subject: x\r\n")));
        assert!(!breaks(Edit::insert(at("\r\n\r\nbody") + 2, "Date: x\r\n")));
    }

    proptest! {
        #[test]
        fn any_edits_end_well(spans in prop::collection::vec((0_u32..20, 0_u32..20), 0..6)) {
            let edits: Vec<_> = spans.iter().map(|(a, b)| Edit::replace(Span::new(*a, *b), "x")).collect();
            let _ = apply(b"0123456789", &edits);
        }
    }
}
