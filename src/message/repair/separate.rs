//! Encoded-words that touch other text, written so that nothing touches them (RFC 2047 section 5).

use super::encode_header::{is_blank, names};
use super::{phrase, write_words};
use crate::decode::charset::Charset;
use crate::decode::word::{HeaderText, Word};
use crate::finding::{Edit, Safety};
use crate::message::Message;
use crate::scan::{Field, Name};
use crate::span::Span;

/// Edits for the words of `field` that `touching` lists, in order: what they touch becomes part of them, and brackets and
/// commas get a blank. `None` where something in the field cannot be read, or a word stands in a comment.
pub fn separate_words(msg: &Message, field: &Field, touching: &[Word]) -> Option<(Safety, Vec<Edit>)> {
    let words = HeaderText::read(msg.bytes(), field.body).words;
    let readable = field.name != Name::ListId && words.iter().all(|word| word.fault.is_none());
    readable.then_some(())?;
    let utf8 = words.iter().all(|word| Charset::from_label(msg.slice(word.charset)) == Some(Charset::UTF_8));
    let edits = if field.name.holds_addresses() {
        in_names(msg, field, touching)?
    } else {
        let mut edits = Vec::new();
        for span in groups(msg, field.value(msg.bytes()), touching) {
            edits.push(write_words(msg, field, span, &HeaderText::read(msg.bytes(), span).text));
        }
        edits
    };
    Some((if utf8 { Safety::Safe } else { Safety::Rewrite }, edits))
}

/// The places between blanks that hold words that touch something, with the words beside them: white space between two
/// words would vanish.
fn groups(msg: &Message, body: Span, touching: &[Word]) -> Vec<Span> {
    let (mut groups, mut group, mut touched) = (Vec::new(), None::<Span>, false);
    let (mut at, mut next) = (body.start, 0);
    for token in msg.slice(body).split(is_blank) {
        let span = Span::new(at, at + token.len() as u32);
        at = span.end + 1;
        if token.is_empty() {
            continue;
        }
        let first = next;
        while touching.get(next).is_some_and(|word| word.span.start < span.end) {
            next += 1;
        }
        if next > first || token.starts_with(b"=?") {
            group = Some(group.map_or(span, |group| group.join(span)));
            touched |= next > first;
        } else {
            close(group.take(), touched, &mut groups);
            touched = false;
        }
    }
    close(group, touched, &mut groups);
    groups
}

fn close(group: Option<Span>, touched: bool, groups: &mut Vec<Span>) {
    if let Some(group) = group
        && touched
    {
        groups.push(group);
    }
}

/// Edits of display names.
fn in_names(msg: &Message, field: &Field, touching: &[Word]) -> Option<Vec<Edit>> {
    let names = names(msg, field);
    let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    let mut edits: Vec<Edit> = Vec::new();
    for word in touching {
        if edits.last().is_some_and(|last| last.span.contains(word.span)) {
            continue;
        }
        let begun = names.partition_point(|name| name.start <= word.span.start);
        let name = *names[..begun].last().filter(|name| name.contains(word.span))?;
        let lead = !blank(msg.slice(Span::new(field.body.start, name.start)).last());
        let after = !blank(msg.slice(Span::new(name.end, field.body.end)).first());
        // All of it is the word: only its neighbours are too near.
        let mut edit = match word.span == name {
            true => Edit::replace(name, msg.slice(name)),
            false => write_words(msg, field, name, &phrase(msg, name)?),
        };
        if lead {
            edit.text.insert(0, b' ');
        }
        if after {
            edit.text.push(b' ');
        }
        edits.push(edit);
    }
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn separated(field: &str) -> Option<String> {
        let text = format!("{field}\r\n\r\n");
        let msg = Message::new(Input::file(text.as_bytes()));
        let field = msg.fields().first()?;
        let words: Vec<Word> = msg.misplaced_words(field).into_iter().map(|(_, word)| word).collect();
        let (_, edits) = separate_words(&msg, field, &words)?;
        Some(String::from_utf8(apply(text.as_bytes(), &edits).ok()?).ok()?.trim_end().to_owned())
    }

    #[test]
    fn in_texts() {
        for (raw, want) in [
            ("Subject: [=?UTF-8?B?44GC?=] x", "Subject: =?UTF-8?B?W+OBgl0=?= x"),
            ("Subject: =?UTF-8?B?44GC?==?UTF-8?B?44GE?=", "Subject: =?UTF-8?B?44GC44GE?="),
            ("Subject: =?UTF-8?B?44GC?= Re:=?UTF-8?B?44GE?=", "Subject: =?UTF-8?B?44GCIFJlOuOBhA==?="),
            ("Subject: =?UTF-8?B?44GC?= =?UTF-8?B?44GE?=!", "Subject: =?UTF-8?B?44GC44GEIQ==?="),
        ] {
            assert_eq!(separated(raw).as_deref(), Some(want), "{raw}");
        }
    }

    #[test]
    fn in_names() {
        for (raw, want) in [
            ("To: =?UTF-8?B?44GC?=<a@b.example>", Some("To: =?UTF-8?B?44GC?= <a@b.example>")),
            ("To: A =?UTF-8?B?44GC?=!<a@b.example>", Some("To: =?UTF-8?B?QSDjgYIh?= <a@b.example>")),
            ("To: a@b.example,=?UTF-8?B?44GC?= <c@d.example>", Some("To: a@b.example, =?UTF-8?B?44GC?= <c@d.example>")),
            ("To: a@b.example (a=?UTF-8?B?44GC?=)", None),
        ] {
            assert_eq!(separated(raw).as_deref(), want, "{raw}");
        }
    }
}
