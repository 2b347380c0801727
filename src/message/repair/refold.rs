//! Folding a long header line anew (RFC 5322 section 2.2.3).

use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Field;
use crate::span::Span;

/// The length that lines should have, and the one that they must not pass (RFC 5322 section 2.1.1).
const WANTED: usize = 78;
const LONGEST: usize = 998;

/// Edits that fold `line`, a line of `field`, at its white space; `None` where that leaves it too long.
pub fn refold(msg: &Message, field: &Field, line: Span) -> Option<Vec<Edit>> {
    let text = msg.slice(line);
    // The first fold may not leave a line that holds the name alone.
    let body = field.value(msg.bytes()).start.saturating_sub(line.start) as usize;
    let end = text.trim_ascii_end().len();
    let blank = |at: usize| matches!(text[at], b' ' | b'\t');
    let mut edits = Vec::new();
    let (mut start, mut last) = (0, None);
    for at in body.max(1)..=text.len() {
        // Where a run of white space begins, and at the end.
        if at < text.len() && !(at < end && blank(at) && !blank(at - 1)) {
            continue;
        }
        if at - start > WANTED
            && let Some(fold) = last.take()
        {
            edits.push(Edit::insert(line.start + fold as u32, msg.line_end()));
            start = fold;
        }
        if at - start > LONGEST {
            return None;
        }
        last = Some(at);
    }
    (!edits.is_empty()).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn refolded(text: &str) -> Option<String> {
        let msg = Message::new(Input::file(text.as_bytes()));
        let field = msg.fields().first()?;
        let edits = refold(&msg, field, field.body.join(field.name_span))?;
        String::from_utf8(apply(text.as_bytes(), &edits).ok()?).ok()
    }

    #[test]
    fn lines_break_at_white_space() {
        let text = format!("X-A: {}\r\n\r\n", "word ".repeat(300));
        let folded = refolded(&text).unwrap_or_default();
        assert_eq!(folded.replace("\r\n ", " "), text);
        assert!(folded.lines().all(|line| line.len() <= 78 && (line.is_empty() || !line.trim().is_empty())));
    }

    #[test]
    fn what_has_no_white_space_stays() {
        assert_eq!(refolded(&format!("X-A: {}\r\n\r\n", "x".repeat(1_200))), None);
        assert_eq!(refolded(&format!("X-A: a {}\r\n\r\n", "x".repeat(1_200))), None);
        assert!(refolded(&format!("X-A: {} b\r\n\r\n", "x".repeat(990))).is_some());
    }
}
