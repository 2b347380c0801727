//! The HTML is so large that Gmail cuts it off and shows "Message clipped".
//!
//! No document of Google names the limit. Testers saw clipping between 102 and 105 KB of HTML after the transfer
//! encoding is undone; comments and markup count, attachments do not. What stands beyond it is not shown: often the
//! unsubscribe link, the postal address and the counting pixel. Where comments and indentation alone are too much, an
//! edit drops as many of them as it takes; comments for Outlook stay.
//!
//! # Bad
//! ```eml audience=gmail pad=110000
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=b
//!
//! --b
//!
//! Hello.
//! --b
//! Content-Type: text/html; charset=utf-8
//!
//! * gmail-clip
//! * boundary-unterminated
//! <p>Hello.</p>
//! ```
//! # Good
//! ```eml html audience=gmail
//! <p>Hello.</p>
//! ```

use crate::finding::{Case, Safety};
use crate::message::PartText;
use crate::message::repair::shorten;
use crate::profile::{Demand, Level, Outcome::*, Profile::*, limit};
use crate::rule::{Basis, Confidence, Cx, Fixes, Group, Rule, Sink, Source};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "gmail-clip",
    group: Group::Body,
    level: Level::Warning,
    basis: Basis::Receiver,
    confidence: Confidence::Likely,
    fixes: Fixes::Safe,
    sources: &[Source::heuristic(
        "Gmail clips HTML somewhere between 102 and 105 KB; observed by testers, 2022",
        "GmailはHTMLを102〜105KBのどこかで切る(2022年の検証による)",
    )],
    title: Text::new("Gmail will clip this message", "Gmailで本文が途中で切られます"),
    why: Text::new(
        "Gmail shows only the beginning of large HTML, with a link to the rest. Readers rarely follow it, so the \
         unsubscribe link, the address and the counting pixel at the end are lost: complaints rise and opens vanish.",
        "Gmailは大きなHTMLを途中で切り、続きを「メッセージ全体を表示」のリンクの先に隠します。ほとんどの読者は開きません。\
         末尾にある配信停止リンクや住所、開封計測の画像が見えなくなり、迷惑メール報告が増え、開封数は減って見えます。",
    ),
    help: Text::new(
        "Cut markup and repeated styles, shorten tracking addresses, move long texts to the web, and put the unsubscribe \
         link before the limit.",
        "不要なタグや重複したスタイルを削り、計測用URLを短くし、長い文章はWebに移してください。配信停止リンクは上限より前に置くと安全です。",
    ),
    cases: &[&CLIPPED, &NEAR],
    notes: &[&LINK, &SHORTEN],
    check,
    ..Rule::BASE
};

static CLIPPED: Case = Case {
    name: "clipped",
    message: Text::new(
        "The HTML has {size} bytes; what stands after about {limit} is not shown.",
        "HTMLが{size}バイトあります。約{limit}バイトより後ろは表示されません。",
    ),
    demands: &[Demand::warning(Gmail, Display)],
};

static NEAR: Case = Case {
    name: "near",
    message: Text::new(
        "The HTML has {size} bytes, close to the {limit} where Gmail clips.",
        "HTMLが{size}バイトあり、Gmailが切る約{limit}バイトに近づいています。",
    ),
    demands: &[Demand::info(Gmail, Advice)],
};

static LINK: Note = Note::new(
    "link",
    "The last link stands here, beyond the limit: often the one to unsubscribe.",
    "最後のリンクは、ここ(上限より後ろ)にあります。配信停止リンクであることが多い場所です。",
);

static SHORTEN: Note = Note::new("shorten", "Drop comments and indentation", "コメントと字下げの空白を削除");

const MOST: u64 = limit("gmail-clip-octets");
const NEARLY: u64 = limit("gmail-clip-near-octets");

fn check(cx: &Cx, sink: &mut Sink) {
    for id in cx.msg.body_parts("text/html") {
        let part = cx.msg.text(id);
        let size = u64::from(part.octets);
        let case = match size {
            _ if size > MOST => &CLIPPED,
            _ if size > NEARLY => &NEAR,
            _ => continue,
        };
        let beyond = beyond(part, if size > MOST { MOST } else { NEARLY });
        let mut reported = sink.report(case, cx.msg.place_in(id, beyond)).arg("size", size).arg("limit", MOST);
        reported = reported.edits(&SHORTEN, Safety::Safe, shorten(cx.msg, id, NEARLY));
        let last = cx.msg.links().iter().rfind(|link| link.entity == id && link.is_visible());
        if let Some(last) = last.filter(|last| size > MOST && last.span.start >= beyond.start) {
            reported = reported.related(cx.msg.place_in(id, last.span), &LINK);
        }
        let _ = reported;
    }
}

/// What stands beyond `limit` octets, from a whole character on.
fn beyond(part: &PartText, limit: u64) -> Span {
    let octets = Span::new(limit.min(u64::from(part.octets)) as u32, part.octets);
    let out = part.chain.to_out(part.octet_chain.to_raw(octets));
    Span::new(part.text.floor_char_boundary(out.start as usize) as u32, out.end)
}
