//! The links of the body: of its HTML and of its plain text.

use super::hosts::{self, Host, HostAt};
use super::repair::retext;
use super::{Kind, Message};
use crate::find::trim;
use crate::finding::{Case, Edit, Place, Shown};
use crate::html::entity::{self, Context};
use crate::html::link::LinkKind;
use crate::rule::{Cx, Reported, Sink};
use crate::span::Span;
use crate::text::Note;
use crate::value::url::{self, Url};

/// A link of the body.
#[derive(Clone, Debug)]
pub struct Link {
    /// The part it stands in.
    pub entity: u32,
    /// The address, decoded and cleaned.
    pub url: String,
    /// The address as written, in the part's text.
    pub span: Span,
    /// How it stands there.
    pub place: LinkPlace,
    /// Its host, where it is an address of the web (`http`, `https`).
    pub host: Option<HostAt>,
}

/// How a link stands in its part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkPlace {
    /// In plain text.
    Text,
    /// In HTML; the index is its place in [`crate::html::page::Page::links`].
    Html(LinkKind, u32),
}

impl Link {
    fn new(entity: u32, url: String, span: Span, place: LinkPlace) -> Self {
        let host = Url::read(&url).filter(Url::is_web).map(|url| HostAt { span: url.host, index: 0 });
        Self { entity, url, span, place, host }
    }

    /// Whether nothing stands behind the host: the front page.
    pub fn is_front_page(&self) -> bool {
        self.host.is_some_and(|host| trim(&self.url[host.span.end as usize..], "/").is_empty())
    }

    /// Whether a reader can follow it.
    pub fn is_visible(&self) -> bool {
        matches!(self.place, LinkPlace::Text | LinkPlace::Html(LinkKind::Anchor | LinkKind::Area, _))
    }

    /// Whether it is a picture that a reader sees.
    pub fn is_picture(&self) -> bool {
        use LinkKind::{Background, Css, Image, Vml};
        matches!(self.place, LinkPlace::Html(Image | Background | Css | Vml, _))
    }
}

impl Message<'_> {
    /// The place of `inner`, bytes of the address of `link`, in the text of its part.
    pub fn in_link(&self, link: &Link, inner: Span) -> Span {
        match link.place {
            LinkPlace::Text => inner.shift(link.span.start),
            LinkPlace::Html(_, index) => {
                let page = self.page(link.entity);
                page.links[index as usize].url_with_map(&self.text(link.entity).text).1.to_raw(inner)
            }
        }
    }

    /// Whether an address stands in the text of people who talk to each other, or in a report: a topic, not a link that
    /// the sender set.
    pub fn is_topic(&self, cx: &Cx, link: &Link) -> bool {
        let kind = self.kind(cx.options).value;
        link.place == LinkPlace::Text && !matches!(kind, Kind::Bulk | Kind::Transactional | Kind::Personal)
    }
}

/// Links of one part with the same defect: one finding.
#[derive(Clone, Debug)]
pub struct Same<'m> {
    /// The case.
    pub case: &'static Case,
    /// The links, and what is wrong in each, a place in the part's text; in order, at least one.
    pub places: Vec<(&'m Link, Span)>,
}

impl<'m> Same<'m> {
    /// All links in which `look` finds something, those of one part and case together. None in reports: what they quote
    /// is somebody else's.
    pub fn all(cx: &Cx<'m, '_>, look: fn(&Cx, &Link, &mut Vec<(&'static Case, Span)>)) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut found = Vec::new();
        if matches!(cx.msg.kind(cx.options).value, Kind::Dsn | Kind::Mdn | Kind::Arf) {
            return all;
        }
        for link in cx.msg.links() {
            look(cx, link, &mut found);
            for (case, place) in found.drain(..) {
                let same = |it: &&mut Self| std::ptr::eq(it.case, case) && it.part() == link.entity;
                // Links stand in the order of their parts.
                match all.iter_mut().rev().take(8).find(same) {
                    Some(same) => same.places.push((link, place)),
                    None => all.push(Self { case, places: vec![(link, place)] }),
                }
            }
        }
        all
    }

    /// The part they stand in.
    pub fn part(&self) -> u32 {
        self.places[0].0.entity
    }

    /// Edits that put `new` of its text in each place; `None` where one has none, or there are more than `most`.
    pub fn rewrite(&self, cx: &Cx, most: usize, new: &dyn Fn(&str) -> Option<String>) -> Option<Vec<Edit>> {
        let text = &cx.msg.text(self.part()).text;
        let mut changes = Vec::new();
        for (_, span) in self.places.iter().take(most) {
            changes.push((*span, new(&text[span.range()])?));
        }
        if changes.len() < self.places.len() {
            return None;
        }
        retext(cx.msg, self.part(), &changes)
    }

    /// Reports them at the first place, with its text as `{shown}`, their number as `{count}`, and three more places.
    pub fn report<'s>(&self, cx: &Cx, sink: &'s mut Sink, more: &'static Note) -> Reported<'s> {
        let entity = self.part();
        let text = cx.msg.text(entity);
        let place = |span: Span| Place { raw: text.to_raw(span), shown: Some(Shown { entity, span }) };
        let first = self.places[0].1;
        let shown = entity::decode(text.text.get(first.range()).unwrap_or_default(), Context::Attribute).text;
        let mut reported =
            sink.report(self.case, place(first)).arg("shown", shown.into_owned()).arg("count", self.places.len());
        for (_, span) in self.places.iter().skip(1).take(3) {
            reported = reported.related(place(*span), more);
        }
        reported
    }
}

/// Reads the links of all parts of the body, and their hosts.
pub fn read(msg: &Message) -> (Vec<Link>, Vec<Host>) {
    let mut links = Vec::new();
    for &entity in &msg.body {
        let text = &msg.text(entity).text;
        if msg.is(entity, "text/html") {
            for (index, link) in msg.page(entity).links.iter().enumerate() {
                let place = LinkPlace::Html(link.kind, index as u32);
                links.push(Link::new(entity, link.url(text).into_owned(), link.value, place));
            }
        } else {
            for span in url::in_text(text) {
                let url = text[span.range()].to_owned();
                links.push(Link::new(entity, url, span, LinkPlace::Text));
            }
        }
    }
    let hosts = hosts::judge(&mut links);
    (links, hosts)
}
