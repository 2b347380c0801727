//! Pictures that go with the HTML and that it does not show.

use super::Message;
use crate::decode::param;
use crate::find::has;
use crate::scan::{Form, Name};
use crate::span::Span;

/// A picture that nothing shows.
#[derive(Clone, Copy, Debug)]
pub struct Orphan {
    /// The part.
    pub id: u32,
    /// Its Content-ID, or where its media type stands.
    pub place: Span,
    /// The value of its Content-Disposition.
    pub disposition: Option<Span>,
}

/// Pictures whose names are looked for; with more, nothing is said.
const MOST: usize = 50;

impl Message<'_> {
    /// The pictures in multipart/related, beside the HTML, that it refers to in no way.
    pub fn orphans(&self) -> Vec<Orphan> {
        let mut orphans = Vec::new();
        for (id, entity, part) in self.entities() {
            let inline = entity.ordinal > 1 && part.media.has_type(self.input.bytes, "image") && !part.attachment;
            let beside = entity.parent.filter(|_| inline && entity.form == Form::Leaf);
            if beside.is_some_and(|parent| self.is_about_html(parent))
                && !self.in_other_message(id)
                && let Some(orphan) = self.inline_picture(id)
            {
                orphans.push(orphan);
            }
            if orphans.len() > MOST {
                return Vec::new();
            }
        }
        if orphans.is_empty() {
            return orphans;
        }
        for html in self.body_parts("text/html") {
            let (shown, text) = (self.cid_names(html), &self.text(html).text);
            let mut lost = Vec::new();
            for orphan in orphans {
                let id = self.slice(orphan.place);
                let known = shown.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(id));
                if !known && !self.is_named_in(orphan.id, text) {
                    lost.push(orphan);
                }
            }
            orphans = lost;
        }
        orphans
    }

    /// Whether an entity is a multipart/related around HTML of the body that does not begin with a picture.
    fn is_about_html(&self, id: u32) -> bool {
        let body = self.entity(id).body;
        let after = &self.body[self.body.partition_point(|part| *part <= id)..];
        let mut inside = after.iter().take_while(|part| body.contains(self.entity(**part).body));
        self.is(id, "multipart/related")
            && self.param_text(id, "start").is_empty()
            && inside.any(|part| self.is(*part, "text/html"))
    }

    /// `id` as an orphan, if it says that it belongs to a page.
    fn inline_picture(&self, id: u32) -> Option<Orphan> {
        let part = &self.parts[id as usize];
        let disposition = part.disposition.map(|_| part.disposition_value.value);
        let mut fields = self.scan.fields_of(self.entity(id)).iter();
        let own = fields.find(|field| field.name == Name::ContentId).map(|field| self.content_id(field));
        let inline = disposition.is_some_and(|value| self.slice(value).eq_ignore_ascii_case(b"inline"));
        (own.is_some() || inline).then(|| Orphan {
            id,
            place: own.unwrap_or_else(|| self.media_place(id)),
            disposition,
        })
    }

    /// Whether a text holds the file name or the last piece of the Content-Location of a part.
    fn is_named_in(&self, id: u32, text: &str) -> bool {
        self.names_in(id).iter().any(|(is_place, name)| {
            if !is_place {
                return name.len() > 3 && has(text, name);
            }
            let begin = name.bytes().rposition(|byte| matches!(byte, b'/' | b':')).map_or(0, |at| at + 1);
            begin == name.len() || has(text, &name[begin..])
        })
    }

    /// Whatever follows `cid:` in a text, escapes undone.
    pub fn cid_names(&self, id: u32) -> Vec<String> {
        let (text, mut names) = (&self.text(id).text, Vec::new());
        for colon in memchr::memchr_iter(b':', text.as_bytes()) {
            let scheme = colon.checked_sub(3).and_then(|start| text.as_bytes().get(start..colon));
            if scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"cid")) {
                let rest = &text.as_bytes()[colon + 1..];
                let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"'<>)&\\".contains(byte);
                let name = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
                names.push(param::unescape(name));
            }
        }
        names
    }
}
