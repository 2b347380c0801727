//! Links: every place on a page where an address can stand.

use std::borrow::Cow;
use std::ops::Range;

use super::css;
use super::entity::{self, Context};
use super::name;
use crate::find::trim_controls;
use crate::span::{Chain, Span, SpanMap};

/// An address on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// What the address is for.
    pub kind: LinkKind,
    /// The name of the element, in its start tag.
    pub element: Span,
    /// The name of the attribute; none in the text of a `<style>`.
    pub attribute: Option<Span>,
    /// The address as written: the whole value of the attribute, or its part in `srcset`, `style`, `content`.
    pub value: Span,
    /// Whether it stands inside a conditional comment, which only Outlook on Windows reads.
    pub conditional: bool,
    /// Its place among the anchors of the page, if it is one.
    pub(super) anchor: Option<u32>,
}

/// What an address is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LinkKind {
    /// `<a href>`.
    Anchor,
    /// `<area href>`.
    Area,
    /// `<base href>`: what relative addresses are resolved against.
    Base,
    /// `<link href>`: a style sheet, an icon.
    Resource,
    /// `<img src>`, `srcset`, `<input src>`, `poster`.
    Image,
    /// The `background` attribute.
    Background,
    /// `url()` or `@import` in a style sheet or a `style` attribute.
    Css,
    /// `<form action>`, `formaction`.
    Form,
    /// `<script src>`.
    Script,
    /// `<iframe src>`, `<frame src>`.
    Frame,
    /// `<embed src>`, `<object data>`.
    Embed,
    /// `<video src>`, `<audio src>`, `<source src>`, `<track src>`.
    Media,
    /// `href` or `src` of an element of the Vector Markup Language: `<v:fill src>`, `<v:roundrect href>`.
    Vml,
    /// `<meta http-equiv="refresh" content="0; url=x">`.
    Refresh,
    /// `cite`, `longdesc`, `ping`: addresses that nobody sees.
    Hidden,
}

impl Link {
    /// The address, decoded as far as HTML and CSS have encoded it and cleaned as a browser does.
    pub fn url<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.url_with_map(text).0
    }

    /// The address as by [`Self::url`], and the way from it back to `text`.
    pub fn url_with_map<'t>(&self, text: &'t str) -> (Cow<'t, str>, Chain) {
        let (mut url, mut chain) = self.decoded(text);
        let (text, map) = clean(&url);
        step(&mut url, &mut chain, text, map);
        (url, chain)
    }

    /// The address decoded but not cleaned, and the way from it back to `text`.
    pub fn decoded<'t>(&self, text: &'t str) -> (Cow<'t, str>, Chain) {
        let mut chain = Chain::new(self.value.start);
        let mut url = Cow::Borrowed(text.get(self.value.range()).unwrap_or_default());
        if self.attribute.is_some() {
            let entity::Decoded { text, map } = entity::decode(&url, Context::Attribute);
            let text = own(text);
            step(&mut url, &mut chain, text, map);
        }
        if self.kind == LinkKind::Css {
            let (text, map) = css::unescape(&url);
            let text = own(text);
            step(&mut url, &mut chain, text, map);
        }
        (url, chain)
    }
}

/// Takes one step of decoding; it has no text where it changes nothing.
fn step(url: &mut Cow<str>, chain: &mut Chain, text: Option<String>, map: SpanMap) {
    if let Some(changed) = text {
        *url = Cow::Owned(changed);
        chain.push(map);
    }
}

fn own(text: Cow<str>) -> Option<String> {
    match text {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    }
}

/// Drops what an URL parser drops: tabs and line breaks anywhere, control characters and spaces at both ends
/// (URL Standard, section 4.4).
fn clean(url: &str) -> (Option<String>, SpanMap) {
    let mut map = SpanMap::identity();
    let breaks = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r');
    let bytes = url.as_bytes();
    let Range { start, end } = trim_controls(bytes).range();
    if end - start == bytes.len() && !bytes.iter().any(|&byte| breaks(byte)) {
        return (None, map);
    }
    map.drop(start);
    let mut out = String::with_capacity(end - start);
    let mut from = start;
    for at in start..end {
        if breaks(bytes[at]) {
            out.push_str(&url[from..at]);
            map.copy(at - from);
            map.drop(1);
            from = at + 1;
        }
    }
    out.push_str(&url[from..end]);
    map.copy(end - from);
    map.drop(bytes.len() - end);
    (Some(out), map)
}

/// What the attribute of the element holds, where it is one address.
///
/// `written` is the name of the element as it stands: those of the Vector Markup Language have no number.
pub(super) fn of_attribute(element: u8, written: &[u8], attribute: u8) -> Option<LinkKind> {
    let other = || match written {
        [b'v' | b'V', b':', ..] => LinkKind::Vml,
        _ => LinkKind::Hidden,
    };
    Some(match attribute {
        name::HREF | name::XLINK_HREF => match element {
            name::A => LinkKind::Anchor,
            name::AREA => LinkKind::Area,
            name::BASE => LinkKind::Base,
            name::LINK => LinkKind::Resource,
            name::IMAGE => LinkKind::Image,
            _ => other(),
        },
        name::SRC => match element {
            name::IMG | name::IMAGE | name::INPUT => LinkKind::Image,
            name::SCRIPT => LinkKind::Script,
            name::IFRAME | name::FRAME => LinkKind::Frame,
            name::EMBED => LinkKind::Embed,
            name::VIDEO | name::AUDIO | name::SOURCE | name::TRACK => LinkKind::Media,
            _ => other(),
        },
        name::BACKGROUND => LinkKind::Background,
        name::POSTER | name::LOWSRC | name::DYNSRC => LinkKind::Image,
        name::ACTION if element == name::FORM => LinkKind::Form,
        name::FORMACTION => LinkKind::Form,
        name::DATA if element == name::OBJECT => LinkKind::Embed,
        name::CITE | name::LONGDESC | name::PING => LinkKind::Hidden,
        _ => return None,
    })
}
