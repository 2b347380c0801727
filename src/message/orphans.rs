//! Pictures that go with the HTML and that it does not show.

use super::Message;
use crate::decode::param;
use crate::find::has;
use crate::scan::params::Structured;
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
            if beside.is_some_and(|parent| self.is_about_html(parent)) && !self.in_other_message(id) {
                orphans.extend(self.inline_picture(id));
            }
            if orphans.len() > MOST {
                return Vec::new();
            }
        }
        if orphans.is_empty() {
            return orphans;
        }
        for html in self.body_parts("text/html") {
            let shown = self.cid_names(html);
            let text = &self.text(html).text;
            orphans.retain(|orphan| {
                let id = String::from_utf8_lossy(self.slice(orphan.place));
                !shown.iter().any(|name| name.eq_ignore_ascii_case(&id)) && !self.is_named_in(orphan.id, text)
            });
        }
        orphans
    }

    /// Whether an entity is a multipart/related around HTML of the body that does not begin with a picture.
    fn is_about_html(&self, id: u32) -> bool {
        let body = self.entity(id).body;
        let after = &self.body[self.body.partition_point(|part| *part <= id)..];
        let mut inside = after.iter().take_while(|part| body.contains(self.entity(**part).body));
        self.parts[id as usize].media.is(self.input.bytes, "multipart/related")
            && self.param_text(id, "start").is_empty()
            && inside.any(|part| self.parts[*part as usize].media.is(self.input.bytes, "text/html"))
    }

    /// `id` as an orphan, if it says that it belongs to a page.
    fn inline_picture(&self, id: u32) -> Option<Orphan> {
        let fields = self.scan.fields_of(self.entity(id));
        let of = |name| fields.iter().find(move |field| field.name == name);
        let disposition =
            of(Name::ContentDisposition).map(|field| Structured::read(self.input.bytes, field.body).value);
        let own = of(Name::ContentId).map(|field| {
            let value = field.value(self.input.bytes);
            let bytes = self.slice(value);
            let (open, close) =
                (u32::from(bytes.starts_with(b"<")), u32::from(bytes.ends_with(b">") && bytes.len() > 1));
            Span::new(value.start + open, value.end - close)
        });
        let inline = disposition.is_some_and(|value| self.slice(value).eq_ignore_ascii_case(b"inline"));
        (own.is_some() || inline).then(|| Orphan {
            id,
            place: own.unwrap_or_else(|| self.media_place(id)),
            disposition,
        })
    }

    /// Whether a text holds the file name or the last piece of the Content-Location of a part.
    fn is_named_in(&self, id: u32, text: &str) -> bool {
        self.scan.fields_of(self.entity(id)).iter().any(|field| {
            let name = match field.name {
                Name::ContentType => "name",
                Name::ContentDisposition => "filename",
                Name::ContentLocation => {
                    let place = String::from_utf8_lossy(self.slice(field.value(self.input.bytes))).into_owned();
                    let last = place.rsplit(['/', ':']).next().unwrap_or_default();
                    return last.is_empty() || has(text, last);
                }
                _ => return false,
            };
            let value = param::read(self.input.bytes, &Structured::read(self.input.bytes, field.body), name);
            value.is_some_and(|value| value.text.len() > 3 && has(text, &value.text))
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
