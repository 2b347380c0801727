//! HTML that is pictures, with hardly a word of text.
//!
//! Readers who have pictures off, and those who hear their mail, get an empty page; many mail programs show no picture of
//! an unknown sender. Filters score such mail, because spam hides its words in pictures.
//!
//! Only bulk mail is looked at, with at least one picture that is a link; a picture of one pixel does not count. The text
//! is counted in bytes, so that a Japanese character weighs three.
//!
//! # Bad
//! ```eml html kind=bulk
//! <p><a href="https://www.minatobunko.co.jp/spring"><img src="https://www.minatobunko.co.jp/spring.png" alt="Sale"></a></p>
//!                                                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ image-only
//! <p><a href="https://www.minatobunko.co.jp/leave">Unsubscribe</a></p>
//! * list-unsubscribe-missing
//! ```
//! # Good
//! ```eml html kind=transactional
//! <p><a href="https://www.minatobunko.co.jp/"><img src="https://www.minatobunko.co.jp/logo.png" alt="Minato Bunko"></a></p>
//! <p>Your code is 204 118.</p>
//! ```

use crate::find::{find, trim_start};
use crate::finding::Case;
use crate::html::link::LinkKind;
use crate::html::page::Page;
use crate::message::Kind;
use crate::profile::{Demand, Level, Outcome::*, Profile::*, limit};
use crate::rule::{Basis, Confidence, Cx, Group, Needs, Rule, Sink, Source};
use crate::span::Span;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "image-only",
    group: Group::Body,
    level: Level::Warning,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    needs: &[Needs::Html],
    sources: &[Source::heuristic(
        "SpamAssassin scores it by the bytes of text (HTML_IMAGE_ONLY), Rspamd by the share of pictures",
        "SpamAssassinは文字の量で(HTML_IMAGE_ONLY)、Rspamdは画像の割合で減点する",
    )],
    title: Text::new("The mail is pictures without text", "画像だけで、文字がほとんどありません"),
    why: Text::new(
        "Many readers see no pictures until they ask for them, and some never do. Filters score mail whose words stand in \
         pictures.",
        "画像を読み込むまで表示しない設定の読者や、音声で聞く読者には、何も伝わりません。文字を画像に隠すのは迷惑メールの手口でもあり、フィルターの評価も下がります。",
    ),
    help: Text::new(
        "Set headline, offer and terms as text, and keep the pictures beside it, each with an alternative text.",
        "見出しや特典、条件は文字で書き、画像は添える程度にして、代替テキストを付けてください。",
    ),
    cases: &[&PICTURES],
    check,
    ..Rule::BASE
};

static PICTURES: Case = Case {
    name: "pictures",
    message: Text::new(
        "Pictures: {images}; bytes of text: {octets}.",
        "画像が{images}点あるのに対し、文字は{octets}バイトしかありません。",
    ),
    demands: &[
        Demand::warning(Spamfilter, Folder),
        Demand::warning(Accessibility, Display),
        Demand::warning(Docomo, Display),
        Demand::warning(Au, Display),
        Demand::warning(Softbank, Display),
    ],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if cx.kind() != Kind::Bulk {
        return;
    }
    for id in msg.body_parts("text/html") {
        let (page, text) = (msg.page(id), &*msg.text(id).text);
        let Some((span, images)) = pictures(page, text) else { continue };
        let octets = page.visible_text(text).len();
        if (octets as u64) < const { limit("image-only-text-octets") } {
            sink.report(&PICTURES, msg.place_in(id, span)).arg("images", images).arg("octets", octets);
        }
    }
}

/// The first picture that is a link, and how many pictures there are; pictures of one pixel count nowhere.
fn pictures(page: &Page, text: &str) -> Option<(Span, usize)> {
    let (mut first, mut images) = (None, 0);
    let mut end = 0;
    for link in &page.links {
        if let Some(anchor) = page.anchor(link) {
            end = anchor.content.end;
        }
        if link.kind == LinkKind::Image && !link.conditional && !is_pixel(text, link.element) {
            images += 1;
            first = first.or((link.element.start < end).then_some(link.value));
        }
    }
    first.map(|span| (span, images))
}

/// Whether the tag says a width or height of one pixel, or none.
fn is_pixel(text: &str, element: Span) -> bool {
    let rest = &text[element.start as usize..];
    let tag = rest[..memchr::memchr(b'>', rest.as_bytes()).unwrap_or(rest.len())].to_ascii_lowercase();
    ["width", "height"].iter().any(|name| {
        let mut rest = &*tag;
        while let Some(at) = find(rest.as_bytes(), name.as_bytes()) {
            rest = &rest[at + name.len()..];
            let value = trim_start(rest, "=:\"' ");
            let digits = value.bytes().take_while(u8::is_ascii_digit).count();
            if matches!(&value[..digits], "0" | "1") && !value[digits..].starts_with(['%', '.']) {
                return true;
            }
        }
        false
    })
}
