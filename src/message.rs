//! The message as rules see it: what is expensive is computed once, when the first rule asks.

mod addresses;
mod alignment;
mod alternatives;
mod charsets;
mod collisions;
mod content_ids;
mod draft;
mod header;
mod hosts;
mod kind;
mod leave;
mod links;
mod long_lines;
mod mbox;
mod oddities;
mod part;
pub mod repair;
mod signature;
mod structure;
mod words;

pub use addresses::AddressField;
pub use alignment::{Alignment, Legs};
pub use alternatives::Richness;
pub use collisions::Collision;
pub use content_ids::{Found, Reference};
pub use hosts::{Host, HostAt};
pub use kind::{Detected, Kind, Stage};
pub use leave::{holds_token, is_for_leaving, says_leave};
pub use links::{Link, LinkPlace, Same};
pub use oddities::{Oddities, Places, Within};
pub use part::{Media, Part, PartText};
pub use signature::Signature;
pub use structure::{Nesting, Outside};
pub use words::Misplaced;

use crate::decode::word::HeaderText;
use crate::digits::decimal;
use crate::html::page::Page;
use crate::options::{DraftField, Input, Options, Origin};
use crate::profile::{Audience, Profile, receiver_of_domain, receiver_of_host};
use crate::scan::{Encoding, Entity, Field, Form, Name, NotMessage, Scan, sniff};
use crate::span::Span;
use crate::value::addr::AddressList;
use crate::value::date;
use crate::value::uris::UriList;
use std::borrow::Cow;
use std::cell::OnceCell;

/// A message with everything that rules share.
#[derive(Debug)]
pub struct Message<'a> {
    /// The bytes and where they come from.
    pub input: Input<'a>,
    /// The raw pieces.
    pub scan: Scan,
    /// What it is, if it is no message at all.
    pub not_message: Option<(NotMessage, Span)>,
    /// Its entities, in the order of [`Scan::entities`].
    pub parts: Vec<Part>,
    /// The parts that are the body, in order.
    pub body: Vec<u32>,
    /// The signatures in DKIM-Signature fields.
    pub signatures: Vec<Signature>,
    texts: Vec<OnceCell<PartText<'a>>>,
    pages: Vec<OnceCell<Page>>,
    links: OnceCell<(Vec<Link>, Vec<Host>)>,
    addresses: OnceCell<Vec<AddressField>>,
    legs: OnceCell<Option<Legs<'a>>>,
    leave: OnceCell<UriList>,
    date: OnceCell<Option<date::Read>>,
    kind: OnceCell<Detected<Kind>>,
    oddities: OnceCell<Vec<Oddities>>,
}

impl<'a> Message<'a> {
    /// The view of `input`.
    pub fn new(input: Input<'a>) -> Self {
        if input.bytes.len() > u32::MAX as usize {
            let mut msg = Self::new(Input { bytes: &[], origin: Origin::File });
            msg.not_message = Some((NotMessage::TooLarge, Span::default()));
            return msg;
        }
        let bytes = input.bytes;
        let (scan, parts, not_message) = match &input.origin {
            Origin::Draft(fields) => {
                let (scan, parts) = draft::scan(bytes, fields);
                (scan, parts, None)
            }
            Origin::File | Origin::Pasted => {
                let scan = Scan::of(bytes);
                let parts = part::read_all(&scan, bytes);
                (scan, parts, sniff(bytes))
            }
        };
        let body = part::body(&scan, bytes, &parts);
        let signatures = signature::read_all(&scan, bytes);
        let (mut texts, mut pages) = (Vec::new(), Vec::new());
        for _ in &parts {
            texts.push(OnceCell::new());
            pages.push(OnceCell::new());
        }
        Self {
            input,
            scan,
            not_message,
            parts,
            body,
            signatures,
            texts,
            pages,
            links: OnceCell::new(),
            addresses: OnceCell::new(),
            legs: OnceCell::new(),
            leave: OnceCell::new(),
            date: OnceCell::new(),
            kind: OnceCell::new(),
            oddities: OnceCell::new(),
        }
    }

