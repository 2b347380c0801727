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
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let lead = bytes.iter().take_while(|byte| blank(byte)).count();
    let trail = bytes[lead..].iter().rev().take_while(|byte| blank(byte)).count();
    Span::new(span.start + lead as u32, span.end - trail as u32)
}
