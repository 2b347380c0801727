//! Writing a text or a display name anew: plain where it can be, else as encoded-words.

use super::encode_header::column_after;
use super::write_words;
use crate::find::{has, holds_only};
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Field;
use crate::span::Span;

/// Length that lines should have (RFC 5322 section 2.1.1).
const WANTED: usize = 78;

/// Writes `text` in place of `span`, a piece of `field`: as it is if it is ASCII that reads back the same, in quotes where a
/// display name needs them, folded at its blanks. The fields of a draft are text.
pub fn write_text(msg: &Message, field: &Field, span: Span, text: &str) -> Edit {
    if field.name_span.is_empty() {
        return Edit::replace(span, text);
    }
    let blank = |byte: Option<&u8>| matches!(byte, None | Some(b' ' | b'\t'));
    let printable = text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !has(text, "=?") && !has(text, "  ");
    let before = msg.slice(Span::new(field.span.start, span.start));
    if !printable || blank(text.as_bytes().first()) || blank(text.as_bytes().last()) {
        return write_words(msg, field, span, text);
    }
    let text = if field.name.holds_addresses() { phrase(text) } else { text.to_owned() };
    let mut column = column_after(before);
    let mut out = String::with_capacity(text.len() + 8);
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            // No first line with the name alone.
            if column + 1 + word.len() > WANTED {
                out.push_str(msg.line_end());
                column = 0;
            }
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.len();
    }
    Edit::replace(span, out)
}

/// A display name as a phrase: words, or one quoted string (RFC 5322 section 3.2.5).
fn phrase(text: &str) -> String {
    if holds_only(text.as_bytes(), b" !#$%&'*+-/=?^_`{|}~") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn written(field: &str, old: &str, new: &str) -> String {
        let text = format!("{field}\r\n\r\n");
        let msg = Message::new(Input::file(text.as_bytes()));
        let at = text.find(old).unwrap_or_default();
        let edit = write_text(&msg, &msg.fields()[0], Span::of(at, at + old.len()), new);
        String::from_utf8(apply(text.as_bytes(), &[edit]).unwrap_or_default()).unwrap_or_default().trim_end().to_owned()
    }

    #[test]
    fn plain_where_it_can_be() {
        assert_eq!(written("Subject: x", "x", "a, b."), "Subject: a, b.");
        assert_eq!(written("From: x <a@b.example>", "x", "A B"), "From: A B <a@b.example>");
        assert_eq!(written("From: x <a@b.example>", "x", "A. \"B\""), "From: \"A. \\\"B\\\"\" <a@b.example>");
        assert_eq!(written("Subject: x", "x", " a"), "Subject: =?UTF-8?Q?_a?=");
        assert_eq!(written("Subject: x", "x", "=?a"), "Subject: =?UTF-8?B?PT9h?=");
        let long = written("Subject: x", "x", &["word"; 30].join(" "));
        assert!(long.lines().count() == 3 && long.lines().all(|line| line.len() <= 78), "{long}");
    }
}
