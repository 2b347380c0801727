//! Which charset a part is really in, and where it says so.

use super::Message;
use crate::decode::charset::{self, Charset};
use crate::finding::Edit;
use crate::options::Origin;
use crate::scan::{Encoding, Name};
use crate::span::Span;

impl Message<'_> {
    /// The one charset that all of a part's content fits; UTF-8 is never so by accident. `None` where there are several,
    /// or where pasting has changed the bytes.
    pub fn fitting_charset(&self, id: u32) -> Option<Charset> {
        if self.input.origin == Origin::Pasted && !self.is_encoded(id) {
            return None;
        }
        let octets = self.octets(id);
        let found = charset::fits(&octets);
        found.first().copied().filter(|first| *first == Charset::UTF_8 || found.len() == 1)
    }

    /// Whether a transfer encoding keeps the bytes of a part.
    pub fn is_encoded(&self, id: u32) -> bool {
        matches!(self.entity(id).encoding, Encoding::Base64 | Encoding::QuotedPrintable)
    }

    /// The place of a part's charset parameter: its value, or where it belongs.
    pub fn charset_place(&self, id: u32) -> Span {
        let part = &self.parts[id as usize];
        let entity = self.entity(id);
        match (part.charset, part.content_type) {
            (Some(charset), _) => charset.value,
            (None, Some(_)) => Span::at(part.content_type_value.value.end),
            (None, None) => {
                let last = self.scan.fields_of(entity).last();
                Span::at(last.map_or(entity.header.start, |last| last.span.end))
            }
        }
    }

    /// The edit that names a part's charset. `None` where a parameter cannot be added.
    pub fn name_charset(&self, id: u32, charset: Charset) -> Option<Edit> {
        let part = &self.parts[id as usize];
        let (place, name) = (self.charset_place(id), charset.name());
        let text = match (part.charset, part.content_type) {
            (Some(charset), _) if self.slice(charset.value).contains(&b'\\') => return None,
            (Some(_), _) => name.to_owned(),
            // A type that cannot be read takes no parameter.
            (None, Some(_)) => {
                memchr::memchr(b'/', self.slice(part.content_type_value.value))?;
                ["; charset=", name].concat()
            }
            (None, None) if self.has_separator(self.entity(id)) => {
                let version = id == 0 && self.field(Name::MimeVersion).is_none();
                let version = if version { ["MIME-Version: 1.0", self.line_end()].concat() } else { String::new() };
                [&version, "Content-Type: text/plain; charset=", name, self.line_end()].concat()
            }
            (None, None) => return None,
        };
        Some(Edit::replace(place, text))
    }
}
