//! Dropping from HTML what no reader sees: comments, and the blanks that indent it.

use super::retext;
use crate::find::has;
use crate::finding::Edit;
use crate::html::token::{CommentForm, Kind, Token, Tokenizer};
use crate::message::Message;

/// Places changed at most: a repair of more is a new page.
const MOST: usize = 5_000;

/// Edits after which the HTML of leaf `id` has no more than `most` octets; `None` where it keeps more.
///
/// Comments go first, in their order, and only as many as it takes; those that speak to Outlook stay. Then the blanks of
/// lines that stand between tags: one of them is left. Where `<pre>` or a style may show blanks, they stay too.
pub fn shorten(msg: &Message, id: u32, most: u64) -> Option<Vec<Edit>> {
    let part = msg.text(id);
    let text = &*part.text;
    let mut left = u64::from(part.octets).checked_sub(most)?;
    let mut changes = Vec::new();
    for token in Tokenizer::new(text) {
        if left > 0 && is_comment(text, &token) {
            left = left.saturating_sub(u64::from(token.span.len()));
            changes.push((token.span, String::new()));
        }
    }
    if left > 0 && !["<pre", "<PRE", "<textarea", "<TEXTAREA", "white-space"].iter().any(|mark| has(text, mark)) {
        // All comments, and blanks as far as it takes.
        changes.clear();
        for token in Tokenizer::new(text) {
            let mut span = token.span;
            if left > 0 && is_indent(text, &token) {
                span.start += 1;
                left = left.saturating_sub(u64::from(span.len()));
            } else if !is_comment(text, &token) {
                continue;
            }
            changes.push((span, String::new()));
        }
    }
    if left > 0 || changes.len() > MOST { None } else { retext(msg, id, &changes) }
}

fn is_comment(text: &str, token: &Token) -> bool {
    matches!(token.kind, Kind::Comment { form: CommentForm::Plain, .. }) && text[token.span.range()].is_ascii()
}

/// Whether a text is nothing but a line's end and the blanks before the next tag.
fn is_indent(text: &str, token: &Token) -> bool {
    let blanks = token.span.slice(text.as_bytes());
    matches!(token.kind, Kind::Text(_))
        && blanks.len() > 2
        && blanks.iter().all(u8::is_ascii_whitespace)
        && blanks[0] == b'\n'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn shortened(body: &str, most: u64) -> Option<String> {
        let head = "Content-Type: text/html; charset=utf-8\n\n";
        let all = [head, body].concat();
        let msg = Message::new(Input::file(all.as_bytes()));
        let out = apply(all.as_bytes(), &shorten(&msg, 0, most)?).ok()?;
        Some(String::from_utf8(out).ok()?[head.len()..].to_owned())
    }

    #[test]
    fn comments_go_first_and_no_more_than_needed() {
        let body = "<!-- a --><p>x</p>\n    <!-- b --><!--[if mso]>c<![endif]-->\n";
        assert_eq!(shortened(body, body.len() as u64 - 5).as_deref(), Some(&body[10..]));
        let want = "<p>x</p>\n<!--[if mso]>c<![endif]-->\n";
        assert_eq!(shortened(body, want.len() as u64).as_deref(), Some(want));
        assert_eq!(shortened(body, 10), None);
    }

    #[test]
    fn blanks_that_show_stay() {
        let body = "<pre>x</pre>\n      <p>y</p>\n";
        assert_eq!(shortened(body, body.len() as u64 - 3), None);
    }
}
