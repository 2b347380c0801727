//! The parameters of a part's Content-Type.

use super::Message;
use crate::find::{cut_tail, holds_any};
use crate::finding::Edit;
use crate::span::Span;

impl Message<'_> {
    /// The place of a part's media type: its value, or where its header begins.
    pub fn media_place(&self, id: u32) -> Span {
        let part = &self.parts[id as usize];
        part.content_type.map_or(Span::at(self.entity(id).header.start), |_| part.content_type_value.value)
    }

    /// The place of a parameter of a part's Content-Type: its value, or where it belongs.
    pub fn param_place(&self, id: u32, name: &str) -> Span {
        let value = &self.parts[id as usize].content_type_value;
        value.token(self.input.bytes, name).map_or(Span::at(value.value.end), |param| param.value)
    }

    /// The value of a parameter of a part's Content-Type, in lower case; empty where there is none.
    pub fn param_text(&self, id: u32, name: &str) -> String {
        let param = self.parts[id as usize].content_type_value.token(self.input.bytes, name);
        let text = param.map(|param| String::from_utf8_lossy(&param.text(self.input.bytes)).to_ascii_lowercase());
        text.unwrap_or_default()
    }

    /// The edit that gives a parameter of a part's Content-Type this value. `None` where it cannot be written there.
    pub fn set_param(&self, id: u32, name: &str, text: &str) -> Option<Edit> {
        let value = &self.parts[id as usize].content_type_value;
        memchr::memchr(b'/', self.slice(value.value))?;
        let quote = if holds_any(text, "/= ") { "\"" } else { "" };
        let new = [quote, text, quote].concat();
        match value.token(self.input.bytes, name) {
            Some(param) if param.quoted => Some(Edit::replace(param.value, text)),
            Some(param) => Some(Edit::replace(param.value, new)),
            None => Some(Edit::insert(value.value.end, ["; ", name, "=", &new].concat())),
        }
    }

    /// Edits that take parameters of a part's Content-Type away.
    pub fn drop_params(&self, id: u32, names: &[&str]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for name in names {
            if let Some(edit) = self.drop_param(id, name) {
                edits.push(edit);
            }
        }
        edits
    }

    /// The edit that takes a parameter away, with the semicolon before it.
    fn drop_param(&self, id: u32, name: &str) -> Option<Edit> {
        let param = self.parts[id as usize].content_type_value.param(self.input.bytes, name)?;
        let before = self.slice(Span::new(0, param.span.start)).trim_ascii_end();
        let rest = cut_tail(before, ";")?;
        Some(Edit::delete(Span::new(rest.len() as u32, param.span.end)))
    }
}
