//! Lines of words: broken at blanks, and between Japanese characters where punctuation allows.

use unicode_width::UnicodeWidthChar;

/// Characters that may not begin a line (JIS X 4051).
const NOT_FIRST: &str = "、。,.!?)]}」』）】〉》・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々;:!?」";
/// Characters that may not end a line.
const NOT_LAST: &str = "([{「『（【〈《";

/// `text` in lines of at most `columns`; a word longer than that stands alone.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let wide = width(piece);
        if used > 0 && used + width(piece.trim_end()) > columns {
            if let Some(last) = lines.last_mut() {
                last.truncate(last.trim_end().len());
            }
            lines.push(String::new());
            used = 0;
        }
        if let Some(last) = lines.last_mut() {
            last.push_str(piece);
        }
        used += wide;
    }
    if let Some(last) = lines.last_mut() {
        last.truncate(last.trim_end().len());
    }
    lines
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Pieces that may not be broken, each with the blanks after it.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if let Some(previous) = before
            && may_break(previous, c)
        {
            found.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    found.push(&text[start..]);
    found
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' {
        return false;
    }
    let wide = |c: char| c.width() == Some(2);
    before == ' ' || ((wide(before) || wide(after)) && !NOT_FIRST.contains(after) && !NOT_LAST.contains(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_japanese() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("配信停止。はい", 8), ["配信停", "止。はい"]);
        assert_eq!(wrapped("", 8), [""]);
        assert_eq!(wrapped("unbreakable", 4), ["unbreakable"]);
    }
}
