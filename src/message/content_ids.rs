//! What HTML refers to by `cid:` (RFC 2392), and the parts that have such a name.

use super::{LinkPlace, Message};
use crate::decode::param;
use crate::find::begins;
use crate::html::link::LinkKind;
use crate::order::order;
use crate::scan::params::Structured;
use crate::scan::{Field, Form, Name};
use crate::span::Span;

/// A reference to a part, and what it comes to.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The HTML part it stands in.
    pub entity: u32,
    /// The address as written, in the part's text.
    pub span: Span,
    /// The name, escapes undone.
    pub id: String,
    /// What it leads to.
    pub found: Found,
}

/// What a reference leads to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Found {
    /// A part within reach.
    Part,
    /// A part that belongs to another multipart/related.
    Elsewhere,
    /// A part whose Content-ID has other letter cases; the place of that.
    OtherCase(Span),
    /// A part whose file name or Content-Location it is.
    ByName,
    /// Nothing.
    Nothing,
}

/// References looked at.
const MOST: usize = 300;

impl Message<'_> {
    /// The references of the body to parts.
    pub fn references(&self) -> Vec<Reference> {
        let mut references = Vec::new();
        for link in self.links() {
            let LinkPlace::Html(kind, _) = link.place else { continue };
            let unseen = matches!(kind, LinkKind::Hidden | LinkKind::Base | LinkKind::Refresh);
            if unseen || !begins(link.url.as_bytes(), "cid:") || references.len() == MOST {
                continue;
            }
            let name = &link.url.as_bytes()[4..];
            // What a mail system puts in later is not there yet.
            if !name.is_empty() && !name.iter().any(|byte| matches!(byte, b'{' | b'[' | b'$')) {
                let id = param::unescape(name);
                references.push(Reference { entity: link.entity, span: link.span, id, found: Found::Nothing });
            }
        }
        if references.is_empty() {
            return references;
        }
        let (ids, mut names) = (self.content_ids(), None);
        for reference in &mut references {
            reference.found = self.resolve(reference, &ids);
            if reference.found == Found::Nothing {
                let names = names.get_or_insert_with(|| self.part_names());
                if names.iter().any(|name| name.eq_ignore_ascii_case(&reference.id)) {
                    reference.found = Found::ByName;
                }
            }
        }
        references
    }

    /// The parts with a Content-ID and the places of these, without brackets.
    pub fn content_ids(&self) -> Vec<(u32, Span)> {
        let mut ids = Vec::new();
        for (id, entity, _) in self.entities() {
            for field in self.scan.fields_of(entity) {
                if field.name == Name::ContentId && !self.in_other_message(id) {
                    ids.push((id, self.content_id(field)));
                }
            }
        }
        ids
    }

    /// The value of a Content-ID field, without brackets.
    pub(super) fn content_id(&self, field: &Field) -> Span {
        let mut value = field.value(self.input.bytes);
        value.start += u32::from(self.slice(value).starts_with(b"<"));
        value.end -= u32::from(self.slice(value).ends_with(b">"));
        value
    }

    fn resolve(&self, reference: &Reference, ids: &[(u32, Span)]) -> Found {
        let id = reference.id.as_bytes();
        let mut found = Found::Nothing;
        for (part, span) in ids {
            let name = self.slice(*span);
            let here = match () {
                () if name == id && self.is_within_reach(reference.entity, *part) => return Found::Part,
                () if name == id => Found::Elsewhere,
                () if name.eq_ignore_ascii_case(id) => Found::OtherCase(*span),
                () => continue,
            };
            found = found.min(here);
        }
        found
    }

    /// Whether the nearest multipart/related around `part` holds `html` too, or there is none.
    fn is_within_reach(&self, html: u32, part: u32) -> bool {
        let related = self.related_around(part);
        related.is_none_or(|related| self.entity(related).body.contains(self.entity(html).body))
    }

    /// The nearest multipart/related around `part`.
    pub(super) fn related_around(&self, mut part: u32) -> Option<u32> {
        while let Some(parent) = self.entity(part).parent {
            if self.is(parent, "multipart/related") {
                return Some(parent);
            }
            part = parent;
        }
        None
    }

    /// The file names and the Content-Locations of the parts.
    fn part_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for id in 1..self.parts.len() as u32 {
            if self.in_other_message(id) {
                continue;
            }
            for (is_place, name) in self.names_in(id) {
                let mut rest = &*name;
                while let Some(place) = rest.strip_prefix("cid:").filter(|_| is_place) {
                    rest = place;
                }
                names.push(rest.to_owned());
            }
        }
        names
    }

    /// The file names and the Content-Locations of a part, and which of the two each is.
    pub(super) fn names_in(&self, id: u32) -> Vec<(bool, String)> {
        let mut names = Vec::new();
        for field in self.scan.fields_of(self.entity(id)) {
            let param = match field.name {
                Name::ContentType => "name",
                Name::ContentDisposition => "filename",
                Name::ContentLocation => {
                    let place = String::from_utf8_lossy(self.slice(field.value(self.input.bytes)));
                    names.push((true, place.into_owned()));
                    continue;
                }
                _ => continue,
            };
            let fields = Structured::read(self.input.bytes, field.body);
            if let Some(value) = param::read(self.input.bytes, &fields, param) {
                names.push((false, value.text));
            }
        }
        names
    }

    /// Content-IDs that a part before has too, and where that has it. Not where the two parts are the same, or alternatives
    /// (RFC 2046 section 5.1.4).
    pub fn same_ids(&self, ids: &[(u32, Span)]) -> Vec<(Span, Span)> {
        let mut found = Vec::new();
        let mut first: Option<(u32, Span)> = None;
        for at in order(ids.len(), &mut |one, other| self.slice(ids[one].1).cmp(self.slice(ids[other].1))) {
            let (id, span) = ids[at];
            match first.filter(|(_, other)| self.slice(*other) == self.slice(span)) {
                Some((other, before)) if self.are_confused(other, id) => found.push((span, before)),
                Some(_) => {}
                None => first = Some((id, span)),
            }
        }
        found
    }

    fn are_confused(&self, one: u32, other: u32) -> bool {
        let related = self.related_around(one);
        let same = self.slice(self.entity(one).body) == self.slice(self.entity(other).body);
        related.is_some() && related == self.related_around(other) && !same && !self.are_alternatives(one, other)
    }

    /// Whether the innermost multipart around two parts offers them as alternatives.
    fn are_alternatives(&self, mut one: u32, other: u32) -> bool {
        while let Some(parent) = self.entity(one).parent {
            if self.entity(parent).body.contains(self.entity(other).body) {
                let multipart = matches!(self.entity(parent).form, Form::Multipart { .. });
                return multipart && self.is(parent, "multipart/alternative");
            }
            one = parent;
        }
        false
    }
}
