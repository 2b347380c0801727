//! Writing text anew: places in it changed, or all of it in UTF-8.

use super::{Transfer, encode_body, encode_part, write_words};
use crate::decode::charset::{self, Charset, FaultKind, Faults};
use crate::decode::kana::widen;
use crate::decode::word::HeaderText;
use crate::find::{has, holds_any};
use crate::finding::Edit;
use crate::message::{Message, SlipAt, Unit, has_long_line};
use crate::scan::{Encoding, Field, Name};
use crate::span::Span;

/// Larger parts are left alone: an edit of their size helps nobody.
const LARGEST: u32 = 1 << 20;

/// Edits that change places in the text of leaf `id`, sorted and apart: in its charset, and where that has no code for
/// what is put there, in UTF-8. `None` where the text is not whole.
pub fn change_text(msg: &Message, id: u32, changes: &[(Span, String)]) -> Option<Vec<Edit>> {
    let text = msg.text(id);
    let mut edits = as_edits(changes);
    if msg.is_draft() {
        for edit in &mut edits {
            edit.span = text.to_raw(edit.span);
        }
        return Some(edits);
    }
    let new = edited(&text.text, &edits).filter(|_| is_whole(msg, id))?;
    let found = charset::encode(text.charset, &new).and_then(|octets| write_octets(msg, id, &octets));
    match found {
        Some(edits) => Some(edits),
        None => in_utf8(msg, id, &new),
    }
}

/// Edits that write leaf `id` in UTF-8, charset parameter and `<meta charset>` included. `None` where its text is not
/// whole.
fn part_to_utf8(msg: &Message, id: u32) -> Option<Vec<Edit>> {
    let text = &msg.text(id).text;
    is_whole(msg, id).then_some(())?;
    in_utf8(msg, id, text)
}

/// Places in a text, sorted and apart, and what is to stand there.
pub type Changes = Vec<(Span, String)>;

/// The changes as edits of that text.
pub fn as_edits(changes: &[(Span, String)]) -> Vec<Edit> {
    let mut edits = Vec::with_capacity(changes.len());
    for (span, new) in changes {
        edits.push(Edit::replace(*span, new.as_bytes()));
    }
    edits
}

/// A text with these edits made.
fn edited(text: &str, edits: &[Edit]) -> Option<String> {
    crate::fix::apply(text.as_bytes(), edits).ok().and_then(|new| String::from_utf8(new).ok())
}

/// Edits that make the changes that `find` finds in a part's text, or in a field's encoded-words. `None` where they cannot
/// be made.
pub fn change(msg: &Message, unit: Unit, find: fn(&str) -> Changes) -> Option<Vec<Edit>> {
    match unit {
        Unit::Part(id) => change_text(msg, id, &find(&msg.text(id).text)),
        Unit::Field(field) if field.name_span.is_empty() => {
            let text = msg.text_of(field);
            let mut edits = as_edits(&find(&text.text));
            for edit in &mut edits {
                edit.span = text.to_raw(edit.span);
            }
            Some(edits)
        }
        Unit::Field(field) => change_words(msg, field, &|text, _| {
            let edits = as_edits(&find(text));
            edited(text, &edits).filter(|_| !edits.is_empty())
        }),
    }
}

/// Edits that write half-width katakana in ISO-2022-JP in full width. `None` where they could not be read.
pub fn widen_jis(msg: &Message, unit: Unit, slips: &[SlipAt]) -> Option<Vec<Edit>> {
    let mut changes = Vec::new();
    for slip in slips {
        let place = slip.place.shown.map(|shown| shown.span).unwrap_or_default();
        changes.push((place, widen(&slip.kana)));
    }
    if slips.iter().any(|slip| slip.kana.is_empty()) {
        return None;
    }
    match unit {
        Unit::Part(id) => change_text(msg, id, &changes),
        Unit::Field(field) => change_words(msg, field, &|text, _| Some(widen(text))),
    }
}

