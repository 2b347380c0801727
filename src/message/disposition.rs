//! What a Content-Disposition field says that is well written, but means nothing (RFC 2183 section 2).

use super::Message;
use crate::find::holds_only;
use crate::scan::Field;
use crate::scan::params::Structured;
use crate::span::Span;
use crate::value::date;

/// What is odd.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OddDisposition {
    /// A value for forms of the web.
    Form,
    /// Neither `inline` nor `attachment`.
    Unknown,
    /// A size or a date that is none.
    Value,
}

impl Message<'_> {
    /// What is odd in a Content-Disposition field.
    pub fn odd_disposition(&self, field: &Field) -> Vec<(OddDisposition, Span)> {
        let read = Structured::read(self.input.bytes, field.body);
        let mut found = Vec::new();
        let value = self.slice(read.value);
        let is = |name: &str| value.eq_ignore_ascii_case(name.as_bytes());
        let token = holds_only(value, b"-") && !value.is_empty();
        match () {
            () if is("form-data") => found.push((OddDisposition::Form, read.value)),
            () if token && !is("inline") && !is("attachment") => found.push((OddDisposition::Unknown, read.value)),
            () => {}
        }
        for param in &read.params {
            let sound = match &*self.slice(param.name).to_ascii_lowercase() {
                b"size" => self.slice(param.value).iter().all(u8::is_ascii_digit),
                // A date without quotes is badly written: another finding.
                b"creation-date" | b"modification-date" | b"read-date" if param.quoted => {
                    date::read(self.input.bytes, param.value).date().is_some()
                }
                _ => true,
            };
            if !sound {
                found.push((OddDisposition::Value, param.value));
            }
        }
        found
    }
}
