//! What many rules ask about entities: which are the message's own, what they are, and where something in them stands.

use super::Message;
use crate::decode::charset::Charset;
use crate::decode::word::{HeaderText, Word};
use crate::decode::{Faults, qp};
use crate::finding::Place;
use crate::scan::params::Param;
use crate::scan::{Entity, Field, Form, Name};
use crate::span::Span;
use std::borrow::Cow;

/// The entities that do not stand inside another message, in order.
pub fn own(entities: &[Entity]) -> Vec<u32> {
    let (mut own, mut foreign) = (Vec::new(), vec![false; entities.len()]);
    for (id, entity) in entities.iter().enumerate() {
        let parent = entity.parent.map(|parent| parent as usize);
        foreign[id] = parent.is_some_and(|parent| foreign[parent] || entities[parent].form == Form::Message);
        if !foreign[id] {
            own.push(id as u32);
        }
    }
    own
}

impl Message<'_> {
    /// The media type of an entity, in lower case.
    pub fn media(&self, id: u32) -> String {
        self.parts[id as usize].media.text(self.input.bytes)
    }

    /// Whether the type of an entity is this (`text`, `multipart`), letter case aside.
    pub fn has_type(&self, id: u32, media: &str) -> bool {
        self.parts[id as usize].media.has_type(self.input.bytes, media)
    }

    /// The parameter of this name in the Content-Type of an entity.
    pub fn param(&self, id: u32, name: &str) -> Option<Param> {
        self.parts[id as usize].content_type_value.token(self.input.bytes, name)
    }

    /// Whether an entity is a multipart with its closing delimiter.
    pub fn is_closed(&self, id: u32) -> bool {
        matches!(self.entity(id).form, Form::Multipart { closed: true, .. })
    }

    /// Whether an entity is a part of the body.
    pub fn is_of_body(&self, id: u32) -> bool {
        self.body.binary_search(&id).is_ok()
    }

    /// The first part of the body of this media type.
    pub fn body_part(&self, media: &str) -> Option<u32> {
        self.body.iter().copied().find(|id| self.is(*id, media))
    }

    /// The entities of this media type, those of other messages aside.
    pub fn own_of(&self, media: &str) -> Vec<u32> {
        let mut found = Vec::new();
        for &id in &self.own {
            if self.is(id, media) {
                found.push(id);
            }
        }
        found
    }

    /// The fields of this name in all entities, those of other messages aside, each with its entity.
    pub fn fields_named(&self, name: Name) -> Vec<(u32, &Field)> {
        let mut found = Vec::new();
        for &id in &self.own {
            for field in self.scan.fields_of(self.entity(id)) {
                if field.name == name {
                    found.push((id, field));
                }
            }
        }
        found
    }

    /// The first field of this name in an entity.
    pub fn field_of(&self, id: u32, name: Name) -> Option<&Field> {
        self.scan.fields_of(self.entity(id)).iter().find(|field| field.name == name)
    }

    /// Where the first four of some pieces of the text of a part stand: as many as a finding shows.
    pub fn places_in(&self, id: u32, spans: &[Span]) -> Vec<Place> {
        let mut places = Vec::new();
        for span in spans.iter().take(4) {
            places.push(self.place_in(id, *span));
        }
        places
    }

    /// The text of a place in a header field, encoded-words decoded.
    pub fn text_at(&self, span: Span) -> String {
        HeaderText::read(self.input.bytes, span).text.into_owned()
    }

    /// Whether an encoded-word is in UTF-8.
    pub fn is_utf8(&self, word: &Word) -> bool {
        Charset::from_label(self.slice(word.charset)) == Some(Charset::UTF_8)
    }

    /// What is wrong with the quoted-printable of a leaf, with places in its body.
    pub fn qp_faults(&self, id: u32) -> Cow<'_, Faults<qp::Fault>> {
        match self.is_of_body(id) {
            true => Cow::Borrowed(&self.text(id).qp),
            false => Cow::Owned(qp::audit(self.slice(self.entity(id).body))),
        }
    }
    /// The places of a kind of fault in the quoted-printable of a leaf.
    pub fn qp_places(&self, id: u32, faults: &Faults<qp::Fault>, kind: qp::Fault) -> Vec<Span> {
        let mut places = Vec::new();
        for (fault, span) in faults.list() {
            if *fault == kind {
                places.push(span.shift(self.entity(id).body.start));
            }
        }
        places
    }
}
