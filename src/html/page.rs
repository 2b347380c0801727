//! What stands on a page: links with their texts, visible text, title, language.

use super::entity::{self, Context};
use super::link::Link;
use super::reader;
use super::token::Content;
use crate::span::Span;
use std::cell::OnceCell;

/// An HTML text as rules see it; all spans are places in that text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// Every address, in the order of the text.
    pub links: Vec<Link>,
    /// The visible text, piece by piece.
    pub runs: Vec<Run>,
    /// The text inside conditional comments, which only Outlook on Windows shows.
    pub conditional_runs: Vec<Run>,
    /// What stands between `<title>` and `</title>`, of several the first.
    pub title: Option<Span>,
    /// The value of `lang` on `<html>`.
    pub lang: Option<Span>,
    /// How many `<img>` there are, without those in conditional comments.
    pub images: u32,
    pub(super) anchors: Vec<Anchor>,
    visible: OnceCell<String>,
}

/// A piece of text that no tag interrupts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Where it stands.
    pub span: Span,
    /// How it is read.
    pub content: Content,
    /// Whether a block, a cell or a line break stands between it and the piece before.
    pub breaks: bool,
}

/// What stands between `<a>` and `</a>`.
///
/// An anchor ends at its end tag, at the next `<a>` (HTML Standard, section 13.2.6.4.7) or at the end of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// The markup inside.
    pub content: Span,
    /// How many `<img>` are inside.
    pub images: u32,
    /// Whether it has an end tag of its own.
    pub closed: bool,
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Page {
    /// Reads `text` in one pass.
    pub fn read(text: &str) -> Self {
        let mut page = Self::default();
        reader::read(text, &mut page);
        page
    }

    /// What stands inside `link`, if it is an [`super::link::LinkKind::Anchor`].
    pub fn anchor(&self, link: &Link) -> Option<&Anchor> {
        self.anchors.get(link.anchor? as usize)
    }

    /// The pieces of text inside `link`; none where it is no anchor.
    pub fn anchor_runs(&self, link: &Link) -> &[Run] {
        let runs = if link.conditional { &self.conditional_runs } else { &self.runs };
        let of = |anchor: &Anchor| runs.get(anchor.first as usize..anchor.last as usize);
        self.anchor(link).and_then(of).unwrap_or_default()
    }

    /// The text inside `link` as a reader sees it (see [`visible`]).
    pub fn anchor_text(&self, text: &str, link: &Link) -> String {
        visible(text, self.anchor_runs(link))
    }

    /// The whole visible text as a reader sees it (see [`visible`]).
    pub fn visible_text(&self, text: &str) -> &str {
        self.visible.get_or_init(|| visible(text, &self.runs))
    }
}

/// The text of `runs` as a reader sees it: references decoded, white space collapsed, none at the ends.
pub fn visible(text: &str, runs: &[Run]) -> String {
    let mut out = String::new();
    let mut space = false;
    for run in runs {
        space |= run.breaks;
        let raw = text.get(run.span.range()).unwrap_or_default();
        if run.content == Content::Raw {
            collapse(raw, &mut space, &mut out);
        } else {
            collapse(&entity::decode(raw, Context::Text).text, &mut space, &mut out);
        }
    }
    out
}

/// Adds `text` to `out`, with one space for each run of white space; `space` is whether one is due.
fn collapse(text: &str, space: &mut bool, out: &mut String) {
    *space |= text.as_bytes().first().is_some_and(u8::is_ascii_whitespace);
    for word in text.split_ascii_whitespace() {
        if *space && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        *space = true;
    }
    if let Some(last) = text.as_bytes().last() {
        *space = last.is_ascii_whitespace();
    }
}

#[cfg(test)]
mod tests;