/// Edits that write encoded-words of a field in UTF-8: those in another charset. `None` where one of them is not whole.
pub fn words_to_utf8(msg: &Message, field: &Field) -> Option<Vec<Edit>> {
    change_words(msg, field, &|_, other| other.then(String::new))
}

/// Edits that write encoded-words of a field anew, in UTF-8. `change` gets the text of words in a row, and whether one of
/// them is in another charset; it answers the new text, empty for the same. `None` where a word is not whole.
pub fn change_words(msg: &Message, field: &Field, change: &dyn Fn(&str, bool) -> Option<String>) -> Option<Vec<Edit>> {
    let words = msg.encoded_words(field);
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        // White space between words is not part of the text: words in a row become one text.
        let (mut span, mut other) = (first.span, false);
        while let Some(word) = words.get(at) {
            let between = msg.slice(Span::new(span.end, word.span.start));
            if !between.iter().all(u8::is_ascii_whitespace) {
                break;
            }
            let charset = Charset::from_label(msg.slice(word.charset))?;
            let (octets, _, sound) = word.octets(msg.bytes());
            let whole = sound && word.fault.is_none() && is_clean(&charset::decode(charset, &octets).faults);
            whole.then_some(())?;
            other |= charset != Charset::UTF_8;
            span = span.join(word.span);
            at += 1;
        }
        let text = HeaderText::read(msg.bytes(), span).text;
        if let Some(new) = change(&text, other) {
            edits.push(write_words(msg, field, span, if new.is_empty() { &text } else { &new }));
        }
    }
    (!edits.is_empty()).then_some(edits)
}

/// Edits that write what one finding is about in UTF-8.
pub fn to_utf8(msg: &Message, unit: Unit) -> Option<Vec<Edit>> {
    match unit {
        Unit::Part(id) => part_to_utf8(msg, id),
        Unit::Field(field) => words_to_utf8(msg, field),
    }
}

/// The edit that writes a field of plain text, which holds ISO-2022-JP as it is, in encoded-words.
pub fn raw_words(msg: &Message, field: &Field) -> Option<Edit> {
    let value = field.value(msg.bytes());
    let decoded = charset::decode(Charset::ISO_2022_JP, msg.slice(value));
    let plain = matches!(field.name, Name::Subject | Name::Comments | Name::ContentDescription);
    let whole = plain && decoded.faults.is_empty() && !has(&decoded.text, "=?") && !holds_any(&decoded.text, "\r\n");
    whole.then(|| write_words(msg, field, value, &decoded.text))
}

/// Whether the text of a leaf says all that its bytes do, so that they may be written anew.
fn is_whole(msg: &Message, id: u32) -> bool {
    let (text, entity) = (msg.text(id), msg.entity(id));
    is_clean(&text.charset_faults)
        && text.is_sound()
        && text.qp.count() == 0
        && entity.body.len() <= LARGEST
        && entity.encoding != Encoding::Unknown
        && !msg.is_lost(id)
        && !msg.in_other_message(id)
}

/// Whether text with these faults still holds every character.
fn is_clean(faults: &Faults) -> bool {
    faults.undecodable() == 0 && faults.count(FaultKind::PrivateUse) == 0
}

/// Writes `text` as leaf `id` in UTF-8; names of other charsets inside it follow.
fn in_utf8(msg: &Message, id: u32, text: &str) -> Option<Vec<Edit>> {
    let (old, mut inner) = (&msg.text(id).text, Vec::new());
    for span in msg.inner_charsets(id) {
        if Charset::from_label(span.slice(old.as_bytes())) != Some(Charset::UTF_8) {
            inner.push(Edit::replace(span, "UTF-8"));
        }
    }
    // Only where nothing else was changed do the places still hold.
    if !inner.is_empty() && text != old {
        return None;
    }
    let new = crate::fix::apply(text.as_bytes(), &inner).ok()?;
    let mut edits = vec![msg.name_charset(id, Charset::UTF_8)?];
    edits.append(&mut write_octets(msg, id, &new)?);
    Some(edits)
}

