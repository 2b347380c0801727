//! HTML cut into tokens by the tokenization states (HTML Standard, section 13.2.5).
//!
//! The tokens tile the text: what the standard drops (`</>`, a tag that the end of the text cuts off) is a token of
//! its own, [`Kind::Dropped`]. Nothing is decoded or copied, and nothing is read twice: every search that finds no
//! end takes all the text it searched.
//!
//! In place of tree construction the tokenizer itself switches to the states for raw text after `<style>`,
//! `<script>`, `<title>` and their like, also inside SVG and MathML, where a parser would not, unless the tag closes
//! itself there: `<svg><style/>` must not swallow the page. `<noscript>` is an ordinary element, because mail clients
//! run no scripts.

use memchr::memchr;

use super::name;
use super::tag::Cursor;
use crate::span::Span;

/// A piece of HTML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, `<` and `>` included.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `<a href="x">`; its attributes are [`Tokenizer::attributes`] until the next token is asked for.
    StartTag {
        /// The name as written.
        name: Span,
        /// Whether it ends in `/>`, which has no effect on HTML elements.
        self_closing: bool,
    },
    /// `</a>`; attributes, which have no effect here, are in [`Tokenizer::attributes`] too.
    EndTag {
        /// The name as written.
        name: Span,
    },
    /// Characters.
    Text(Content),
    /// `<!-- x -->` and all that is read as a comment.
    Comment {
        /// What stands between the delimiters.
        data: Span,
        /// How it was written.
        form: CommentForm,
    },
    /// `<!DOCTYPE html>`.
    Doctype,
    /// Bytes that leave nothing behind: `</>`, or a tag that the end of the text cuts off.
    Dropped,
}

/// How the characters of a text are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    /// Character references count.
    Data,
    /// As [`Content::Data`], inside `<title>` or `<textarea>`, where tags do not count.
    RcData,
    /// Neither tags nor character references count: inside `<style>`, `<script>` and their like.
    Raw,
}

/// How a comment was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CommentForm {
    /// `<!-- x -->`.
    Plain,
    /// `<!--[if mso]> x <![endif]-->`: Outlook on Windows reads what is inside.
    Conditional,
    /// What was no comment, but is read as one: `<?x?>`, `</ x>`, `<![CDATA[x]]>`, `<![if !mso]>`.
    Bogus,
}

/// An attribute of a tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Attribute {
    /// The name as written.
    pub name: Span,
    /// The value without quotes, not decoded; empty after the name where there is none.
    pub value: Span,
    /// How the value was written.
    pub quote: Quote,
}

/// How the value of an attribute was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quote {
    /// No value: `hidden`.
    Absent,
    /// `width=10`, or nothing after the `=`.
    Unquoted,
    /// `alt='x'`.
    Single,
    /// `alt="x"`.
    Double,
}

/// Reads tokens one after another.
#[derive(Clone, Debug)]
pub struct Tokenizer<'t> {
    text: &'t str,
    cursor: Cursor<'t>,
    attributes: Vec<Attribute>,
    /// How many `<svg>` and `<math>` are open.
    foreign: u32,
    /// The element whose raw text comes next.
    raw: Option<(State, Span)>,
}

/// The states for text in which only one end tag counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    RcData,
    RawText,
    ScriptData,
    PlainText,
}

impl<'t> Tokenizer<'t> {
    /// A tokenizer at the start of `text`.
    pub fn new(text: &'t str) -> Self {
        Self::within(text, Span::of(0, text.len()))
    }

    /// A tokenizer for a part of `text`, as if nothing stood around it; spans still count from the start of `text`.
    pub fn within(text: &'t str, part: Span) -> Self {
        let end = text.floor_char_boundary(part.end as usize);
        let start = text.floor_char_boundary(part.start as usize).min(end);
        Self {
            text,
            cursor: Cursor { bytes: &text.as_bytes()[..end], at: start },
            attributes: Vec::new(),
            foreign: 0,
            raw: None,
        }
    }

