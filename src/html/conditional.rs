//! Conditional comments, which Outlook on Windows (and Internet Explorer before it) reads in its own way.
//!
//! No standard has them. To all other readers `<!--[if mso]>x<![endif]-->` is a comment, and `<![if !mso]>`,
//! `<![endif]>` are broken declarations around ordinary markup.

use crate::find;
use memchr::memchr;

use crate::span::Span;

/// What a comment says to Outlook.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conditional {
    /// `<!--[if mso]> x <![endif]-->`: others see nothing.
    Hidden {
        /// `mso`, white space at the ends left out.
        expression: Span,
        /// The markup for Outlook.
        inside: Span,
        /// Whether `<![endif]` is there.
        closed: bool,
    },
    /// `<!--[if !mso]><!-->` or `<![if !mso]>`: others see what follows.
    Revealed {
        /// `!mso`, white space at the ends left out.
        expression: Span,
    },
    /// `<!--<![endif]-->` or `<![endif]>`: what was revealed ends.
    End,
}

/// Reads the data of a comment of any form (see [`super::token::Kind::Comment`]).
pub fn conditional(text: &str, data: Span) -> Option<Conditional> {
    let bytes = data.slice(text.as_bytes());
    if ["[endif]", "<![endif]"].iter().any(|end| starts(bytes, end.as_bytes())) {
        return Some(Conditional::End);
    }
    if !starts(bytes, b"[if") {
        return None;
    }
    let bracket = memchr(b']', bytes)?;
    let expression = trimmed(bytes, 3, bracket).shift(data.start);
    let start = match bytes.get(bracket + 1) {
        Some(b'>') => bracket + 2,
        Some(_) => return None,
        None => bracket + 1,
    };
    let rest = bytes[start..].trim_ascii();
    if [&b""[..], b"<!", b"<!--"].contains(&rest) {
        return Some(Conditional::Revealed { expression });
    }
    let end = find::rfind(&bytes[start..], b"<![").filter(|end| starts(&bytes[start + end..], b"<![endif]"));
    let inside = Span::of(start, end.map_or(bytes.len(), |end| start + end)).shift(data.start);
    Some(Conditional::Hidden { expression, inside, closed: end.is_some() })
}

fn starts(bytes: &[u8], word: &[u8]) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn trimmed(bytes: &[u8], start: usize, end: usize) -> Span {
    let inner = &bytes[start..end.max(start)];
    let left = inner.len() - inner.trim_ascii_start().len();
    Span::of(start + left, start + left + inner.trim_ascii().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::token::{Kind, Tokenizer};

    /// What the comments of `text` say.
    fn short(text: &str) -> Vec<String> {
        let slice = |span: Span| &text[span.range()];
        let comments = Tokenizer::new(text).filter_map(|token| match token.kind {
            Kind::Comment { data, .. } => Some(data),
            _ => None,
        });
        let write = |data: Span| match conditional(text, data) {
            Some(Conditional::Hidden { expression, inside, closed: true }) => {
                format!("if {} hides {}", slice(expression), slice(inside))
            }
            Some(Conditional::Hidden { expression, inside, closed: false }) => {
                format!("if {} hides {} without end", slice(expression), slice(inside))
            }
            Some(Conditional::Revealed { expression }) => format!("if {} reveals", slice(expression)),
            Some(Conditional::End) => "end".to_owned(),
            None => "none".to_owned(),
        };
        comments.map(write).collect()
    }

    #[test]
    fn hidden() {
        assert_eq!(short("<!--[if mso]><b>x</b><![endif]-->"), ["if mso hides <b>x</b>"]);
        assert_eq!(short("<!--[IF (gte mso 9)|(IE) ]>x<![ENDIF]-->"), ["if (gte mso 9)|(IE) hides x"]);
        assert_eq!(short("<!--[if mso]>x<![endif]<![endif]-->"), ["if mso hides x<![endif]"]);
        assert_eq!(short("<!--[if mso]>x-->"), ["if mso hides x without end"]);
        assert_eq!(short("<!--[if mso]>x<![if y]-->"), ["if mso hides x<![if y] without end"]);
        assert_eq!(short("<!--[if]>x-->"), ["if  hides x without end"]);
    }

    #[test]
    fn revealed() {
        assert_eq!(short("<!--[if !mso]><!-->x<!--<![endif]-->"), ["if !mso reveals", "end"]);
        assert_eq!(short("<!--[if !mso]>-->x<!--<![endif]-->"), ["if !mso reveals", "end"]);
        assert_eq!(short("<!--[if !mso]><!-- -->x<!-- <![endif]-->"), ["if !mso reveals", "none"]);
        assert_eq!(short("<![if !mso]>x<![endif]>"), ["if !mso reveals", "end"]);
    }

    #[test]
    fn other_comments() {
        assert_eq!(short("<!--x--><!-- [if mso]>x<![endif]--><!--[if mso--><!--[if mso] >x-->"), ["none"; 4]);
        assert_eq!(short("<!--[i--><!---->"), ["none"; 2]);
    }
}
