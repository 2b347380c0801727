//! One pass over the tokens of a page.

use memchr::memchr;

use super::conditional::{Conditional, conditional};
use super::css;
use super::entity::{self, Context};
use super::link::{self, Link, LinkKind};
use super::name;
use super::page::{Anchor, Page, Run};
use super::srcset;
use super::token::{Attribute, CommentForm, Content, Kind, Tokenizer};
use crate::span::Span;

/// Reads all of `text` into `page`.
pub(super) fn read(text: &str, page: &mut Page) {
    Reader::new(text, page, false).read(Span::of(0, text.len()));
}

struct Reader<'t, 'p> {
    text: &'t str,
    page: &'p mut Page,
    /// Whether it reads the inside of a conditional comment.
    conditional: bool,
    /// The anchor that is open.
    open: Option<u32>,
    /// The element whose raw text comes next, and its name.
    owner: (u8, Span),
    /// How many `<template>` are open: nothing in them is shown.
    templates: u32,
    /// Whether a line ended since the last run.
    breaks: bool,
    /// Whether any visible text came.
    started: bool,
}

impl<'t, 'p> Reader<'t, 'p> {
    fn new(text: &'t str, page: &'p mut Page, conditional: bool) -> Self {
        let owner = (0, Span::default());
        Self { text, page, conditional, open: None, owner, templates: 0, breaks: false, started: false }
    }

    fn read(&mut self, part: Span) {
        let mut tokens = Tokenizer::within(self.text, part);
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::StartTag { name, .. } => self.start_tag(token.span, name, tokens.attributes()),
                Kind::EndTag { name } => self.end_tag(token.span, tokens.key(name)),
                // The title of a picture is not that of the page.
                Kind::Text(Content::RcData) if tokens.in_foreign_content() && self.owner.0 == name::TITLE => {}
                Kind::Text(content) => self.run(token.span, content),
                Kind::Comment { data, form: CommentForm::Conditional } if !self.conditional => {
                    if let Some(Conditional::Hidden { inside, .. }) = conditional(self.text, data) {
                        Reader::new(self.text, self.page, true).read(inside);
                    }
                }
                Kind::Comment { .. } | Kind::Doctype | Kind::Dropped => {}
            }
        }
        self.close_anchor(part.end, false);
    }

    fn start_tag(&mut self, tag: Span, name: Span, attributes: &[Attribute]) {
        let written = name.slice(self.text.as_bytes());
        let element = name::key(written);
        self.owner = (element, name);
        self.breaks = self.breaks || name::breaks(element);
        match element {
            name::A => self.close_anchor(tag.start, false),
            name::IMG | name::IMAGE => self.image(),
            name::TEMPLATE => self.templates += 1,
            name::META => self.refresh(name, attributes),
            _ => {}
        }
        let mut seen = 0;
        for attribute in attributes {
            let key = name::key(attribute.name.slice(self.text.as_bytes()));
            let Some(place) = place(key) else { continue };
            // Of several attributes with one name the first counts.
            if seen & 1 << place != 0 {
                continue;
            }
            seen |= 1_u32 << place;
            match key {
                name::STYLE => self.parts(name, attribute, LinkKind::Css),
                name::SRCSET | name::IMAGESRCSET => self.parts(name, attribute, LinkKind::Image),
                name::LANG if element == name::HTML => {
                    self.page.lang = self.page.lang.or(Some(attribute.value));
                }
                _ => {
                    if let Some(kind) = link::of_attribute(element, written, key) {
                        self.whole(kind, tag, name, attribute);
                    }
                }
            }
        }
    }

    fn end_tag(&mut self, tag: Span, element: u8) {
        self.breaks = self.breaks || name::breaks(element);
        match element {
            name::A => self.close_anchor(tag.start, true),
            name::TEMPLATE => self.templates = self.templates.saturating_sub(1),
            _ => {}
        }
    }

    fn image(&mut self) {
        if !self.conditional {
            self.page.images += 1;
        }
        if let Some(anchor) = self.open_anchor() {
            anchor.images += 1;
        }
    }

    /// Text between tags, or inside an element of raw text.
    fn run(&mut self, span: Span, content: Content) {
        if content != Content::Data {
            let (element, name) = self.owner;
            match element {
                name::TITLE if !self.conditional => {
                    self.page.title = self.page.title.or(Some(span));
                }
                name::STYLE => self.sheet(name, span),
                _ => {}
            }
            if !matches!(element, name::TEXTAREA | name::XMP | name::PLAINTEXT) {
                return;
            }
        }
        if self.templates > 0 || (!self.started && span.slice(self.text.as_bytes()).trim_ascii().is_empty()) {
            return;
        }
        self.started = true;
        let run = Run { span, content, breaks: std::mem::take(&mut self.breaks) };
        self.runs().push(run);
    }

    fn runs(&mut self) -> &mut Vec<Run> {
        if self.conditional { &mut self.page.conditional_runs } else { &mut self.page.runs }
    }

    /// An attribute that is one address.
    fn whole(&mut self, kind: LinkKind, tag: Span, element: Span, attribute: &Attribute) {
        let mut anchor = None;
        if kind == LinkKind::Anchor {
            anchor = Some(self.page.anchors.len() as u32);
            self.open = anchor;
            let first = self.runs().len() as u32;
            let content = Span::at(tag.end);
            self.page.anchors.push(Anchor { content, images: 0, closed: false, first, last: first });
        }
        self.link(kind, element, Some(attribute.name), attribute.value, anchor);
    }

    fn link(&mut self, kind: LinkKind, element: Span, attribute: Option<Span>, value: Span, anchor: Option<u32>) {
        let conditional = self.conditional;
        self.page.links.push(Link { kind, element, attribute, value, conditional, anchor });
    }

    /// An attribute that holds addresses among other things.
    fn parts(&mut self, element: Span, attribute: &Attribute, kind: LinkKind) {
        let raw = self.text.get(attribute.value.range()).unwrap_or_default();
        if kind == LinkKind::Css && memchr(b'(', raw.as_bytes()).is_none() {
            return;
        }
        let decoded = entity::decode(raw, Context::Attribute);
        let urls = if kind == LinkKind::Css { css::urls(&decoded.text) } else { srcset::urls(&decoded.text) };
        for url in urls {
            let value = decoded.map.to_raw(url).shift(attribute.value.start);
            self.link(kind, element, Some(attribute.name), value, None);
        }
    }

    /// The text of a `<style>`.
    fn sheet(&mut self, element: Span, sheet: Span) {
        for url in css::urls(self.text.get(sheet.range()).unwrap_or_default()) {
            self.link(LinkKind::Css, element, None, url.shift(sheet.start), None);
        }
    }

    /// `<meta http-equiv="refresh" content="0; url=x">` (HTML Standard, section 4.2.5.3).
    fn refresh(&mut self, element: Span, attributes: &[Attribute]) {
        let bytes = self.text.as_bytes();
        let find = |name| attributes.iter().find(|it| name::key(it.name.slice(bytes)) == name);
        let (Some(pragma), Some(content)) = (find(name::HTTP_EQUIV), find(name::CONTENT)) else { return };
        if !pragma.value.slice(bytes).eq_ignore_ascii_case(b"refresh") {
            return;
        }
        let Some(url) = refresh_url(content.value.slice(bytes)) else { return };
        self.link(LinkKind::Refresh, element, Some(content.name), url.shift(content.value.start), None);
    }

    fn close_anchor(&mut self, at: u32, closed: bool) {
        let last = self.runs().len() as u32;
        if let Some(anchor) = self.open_anchor() {
            anchor.content.end = at.max(anchor.content.start);
            anchor.last = last;
            anchor.closed = closed;
        }
        self.open = None;
    }

    fn open_anchor(&mut self) -> Option<&mut Anchor> {
        self.page.anchors.get_mut(self.open? as usize)
    }
}

