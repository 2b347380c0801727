//! What stands between `<` and `>`: tags with their attributes, comments, declarations.

use memchr::memchr;

use super::token::{Attribute, CommentForm, Kind, Quote};
use crate::span::Span;

/// A place in the text up to its end.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
}

/// The byte is white space, `/` or `>`: it ends the name of a tag.
const ENDS_TAG_NAME: u8 = 1;
/// The byte is white space, `/`, `>` or `=`: it ends the name of an attribute.
const ENDS_NAME: u8 = 2;
/// The byte is white space or `>`: it ends a value without quotes.
const ENDS_VALUE: u8 = 4;
/// The byte is white space.
const SPACE: u8 = 8;

static CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let spaces = b"\t\n\x0C\r ";
    let mut at = 0;
    while at < spaces.len() {
        class[spaces[at] as usize] = ENDS_TAG_NAME | ENDS_NAME | ENDS_VALUE | SPACE;
        at += 1;
    }
    class[b'/' as usize] = ENDS_TAG_NAME | ENDS_NAME;
    class[b'>' as usize] = ENDS_TAG_NAME | ENDS_NAME | ENDS_VALUE;
    class[b'=' as usize] = ENDS_NAME;
    class
};

impl Cursor<'_> {
    /// The byte `ahead` bytes from here.
    pub(super) fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// Reads the name of a tag (section 13.2.5.8).
    pub(super) fn tag_name(&mut self) -> Span {
        let start = self.at;
        self.skip_until(ENDS_TAG_NAME);
        Span::of(start, self.at)
    }

    /// Reads attributes and the `>` of a tag (sections 13.2.5.32 to 13.2.5.40).
    ///
    /// Says whether the tag closes itself; nothing where the text ends before the tag does.
    pub(super) fn attributes(&mut self, attributes: &mut Vec<Attribute>) -> Option<bool> {
        let mut slash = false;
        loop {
            match self.peek(0)? {
                b'>' => {
                    self.at += 1;
                    return Some(slash);
                }
                b'/' => slash = true,
                byte if CLASS[byte as usize] & SPACE != 0 => slash = false,
                _ => {
                    slash = false;
                    attributes.push(self.attribute()?);
                    continue;
                }
            }
            self.at += 1;
        }
    }

    /// Reads an attribute; nothing where the text ends inside its quotes.
    fn attribute(&mut self) -> Option<Attribute> {
        let start = self.at;
        // A `=` in front is part of the name (section 13.2.5.32).
        self.at += 1;
        self.skip_until(ENDS_NAME);
        let name = Span::of(start, self.at);
        self.skip_space();
        if self.peek(0) != Some(b'=') {
            return Some(Attribute { name, value: Span::at(name.end), quote: Quote::Absent });
        }
        self.at += 1;
        self.skip_space();
        let (value, quote) = match self.peek(0) {
            Some(b'"') => (self.quoted(b'"')?, Quote::Double),
            Some(b'\'') => (self.quoted(b'\'')?, Quote::Single),
            _ => {
                let start = self.at;
                self.skip_until(ENDS_VALUE);
                (Span::of(start, self.at), Quote::Unquoted)
            }
        };
        Some(Attribute { name, value, quote })
    }

    fn quoted(&mut self, quote: u8) -> Option<Span> {
        let start = self.at + 1;
        let Some(len) = memchr(quote, &self.bytes[start..]) else {
            self.at = self.bytes.len();
            return None;
        };
        self.at = start + len + 1;
        Some(Span::of(start, start + len))
    }

    fn skip_until(&mut self, class: u8) {
        while let Some(&byte) = self.bytes.get(self.at)
            && CLASS[byte as usize] & class == 0
        {
            self.at += 1;
        }
    }

    fn skip_space(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at)
            && CLASS[byte as usize] & SPACE != 0
        {
            self.at += 1;
        }
    }

    /// Reads what begins with `<!` at `start` (section 13.2.5.42).
    pub(super) fn declaration(&mut self, start: usize) -> Kind {
        let rest = &self.bytes[start + 2..];
        if rest.starts_with(b"--") {
            return self.comment(start);
        }
        if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            // A `>` ends it in every state, also between quotes (sections 13.2.5.53 to 13.2.5.68).
            self.at = past(self.bytes, start + 9);
            return Kind::Doctype;
        }
        self.bogus_comment(start + 2)
    }

    /// Reads the comment whose `<!--` begins at `start` (sections 13.2.5.43 to 13.2.5.52).
    fn comment(&mut self, start: usize) -> Kind {
        let open = start + 4;
        self.at = open;
        let data_end = loop {
            let rest = &self.bytes[self.at..];
            let Some(found) = memchr(b'>', rest) else {
                self.at = self.bytes.len();
                // What could have become the end is not part of the comment.
                break self.at - trailing(&self.bytes[open..], &[b"--!", b"--", b"-"]);
            };
            let at = self.at + found;
            self.at = at + 1;
            // `<!-->` and `<!--->` are whole, so the dashes that open may also close; `<!--!>` is not.
            let dashes = |from: usize| &self.bytes[from..from + 2] == b"--";
            if dashes(at - 2) {
                break at - 2;
            }
            if at >= open + 3 && self.bytes[at - 1] == b'!' && dashes(at - 3) {
                break at - 3;
            }
        };
        let data = Span::of(open, data_end.max(open));
        let condition = data.slice(self.bytes).get(..3).is_some_and(|word| word.eq_ignore_ascii_case(b"[if"));
        let form = if condition { CommentForm::Conditional } else { CommentForm::Plain };
        Kind::Comment { data, form }
    }

    /// Reads on to the next `>` as a comment (section 13.2.5.41).
    pub(super) fn bogus_comment(&mut self, start: usize) -> Kind {
        self.at = past(self.bytes, start);
        let closed = self.at > start && self.bytes[self.at - 1] == b'>';
        let data = Span::of(start, self.at - usize::from(closed));
        Kind::Comment { data, form: CommentForm::Bogus }
    }
}

/// Length of the first of `ends` that `bytes` end with.
fn trailing(bytes: &[u8], ends: &[&[u8]]) -> usize {
    ends.iter().find(|end| bytes.ends_with(end)).map_or(0, |end| end.len())
}

/// The place after the next `>`, or the end.
fn past(bytes: &[u8], from: usize) -> usize {
    memchr(b'>', &bytes[from..]).map_or(bytes.len(), |found| from + found + 1)
}

/// Places of the attributes whose names, without regard to ASCII case, stood before.
///
/// Sorted, not compared in pairs: a tag may hold 100,000 of them.
pub(super) fn duplicates(bytes: &[u8], attributes: &[Attribute]) -> Vec<usize> {
    let name = |index: usize| attributes[index].name.slice(bytes);
    let mut order: Vec<usize> = (0..attributes.len()).collect();
    order.sort_by(|&one, &other| compare(name(one), name(other)).then(one.cmp(&other)));
    let same = order.windows(2).filter(|pair| name(pair[0]).eq_ignore_ascii_case(name(pair[1])));
    let mut places: Vec<usize> = same.map(|pair| pair[1]).collect();
    places.sort_unstable();
    places
}

fn compare(one: &[u8], other: &[u8]) -> std::cmp::Ordering {
    one.iter().map(u8::to_ascii_lowercase).cmp(other.iter().map(u8::to_ascii_lowercase))
}
