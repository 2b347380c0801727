//! The links of the body: of its HTML and of its plain text.

use super::Message;
use crate::html::link::LinkKind;
use crate::span::Span;
use crate::value::url;

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
    /// Whether a reader can follow it.
    pub fn is_visible(&self) -> bool {
        matches!(self.place, LinkPlace::Text | LinkPlace::Html(LinkKind::Anchor | LinkKind::Area, _))
    }
}

/// Reads the links of all parts of the body.
pub fn read(msg: &Message) -> Vec<Link> {
    let mut links = Vec::new();
    for &entity in &msg.body {
        let text = &msg.text(entity).text;
        if msg.parts[entity as usize].media.is(msg.bytes(), "text/html") {
            let page = msg.page(entity);
            links.extend(page.links.iter().enumerate().map(|(index, link)| Link {
                entity,
                url: link.url(text).into_owned(),
                span: link.value,
                place: LinkPlace::Html(link.kind, index as u32),
            }));
        } else {
            links.extend(url::in_text(text).into_iter().map(|span| Link {
                entity,
                url: text[span.range()].to_owned(),
                span,
                place: LinkPlace::Text,
            }));
        }
    }
    links
}
