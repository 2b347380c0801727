//! Changing places in the decoded text of a part.

use super::recode::as_edits;
use super::{Transfer, encode_body};
use crate::decode::charset::Charset;
use crate::finding::Edit;
use crate::message::Message;
use crate::scan::Encoding;
use crate::span::Span;

/// Larger parts in base64 are left alone: an edit of their size helps nobody.
const LARGEST: u32 = 1 << 20;
/// Octets of a line in quoted-printable (RFC 2045 section 6.7) and elsewhere (RFC 5322 section 2.1.1).
const LINES: (usize, usize) = (76, 998);

/// Edits that put ASCII in place of places in the text of leaf `id`; the places are sorted and apart. `None` where its
/// encoding or charset does not allow that, or a line would become too long.
pub fn retext(msg: &Message, id: u32, changes: &[(Span, String)]) -> Option<Vec<Edit>> {
    let text = msg.text(id);
    let is_utf8 = text.charset == Charset::UTF_8 && text.charset_faults.list().is_empty();
    let ascii = changes.iter().all(|(span, _)| text.text[span.range()].is_ascii());
    if msg.in_other_message(id) || !(is_utf8 || ascii && !text.text.is_empty()) {
        return None;
    }
    let entity = msg.entity(id);
    if entity.encoding == Encoding::Base64 && !msg.is_draft() {
        // Only where a place in the text is one in the octets.
        let fits = is_utf8 && text.octets as usize == text.text.len() && entity.body.len() <= LARGEST;
        let bytes = crate::fix::apply(text.text.as_bytes(), &as_edits(changes)).ok().filter(|_| fits)?;
        return Some(vec![encode_body(msg, id, &bytes, Transfer::Base64)]);
    }
    let quoted = entity.encoding == Encoding::QuotedPrintable && !msg.is_draft();
    let mut edits: Vec<Edit> = Vec::with_capacity(changes.len());
    let mut line = Line { end: 0, len: 0 };
    for (span, new) in changes {
        let raw = text.to_raw(*span);
        if edits.is_empty() || raw.start > line.end {
            line = Line::at(msg.bytes(), raw);
        } else if raw.end > line.end {
            // A line that was joined to the one before, and goes on over its end.
            let own = Line::at(msg.bytes(), raw);
            line.len += (own.end - line.end) as usize;
            line.end = own.end;
        }
        line.len = (line.len + new.len()).saturating_sub(raw.len() as usize);
        let most = if quoted { LINES.0 } else { LINES.1 };
        let mut bytes = new.as_bytes().to_vec();
        if line.len > most && !msg.is_draft() {
            if !quoted || line.len > LINES.1 {
                return None;
            }
            // A soft line break on either side: what stands before and after fitted already.
            let soft = ["=", msg.line_end()].concat();
            bytes = [soft.as_bytes(), new.as_bytes(), soft.as_bytes()].concat();
            line.len = (line.end - raw.end) as usize;
        }
        edits.push(Edit { span: raw, text: bytes });
    }
    Some(edits)
}

/// The lines that an edit touches.
struct Line {
    end: u32,
    /// Octets after the edits so far, without the line end.
    len: usize,
}

impl Line {
    fn at(bytes: &[u8], raw: Span) -> Self {
        let (from, to) = (raw.start as usize, raw.end as usize);
        let start = crate::find::memrchr(b'\n', &bytes[..from]).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', &bytes[to..]).map_or(bytes.len(), |at| to + at);
        let cr = usize::from(bytes[..end].ends_with(b"\r") && end > to);
        Self { end: end as u32, len: end - cr - start }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::options::Input;

    /// The body after `old` in the text became `new`.
    fn changed(encoding: &str, body: &str, old: &str, new: &str) -> Option<String> {
        let head = format!("Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n");
        let all = [head.as_str(), body].concat();
        let msg = Message::new(Input::file(all.as_bytes()));
        let at = msg.text(0).text.find(old)?;
        let edits = retext(&msg, 0, &[(Span::of(at, at + old.len()), new.to_owned())])?;
        let out = String::from_utf8(apply(all.as_bytes(), &edits).ok()?).ok()?;
        Some(out[head.len()..].to_owned())
    }

    #[test]
    fn in_every_encoding() {
        assert_eq!(changed("8bit", "a é b\n", "é", "%C3%A9").as_deref(), Some("a %C3%A9 b\n"));
        assert_eq!(changed("quoted-printable", "a =C3=A9 b\n", "é", "%C3%A9").as_deref(), Some("a %C3%A9 b\n"));
        assert_eq!(changed("base64", "YSDDqSBi\n", "é", "e").as_deref(), Some("YSBlIGI=\n"));
        assert_eq!(changed("8bit", "http://a\n", "://a", "s://a").as_deref(), Some("https://a\n"));
    }

    #[test]
    fn lines_stay_short() {
        let long = "x".repeat(70);
        let got = changed("quoted-printable", &format!("{long}http yyy\n"), "ttp", "ttps");
        assert_eq!(got, Some(format!("{long}h=\nttps=\n yyy\n")));
        assert_eq!(changed("8bit", &format!("{}a\n", "x".repeat(997)), "a", "%20"), None);
    }
}
