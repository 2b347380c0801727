//! The parameters that name parts: `filename` and `name`.

use super::Message;
use crate::decode::param::{self, Value, belongs};
use crate::decode::word::HeaderText;
use crate::find::{find, has};
use crate::scan::Field;
use crate::scan::params::{Param, Structured};
use crate::span::Span;
use crate::value::file_name::extension;

/// A `filename` or `name` parameter, in one piece or in several.
#[derive(Clone, Copy, Debug)]
pub struct NameParam<'m> {
    /// The field it stands in.
    pub field: Field,
    /// That field's value and parameters.
    pub value: &'m Structured,
    /// `filename` or `name`.
    pub name: &'static str,
}

impl Message<'_> {
    /// The parameters that name an entity outside other messages, in order.
    pub fn name_params(&self, id: u32) -> Vec<NameParam<'_>> {
        let part = &self.parts[id as usize];
        let mut params = Vec::new();
        let (disposition, content_type) = ((part.disposition, "filename"), (part.content_type, "name"));
        let start = |field: Option<Field>| field.map(|field| field.span.start);
        let swapped = start(content_type.0) < start(disposition.0);
        let both = if swapped { [content_type, disposition] } else { [disposition, content_type] };
        for (field, name) in both {
            let Some(field) = field else { continue };
            let value = if name == "name" { &part.content_type_value } else { &part.disposition_value };
            if value.params.iter().any(|param| belongs(self.bytes(), param, name)) && !self.in_other_message(id) {
                params.push(NameParam { field, value, name });
            }
        }
        params
    }

    /// What receivers call an entity: the name of its Content-Disposition, else that of its Content-Type.
    pub fn name_of(&self, id: u32) -> Option<Value> {
        let (bytes, part) = (self.bytes(), &self.parts[id as usize]);
        let own = param::read(bytes, &part.disposition_value, "filename");
        own.or_else(|| param::read(bytes, &part.content_type_value, "name"))
    }
}

impl NameParam<'_> {
    /// Its pieces, in the order of the field.
    pub fn pieces(&self, msg: &Message) -> Vec<Param> {
        let mut pieces = Vec::new();
        for param in &self.value.params {
            if belongs(msg.bytes(), param, self.name) {
                pieces.push(*param);
            }
        }
        pieces
    }

    /// The name as receivers read it.
    pub fn text(&self, msg: &Message) -> String {
        param::read(msg.bytes(), self.value, self.name).map(|value| value.text).unwrap_or_default()
    }

    /// The name that is meant where something is wrong with it; `None` where that cannot be known.
    pub fn meant(&self, msg: &Message, fault: param::Fault) -> Option<String> {
        let text = self.text(msg);
        let text = if fault == param::Fault::Unmarked { param::unescape(text.as_bytes()) } else { text };
        (!has(&text, "\u{fffd}")).then_some(text)
    }

    /// The first piece that holds an encoded-word, and whether all its words are sound.
    pub fn encoded_word(&self, msg: &Message) -> Option<(Param, bool)> {
        let (mut first, mut sound) = (None, true);
        for param in self.pieces(msg) {
            if find(msg.slice(param.value), b"=?").is_some() {
                let words = HeaderText::read(msg.bytes(), param.value).words;
                sound &= words.iter().all(|word| word.fault.is_none());
                first = first.or((!words.is_empty()).then_some(param));
            }
        }
        Some((first?, sound))
    }

    /// Whether it is written as RFC 2231 has it.
    pub fn is_extended(&self, msg: &Message) -> bool {
        let mut params = self.value.params.iter();
        params.any(|param| {
            belongs(msg.bytes(), param, self.name)
                && msg.slice(param.name).ends_with(b"*")
                && find(msg.slice(param.value), b"=?").is_none()
        })
    }
}

/// Two names of one file, among `params`, that say something else.
pub fn differing(msg: &Message, params: &[NameParam]) -> Option<(Value, Value)> {
    let mut first: Option<Value> = None;
    for it in params {
        for read in [param::read_plain, param::read] {
            let Some(value) = read(msg.bytes(), it.value, it.name) else { continue };
            // A bracket that needs quotes cuts the name off: the finding is that.
            if value.text.is_empty() || msg.slice(Span::new(value.span.end, value.span.end + 1)) == b"(" {
                continue;
            }
            match first {
                Some(first) if differ(&first.text, &value.text) => return Some((first, value)),
                _ => first = first.or(Some(value)),
            }
        }
    }
    None
}

/// Whether two names differ; of a name in other letters and one in ASCII only the extensions are compared, and of others
/// neither blanks nor the signs that stand for them. One may lack the extension.
fn differ(one: &str, other: &str) -> bool {
    if one.is_ascii() != other.is_ascii() {
        let (one, other) = (&one[extension(one).range()], &other[extension(other).range()]);
        return !one.is_empty() && !other.is_empty() && !one.eq_ignore_ascii_case(other);
    }
    let stem = |name: &str| letters(&name[..extension(name).start as usize]);
    let (one, other) = ((letters(one), stem(one)), (letters(other), stem(other)));
    one.0 != other.0 && one.1 != other.0 && one.0 != other.1
}

fn letters(name: &str) -> Vec<u8> {
    let mut letters = Vec::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || !byte.is_ascii() {
            letters.push(byte.to_ascii_lowercase());
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ() {
        for (one, other) in [
            ("a b.pdf", "A_b.pdf"),
            ("請求書.pdf", "invoice.pdf"),
            ("請求書.pdf", "attachment"),
            ("signature", "signature.asc"),
            ("請求書.pdf", "請求書.PDF"),
        ] {
            assert!(!differ(one, other) && !differ(other, one), "{one} {other}");
        }
        for (one, other) in
            [("a.pdf", "b.pdf"), ("請求書.pdf", "invoice.exe"), ("請求書.pdf", "見積書.pdf"), ("a.txt", "a.pdf")]
        {
            assert!(differ(one, other) && differ(other, one), "{one} {other}");
        }
    }
}
