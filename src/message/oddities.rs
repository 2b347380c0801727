//! What hides in the texts that readers see, or looks like something else: read in one pass, for the rules about it.

use super::{LinkPlace, Message, PartText};
use crate::decode::charset::Charset;
use crate::decode::word::HeaderText;
use crate::finding::{Case, Edit, Place, Shown};
use crate::html::entity::{self, Context};
use crate::message::repair::{retext, write_text};
use crate::rule::{Reported, Sink};
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::Note;
use crate::value::invisible::{Hidden, hidden, is_rightward};
use crate::value::lookalike::{mixed_words, styled_words};

/// What is odd in one text.
#[derive(Clone, Debug)]
pub struct Oddities {
    /// Which text.
    pub within: Within,
    /// Whether it holds letters that run from right to left.
    pub rightward: bool,
    /// Invisible characters inside words.
    pub in_words: Places,
    /// Invisible characters elsewhere.
    pub beside: Places,
    /// Characters that carry other text.
    pub carriers: Places,
    /// Marks of direction.
    pub marks: Places,
    /// Controls of direction.
    pub controls: Places,
    /// The controls themselves, in order.
    pub turns: Vec<char>,
    /// Invisible characters in the addresses of links.
    pub in_links: Places,
    /// Marks and controls of direction in the addresses of links.
    pub turned_links: Places,
    /// Words of several scripts that look like Latin.
    pub mixed: Places,
    /// Words in letters of mathematics.
    pub styled: Places,
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
        let none = Places::default;
        Self {
            within,
            rightward: false,
            in_words: none(),
            beside: none(),
            carriers: none(),
            marks: none(),
            controls: none(),
            turns: Vec::new(),
            in_links: none(),
            turned_links: none(),
            mixed: none(),
            styled: none(),
        }
    }

    /// Looks at a piece of text; `back` leads to the place in the whole.
    fn look(&mut self, text: &str, back: &dyn Fn(Span) -> Span) {
        hidden(text, &mut |what, span| {
            let places = match what {
                Hidden::InWord => &mut self.in_words,
                Hidden::Beside => &mut self.beside,
                Hidden::Carrier => &mut self.carriers,
                Hidden::Mark => &mut self.marks,
                Hidden::Control(c) => {
                    if self.turns.len() < Places::LISTED {
                        self.turns.push(c);
                    }
                    &mut self.controls
                }
            };
            places.push(back(span));
        });
        mixed_words(text, &mut |span| self.mixed.push(back(span)));
    }

    fn is_empty(&self) -> bool {
        let Self { in_words, beside, carriers, marks, controls, in_links, turned_links, mixed, styled, .. } = self;
        [in_words, beside, carriers, marks, controls, in_links, turned_links, mixed, styled]
            .iter()
            .all(|it| it.is_empty())
    }

    /// The place in the input of a place in this text.
    pub fn place(&self, msg: &Message, span: Span) -> Place {
        match self.within {
            Within::Part(id) => Place { raw: msg.text(id).to_raw(span), shown: Some(Shown { entity: id, span }) },
            Within::Subject(field) => msg.text_of(&field).to_raw(span).into(),
            Within::Name(field, name) => name_text(msg, &field, name).to_raw(span).into(),
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
        match self.within {
            Within::Part(id) => msg.text(id).text.clone().into_owned(),
            Within::Subject(field) => msg.text_of(&field).text.clone().into_owned(),
            Within::Name(field, name) => name_text(msg, &field, name).text.into_owned(),
        }
    }

    /// What stands in a place, references of HTML decoded.
    pub fn shown(text: &str, span: Span) -> String {
        entity::decode(&text[span.range()], Context::Text).text.into_owned()
    }

    /// Edits that put `new` of its text in each of `places`; `None` where not all are listed, or the text allows no edit.
    pub fn rewrite(&self, msg: &Message, places: &Places, new: fn(&str) -> String) -> Option<Vec<Edit>> {
        let text = self.text(msg);
        let mut list = places.list.clone();
        list.sort_unstable();
        list.dedup();
        let mut changes = Vec::with_capacity(list.len());
        for span in list {
            changes.push((span, new(&Self::shown(&text, span))));
        }
        if places.count as usize > places.list.len() {
            return None;
        }
        let (field, span) = match self.within {
            Within::Part(id) => return retext(msg, id, &changes),
            Within::Subject(field) => (field, field.value(msg.bytes())),
            Within::Name(field, name) => (field, name),
        };
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
    inside.filter(|inside| !inside.contains(['\\', '"'])).unwrap_or(text)
}

fn name_text<'a>(msg: &Message<'a>, field: &Field, name: Span) -> HeaderText<'a> {
    match field.name_span.is_empty() {
        true => HeaderText::unicode(msg.input.bytes, name),
        false => HeaderText::read(msg.input.bytes, name),
    }
}

impl Message<'_> {
    /// The texts in which something is odd: Subject, display names of the sender, parts of the body.
    pub fn oddities(&self) -> &[Oddities] {
        self.oddities.get_or_init(|| {
            let mut all = Vec::new();
            for field in self.all(Name::Subject) {
                if self.may_be_odd(field) {
                    all.extend(odd_header(Within::Subject(*field), &self.text_of(field).text));
                }
            }
            for it in self.readable_addresses() {
                let sender = matches!(it.field.name, Name::From | Name::Sender | Name::ReplyTo);
                for name in it.list.mailboxes.iter().filter_map(|mailbox| mailbox.name) {
                    if sender && self.may_be_odd(&it.field) {
                        let text = name_text(self, &it.field, name).text;
                        all.extend(odd_header(Within::Name(it.field, name), &text));
                    }
                }
            }
            for &id in &self.body {
                all.extend(self.odd_part(id));
            }
            all
        })
    }

    /// Whether a field can hold more than ASCII, of which is known what it is.
    fn may_be_odd(&self, field: &Field) -> bool {
        let body = self.slice(field.body);
        if body.is_ascii() { crate::find::find(body, b"=?").is_some() } else { std::str::from_utf8(body).is_ok() }
    }

    fn odd_part(&self, id: u32) -> Option<Oddities> {
        let PartText { text, declared, charset, .. } = self.text(id);
        let html = self.parts[id as usize].media.is(self.bytes(), "text/html");
        let ascii = text.is_ascii();
        // Of text whose charset was guessed nothing is certain.
        let guessed = !declared && *charset != Charset::UTF_8;
        if guessed || ascii && (!html || memchr::memchr(b'&', text.as_bytes()).is_none()) {
            return None;
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
        if odd.is_empty() {
            return None;
        }
        odd.rightward = !ascii && is_rightward(text);
        Some(odd)
    }

    /// What hides in the addresses of the links of an HTML part.
    fn odd_links(&self, id: u32, odd: &mut Oddities) {
        for link in self.links() {
            if link.entity != id || link.url.is_ascii() || link.place == LinkPlace::Text {
                continue;
            }
            hidden(&link.url, &mut |what, span| {
                let turned = matches!(what, Hidden::Mark | Hidden::Control(_));
                let places = if turned { &mut odd.turned_links } else { &mut odd.in_links };
                places.push(self.in_link(link, span));
            });
        }
    }
}

fn odd_header(within: Within, text: &str) -> Option<Oddities> {
    if text.is_ascii() {
        return None;
    }
    let mut odd = Oddities::new(within);
    odd.look(text, &|span| span);
    styled_words(text, &mut |span| odd.styled.push(span));
    odd.rightward = is_rightward(text);
    (!odd.is_empty()).then_some(odd)
}