    /// The attributes of the tag that came last, in order, repeated names included.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// The attribute of the tag that came last with this name; of several the first, as the standard has it.
    pub fn attribute(&self, name: &[u8]) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| self.name_is(attribute.name, name))
    }

    /// The attributes of the tag that came last whose names stood in it before, as places in [`Self::attributes`].
    ///
    /// The standard ignores them.
    pub fn duplicates(&self) -> Vec<usize> {
        super::tag::duplicates(self.text.as_bytes(), &self.attributes)
    }

    /// Whether the place reached lies in `<svg>` or `<math>`, as far as their own tags tell.
    pub fn in_foreign_content(&self) -> bool {
        self.foreign > 0
    }

    /// The text at `span`.
    pub fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Whether the name at `span` is `name`, without regard to ASCII case.
    pub fn name_is(&self, span: Span, name: &[u8]) -> bool {
        span.slice(self.text.as_bytes()).eq_ignore_ascii_case(name)
    }

    /// The name at `span` as a number (see [`name::key`]).
    pub fn key(&self, span: Span) -> u8 {
        name::key(span.slice(self.text.as_bytes()))
    }

    /// Characters up to the end tag that counts.
    fn raw_text(&mut self, state: State, name: Span) -> Option<Token> {
        let start = self.cursor.at;
        let name = name.slice(self.cursor.bytes);
        let content = if state == State::RcData { Content::RcData } else { Content::Raw };
        let end = match state {
            State::RcData | State::RawText => raw_text_end(self.cursor.bytes, start, name),
            State::ScriptData => script_end(self.cursor.bytes, start),
            State::PlainText => self.cursor.bytes.len(),
        };
        self.cursor.at = end;
        (end > start).then(|| Token { kind: Kind::Text(content), span: Span::of(start, end) })
    }

    /// What begins with `<` here (sections 13.2.5.6 to 13.2.5.8 and 13.2.5.42).
    fn markup(&mut self, start: usize) -> Kind {
        let cursor = &mut self.cursor;
        match cursor.peek(1) {
            Some(b'/') => match cursor.peek(2) {
                Some(letter) if letter.is_ascii_alphabetic() => self.tag(start + 2, true),
                Some(b'>') => {
                    cursor.at = start + 3;
                    Kind::Dropped
                }
                _ => cursor.bogus_comment(start + 2),
            },
            Some(b'!') => cursor.declaration(start),
            Some(b'?') => cursor.bogus_comment(start + 1),
            _ => self.tag(start + 1, false),
        }
    }

    fn tag(&mut self, name_start: usize, end_tag: bool) -> Kind {
        self.cursor.at = name_start;
        let name = self.cursor.tag_name();
        let Some(self_closing) = self.cursor.attributes(&mut self.attributes) else { return Kind::Dropped };
        let element = name.slice(self.cursor.bytes);
        let foreign = element.eq_ignore_ascii_case(b"svg") || element.eq_ignore_ascii_case(b"math");
        if end_tag {
            self.foreign = self.foreign.saturating_sub(u32::from(foreign));
            return Kind::EndTag { name };
        }
        self.foreign += u32::from(foreign && !self_closing);
        // Only in SVG and MathML does a tag close itself.
        if self.foreign == 0 || !self_closing {
            self.raw = raw_element(element).map(|state| (state, name));
        }
        Kind::StartTag { name, self_closing }
    }
}

impl Iterator for Tokenizer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.attributes.clear();
        if let Some((state, name)) = self.raw.take()
            && let Some(token) = self.raw_text(state, name)
        {
            return Some(token);
        }
        let start = self.cursor.at;
        let end = text_end(self.cursor.bytes, start);
        if end > start {
            self.cursor.at = end;
            return Some(Token { kind: Kind::Text(Content::Data), span: Span::of(start, end) });
        }
        if start == self.cursor.bytes.len() {
            return None;
        }
        let kind = self.markup(start);
        Some(Token { kind, span: Span::of(start, self.cursor.at) })
    }
}

/// Where the characters that begin at `start` end: at markup, or at the end (section 13.2.5.1).
fn text_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        at += found;
        let opens = match bytes.get(at + 1) {
            Some(b'/') => at + 2 < bytes.len(),
            Some(byte) => byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?'),
            None => false,
        };
        if opens {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The state that the tag of this element switches to (section 13.2.6.4, as far as it does so).
fn raw_element(name: &[u8]) -> Option<State> {
    let known: &[(&[u8], State)] = match name.len() {
        3 => &[(b"xmp", State::RawText)],
        5 => &[(b"style", State::RawText), (b"title", State::RcData)],
        6 => &[(b"script", State::ScriptData), (b"iframe", State::RawText)],
        7 => &[(b"noembed", State::RawText)],
        8 => &[(b"textarea", State::RcData), (b"noframes", State::RawText)],
        9 => &[(b"plaintext", State::PlainText)],
        _ => &[],
    };
    known.iter().find(|(element, _)| element.eq_ignore_ascii_case(name)).map(|(_, state)| *state)
}

/// Whether `bytes` goes on at `at` with `name` and a byte that ends a tag's name.
fn names(bytes: &[u8], at: usize, name: &[u8]) -> bool {
    let after = at + name.len();
    bytes.get(at..after).is_some_and(|found| found.eq_ignore_ascii_case(name))
        && matches!(bytes.get(after), Some(b'\t' | b'\n' | b'\x0C' | b'\r' | b' ' | b'/' | b'>'))
}

/// Where the end tag of `name` begins (sections 13.2.5.9 to 13.2.5.14).
fn raw_text_end(bytes: &[u8], start: usize, name: &[u8]) -> usize {
    let mut at = start;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        at += found;
        if bytes.get(at + 1) == Some(&b'/') && names(bytes, at + 2, name) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// Where the end tag of a script begins (sections 13.2.5.15 to 13.2.5.31).
///
/// After `<!--` a `<script>` inside hides the next `</script>`, until `-->`.
fn script_end(bytes: &[u8], start: usize) -> usize {
    #[derive(PartialEq)]
    enum Escape {
        None,
        Single,
        Double,
    }
    let mut escape = Escape::None;
    let mut at = start;
    while let Some(found) = memchr::memchr2(b'<', b'-', &bytes[at..]) {
        at += found;
        let rest = &bytes[at..];
        if rest.starts_with(b"-->") {
            escape = Escape::None;
            at += 3;
            continue;
        }
        if rest.starts_with(b"<!--") && escape == Escape::None {
            // The dashes may already be those of `-->`.
            escape = Escape::Single;
            at += 2;
            continue;
        }
        if rest.starts_with(b"</") && names(bytes, at + 2, b"script") {
            if escape != Escape::Double {
                return at;
            }
            escape = Escape::Single;
        } else if escape == Escape::Single && rest[0] == b'<' && names(bytes, at + 1, b"script") {
            escape = Escape::Double;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests;
