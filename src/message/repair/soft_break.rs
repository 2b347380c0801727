//! Repairs at the line ends of quoted-printable (RFC 2045 section 6.7).

use crate::decode::qp;
use crate::finding::Edit;
use crate::message::Message;
use crate::span::Span;

/// Edits that put each soft line break before the escape that it splits; `split` are the `=` of the escapes.
pub fn join_escapes(msg: &Message, split: &[Span]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for place in split {
        let after = place.end + u32::from(msg.slice(Span::new(place.end, place.end + 1)) != b"=");
        let (_, next) = msg.scan.lines.end(msg.bytes(), after as usize);
        let soft = Span::new(after, next as u32);
        edits.push(Edit::insert(place.start, msg.slice(soft)));
        edits.push(Edit::delete(soft));
    }
    edits
}

/// The edit that writes the last of the blanks at a line's end as an escape, on a line of its own where the line would
/// become too long.
pub fn write_blank(msg: &Message, blanks: Span) -> Edit {
    let last = Span::new(blanks.end - 1, blanks.end);
    let before = msg.slice(Span::new(last.start.saturating_sub(74), last.start));
    let mut text = qp::escapes(msg.slice(last));
    if before.len() == 74 && !before.contains(&b'\n') {
        text = [b"=", msg.line_end().as_bytes(), &text].concat();
    }
    Edit::replace(last, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Edit;
    use crate::fix::apply;
    use crate::options::Input;
    use proptest::prelude::*;

    const HEAD: &str = "Content-Transfer-Encoding: quoted-printable\n\n";

    fn edited(body: &str, edits: impl Fn(&Message, u32) -> Vec<Edit>) -> Option<String> {
        let text = [HEAD, body].concat();
        let msg = Message::new(Input::file(text.as_bytes()));
        let out = apply(text.as_bytes(), &edits(&msg, HEAD.len() as u32)).ok()?;
        String::from_utf8(out).ok().map(|out| out[HEAD.len()..].to_owned())
    }

    #[test]
    fn escapes_become_whole() {
        let joined = |body: &str| {
            edited(body, |msg, start| {
                let split: Vec<_> = msg.text(0).qp.of(qp::Fault::Split).map(|place| place.shift(start)).collect();
                join_escapes(msg, &split)
            })
        };
        assert_eq!(joined("a=C=\n3=A9=\n.\n").as_deref(), Some("a=\n=C3=A9=\n.\n"));
        assert_eq!(joined("a==\nC3==\nA9\n").as_deref(), Some("a=\n=C3=\n=A9\n"));
    }

    #[test]
    fn blanks_fit_their_line() {
        let written = |len: usize| {
            let body = ["x".repeat(len).as_str(), " \n"].concat();
            edited(&body, |msg, start| vec![write_blank(msg, Span::new(len as u32, len as u32 + 1).shift(start))])
        };
        assert_eq!(written(73), Some(["x".repeat(73).as_str(), "=20\n"].concat()));
        assert_eq!(written(74), Some(["x".repeat(74).as_str(), "=\n=20\n"].concat()));
    }

    proptest! {
        #[test]
        fn what_goes_is_nothing_that_is_read(body in "[a= \t\u{e9}\u{1b}\n]{0,60}") {
            let before = qp::decode(body.as_bytes()).bytes;
            let blanks = qp::blank_ends(body.as_bytes());
            let gone: Vec<_> = blanks.iter().map(|span| Edit::delete(*span)).collect();
            let after = apply(body.as_bytes(), &gone).unwrap_or_default();
            prop_assert_eq!(&qp::decode(&after).bytes, &before);
            prop_assert_eq!(qp::blank_ends(&after), []);
            let octets = qp::raw_octets(body.as_bytes());
            let escaped: Vec<_> =
                octets.iter().map(|span| Edit::replace(*span, qp::escapes(span.slice(body.as_bytes())))).collect();
            let after = apply(body.as_bytes(), &escaped).unwrap_or_default();
            prop_assert_eq!(qp::raw_octets(&after), []);
        }
    }
}
