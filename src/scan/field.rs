//! One header field, as it stands.

use super::name::Name;
use crate::span::Span;

/// A header field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Which field it is.
    pub name: Name,
    /// Its name as written; empty in a draft, whose fields are named by the editor.
    pub name_span: Span,
    /// Everything after the colon, folds included, without the last line end.
    pub body: Span,
    /// The whole field with its last line end.
    pub span: Span,
}

impl Field {
    /// The body without white space and line ends around it.
    pub fn value(&self, input: &[u8]) -> Span {
        trim_wsp(input, self.body)
    }
}

/// `span` without blanks, tabs and line ends at both ends.
pub fn trim_wsp(input: &[u8], span: Span) -> Span {
    let bytes = span.slice(input);
    let blank = |at: usize| matches!(bytes[at], b' ' | b'\t' | b'\r' | b'\n');
    let (mut start, mut end) = (0, bytes.len());
    while start < end && blank(start) {
        start += 1;
    }
    while start < end && blank(end - 1) {
        end -= 1;
    }
    Span::new(span.start + start as u32, span.end - (bytes.len() - end) as u32)
}

/// How many blanks and tabs stand at the end of `bytes`.
pub fn trailing_blanks(bytes: &[u8]) -> usize {
    let mut end = bytes.len();
    while end > 0 && matches!(bytes[end - 1], b' ' | b'\t') {
        end -= 1;
    }
    bytes.len() - end
}