    /// The bytes of the input.
    pub fn bytes(&self) -> &'a [u8] {
        self.input.bytes
    }

    /// The bytes of a span.
    pub fn slice(&self, span: Span) -> &'a [u8] {
        let bytes: &'a [u8] = self.input.bytes;
        let end = (span.end as usize).min(bytes.len());
        &bytes[(span.start as usize).min(end)..end]
    }

    /// The beginning of a span, to be shown in a message.
    pub fn excerpt(&self, span: Span) -> String {
        /// Bytes shown.
        const LONGEST: u32 = 60;
        let short = Span::new(span.start, span.end.min(span.start + LONGEST));
        String::from_utf8_lossy(self.slice(short)).into_owned()
    }

    /// Whether it is a draft, not a message.
    pub fn is_draft(&self) -> bool {
        matches!(self.input.origin, Origin::Draft(_))
    }

    /// Whether a field of a draft was given; every field is there in a message.
    pub fn has_draft_field(&self, field: DraftField) -> bool {
        match &self.input.origin {
            Origin::Draft(fields) => fields.iter().any(|(given, _)| *given == field),
            Origin::File | Origin::Pasted => true,
        }
    }

    /// The entities with their parts, a parent before its children.
    pub fn entities(&self) -> impl Iterator<Item = (u32, &Entity, &Part)> {
        self.scan.entities.iter().zip(&self.parts).enumerate().map(|(id, (entity, part))| (id as u32, entity, part))
    }

    /// An entity.
    pub fn entity(&self, id: u32) -> &Entity {
        &self.scan.entities[id as usize]
    }

    /// The fields of the message itself, not those of its parts.
    pub fn fields(&self) -> &[Field] {
        self.scan.entities.first().map_or(&[], |root| self.scan.fields_of(root))
    }

    /// The first field of this name.
    pub fn field(&self, name: Name) -> Option<&Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// All fields of this name.
    pub fn all(&self, name: Name) -> impl Iterator<Item = &Field> {
        self.fields().iter().filter(move |field| field.name == name)
    }

    /// The trimmed value of the first field of this name.
    pub fn value(&self, name: Name) -> Option<&'a [u8]> {
        self.field(name).map(|field| self.slice(field.value(self.input.bytes)))
    }

    /// The decoded text of a field's body.
    pub fn text_of(&self, field: &Field) -> HeaderText<'a> {
        let value = field.value(self.input.bytes);
        match field.name_span.is_empty() {
            true => HeaderText::unicode(self.input.bytes, value),
            false => HeaderText::read(self.input.bytes, value),
        }
    }

    /// The place for a field that is missing: the end of the header section.
    pub fn header_end(&self) -> Span {
        let root = self.scan.entities.first();
        let end = root.map_or(0, |root| self.scan.fields_of(root).last().map_or(root.header.end, |last| last.span.end));
        Span::at(end)
    }

    /// The line end to write into this message.
    pub fn line_end(&self) -> &'static str {
        self.scan.lines.text()
    }

    /// The date, if there is a Date field.
    pub fn date(&self) -> Option<date::Read> {
        *self.date.get_or_init(|| self.field(Name::Date).map(|field| date::read(self.input.bytes, field.body)))
    }

    /// The decoded text of a part.
    pub fn text(&self, id: u32) -> &PartText<'a> {
        self.texts[id as usize]
            .get_or_init(|| part::decode(self.input.bytes, self.entity(id), &self.parts[id as usize], self.is_draft()))
    }

    /// The bytes of a part after its transfer encoding was undone. Not kept: for parts of which something is wrong.
    pub fn octets(&self, id: u32) -> Cow<'a, [u8]> {
        part::octets(self.input.bytes, self.entity(id))
    }

    /// What stands on the page of an HTML part.
    pub fn page(&self, id: u32) -> &Page {
        self.pages[id as usize].get_or_init(|| Page::read(&self.text(id).text))
    }

    /// The parts of the body of a media type (`text/html`).
    pub fn body_parts<'s>(&'s self, media: &'s str) -> impl Iterator<Item = u32> + 's {
        self.body.iter().copied().filter(move |id| self.parts[*id as usize].media.is(self.input.bytes, media))
    }

    /// The links of the body, in order.
    pub fn links(&self) -> &[Link] {
        &self.links.get_or_init(|| links::read(self)).0
    }

    /// The distinct hosts of the links.
    pub fn hosts(&self) -> &[Host] {
        &self.links.get_or_init(|| links::read(self)).1
    }

    /// The host of a link of the web, and where it stands in its address.
    pub fn host_of(&self, link: &Link) -> Option<(&Host, Span)> {
        let at = link.host?;
        Some((self.hosts().get(at.index as usize)?, at.span))
    }

    /// What kind of mail it is.
    pub fn kind(&self, options: &Options) -> Detected<Kind> {
        match options.kind {
            Some(kind) => Detected::given(kind),
            None => *self.kind.get_or_init(|| kind::kind(self, options)),
        }
    }

    /// At which stage it is.
    pub fn stage(&self, options: &Options) -> Detected<Stage> {
        options.stage.map_or_else(|| kind::stage(self, options), Detected::given)
    }

    /// Whether a signature covers its content.
    pub fn is_signed(&self) -> bool {
        !self.signatures.is_empty() || self.parts.iter().any(|part| part.media.is(self.input.bytes, "multipart/signed"))
    }

    /// Whether an entity stands inside one that is signed as a whole, so that no byte of it may be edited.
    pub fn in_signed_entity(&self, mut id: u32) -> bool {
        loop {
            if self.parts[id as usize].media.is(self.input.bytes, "multipart/signed") {
                return true;
            }
            match self.entity(id).parent {
                Some(parent) => id = parent,
                None => return false,
            }
        }
    }

    /// Whether an entity stands inside another message: a returned or forwarded one.
    pub fn in_other_message(&self, mut id: u32) -> bool {
        while let Some(parent) = self.entity(id).parent {
            if self.entity(parent).form == Form::Message {
                return true;
            }
            id = parent;
        }
        false
    }

    /// Whether entities stand inside this one.
    pub fn has_children(&self, id: u32) -> bool {
        self.scan.entities.get(id as usize + 1).is_some_and(|next| next.parent == Some(id))
    }

    /// The entity that holds byte `at`: the innermost one.
    pub fn entity_at(&self, at: u32) -> u32 {
        // Entities stand in the order of their headers, and a parent before its children: the last that begins
        // before `at` and reaches to it is the innermost.
        let begun = self.scan.entities.partition_point(|entity| entity.header.start <= at);
        let mut id = begun.saturating_sub(1) as u32;
        while self.entity(id).body.end < at {
            match self.entity(id).parent {
                Some(parent) => id = parent,
                None => break,
            }
        }
        id
    }

    /// Whether byte `at` belongs to content that is sent as it is, where line ends and NUL are bytes like any other
    /// (RFC 3030).
    pub fn in_binary(&self, at: u32) -> bool {
        let entity = self.entity(self.entity_at(at));
        entity.encoding == Encoding::Binary && entity.form == Form::Leaf && at >= entity.body.start
    }

    /// The number of an entity in the tree: `1.2`; the message itself is `0` unless it is a single part, then `1`.
    pub fn number(&self, id: u32) -> String {
        let Some(parent) = self.entity(id).parent else {
            return if self.entity(0).form == Form::Leaf { "1" } else { "0" }.to_owned();
        };
        let own = decimal(self.entity(id).ordinal.into());
        match self.entity(parent).parent {
            Some(_) => [&*self.number(parent), ".", &own].concat(),
            None => own,
        }
    }

    /// The envelope sender: as given, else from Return-Path. `None` where neither tells.
    pub fn envelope_sender(&self, options: &Options) -> Option<String> {
        if let Some(given) = &options.mail_from {
            return Some(given.trim_matches(['<', '>']).to_owned());
        }
        let field = self.field(Name::ReturnPath)?;
        let list = AddressList::read(self.input.bytes, field.body);
        let address = list.mailboxes.first().map(|mailbox| self.slice(mailbox.addr));
        Some(String::from_utf8_lossy(address.unwrap_or_default()).into_owned())
    }

    /// Whose demands count.
    pub fn audience(&self, options: &Options) -> Audience {
        let named = Audience::default().with(&options.audience);
        if !options.audience.is_empty() && !options.auto {
            return named.with(&Audience::ALWAYS);
        }
        let mut audience = self.receivers(options);
        let bulk = self.kind(options).value == Kind::Bulk;
        if audience == Audience::default() && bulk {
            audience = audience.with(&Audience::BULK);
        }
        if bulk && self.has_japanese() {
            audience = audience.with(&[Profile::LawJp]);
        }
        audience.with(&Audience::ALWAYS).with(&options.audience)
    }

    /// The receivers that recipients and trace fields name.
    fn receivers(&self, options: &Options) -> Audience {
        /// Recipients looked at.
        const MOST: usize = 200;
        let mut found = Audience::default();
        for rcpt in &options.rcpt {
            let domain = rcpt.rsplit_once('@').map_or(&**rcpt, |(_, domain)| domain);
            found = found.with(receiver_of_domain(domain).as_slice());
        }
        for to in self.address_fields().iter().filter(|it| matches!(it.field.name, Name::To | Name::Cc)) {
            for mailbox in to.list.mailboxes.iter().take(MOST) {
                let domain = std::str::from_utf8(self.slice(mailbox.domain)).unwrap_or_default();
                found = found.with(receiver_of_domain(domain).as_slice());
            }
        }
        for field in self.all(Name::Received).take(10) {
            let host = self.received_by(field).unwrap_or_default();
            found = found.with(receiver_of_host(host).as_slice());
        }
        found
    }

    /// The host after `by` in a trace field.
    fn received_by(&self, field: &Field) -> Option<&'a str> {
        let text = std::str::from_utf8(self.slice(field.body)).ok()?;
        let mut words = text.split_ascii_whitespace();
        words.find(|word| word.eq_ignore_ascii_case("by"))?;
        words.next().map(|host| host.trim_end_matches(';'))
    }

    /// Whether subject or body hold kana.
    fn has_japanese(&self) -> bool {
        /// Bytes of text looked at.
        const LOOK: usize = 20_000;
        let kana = |text: &str| text.chars().take(LOOK).any(|c| ('\u{3041}'..='\u{30ff}').contains(&c));
        self.field(Name::Subject).is_some_and(|field| kana(&self.text_of(field).text))
            || self.body.iter().any(|id| kana(&self.text(*id).text))
    }
}
