//! Raw bytes above 127 in a header field as encoded-words, where such words may stand (RFC 2047 section 5).

use crate::decode::word::{HeaderText, encode_from};
use crate::find::{has, memrchr2};
use crate::finding::Edit;
use crate::message::Message;
use crate::order::order;
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::value::addr::AddressList;
use crate::value::lex::{Lexer, Token, TokenKind};

/// Edits that leave no byte above 127 in `field`; `None` where one stands in an address, a parameter or another place
/// that takes no encoded-word.
pub fn encode_header(msg: &Message, field: &Field) -> Option<Vec<Edit>> {
    let pieces = match field.name {
        Name::Subject | Name::Comments | Name::ContentDescription => vec![words(msg, field.body)?],
        name if name.holds_addresses() => phrases(msg, field)?,
        _ => return None,
    };
    let raw = |span: Span| msg.slice(span).iter().filter(|byte| !byte.is_ascii()).count();
    let (mut edits, mut done) = (Vec::new(), 0);
    for at in order(pieces.len(), &mut |one, other| pieces[one].0.cmp(&pieces[other].0)) {
        let (span, text) = &pieces[at];
        done += raw(*span);
        edits.push(write_words(msg, field, *span, text));
    }
    (done == raw(field.span)).then_some(edits)
}

/// Writes `text` as encoded-words in place of `span`, a piece of `field`.
pub fn write_words(msg: &Message, field: &Field, span: Span, text: &str) -> Edit {
    let before = msg.slice(Span::new(field.span.start, span.start));
    let fold = [msg.line_end(), " "].concat();
    let encoded = encode_from(text, column_after(before), &fold);
    // A fold takes the place of the blank before it.
    let blank = encoded.starts_with(&fold) && before.ends_with(b" ");
    Edit::replace(Span::new(span.start - u32::from(blank), span.end), encoded)
}

/// How much of the last line of `before` there is.
pub fn column_after(before: &[u8]) -> usize {
    before.len() - memrchr2(b'\r', b'\n', before).map_or(0, |end| end + 1)
}

/// The words from the first with a raw byte to the last, and encoded-words beside them: white space between two
/// encoded-words would vanish.
fn words(msg: &Message, body: Span) -> Option<(Span, String)> {
    let bytes = msg.slice(body);
    // The place so far; where the encoded-words right before begin; whether nothing else came since the last raw byte.
    let (mut place, mut lead, mut goes_on) = (None, None, false);
    let mut at = 0;
    for word in bytes.split(is_blank) {
        let end = at + word.len();
        if !word.is_ascii() {
            let (start, _) = place.unwrap_or((lead.unwrap_or(at), end));
            place = Some((start, end));
            goes_on = true;
        } else if word.starts_with(b"=?") {
            lead = lead.or(Some(at));
            place = place.map(|(start, last)| (start, if goes_on { end } else { last }));
        } else if !word.is_empty() {
            (lead, goes_on) = (None, false);
        }
        at = end + 1;
    }
    let (start, end) = place?;
    let span = Span::of(start, end).shift(body.start);
    Some((span, HeaderText::read(msg.bytes(), span).text.into_owned()))
}

/// White space between words.
#[allow(clippy::trivially_copy_pass_by_ref)] // As what splits bytes asks for.
pub const fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// The display names and the names of groups in a field, in order.
pub fn names(msg: &Message, field: &Field) -> Vec<Span> {
    let AddressList { mailboxes, groups: mut names, .. } = AddressList::read(msg.bytes(), field.body);
    for mailbox in &mailboxes {
        if let Some(name) = mailbox.name {
            names.push(name);
        }
    }
    names.sort_unstable();
    names
}

/// Display names, names of groups and comments with raw bytes.
fn phrases(msg: &Message, field: &Field) -> Option<Vec<(Span, String)>> {
    // In older charsets a byte of a character may look like a quote or an `@`.
    std::str::from_utf8(msg.slice(field.span)).ok()?;
    let mut found = Vec::new();
    for name in names(msg, field) {
        if !msg.slice(name).is_ascii() {
            found.push((name, phrase(msg, name)?));
        }
    }
    for Token { kind, span } in Lexer::new(msg.bytes(), field.body) {
        let comment = kind == TokenKind::Comment { closed: true } && !msg.slice(span).is_ascii();
        if comment && !found.iter().any(|(name, _)| name.overlaps(span)) {
            let inside = Span::new(span.start + 1, span.end - 1);
            found.push((inside, plain(msg, inside)?));
        }
    }
    Some(found)
}

/// The text of a display name: one quoted string, or words without quotes and comments.
pub fn phrase(msg: &Message, name: Span) -> Option<String> {
    let quoted = msg.slice(name).starts_with(b"\"") && msg.slice(name).ends_with(b"\"") && name.len() > 1;
    if !quoted {
        return plain(msg, name);
    }
    let inside = String::from_utf8(msg.slice(Span::new(name.start + 1, name.end - 1)).to_vec()).ok()?;
    let mut text = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                if let Some(next) = chars.next() {
                    text.push(next);
                }
            }
            '"' => return None,
            '\r' | '\n' => {}
            _ => text.push(c),
        }
    }
    (!has(&text, "=?")).then_some(text)
}

fn plain(msg: &Message, span: Span) -> Option<String> {
    let special = msg.slice(span).iter().any(|byte| matches!(byte, b'"' | b'(' | b')' | b'\\'));
    (!special).then(|| HeaderText::read(msg.bytes(), span).text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn encoded(field: &str) -> Option<String> {
        let text = format!("{field}\r\n\r\n");
        let msg = Message::new(Input::file(text.as_bytes()));
        let edits = encode_header(&msg, msg.fields().first()?)?;
        let got = String::from_utf8(apply(text.as_bytes(), &edits).ok()?).ok()?;
        Some(got.trim_end().to_owned())
    }

    #[test]
    fn texts_and_phrases() {
        for (raw, want) in [
            ("Subject: Sale あ now", "Subject: Sale =?UTF-8?B?44GC?= now"),
            ("Subject: =?UTF-8?Q?a?= あ", "Subject: =?UTF-8?B?YSDjgYI=?="),
            ("To: あ <a@x.example>, B <b@x.example>", "To: =?UTF-8?B?44GC?= <a@x.example>, B <b@x.example>"),
            ("From: \"caf\\\\é\" <a@x.example> (né)", "From: =?UTF-8?B?Y2FmXMOp?= <a@x.example> (=?UTF-8?B?bsOp?=)"),
        ] {
            assert_eq!(encoded(raw).as_deref(), Some(want), "{raw}");
        }
    }

    #[test]
    fn long_lines_are_folded() {
        let got = encoded(&format!("Subject: {} {}", "x".repeat(60), "あ".repeat(30))).unwrap_or_default();
        assert!(got.lines().all(|line| line.len() <= 76), "{got}");
        let read = HeaderText::read(got.as_bytes(), Span::of(9, got.len()));
        assert_eq!(read.text, format!("{} {}", "x".repeat(60), "あ".repeat(30)));
    }

    #[test]
    fn what_takes_no_encoded_word_stays() {
        for raw in
            ["To: あ@x.example", "X-Other: あ", "Content-Type: text/plain; name=あ", "To: \"あ\" b \"c\" <a@x.example>"]
        {
            assert_eq!(encoded(raw), None, "{raw}");
        }
    }
}
