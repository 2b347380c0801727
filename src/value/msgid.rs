//! Message identifiers (RFC 5322 section 3.6.4), read tolerantly, with the place of everything.

use super::lex::{Lexer, TokenKind};
use crate::find::memrchr;
use crate::scan::trim_wsp;
use crate::span::Span;
use memchr::memchr;

/// The identifiers of a field: one in Message-ID, many in References.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MessageIds {
    /// The identifiers.
    pub ids: Vec<MessageId>,
    /// What was tolerated, in order.
    pub faults: Vec<(Fault, Span)>,
}

/// One identifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MessageId {
    /// All of it, with the angle brackets that are there.
    pub span: Span,
    /// The part before the last `@`.
    pub left: Span,
    /// The part after it; empty where it is missing.
    pub right: Span,
}

/// What is wrong in a field of identifiers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fault {
    /// `<`, `>` or both are missing.
    Bracket,
    /// There is no `@`.
    MissingAt,
    /// There is more than one `@`.
    SecondAt,
    /// Nothing before or after the `@`.
    EmptySide,
    /// White space within.
    Blank,
    /// Text outside the brackets that is no comment.
    Text,
    /// White space beside `@`, a dot or a bracket, which the obsolete form has (RFC 5322 section 4.5.4).
    OldBlank,
    /// A quoted string before the `@`, which the obsolete form has.
    Quoted,
    /// A dot at the beginning or end of a side, or two in a row.
    Dot,
    /// A character that may not stand there.
    Character,
}

impl MessageIds {
    /// Reads a field body.
    pub fn read(input: &[u8], body: Span) -> Self {
        let mut read = Self::default();
        let body = trim_wsp(input, body);
        let mut at = body.start;
        // After a comment that is not closed nothing is one, so that none is looked for twice.
        let mut comments = true;
        loop {
            let rest = trim_wsp(input, Span::new(at, body.end));
            at = match rest.slice(input).first() {
                None => break,
                Some(b'<') => read.bracketed(input, rest),
                Some(b'(') if comments => {
                    let end = comment(input, rest);
                    comments = end.is_some();
                    end.unwrap_or(rest.start)
                }
                Some(_) => read.text(input, rest),
            };
        }
        read
    }

    /// An identifier that begins with `<`; answers where it ends.
    fn bracketed(&mut self, input: &[u8], rest: Span) -> u32 {
        let close = memchr(b'>', rest.slice(input)).map(|close| rest.start + close as u32);
        let end = close.map_or(rest.end, |close| close + 1);
        let span = Span::new(rest.start, end);
        if close.is_none() {
            self.faults.push((Fault::Bracket, span));
        }
        self.id(input, span, Span::new(rest.start + 1, close.unwrap_or(rest.end)));
        end
    }

    /// Text outside brackets: an identifier without them, if there is no other; answers where it ends.
    fn text(&mut self, input: &[u8], rest: Span) -> u32 {
        let bytes = rest.slice(input);
        let stop = bytes[1..].iter().position(|byte| matches!(byte, b'<' | b'('));
        let end = stop.map_or(rest.end, |stop| rest.start + 1 + stop as u32);
        let text = trim_wsp(input, Span::new(rest.start, end));
        if self.ids.is_empty() && input.get(end as usize) != Some(&b'<') {
            self.faults.push((Fault::Bracket, text));
            let closed = text.slice(input).ends_with(b">");
            self.id(input, text, Span::new(text.start, text.end - u32::from(closed)));
        } else {
            self.faults.push((Fault::Text, text));
        }
        end
    }

    /// Takes what stands between brackets apart.
    fn id(&mut self, input: &[u8], span: Span, inside: Span) {
        let bytes = inside.slice(input);
        let Some(at) = memrchr(b'@', bytes) else {
            self.faults.push((Fault::MissingAt, span));
            self.ids.push(MessageId { span, left: inside, right: Span::at(inside.end) });
            return;
        };
        let at = inside.start + at as u32;
        let (left, right) = (Span::new(inside.start, at), Span::new(at + 1, inside.end));
        self.ids.push(MessageId { span, left, right });
        for side in [left, right] {
            let trimmed = trim_wsp(input, side);
            if trimmed.is_empty() {
                self.faults.push((Fault::EmptySide, span));
                return;
            }
            if trimmed != side {
                self.faults.push((Fault::OldBlank, span));
            }
            self.side(input, trimmed, side == left);
        }
    }

