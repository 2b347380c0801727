//! The URIs of a List-* field as RFC 2369 section 2 has them.

use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Field;
use crate::span::Span;
use crate::value::uris::{Fault, UriList, percent_encoded, scheme};

/// The longest line that may come of taking folds out (RFC 5322 section 2.1.1).
const LONGEST: u32 = 998;

/// Edits that leave no fault in `list`, the URIs of `field`; `None` where the meaning would be a guess.
pub fn mend_uris(msg: &Message, field: &Field, list: &UriList) -> Option<Vec<Edit>> {
    if list.faults.iter().any(|(fault, _)| *fault == Fault::Word) {
        return decoded(msg, field);
    }
    let mut edits = Vec::new();
    for &(fault, span) in &list.faults {
        match fault {
            Fault::Bare if is_uri(msg.slice(span)) => {
                edits.push(Edit::insert(span.start, "<"));
                edits.push(Edit::insert(span.end, ">"));
            }
            Fault::Unclosed if is_uri(msg.slice(span)) => edits.push(Edit::insert(span.end, ">")),
            Fault::Comma => edits.push(Edit::insert(span.start, ",")),
            Fault::Fold if field.span.len() < LONGEST => edits.push(Edit::delete(span)),
            Fault::Character => edits.push(Edit::replace(span, escaped(msg.slice(span))?)),
            _ => return None,
        }
    }
    (!edits.is_empty()).then_some(edits)
}

/// The field decoded, where that makes it a sound list.
fn decoded(msg: &Message, field: &Field) -> Option<Vec<Edit>> {
    let text = msg.text_of(field).text.clone();
    let list = UriList::read(text.as_bytes(), Span::of(0, text.len()));
    let sound = list.faults.is_empty() && text.is_ascii() && text.len() < LONGEST as usize - 20;
    sound.then(|| vec![Edit::replace(field.value(msg.bytes()), text.into_owned())])
}

/// Whether it is one URI of a kind that is used here.
fn is_uri(text: &[u8]) -> bool {
    let known = scheme(text).is_some_and(|it| ["https", "http", "mailto"].iter().any(|name| it == name.as_bytes()));
    // What would be a fault inside brackets is none to put there.
    let bracketed = [b"<", text, b">"].concat();
    known && UriList::read(&bracketed, Span::of(0, bracketed.len())).faults.is_empty()
}

/// One character percent-encoded; a lone `%` and a backslash mean something else to everybody.
fn escaped(character: &[u8]) -> Option<[u8; 3]> {
    match character {
        [b'%' | b'\\'] => None,
        [byte] => Some(percent_encoded(*byte)),
        _ => None,
    }
}
