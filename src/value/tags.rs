//! `tag=value; tag=value`: DKIM-Signature, ARC fields and DNS records (RFC 6376 section 3.2).

use crate::scan::trim_wsp;
use crate::span::Span;
use memchr::memchr;

/// A tag-list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tags {
    /// The tags, in order.
    pub list: Vec<Tag>,
}

/// One tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tag {
    /// Its name.
    pub name: Span,
    /// Its value, blanks around it aside.
    pub value: Span,
}

impl Tags {
    /// Reads a field body.
    pub fn read(input: &[u8], body: Span) -> Self {
        let bytes = body.slice(input);
        let mut list = Vec::new();
        let mut start = 0;
        while start <= bytes.len() {
            let end = memchr(b';', &bytes[start..]).map_or(bytes.len(), |at| start + at);
            if let Some(equals) = memchr(b'=', &bytes[start..end]) {
                let part = |from: usize, to: usize| trim_wsp(input, Span::of(from, to).shift(body.start));
                list.push(Tag { name: part(start, start + equals), value: part(start + equals + 1, end) });
            }
            start = end + 1;
        }
        Self { list }
    }

    /// The value of a tag.
    pub fn get(&self, input: &[u8], name: &str) -> Option<Span> {
        self.list.iter().find(|tag| tag.name.slice(input) == name.as_bytes()).map(|tag| tag.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        let text = b" v=1; a = rsa-sha256;\r\n d=x.example; b=a=b;";
        let tags = Tags::read(text, Span::of(0, text.len()));
        let get = |name| tags.get(text, name).map(|span| span.slice(text));
        assert_eq!(get("a"), Some(&b"rsa-sha256"[..]));
        assert_eq!(get("d"), Some(&b"x.example"[..]));
        assert_eq!(get("b"), Some(&b"a=b"[..]));
        assert_eq!(get("h"), None);
    }
}
