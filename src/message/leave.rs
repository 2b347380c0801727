//! Ways to leave a list that a body shows.

use super::phrases::Phrases;
use super::{Link, LinkPlace, Message};
use crate::find::{has, holds_any};
use crate::html::page::{self, Page};
use crate::scan::Name;
use crate::span::Span;
use crate::value::uris::UriList;
use crate::value::url::has_token;

/// Whether a text speaks of leaving a list.
pub fn says_leave(text: &str) -> bool {
    Phrases::Leave.stand_in(text.as_bytes())
}

/// Whether an address is one for leaving a list, by its own words.
pub fn is_for_leaving(url: &str) -> bool {
    Phrases::LeaveUrl.stand_in(url.as_bytes())
}

/// Whether merge tokens of a mail system stand in it: what it is shows only when they are filled in.
pub fn holds_token(text: &[u8]) -> bool {
    has_token(&String::from_utf8_lossy(text))
}

impl Message<'_> {
    /// The addresses in the first List-Unsubscribe; none without the field.
    pub fn unsubscribe_uris(&self) -> &UriList {
        self.leave.get_or_init(|| match self.field(Name::ListUnsubscribe) {
            Some(field) => UriList::read(self.bytes(), field.body),
            None => UriList::default(),
        })
    }

    /// Whether the body shows a way to leave: words of it and any address, or a link whose address or picture says so.
    ///
    /// How near the two are is not measured: a whole table may stand between the words and the address.
    pub fn shows_leaving(&self) -> bool {
        let links = || self.links().iter().filter(|link| link.is_visible());
        self.body.iter().any(|&id| {
            let text = &self.text(id).text;
            match self.is(id, "text/html") {
                true => {
                    let address = has(text, "@") || links().any(|link| link.entity == id);
                    address && says_leave(self.page(id).visible_text(text))
                }
                // A colon is in every address; the others open tokens that become one.
                false => holds_any(text, ":@{%[|#") && says_leave(text),
            }
        }) || links().any(|link| is_for_leaving(&link.url) || self.has_picture_for_leaving(link))
    }

    /// Whether the markup of a link with a picture speaks of leaving: its alternative text, as a rule.
    fn has_picture_for_leaving(&self, link: &Link) -> bool {
        let LinkPlace::Html(_, index) = link.place else { return false };
        let page = self.page(link.entity);
        let anchor = page.anchor(&page.links[index as usize]).filter(|anchor| anchor.images > 0);
        anchor.is_some_and(|anchor| says_leave(&self.text(link.entity).text[anchor.content.range()]))
    }

    /// Whether a link of HTML is one for leaving, by what a reader sees in it and right before it.
    pub fn reads_as_leaving(&self, link: &Link) -> bool {
        /// Bytes of the longest text that only points: "please click here".
        const POINTER: usize = 40;
        let LinkPlace::Html(_, index) = link.place else { return false };
        let (page, text) = (self.page(link.entity), &*self.text(link.entity).text);
        let own = &page.links[index as usize];
        let Some(anchor) = page.anchor(own) else { return false };
        let shown = page.anchor_text(text, own);
        if says_leave(&shown) || self.has_picture_for_leaving(link) {
            return true;
        }
        let lower = shown.to_ascii_lowercase();
        let points = ["here", "こちら", "ここ", "link"].iter().any(|word| has(&lower, word));
        points && shown.len() <= POINTER && says_leave(&text_before(page, text, anchor.content, index as usize))
    }
}

/// The text in the line of an anchor before it, back to the anchor before that.
fn text_before(page: &Page, text: &str, anchor: Span, link: usize) -> String {
    let begun = |at: u32| page.runs.partition_point(|run| run.span.start < at);
    let end = begun(anchor.start);
    if page.runs.get(end).is_some_and(|run| run.breaks) {
        return String::new();
    }
    let other =
        page.links[..link].iter().rev().find_map(|link| page.anchor(link)).map_or(0, |it| begun(it.content.end));
    let gap = page.runs.get(other..end).unwrap_or_default();
    let line = gap.iter().rposition(|run| run.breaks).unwrap_or(0);
    page::visible(text, &gap[line..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;

    #[test]
    fn links_that_read_as_leaving() {
        for (html, expected) in [
            ("<p>To <a href=x>Unsubscribe</a></p>", true),
            ("<p>配信停止は<a href=x>こちら</a></p>", true),
            ("<p><a href=x><img alt='unsubscribe'></a></p>", true),
            ("<p><a href=y>Unsubscribe</a> | <a href=x>View here</a></p>", false),
            ("<p>Unsubscribe below.</p><p><a href=x>Click here</a> to read on</p>", false),
            (
                "<p>配信停止について、詳しくは次の記事を<a href=x>ぜひお読みください。最新の事例を紹介します</a></p>",
                false,
            ),
        ] {
            let message = format!("Content-Type: text/html; charset=utf-8\n\n{html}");
            let msg = Message::new(Input::file(message.as_bytes()));
            let link = msg.links().iter().find(|link| link.url == "x");
            assert_eq!(link.map(|link| msg.reads_as_leaving(link)), Some(expected), "{html}");
        }
    }

    #[test]
    fn words_of_leaving() {
        for text in ["UNSUBSCRIBE", "Se désabonner", "メールの配信停止", "*|UNSUB|*", "Отписаться", "%cancelurl%"]
        {
            assert!(says_leave(text), "{text}");
        }
        assert!(!says_leave("Our spring sale begins today. 今日から春のセールです。"));
        assert!(is_for_leaving("https://www.minatobunko.co.jp/mail/teishi/8f3c"));
        assert!(!is_for_leaving("https://www.minatobunko.co.jp/books/8f3c"));
    }
}
