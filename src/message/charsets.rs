//! Which charset a part is really in, and where it says so.

use super::Message;
use crate::decode::charset::{self, Charset};
use crate::find::{begins, cut_head, find, holds_only, run, trim_start};
use crate::finding::Edit;
use crate::html::token::{Attribute, Kind, Tokenizer};
use crate::options::Origin;
use crate::scan::{Encoding, Name};
use crate::span::Span;
use std::borrow::Cow;

/// How far into the text browsers look for its charset (HTML Standard, section 13.2.3.2), with room for long comments.
const LOOK: usize = 8192;

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

    /// Whether a part declares another charset and is ISO-2022-JP, which has seven bits and fits most of them.
    pub fn is_unsaid_iso_2022_jp(&self, id: u32) -> bool {
        let text = self.text(id);
        text.declared
            && text.charset != Charset::ISO_2022_JP
            && find(text.text.as_bytes(), b"\x1b$").is_some()
            && charset::guess(&self.octets(id)) == Some(Charset::ISO_2022_JP)
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

    /// The charset that a part names, and where: in its parameter, else in its HTML.
    pub fn charset_label(&self, id: u32) -> Option<(Span, Cow<'_, [u8]>)> {
        if let Some(param) = self.parts[id as usize].charset {
            return Some((param.value, param.text(self.bytes())));
        }
        let span = *self.inner_charsets(id).first()?;
        let text = self.text(id);
        let label = text.text[span.range()].as_bytes();
        // A token of a template is none yet.
        let named = holds_only(label, b"-_.:+");
        named.then(|| (text.to_raw(span), Cow::Borrowed(label)))
    }

    /// The places in the HTML of a part that name its charset: `<meta charset>`, `<meta http-equiv>`, and before them the
    /// XML declaration.
    pub fn inner_charsets(&self, id: u32) -> Vec<Span> {
        let mut found = Vec::new();
        if !self.is(id, "text/html") {
            return found;
        }
        let text = &*self.text(id).text;
        let head = &text[..text.floor_char_boundary(text.len().min(LOOK))];
        let begin = head.len() - trim_start(head, "\u{feff}").trim_start().len();
        if begins(&head.as_bytes()[begin..], "<?xml") {
            let end = find(head.as_bytes(), b"?>").unwrap_or(begin);
            if let Some(value) = value_after(head, Span::of(begin, end), b"encoding") {
                found.push(value);
            }
        }
        if find(head.as_bytes(), b"charset").is_none() && find(head.as_bytes(), b"CHARSET").is_none() {
            return found;
        }
        let mut tokens = Tokenizer::within(text, Span::of(0, head.len()));
        while let Some(token) = tokens.next() {
            let Kind::StartTag { name, .. } = token.kind else { continue };
            if tokens.name_is(name, b"meta")
                && let Some(value) = of_meta(text, &tokens)
            {
                found.push(value);
            }
        }
        found
    }
}

fn of_meta(text: &str, tokens: &Tokenizer) -> Option<Span> {
    let value = |attribute: &Attribute| attribute.value.slice(text.as_bytes()).trim_ascii();
    if let Some(charset) = tokens.attribute(b"charset") {
        return Some(charset.value).filter(|_| !value(charset).is_empty());
    }
    let kind = tokens.attribute(b"http-equiv")?;
    if !value(kind).eq_ignore_ascii_case(b"content-type") {
        return None;
    }
    value_after(text, tokens.attribute(b"content")?.value, b"charset")
}

/// The value after `name=` within a place, with or without quotes.
fn value_after(text: &str, within: Span, name: &[u8]) -> Option<Span> {
    let bytes = within.slice(text.as_bytes());
    let after = &bytes[find(&bytes.to_ascii_lowercase(), name)? + name.len()..];
    let value = cut_head(after.trim_ascii_start(), "=")?.trim_ascii_start();
    let value = match value {
        [b'"' | b'\'', value @ ..] => value,
        _ => value,
    };
    let span = run(value, |byte| byte > b' ' && !matches!(byte, b'"' | b'\'' | b';'))?;
    (span.start == 0).then(|| span.shift(within.start + (bytes.len() - value.len()) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;

    fn found(html: &str) -> Vec<String> {
        let text = ["Content-Type: text/html; charset=utf-8\n\n", html].concat();
        let msg = Message::new(Input::file(text.as_bytes()));
        let text = &msg.text(0).text;
        msg.inner_charsets(0).iter().map(|span| text[span.range()].to_owned()).collect()
    }

    #[test]
    fn charsets_inside() {
        assert_eq!(found("<meta charset='Shift_JIS'>"), ["Shift_JIS"]);
        assert_eq!(found("<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset = euc-jp\">"), ["euc-jp"]);
        assert_eq!(found("<?xml version=\"1.0\" encoding=\"utf-8\"?><meta charset=x>"), ["utf-8", "x"]);
        assert_eq!(found("<meta name=description content='charset=x'><p charset=y>"), [""; 0]);
        assert_eq!(found("<meta charset=><!-- <meta charset=x> --><?xml encoding=q"), [""; 0]);
    }
}
