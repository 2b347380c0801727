//! What hides in the texts that readers see, or looks like something else: read in one pass, for the rules about it.

use super::{LinkPlace, Message, PartText};
use crate::decode::charset::Charset;
use crate::decode::word::HeaderText;
use crate::find::holds_any;
use crate::finding::{Case, Edit, Place, Shown};
use crate::html::entity::{self, Context};
use crate::message::repair::{retext, write_text};
use crate::rule::{Reported, Sink};
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::Note;
use crate::value::invisible::{Hidden, hidden, is_rightward};
use crate::value::lookalike::{mixed_words, styled_words};
use std::borrow::Cow;

/// What is odd in one text.
#[derive(Clone, Debug)]
pub struct Oddities {
    /// Which text.
    pub within: Within,
    /// Whether it holds letters that run from right to left.
    pub rightward: bool,
    /// The controls of direction themselves, in order.
    pub turns: Vec<char>,
    places: [Places; 9],
}

/// What is odd.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Odd {
    /// Invisible characters inside words.
    InWords,
    /// Invisible characters elsewhere.
    Beside,
    /// Characters that carry other text.
    Carriers,
    /// Marks of direction.
    Marks,
    /// Controls of direction.
    Controls,
    /// Invisible characters in the addresses of links.
    InLinks,
    /// Marks and controls of direction in the addresses of links.
    TurnedLinks,
    /// Words of several scripts that look like Latin.
    Mixed,
    /// Words in letters of mathematics.
    Styled,
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Within {
    /// The Subject.
    Subject(Field),
    /// A display name of the sender.
    Name(Field, Span),
    /// A part of the body.
    Part(u32),
}

/// Places in a text: all are counted, the first thousand are listed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Places {
    /// How many there are.
    pub count: u32,
    /// Where.
    pub list: Vec<Span>,
}

impl Places {
    /// Places that are listed.
    const LISTED: usize = 1000;

    fn push(&mut self, span: Span) {
        self.count += 1;
        if self.list.len() < Self::LISTED {
            self.list.push(span);
        }
    }

    /// Those of `list` with these numbers.
    pub fn of(numbers: &[usize], list: &[Span]) -> Self {
        let mut places = Self::default();
        for number in numbers {
            places.push(list[*number]);
        }
        places
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds those of another list.
    pub fn extend(&mut self, other: &Self) {
        self.count += other.count;
        self.list.extend(&other.list);
    }
}

impl Oddities {
    fn new(within: Within) -> Self {
        Self { within, rightward: false, turns: Vec::new(), places: Default::default() }
    }

    /// The places where something of this kind is odd.
    pub fn of(&self, odd: Odd) -> &Places {
        &self.places[odd as usize]
    }

    fn push(&mut self, odd: Odd, span: Span) {
        self.places[odd as usize].push(span);
    }

    /// Looks at a piece of text; `back` leads to the place in the whole.
    fn look(&mut self, text: &str, back: &dyn Fn(Span) -> Span) {
        hidden(text, &mut |what, span| {
            let odd = match what {
                Hidden::InWord => Odd::InWords,
                Hidden::Beside => Odd::Beside,
                Hidden::Carrier => Odd::Carriers,
                Hidden::Mark => Odd::Marks,
                Hidden::Control(c) => {
                    if self.turns.len() < Places::LISTED {
                        self.turns.push(c);
                    }
                    Odd::Controls
                }
            };
            self.push(odd, back(span));
        });
        mixed_words(text, &mut |span| self.push(Odd::Mixed, back(span)));
    }

    /// Adds it to `all`, if anything is odd in `text`.
    fn keep(mut self, text: &str, all: &mut Vec<Self>) {
        if !self.places.iter().all(Places::is_empty) {
            self.rightward = is_rightward(text);
            all.push(self);
        }
    }

    /// The header field it is of, and the part of that which is the text; none for a part of the body.
    fn header(&self, msg: &Message) -> Option<(Field, Span)> {
        match self.within {
            Within::Part(_) => None,
            Within::Subject(field) => Some((field, field.value(msg.bytes()))),
            Within::Name(field, name) => Some((field, name)),
        }
    }

    /// The place in the input of a place in this text.
    pub fn place(&self, msg: &Message, span: Span) -> Place {
        match (self.within, self.header(msg)) {
            (Within::Part(id), _) => msg.place_in(id, span),
            (_, Some((field, text))) => msg.text_in(&field, text).to_raw(span).into(),
            _ => span.into(),
        }
    }

