//! Repairs of encoded-words.

use crate::decode::word::{Fault, Word, encode, intended};
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Field;
use crate::span::Span;

/// The word as it is meant, where that is certain.
pub fn repair_word(msg: &Message, field: &Field, word: &Word) -> Option<Edit> {
    let text = intended(msg.bytes(), word)?;
    let value = field.value(msg.bytes());
    let mut span = word.span;
    if text.is_empty() {
        // The blanks between it and a word are not shown (RFC 2047 section 6.2): they go with it, as do those before
        // it at the end, which may be a fold.
        let (before, after) =
            (msg.slice(Span::new(value.start, span.start)), msg.slice(Span::new(span.end, value.end)));
        if after.trim_ascii_start().starts_with(b"=?") {
            span.end += (after.len() - after.trim_ascii_start().len()) as u32;
        } else if after.is_empty() || before.trim_ascii_end().ends_with(b"?=") {
            span.start -= (before.len() - before.trim_ascii_end().len()) as u32;
        }
        return Some(Edit::delete(span));
    }
    if word.fault == Some(Fault::Unterminated) {
        let after = msg.slice(Span::new(span.end, value.end));
        let mark = u32::from(after.first() == Some(&b'?'));
        span.end += mark + u32::from(mark == 1 && after.get(1) == Some(&b'?'));
        let next = msg.slice(Span::new(span.end, value.end)).first();
        // Where it runs into other text, its end is a guess.
        next.is_none_or(u8::is_ascii_whitespace).then_some(())?;
    }
    Some(Edit::replace(span, encode(&text, &[msg.line_end(), " "].concat())))
}
