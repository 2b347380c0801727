//! A parameter of Content-Type or Content-Disposition, written anew.

use super::encode_header::column_after;
use crate::decode::param::encode;
use crate::find::cut_tail;
use crate::finding::Edit;
use crate::message::{Message, NameParam};
use crate::span::Span;

/// Longest line that is written (RFC 5322 section 2.1.1 asks for 78).
const LONGEST_LINE: usize = 76;

/// Edits that make `text` the value of a parameter: in the place of its first piece, its other pieces are taken away.
/// `None` where something else stands between the pieces.
pub fn write_parameter(msg: &Message, param: &NameParam, text: &str) -> Option<Vec<Edit>> {
    let own = param.pieces(msg);
    let first = own.first()?;
    let fold = [msg.line_end(), " "].concat();
    let mut written = encode(param.name, text, &fold);
    let before = msg.slice(Span::new(param.field.span.start, first.span.start));
    let column = column_after(before);
    let len = memchr::memchr2(b'\r', b'\n', written.as_bytes()).unwrap_or(written.len());
    let mut place = first.span;
    if column > 1 && column + len > LONGEST_LINE {
        // A fold takes the place of the blank before it.
        place.start -= u32::from(before.ends_with(b" "));
        written.insert_str(0, &fold);
    }
    let mut edits = vec![Edit::replace(place, written)];
    for other in &own[1..] {
        let before = msg.slice(Span::new(first.span.end, other.span.start)).trim_ascii_end();
        let semicolon = first.span.end + cut_tail(before, ";")?.len() as u32;
        edits.push(Edit::delete(Span::new(semicolon, other.span.end)));
    }
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    fn written(field: &str, text: &str) -> Option<String> {
        let message = format!("MIME-Version: 1.0\r\nContent-Disposition: {field}\r\n\r\n");
        let msg = Message::new(Input::file(message.as_bytes()));
        let edits = write_parameter(&msg, msg.name_params(0).first()?, text)?;
        let bytes = String::from_utf8(apply(message.as_bytes(), &edits).ok()?).ok()?;
        Some(bytes.split_once("Disposition: ")?.1.trim_end().to_owned())
    }

    #[test]
    fn pieces_become_one() {
        for (field, text, want) in [
            ("attachment; filename=\"a\"; size=3", "b", "attachment; filename=\"b\"; size=3"),
            ("attachment; filename*0=a;\r\n filename*1=b; size=3", "ab", "attachment; filename=\"ab\"; size=3"),
            (
                "attachment; filename=a; size=3; filename*=UTF-8''b",
                "あ",
                "attachment; filename*=UTF-8''%E3%81%82; size=3",
            ),
            (
                "attachment; filename=a",
                "春のおすすめ図書.pdf",
                "attachment;\r\n filename*0*=UTF-8''%E6%98%A5%E3%81%AE%E3%81%8A%E3%81%99%E3%81%99;\r\n \
                 filename*1*=%E3%82%81%E5%9B%B3%E6%9B%B8.pdf",
            ),
        ] {
            assert_eq!(written(field, text).as_deref(), Some(want), "{field}");
        }
        assert_eq!(written("attachment; size=3", "b"), None);
    }
}
