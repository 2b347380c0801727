//! multipart/related that does not name its root.
//!
//! The root is what is shown, mostly the HTML: the first part, or the one that `start` names; `type` is its media type.
//! multipart/alternative may stand inside or around.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/related; boundary=leaf
//!                                ^ related-root
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! Hello.
//! --leaf
//! Content-Type: image/png
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/related; type="text/html"; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! Hello.
//! --leaf
//! Content-Type: image/png
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/related; type="text/html"; start="<2@minatobunko.co.jp>"; boundary=leaf
//!                                        ~~~~~~~~~ related-root
//!                                                           ~~~~~~~~~~~~~~~~~~~~~ related-root
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/related; type="Text/HTML"; start="<2@minatobunko.co.jp>"; boundary=leaf
//!
//! --leaf
//! Content-Type: image/png
//! --leaf
//! Content-Type: text/html; charset=utf-8
//! Content-ID: <2@minatobunko.co.jp>
//!
//! Hello.
//! --leaf--
//! ```

use crate::find::replace;
use crate::finding::{Case, Safety};
use crate::message::{Kind, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::{Field, Name};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "related-root",
    group: Group::Mime,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    yields_to: &[Yield { to: "useless-multipart", within: Near::Field }],
    sources: &[Source::rfc(2387, "3.1"), Source::rfc(2387, "3.2")],
    title: Text::new(
        "multipart/related does not name its root",
        "multipart/relatedの中心になるパートが正しく示されていません",
    ),
    why: Text::new(
        "Readers that trust the field may show a picture instead of the page, or nothing. Most look for the HTML themselves.",
        "指定に従うソフトでは、本文ではなく画像が表示されたり、何も表示されなかったりします。多くのソフトは自分でHTMLを探します。",
    ),
    help: Text::new(
        "Put the HTML first, give its media type as `type`, and leave `start` out.",
        "HTMLを最初に置き、そのメディアタイプを `type` に書いてください。`start` は不要です。",
    ),
    cases: &[&MISSING, &OTHER, &START],
    notes: &[&NAME],
    check,
    ..Rule::BASE
};

const INFO: &[Demand] = &[Demand::info(Rfc, Advice)];
const WARNING: &[Demand] =
    &[Demand::warning(Rfc, Display), Demand::warning(Outlook, Display), Demand::warning(Icloud, Display)];

static MISSING: Case = Case::new(
    "missing",
    INFO,
    "`type` is missing: the root is {media}.",
    "`type` がありません。中心のパートは{media}です。",
);
static OTHER: Case = Case::new(
    "other",
    WARNING,
    "The root is {media}, not what `type` says.",
    "中心のパートは{media}で、`type` と違います。",
);
static START: Case =
    Case::new("start", WARNING, "`start` names a part that is not there.", "`start` の指すパートがありません。");
static NAME: Note = Note::new("name", "Write the media type of the root", "中心のパートのメディアタイプを書く");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own_of("multipart/related") {
        if !msg.is_closed(id) {
            continue;
        }
        let (parts, mut root) = (msg.children(id), None);
        if let Some(start) = msg.param(id, "start") {
            root = parts.iter().find(|part| is_named(msg, **part, msg.slice(start.value)));
            if root.is_none() && !start.value.is_empty() {
                sink.report(&START, start.value);
            }
        }
        let Some(root) = root.or(parts.first()) else { continue };
        let (media, given) = (msg.media(*root), msg.param_text(id, "type"));
        // Mail systems that send reports leave `type` out.
        let report = || cx.is_report() || cx.kind() == Kind::AutoReply;
        if given != media && !(given.is_empty() && report()) {
            let case = if given.is_empty() { &MISSING } else { &OTHER };
            let edit = msg.set_param(id, "type", &media);
            let reported = sink.report(case, msg.param_place(id, "type")).arg("media", media);
            reported.edit(&NAME, Safety::Safe, edit);
        }
    }
}

/// Whether the Content-ID of a part is `start`, brackets aside.
fn is_named(msg: &Message, part: u32, start: &[u8]) -> bool {
    let is_same = |field: &Field| bare(msg.slice(field.value(msg.bytes()))) == bare(start);
    msg.scan.fields_of(msg.entity(part)).iter().any(|field| field.name == Name::ContentId && is_same(field))
}

fn bare(id: &[u8]) -> String {
    replace(&replace(&String::from_utf8_lossy(id), "<", ""), ">", "")
}
