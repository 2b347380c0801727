//! Encoded-words where none is read, written plain.

use super::write_text;
use crate::decode::word::HeaderText;
use crate::find::{holds_only, trim};
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Field;
use crate::span::Span;
use crate::value::addr::AddressList;

/// What the field says, where all of it is encoded: `<https://...>`, say.
pub fn plain_value(msg: &Message, field: &Field) -> Option<Edit> {
    let value = field.value(msg.bytes());
    let text = HeaderText::read(msg.bytes(), value).text;
    let plain = text.starts_with('<') && text.ends_with('>') && text.bytes().all(|byte| matches!(byte, b'!'..=b'~'));
    (plain && text.len() < 900).then(|| Edit::replace(value, text.as_bytes()))
}

/// What the word says, where that is an address, with or without a name.
pub fn plain_address(msg: &Message, field: &Field, span: Span) -> Option<Edit> {
    let text = HeaderText::read(msg.bytes(), span).text;
    let list = AddressList::read(text.as_bytes(), Span::of(0, text.len()));
    match &list.mailboxes[..] {
        // Half of an address.
        [] if !text.is_empty() && holds_only(text.as_bytes(), b".-_+") => Some(Edit::replace(span, text.as_bytes())),
        [one] if list.faults.is_empty() && text[one.addr.range()].is_ascii() => {
            let addr = &text.as_bytes()[one.addr.range()];
            let Some(name) = one.name else { return Some(Edit::replace(span, addr)) };
            let mut edit = write_text(msg, field, span, trim(&text[name.range()], "\""));
            edit.text.extend([b" <", addr, b">"].concat());
            Some(edit)
        }
        _ => None,
    }
}