    /// Reports them at the first of `places`, with their number as `{count}` and three more places.
    pub fn report<'s>(
        &self,
        msg: &Message,
        sink: &'s mut Sink,
        case: &'static Case,
        places: &Places,
        more: &'static Note,
    ) -> Reported<'s> {
        let mut reported = sink.report(case, self.place(msg, places.list[0])).arg("count", places.count);
        for span in places.list.iter().skip(1).take(3) {
            reported = reported.related(self.place(msg, *span), more);
        }
        reported
    }

    /// The text.
    pub fn text(&self, msg: &Message) -> String {
        match (self.within, self.header(msg)) {
            (Within::Part(id), _) => msg.text(id).text.clone(),
            (_, Some((field, text))) => msg.text_in(&field, text).text,
            _ => Cow::Borrowed(""),
        }
        .into_owned()
    }

    /// What stands in a place, references of HTML decoded.
    pub fn shown(text: &str, span: Span) -> String {
        entity::decode(&text[span.range()], Context::Text).text.into_owned()
    }

    /// Edits that put `new` of its text in each of `places`; `None` where not all are listed, or the text allows no edit.
    pub fn rewrite(&self, msg: &Message, places: &Places, new: fn(&str) -> String) -> Option<Vec<Edit>> {
        if places.count as usize > places.list.len() {
            return None;
        }
        let text = self.text(msg);
        let mut list = places.list.clone();
        list.sort_unstable();
        let mut changes: Vec<(Span, String)> = Vec::with_capacity(list.len());
        for span in list {
            if changes.last().is_none_or(|last| last.0 != span) {
                changes.push((span, new(&Self::shown(&text, span))));
            }
        }
        if let Within::Part(id) = self.within {
            return retext(msg, id, &changes);
        }
        let (field, span) = self.header(msg)?;
        let mut edits = Vec::with_capacity(changes.len());
        for (span, new) in &changes {
            edits.push(Edit::replace(*span, new.as_bytes()));
        }
        let text = String::from_utf8(crate::fix::apply(text.as_bytes(), &edits).ok()?).ok()?;
        Some(vec![write_text(msg, &field, span, unquoted(&text).trim())])
    }
}

/// The inside of one quoted string without escapes.
fn unquoted(text: &str) -> &str {
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inside.filter(|inside| !holds_any(inside, "\\\"")).unwrap_or(text)
}

impl<'a> Message<'a> {
    /// The decoded text of a part of a field's body.
    pub fn text_in(&self, field: &Field, span: Span) -> HeaderText<'a> {
        match field.name_span.is_empty() {
            true => HeaderText::unicode(self.input.bytes, span),
            false => HeaderText::read(self.input.bytes, span),
        }
    }

    /// A place in the text of a part.
    pub fn place_in(&self, entity: u32, span: Span) -> Place {
        Place { raw: self.text(entity).to_raw(span), shown: Some(Shown { entity, span }) }
    }

    /// The texts in which something is odd: Subject, display names of the sender, parts of the body.
    pub fn oddities(&self) -> &[Oddities] {
        self.oddities.get_or_init(|| {
            let mut all = Vec::new();
            for field in self.fields() {
                if field.name == Name::Subject && self.may_be_odd(field) {
                    odd_header(Within::Subject(*field), &self.text_of(field).text, &mut all);
                }
            }
            for it in self.readable_addresses() {
                let sender = matches!(it.field.name, Name::From | Name::Sender | Name::ReplyTo);
                if !sender || !self.may_be_odd(&it.field) {
                    continue;
                }
                for mailbox in &it.list.mailboxes {
                    if let Some(name) = mailbox.name {
                        let text = self.text_in(&it.field, name).text;
                        odd_header(Within::Name(it.field, name), &text, &mut all);
                    }
                }
            }
            for &id in &self.body {
                self.odd_part(id, &mut all);
            }
            all
        })
    }

    /// Whether a field can hold more than ASCII, of which is known what it is.
    fn may_be_odd(&self, field: &Field) -> bool {
        let body = self.slice(field.body);
        if body.is_ascii() { crate::find::find(body, b"=?").is_some() } else { std::str::from_utf8(body).is_ok() }
    }

    fn odd_part(&self, id: u32, all: &mut Vec<Oddities>) {
        let PartText { text, declared, charset, .. } = self.text(id);
        let html = self.is(id, "text/html");
        let ascii = text.is_ascii();
        // Of text whose charset was guessed nothing is certain.
        let guessed = !declared && *charset != Charset::UTF_8;
        if guessed || ascii && (!html || memchr::memchr(b'&', text.as_bytes()).is_none()) {
            return;
        }
        let mut odd = Oddities::new(Within::Part(id));
        if html {
            for run in &self.page(id).runs {
                let raw = &text[run.span.range()];
                let plain = run.content == crate::html::token::Content::Raw;
                if raw.is_ascii() && (plain || memchr::memchr(b'&', raw.as_bytes()).is_none()) {
                    continue;
                }
                if plain {
                    odd.look(raw, &|span| span.shift(run.span.start));
                } else {
                    let decoded = entity::decode(raw, Context::Text);
                    odd.look(&decoded.text, &|span| decoded.map.to_raw(span).shift(run.span.start));
                }
            }
            self.odd_links(id, &mut odd);
        } else {
            odd.look(text, &|span| span);
        }
        odd.keep(text, all);
    }

    /// What hides in the addresses of the links of an HTML part.
    fn odd_links(&self, id: u32, odd: &mut Oddities) {
        for link in self.links() {
            if link.entity != id || link.url.is_ascii() || link.place == LinkPlace::Text {
                continue;
            }
            hidden(&link.url, &mut |what, span| {
                let turned = matches!(what, Hidden::Mark | Hidden::Control(_));
                let kind = if turned { Odd::TurnedLinks } else { Odd::InLinks };
                odd.push(kind, self.in_link(link, span));
            });
        }
    }
}

fn odd_header(within: Within, text: &str, all: &mut Vec<Oddities>) {
    if text.is_ascii() {
        return;
    }
    let mut odd = Oddities::new(within);
    odd.look(text, &|span| span);
    styled_words(text, &mut |span| odd.push(Odd::Styled, span));
    odd.keep(text, all);
}