    /// Looks at one side: `dot-atom-text`, or a literal on the right.
    fn side(&mut self, input: &[u8], side: Span, is_left: bool) {
        let bytes = side.slice(input);
        if is_left && bytes.len() > 1 && bytes.starts_with(b"\"") && bytes.ends_with(b"\"") {
            self.faults.push((Fault::Quoted, side));
            return;
        }
        if !is_left && bytes.starts_with(b"[") && bytes.ends_with(b"]") {
            return;
        }
        let mut before = b'.';
        for (index, &byte) in bytes.iter().enumerate() {
            let fault = match byte {
                b'@' => Some(Fault::SecondAt),
                b'.' if before == b'.' => Some(Fault::Dot),
                b' ' | b'\t' | b'\r' | b'\n' => Some(Fault::Blank),
                _ if byte == b'.' || is_atext(byte) => None,
                _ => Some(Fault::Character),
            };
            if let Some(fault) = fault {
                self.faults.push((fault, Span::of(index, index + 1).shift(side.start)));
                return;
            }
            before = byte;
        }
        if before == b'.' {
            self.faults.push((Fault::Dot, Span::new(side.end - 1, side.end)));
        }
    }
}

/// The end of the comment at the head of `rest`.
fn comment(input: &[u8], rest: Span) -> Option<u32> {
    let token = Lexer::new(input, rest).next()?;
    matches!(token.kind, TokenKind::Comment { closed: true }).then_some(token.span.end)
}

/// RFC 5322 section 3.2.3, and what RFC 6532 adds.
fn is_atext(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte) || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn faults(text: &str) -> Vec<(Fault, &str)> {
        let read = MessageIds::read(text.as_bytes(), Span::of(0, text.len()));
        read.faults.iter().map(|(fault, span)| (*fault, &text[span.range()])).collect()
    }

    #[test]
    fn well_formed_identifiers() {
        for text in [
            " <20261124.1@minatobunko.co.jp>",
            "\r\n <a|b{c}%d+e=f/g@[192.0.2.1]> (made (by) us)",
            "(before)<x@y_z>",
            "<a@b> <c@d>",
            "<=?UTF-8?Q?a?=@b.example>",
        ] {
            assert_eq!(faults(text), [], "{text}");
        }
        let read = MessageIds::read(b"<a.b@c.d> <e@f>", Span::new(0, 15));
        let first = MessageId { span: Span::new(0, 9), left: Span::new(1, 4), right: Span::new(5, 8) };
        assert_eq!((read.ids.len(), read.ids[0]), (2, first));
    }

    #[test]
    fn faults_have_places() {
        use Fault::*;
        assert_eq!(faults("1@a.example"), [(Bracket, "1@a.example")]);
        assert_eq!(faults("1@a.example (mine)"), [(Bracket, "1@a.example")]);
        assert_eq!(faults("<1@a.example"), [(Bracket, "<1@a.example")]);
        assert_eq!(faults("1@a.example>"), [(Bracket, "1@a.example>")]);
        assert_eq!(faults("<1.a>"), [(MissingAt, "<1.a>")]);
        assert_eq!(faults("<1@@a>"), [(SecondAt, "@")]);
        assert_eq!(faults("<@a>"), [(EmptySide, "<@a>")]);
        assert_eq!(faults("<a b@c>"), [(Blank, " ")]);
        assert_eq!(faults("<ab@c> x"), [(Text, "x")]);
        assert_eq!(faults("<a @c>"), [(OldBlank, "<a @c>")]);
        assert_eq!(faults("<\"a b\"@c>"), [(Quoted, "\"a b\"")]);
        assert_eq!(faults("<.a@b.>"), [(Dot, "."), (Dot, ".")]);
        assert_eq!(faults("<a:b@c>"), [(Character, ":")]);
        assert_eq!(faults("(open <a@b>"), [(Text, "(open")]);
        assert_eq!(faults("<a@b>, <c@d>"), [(Text, ",")]);
        assert_eq!(faults(""), []);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[<>@(). \"a\r\n]{0,30}") {
            let _ = faults(&text);
        }
    }
}
