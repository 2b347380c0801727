//! What people read, as text: the parts of the body, the subject and the names of senders.

use super::Unit;
use crate::decode::charset::{self, Charset};
use crate::decode::word::HeaderText;
use crate::find::find;
use crate::finding::{self, Place};
use crate::message::repair::Changes;
use crate::message::{Message, PartText};
use crate::scan::{Field, Name};
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
    Field(&'m HeaderText<'m>),
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
                Place { raw: part.to_raw(span), shown: Some(finding::Shown { entity, span }) }
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

/// Where a text stands that people read and that holds more than ASCII.
#[derive(Debug)]
pub enum Shown<'a> {
    /// A part of the body.
    Part(u32),
    /// A field, by its number, decoded.
    Field(u32, HeaderText<'a>),
}

impl<'a> Message<'a> {
    /// Subject, names of senders, and the parts of the body, where they are not ASCII.
    pub fn written(&self) -> Vec<Written<'_>> {
        let mut found = Vec::new();
        for shown in self.all_shown() {
            found.push(match shown {
                Shown::Part(id) => Written { unit: Unit::Part(*id), from: From::Part(self.text(*id)) },
                Shown::Field(at, text) => {
                    Written { unit: Unit::Field(&self.fields()[*at as usize]), from: From::Field(text) }
                }
            });
        }
        found
    }

    /// The decoded text of a field, where it is one of them.
    pub(in crate::message) fn shown(&self, field: &Field) -> Option<&HeaderText<'a>> {
        self.all_shown().iter().find_map(|shown| match shown {
            Shown::Field(at, text) if self.fields()[*at as usize].body == field.body => Some(text),
            _ => None,
        })
    }

    fn all_shown(&self) -> &[Shown<'a>] {
        self.written.get_or_init(|| {
            let mut found = Vec::new();
            for (at, field) in self.fields().iter().enumerate() {
                let bytes = self.slice(field.body);
                let shown = matches!(field.name, Name::Subject | Name::From | Name::Sender | Name::ReplyTo);
                if shown && (!bytes.is_ascii() || find(bytes, b"=?").is_some()) {
                    found.push(Shown::Field(at as u32, self.decode(field)));
                }
            }
            for &id in &self.body {
                if !self.text(id).text.is_ascii() {
                    found.push(Shown::Part(id));
                }
            }
            found
        })
    }
}