/// The address in the value of a refresh.
fn refresh_url(value: &[u8]) -> Option<Span> {
    let space = |byte: &u8| byte.is_ascii_whitespace();
    let after = |at: usize, skip: &dyn Fn(&u8) -> bool| at + value[at..].iter().take_while(|byte| skip(byte)).count();
    let mut at = after(0, &|byte| space(byte) || byte.is_ascii_digit() || *byte == b'.');
    at = after(at, &|byte| space(byte) || matches!(byte, b';' | b','));
    if value[at..].get(..3).is_some_and(|word| word.eq_ignore_ascii_case(b"url")) {
        let equals = after(at + 3, &space);
        if value.get(equals) == Some(&b'=') {
            at = after(equals + 1, &space);
        }
    }
    let quote = value.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
    at += usize::from(quote.is_some());
    let len = quote.and_then(|quote| memchr(quote, &value[at..])).unwrap_or(value.len() - at);
    (len > 0).then(|| Span::of(at, at + len))
}

/// A number for each attribute that counts here.
fn place(attribute: u8) -> Option<u32> {
    Some(match attribute {
        name::ACTION => 0,
        name::BACKGROUND => 1,
        name::CITE => 2,
        name::DATA => 3,
        name::DYNSRC => 4,
        name::FORMACTION => 5,
        name::HREF => 6,
        name::IMAGESRCSET => 7,
        name::LANG => 8,
        name::LONGDESC => 9,
        name::LOWSRC => 10,
        name::PING => 11,
        name::POSTER => 12,
        name::SRC => 13,
        name::SRCSET => 14,
        name::STYLE => 15,
        name::XLINK_HREF => 16,
        _ => return None,
    })
}
