//! `tag=value; tag=value`: DKIM-Signature, ARC fields and DNS records (RFC 6376 section 3.2).

use crate::scan::trim_wsp;
use crate::span::Span;
use memchr::{memchr, memchr_iter};

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
        let mut start = 0;
        let ends = memchr_iter(b';', bytes).chain([bytes.len()]);
        let list = ends.filter_map(|end| {
            let spec = start..end;
            start = end + 1;
            let equals = memchr(b'=', &bytes[spec.clone()])? + spec.start;
            let part = |from: usize, to: usize| trim_wsp(input, Span::of(from, to).shift(body.start));
            Some(Tag { name: part(spec.start, equals), value: part(equals + 1, spec.end) })
        });
        Self { list: list.collect() }
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