/// Writes `octets` as the content of leaf `id`, in its transfer encoding where that will do.
fn write_octets(msg: &Message, id: u32, octets: &[u8]) -> Option<Vec<Edit>> {
    let entity = msg.entity(id);
    let edit = match entity.encoding {
        Encoding::QuotedPrintable => encode_body(msg, id, octets, Transfer::QuotedPrintable),
        Encoding::Base64 => encode_body(msg, id, octets, Transfer::Base64),
        _ if has_long_line(octets) => return None,
        Encoding::Absent | Encoding::SevenBit if !octets.is_ascii() => {
            return encode_part(msg, id, octets, Transfer::for_text(octets)).filter(|_| msg.has_separator(entity));
        }
        _ => Edit::replace(entity.body, octets),
    };
    Some(vec![trim(msg, &edit)])
}

/// The edit without what it leaves as it is at both ends.
fn trim(msg: &Message, edit: &Edit) -> Edit {
    let (old, new) = (msg.slice(edit.span), &*edit.text);
    let most = old.len().min(new.len());
    let (mut start, mut end) = (0, 0);
    while start < most && old[start] == new[start] {
        start += 1;
    }
    while end < most - start && old[old.len() - 1 - end] == new[new.len() - 1 - end] {
        end += 1;
    }
    let span = Span::of(start, old.len() - end).shift(edit.span.start);
    Edit::replace(span, &new[start..new.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn after(text: &[u8], edits: &dyn Fn(&Message) -> Option<Vec<Edit>>) -> Option<String> {
        let msg = Message::new(Input::file(text));
        let out = apply(text, &edits(&msg)?).ok()?;
        Some(String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn parts_in_utf8() {
        let text = b"Content-Type: text/html; charset=Shift_JIS\nContent-Transfer-Encoding: 8bit\n\n\
                     <meta charset=x-sjis>\x82\xa0\n";
        let want =
            "Content-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n<meta charset=UTF-8>あ\n";
        assert_eq!(after(text, &|msg| part_to_utf8(msg, 0)).as_deref(), Some(want));
        let text = b"MIME-Version: 1.0\nContent-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$B$\"\x1b(B\n";
        let want = "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: base64\n\n44GCCg==\n";
        assert_eq!(after(text, &|msg| part_to_utf8(msg, 0)).as_deref(), Some(want));
        let broken = b"Content-Type: text/plain; charset=Shift_JIS\n\n\x82\n";
        assert_eq!(after(broken, &|msg| part_to_utf8(msg, 0)), None);
    }

    #[test]
    fn words_in_utf8() {
        let text = "Subject: a =?ISO-2022-JP?B?GyRCJCIbKEI=?=\n =?UTF-8?B?44GE?= =?UTF-8?Q?b?= c =?UTF-8?Q?d?=\n\n";
        let field = |msg: &Message| words_to_utf8(msg, &msg.fields()[0]);
        let want = "Subject: a =?UTF-8?B?44GC44GEYg==?= c =?UTF-8?Q?d?=\n\n";
        assert_eq!(after(text.as_bytes(), &field).as_deref(), Some(want));
        assert_eq!(after(b"Subject: =?UTF-8?B?44GE?=\n\n", &field), None);
    }

    #[test]
    fn texts_are_changed_in_place() {
        let text = b"Content-Type: text/plain; charset=ISO-2022-JP\n\nx\x1b$B$\"$\"\x1b(By\n";
        let change = |new: &'static str| move |msg: &Message| change_text(msg, 0, &[(Span::new(1, 4), new.to_owned())]);
        let want = "Content-Type: text/plain; charset=ISO-2022-JP\n\nx\u{1b}$B$$$\"\u{1b}(By\n";
        assert_eq!(after(text, &change("い")).as_deref(), Some(want));
        assert!(after(text, &change("①")).is_some_and(|text| text.contains("UTF-8")));
    }
}
