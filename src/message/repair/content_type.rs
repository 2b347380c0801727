//! Content-Type and Content-Disposition fields against their grammar, put right where it is certain what they say.

use crate::find::up_to;
use crate::finding::{Edit, Safety};
use crate::message::Message;
use crate::scan::Field;
use crate::scan::params::{Fault, Structured};
use crate::span::Span;

/// The edits that mend `fault` at all `places`, and how far they may be trusted.
pub fn mend(msg: &Message, field: &Field, fault: Fault, places: &[Span]) -> Option<(Vec<Edit>, Safety)> {
    /// More places in one field are no slip.
    const MOST: usize = 100;
    let (mut edits, mut safety) = (Vec::new(), Safety::Safe);
    if places.len() > MOST {
        return None;
    }
    let value = Structured::read(msg.bytes(), field.body);
    for place in places {
        let (edit, trust) = mend_one(msg, (field, &value), fault, *place)?;
        edits.push(edit);
        safety = safety.max(trust);
    }
    Some((edits, safety))
}

fn mend_one(msg: &Message, (field, value): (&Field, &Structured), fault: Fault, span: Span) -> Option<(Edit, Safety)> {
    let text = msg.slice(span);
    let has = |bytes: &[u8]| text.iter().any(|byte| bytes.contains(byte));
    let safe = |edit| Some((edit, Safety::Safe));
    match fault {
        // Readers take what stands there for one value, or for a type that nobody knows.
        Fault::Semicolon if !is_taken(msg, value, text) => {
            Some((Edit::insert(before_blanks(msg, span.start), ";"), Safety::Offer))
        }
        Fault::OpenQuote if !has(b" \t;\r\n\\") => safe(Edit::insert(span.end, "\"")),
        Fault::Blanks | Fault::Specials if !has(b"\"\\") => {
            let safety = if has(b"(") { Safety::Offer } else { Safety::Safe };
            Some((Edit::replace(span, [b"\"", text, b"\""].concat()), safety))
        }
        Fault::Repeated if is_same_again(msg, value, span) => {
            let blanks = before_blanks(msg, span.start);
            let semicolon = blanks.checked_sub(1).filter(|at| msg.slice(Span::new(*at, blanks)) == b";")?;
            safe(Edit::delete(Span::new(semicolon, span.end)))
        }
        Fault::Apostrophes if value.token(msg.bytes(), "charset").is_some_and(|it| it.value == span) => {
            safe(Edit::replace(span, &text[1..text.len() - 1]))
        }
        Fault::Semicolons => {
            let end = field.body.end;
            let rest = msg.slice(Span::new(span.end, end));
            safe(Edit::delete(Span::new(span.start, if rest.trim_ascii().is_empty() { end } else { span.end })))
        }
        _ => None,
    }
}

/// Whether the name of the parameter that `text` holds is there already.
fn is_taken(msg: &Message, field: &Structured, text: &[u8]) -> bool {
    let name = up_to(text, b'=');
    field.params.iter().any(|param| msg.slice(param.name).eq_ignore_ascii_case(name))
}

/// Whether the parameter at `span` says what the one of its name before it says.
pub fn is_same_again(msg: &Message, field: &Structured, span: Span) -> bool {
    let input = msg.bytes();
    let Some(again) = field.params.iter().find(|param| param.span.start == span.start) else { return false };
    let mut before = field.params.iter().filter(|param| param.span.start < span.start);
    let name = again.name.slice(input);
    before.any(|param| param.name.slice(input).eq_ignore_ascii_case(name) && param.text(input) == again.text(input))
}

/// Where the blanks before `at` begin.
fn before_blanks(msg: &Message, at: u32) -> u32 {
    let before = msg.slice(Span::new(0, at));
    before.trim_ascii_end().len() as u32
}
