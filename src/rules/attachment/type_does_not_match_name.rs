//! The media type says something else than the extension of the name.
//!
//! Some programs go by the type, others by the name: the file opens in the wrong one, or not at all, and filters take the
//! difference for a disguise. Older names of a type are a note, and so is `application/octet-stream`, which says nothing.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The invoice.
//! --b
//! Content-Type: image/jpeg; name="invoice.pdf"
//!               ~~~~~~~~~~ type-does-not-match-name
//! Content-Disposition: attachment
//! Content-Transfer-Encoding: base64
//!
//! JVBERi0xLjcK
//! --b
//! Content-Type: image/pjpeg; name="photo.jpg"
//!               ~~~~~~~~~~~ type-does-not-match-name
//! Content-Disposition: attachment
//! Content-Transfer-Encoding: base64
//!
//! /9j/4AAQ
//! --b--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The invoice.
//! --b
//! Content-Type: application/pdf; name="invoice.pdf"
//! Content-Disposition: attachment
//! Content-Transfer-Encoding: base64
//!
//! JVBERi0xLjcK
//! --b
//! Content-Type: image/jpeg; name="photo.jpg"
//! Content-Disposition: attachment
//! Content-Transfer-Encoding: base64
//!
//! /9j/4AAQ
//! --b--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The patch.
//! --b
//! Content-Type: text/x-diff; name="patch.txt"
//!
//! Hello.
//! --b--
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};
use crate::value::file_name::{Suits, suits};
use crate::value::magic::{Fit, fit};

/// The rule.
pub static RULE: Rule = Rule {
    id: "type-does-not-match-name",
    group: Group::Attachment,
    level: Level::Warning,
    basis: Basis::Practice,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    yields_to: &[Yield { to: "magic-mismatch", within: Near::Span }],
    sources: &[
        Source::rfc(2045, "5"),
        Source::heuristic("Rspamd scores it (MIME_BAD_ATTACHMENT)", "Rspamdが減点する(MIME_BAD_ATTACHMENT)"),
    ],
    title: Text::new("Media type and extension disagree", "メディアタイプと拡張子が合いません"),
    why: Text::new(
        "Some programs go by the type, others by the name: the file opens in the wrong one, or not at all. Filters take it \
         for a disguise.",
        "種類をどちらで判断するかはソフトによって違うため、別のソフトで開いたり、開けなかったりします。偽装とみなして減点するフィルターもあります。",
    ),
    help: Text::new(
        "Take the type from the file, by its extension or its content, not from a constant.",
        "タイプは固定値にせず、拡張子や内容に合わせて設定してください。",
    ),
    cases: &[&OTHER, &OLD, &NOTHING],
    notes: &[&SET],
    check,
    ..Rule::BASE
};

static OTHER: Case = Case::new(
    "other",
    &[Demand::warning(Outlook, Display), Demand::warning(Spamfilter, Folder)],
    "{name} is declared as {media}; its type is {right}.",
    "{name}のタイプが{media}になっています。正しくは{right}です。",
);
static OLD: Case = Case::new(
    "old",
    &[Demand::info(Rfc, Advice)],
    "Readers put up with {media} for {name}; its type is {right}.",
    "{media}でも{name}は読めますが、正しくは{right}です。",
);
static NOTHING: Case = Case::new(
    "nothing",
    &[Demand::info(Spamfilter, Advice)],
    "{media} does not say what {name} is: {right}.",
    "{media}では{name}の種類が伝わりません。正しくは{right}です。",
);
static SET: Note = Note::new("set", "Declare the right type", "正しいタイプにする");

/// Types that say how something is wrapped: the name is that of the file inside.
const WRAPPERS: [&str; 4] =
    ["application/applefile", "application/pkcs7-mime", "application/x-pkcs7-mime", "application/mac-binhex40"];

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for file in msg.files() {
        let Some((media, place)) = msg.declared(file) else { continue };
        let Some((right, suits)) = suits(file.extension(), &media) else { continue };
        let case = match suits {
            Suits::Well => continue,
            _ if WRAPPERS.contains(&&*media) => continue,
            Suits::Odd => &OLD,
            Suits::Not if media == "application/octet-stream" => &NOTHING,
            Suits::Not => &OTHER,
        };
        let sure = file.content.is_some() && fit(file.content, right) == Fit::Fits;
        let fix = sure.then(|| Fix::one(&SET, Safety::Safe, Edit::replace(place, right)));
        let reported = sink.report(case, place).arg("name", file.name()).arg("media", media).arg("right", right);
        reported.fix(fix);
    }
}
