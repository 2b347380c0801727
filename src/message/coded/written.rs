//! What people read, as text: the parts of the body, the subject and the names of senders.

use super::Unit;
use crate::decode::charset::{self, Charset};
use crate::decode::word::HeaderText;
use crate::find::find;
use crate::finding::{Place, Shown};
use crate::message::repair::Changes;
use crate::message::{Message, PartText};
use crate::scan::Name;
use crate::span::Span;

/// A text that people read, and holds more than ASCII.
#[derive(Debug)]
pub struct Written<'m> {
    /// Where it stands.
    pub unit: Unit<'m>,
    from: From<'m>,
}

#[derive(Debug)]
enum From<'m> {
    Part(&'m PartText<'m>),
    Field(HeaderText<'m>),
}

impl Written<'_> {
    /// The text.
    pub fn text(&self) -> &str {
        match &self.from {
            From::Part(part) => &part.text,
            From::Field(field) => &field.text,
        }
    }

    /// Where some of the text stands.
    pub fn place(&self, span: Span) -> Place {
        match (&self.from, self.unit) {
            (From::Part(part), Unit::Part(entity)) => {
                Place { raw: part.to_raw(span), shown: Some(Shown { entity, span }) }
            }
            (From::Field(field), _) => field.to_raw(span).into(),
            (From::Part(part), _) => part.to_raw(span).into(),
        }
    }

    /// Where the first four of some pieces of the text stand: as many as a finding shows.
    pub fn places(&self, spans: &[Span]) -> Vec<Place> {
        let mut places = Vec::new();
        for span in spans.iter().take(4) {
            places.push(self.place(*span));
        }
        places
    }

    /// Where the first four of some changes belong.
    pub fn changed(&self, changes: &Changes) -> Vec<Place> {
        let mut places = Vec::new();
        for (span, _) in changes.iter().take(4) {
            places.push(self.place(*span));
        }
        places
    }
}

impl Written<'_> {
    /// Whether its charset is declared, or guessed for a good reason, and all of it decodes.
    pub fn is_declared(&self, msg: &Message) -> bool {
        match &self.from {
            From::Part(part) if part.charset_faults.undecodable() > 0 => false,
            From::Part(part) if part.declared => true,
            From::Part(part) => {
                matches!(self.unit, Unit::Part(id) if charset::guess(&msg.octets(id)) == Some(part.charset))
            }
            From::Field(_) => self.is_whole(msg),
        }
    }

    /// Whether it is Unicode as it was sent: in UTF-8 and without a fault.
    pub fn is_whole(&self, msg: &Message) -> bool {
        match (&self.from, self.unit) {
            (From::Part(part), _) => part.charset == Charset::UTF_8 && part.charset_faults.is_empty(),
            (From::Field(text), Unit::Field(field)) => {
                text.words.iter().all(|word| word.fault.is_none()) && std::str::from_utf8(msg.slice(field.body)).is_ok()
            }
            _ => false,
        }
    }
}

impl Message<'_> {
    /// Subject, names of senders, and the parts of the body, where they are not ASCII.
    pub fn written(&self) -> Vec<Written<'_>> {
        let mut found = Vec::new();
        for field in self.fields() {
            let bytes = self.slice(field.body);
            let shown = matches!(field.name, Name::Subject | Name::From | Name::Sender | Name::ReplyTo);
            if shown && (!bytes.is_ascii() || find(bytes, b"=?").is_some()) {
                found.push(Written { unit: Unit::Field(field), from: From::Field(self.text_of(field)) });
            }
        }
        for &id in &self.body {
            if !self.text(id).text.is_ascii() {
                found.push(Written { unit: Unit::Part(id), from: From::Part(self.text(id)) });
            }
        }
        found
    }
}
