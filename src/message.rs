//! The message as rules see it: what is expensive is computed once, when the first rule asks.

mod addresses;
mod alignment;
mod alternatives;
mod calendar;
mod charsets;
mod coded;
mod collisions;
mod content_ids;
mod delivery;
mod disposition;
mod draft;
mod files;
mod flowed;
mod header;
mod hosts;
mod kind;
mod leave;
mod links;
mod long_lines;
mod mbox;
mod names;
mod oddities;
mod orphans;
mod parameters;
mod part;
mod phrases;
pub mod repair;
mod sealed;
mod signature;
mod signed;
mod structure;
mod tree;
mod walk;
mod wording;
mod words;

pub use addresses::AddressField;
pub use alignment::{Alignment, Legs};
pub use alternatives::Richness;
pub use calendar::CalendarFault;
pub use coded::{Coded, Piece, Slip, SlipAt, Unit, Written};
pub use collisions::Collision;
pub use content_ids::{Found, Reference};
pub use delivery::is_kind_of_report;
pub use disposition::OddDisposition;
pub use files::File;
pub use flowed::FlowedFault;
pub use hosts::{Host, HostAt};
pub use kind::{Detected, Kind, Stage};
pub use leave::{holds_token, is_for_leaving, says_leave};
pub use links::{Link, LinkPlace, Same};
pub use long_lines::has_long_line;
pub use names::{NameParam, differing};
pub use oddities::{Odd, Oddities, Places, Within};
pub use orphans::Orphan;
pub use part::{Media, Part, PartText};
pub use signature::Signature;
pub use signed::SignedFault;
pub use structure::{Nesting, Outside};
pub use wording::Disagreement;
pub use words::Misplaced;

use crate::decode::word::HeaderText;
use crate::find::{split_last, trim_end};
use crate::html::page::Page;
use crate::options::{DraftField, Input, Options, Origin};
use crate::profile::{Audience, Profile, receiver_of_domain, receiver_of_host};
use crate::scan::{Entity, Field, Name, NotMessage, Scan, sniff};
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
    /// The entities that do not stand inside another message, in order.
    pub own: Vec<u32>,
    /// The parts that are the body, in order.
    pub body: Vec<u32>,
    /// The signatures in DKIM-Signature fields.
    pub signatures: Vec<Signature>,
    texts: Vec<OnceCell<PartText<'a>>>,
    pages: Vec<OnceCell<Page>>,
    links: OnceCell<(Vec<Link>, Vec<Host>)>,
    files: OnceCell<Vec<File>>,
    addresses: OnceCell<Vec<AddressField>>,
    return_path: OnceCell<Option<AddressList>>,
    hop_times: OnceCell<Vec<Option<date::DateTime>>>,
    legs: OnceCell<Option<Legs<'a>>>,
    leave: OnceCell<UriList>,
    date: OnceCell<Option<date::Read>>,
    kind: OnceCell<Detected<Kind>>,
    sealed: OnceCell<Vec<Span>>,
    oddities: OnceCell<Vec<Oddities>>,
    worded: OnceCell<Vec<words::Worded>>,
    written: OnceCell<Vec<coded::ShownText<'a>>>,
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
        texts.resize_with(parts.len(), OnceCell::new);
        pages.resize_with(parts.len(), OnceCell::new);
        Self {
            input,
            own: walk::own(&scan.entities),
            scan,
            not_message,
            parts,
            body,
            signatures,
            texts,
            pages,
            links: OnceCell::new(),
            files: OnceCell::new(),
            addresses: OnceCell::new(),
            return_path: OnceCell::new(),
            hop_times: OnceCell::new(),
            legs: OnceCell::new(),
            leave: OnceCell::new(),
            date: OnceCell::new(),
            kind: OnceCell::new(),
            sealed: OnceCell::new(),
            oddities: OnceCell::new(),
            worded: OnceCell::new(),
            written: OnceCell::new(),
        }
    }

    /// The bytes of the input.
    pub fn bytes(&self) -> &'a [u8] {
        self.input.bytes
    }

    /// The bytes of a span.
    #[cfg_attr(feature = "wasm", inline(never))]
    pub fn slice(&self, span: Span) -> &'a [u8] {
        span.slice(self.input.bytes)
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
    #[cfg_attr(feature = "wasm", inline(never))]
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
    pub fn text_of(&self, field: &Field) -> Cow<'_, HeaderText<'a>> {
        match self.shown(field) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.decode(field)),
        }
    }

    fn decode(&self, field: &Field) -> HeaderText<'a> {
        self.text_in(field, field.value(self.input.bytes))
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

    /// Whether a part is of a media type (`text/html`), letter case aside.
    pub fn is(&self, id: u32, media: &str) -> bool {
        self.parts[id as usize].media.is(self.input.bytes, media)
    }

    /// The parts of the body of a media type (`text/html`).
    pub fn body_parts<'s>(&'s self, media: &'s str) -> impl Iterator<Item = u32> + 's {
        self.body.iter().copied().filter(move |id| self.is(*id, media))
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
            let domain = split_last(rcpt, b'@').map_or(&**rcpt, |(_, domain)| domain);
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
        words.next().map(|host| trim_end(host, ";"))
    }

    /// Whether subject or body hold kana.
    fn has_japanese(&self) -> bool {
        self.field(Name::Subject).is_some_and(|field| has_kana(&self.text_of(field).text))
            || self.body.iter().any(|id| has_kana(&self.text(*id).text))
    }
}

/// Whether the beginning of `text` holds hiragana or katakana.
fn has_kana(text: &str) -> bool {
    /// Bytes of text looked at.
    const LOOK: usize = 60_000;
    let bytes = &text.as_bytes()[..text.len().min(LOOK)];
    // U+3041 is E3 81 81, U+30FF is E3 83 BF.
    memchr::memchr_iter(0xe3, bytes)
        .any(|at| matches!(bytes.get(at + 1..at + 3), Some([0x81, 0x81..=0xbf] | [0x82 | 0x83, _])))
}
