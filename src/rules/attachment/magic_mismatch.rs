//! The first bytes of an attachment do not fit its media type.
//!
//! Most formats begin with a mark of their own. Where it belongs to another format, the file does not open, or it opens as
//! something else than the reader expects: a program behind the type of a picture is malware. Text has no mark; OOXML is
//! zip, and OLE2 when it is encrypted.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The pictures.
//! --b
//! Content-Type: image/png
//!               ~~~~~~~~~ magic-mismatch
//! Content-Disposition: inline
//! Content-Transfer-Encoding: base64
//!
//! /9j/4AAQ
//! --b
//! Content-Type: application/pdf
//!               ~~~~~~~~~~~~~~~ magic-mismatch
//! Content-Disposition: attachment; filename="invoice.pdf"
//! Content-Transfer-Encoding: base64
//!
//! f0VMRgIBAQA=
//! --b
//! Content-Type: image/gif; name=a.gif
//! Content-Transfer-Encoding: base64
//!
//! _ magic-mismatch
//! --b
//! Content-Type: image/gif; name=b.gif
//!               ~~~~~~~~~ magic-mismatch
//! Content-Transfer-Encoding: base64
//!
//! AAECAwQFBgcICQoLDA0ODxAR
//! --b--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: application/msword; name=report.doc
//! * empty-body
//! Content-Transfer-Encoding: base64
//!
//! e1xydGYx
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::{File, Kind, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::file_name::{is_listed, suits};
use crate::value::magic::{Fit, Magic, fit};

/// The rule.
pub static RULE: Rule = Rule {
    id: "magic-mismatch",
    group: Group::Attachment,
    level: Level::Warning,
    basis: Basis::Practice,
    needs: &[Needs::Message],
    fixes: Fixes::Offer,
    sources: &[
        Source::rfc(2045, "5"),
        Source::heuristic("Rspamd looks at the first bytes too (lua_magic)", "Rspamdも先頭のバイトを調べる(lua_magic)"),
    ],
    title: Text::new("The content is not what its type says", "内容がメディアタイプと合いません"),
    why: Text::new(
        "The file does not open, or it opens as something else. Malware hides so, and filters look for it.",
        "ファイルが開けないか、別の種類として開かれます。マルウェアが正体を隠す手口でもあり、フィルターが調べています。",
    ),
    help: Text::new(
        "Look whether the right file was attached whole, and declare the type that it has.",
        "正しいファイルが最後まで添付されているかを確かめ、内容に合うタイプを設定してください。",
    ),
    cases: &[&OTHER, &PROGRAM, &UNMARKED, &EMPTY],
    notes: &[&SET],
    check,
    ..Rule::BASE
};

const WARNING: &[Demand] = &[Demand::warning(Security, Display), Demand::warning(Spamfilter, Folder)];

static OTHER: Case = Case::new(
    "other",
    WARNING,
    "Declared as {media}, the content is {found}.",
    "{media}とされていますが、内容は{found}です。",
);
static PROGRAM: Case = Case::new(
    "program",
    &[Demand::error(Security, Warn), Demand::error(Spamfilter, Folder)],
    "Declared as {media}, the content is a program.",
    "{media}とされていますが、内容は実行ファイルです。",
);
static UNMARKED: Case = Case::new(
    "unmarked",
    WARNING,
    "The content does not begin as {media} does.",
    "内容が{media}の形式で始まっていません。",
);
static EMPTY: Case =
    Case::new("empty", &[Demand::warning(Security, Display)], "The attachment is empty.", "添付ファイルが空です。");
static SET: Note = Note::new("set", "Declare the type of the content", "内容に合うタイプにする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for file in msg.files() {
        let (entity, part) = (msg.entity(file.entity), &msg.parts[file.entity as usize]);
        let Some((media, place)) = msg.declared(file).filter(|_| entity.encoding != Encoding::Unknown) else {
            continue;
        };
        if file.is_empty {
            let meant = part.attachment || (file.name.is_some() && !part.media.has_type(msg.bytes(), "text"));
            // Reports leave out what they return.
            if meant && !matches!(cx.kind(), Kind::Dsn | Kind::Arf) {
                sink.report(&EMPTY, Span::at(entity.body.start));
            }
            continue;
        }
        let Some(case) = judge(msg, file, &media) else { continue };
        // A name that fits the type as declared would not fit the new one.
        let right = file.content.filter(|_| suits(file.extension(), &media).is_none() && case.name == OTHER.name);
        let fix = right.map(|right| Fix::one(&SET, Safety::Offer, Edit::replace(place, right.media())));
        let found = file.content.map_or("", Magic::name);
        sink.report(case, place).arg("media", media).arg("found", found).fix(fix);
    }
}

fn judge(msg: &Message, file: &File, media: &str) -> Option<&'static Case> {
    let shown = ["image/", "audio/", "video/"].iter().any(|it| media.starts_with(it));
    let document = shown || (is_listed("document", file.extension()) && !media.starts_with("text/"));
    // Where the name is right, the type is wrong: another rule says so.
    let named = suits(file.extension(), media).filter(|(right, _)| *right != media);
    match fit(file.content, media) {
        _ if file.content == Some(Magic::Program) && document => Some(&PROGRAM),
        Fit::Fits => None,
        Fit::Other if file.content == Some(Magic::Program) => Some(&PROGRAM),
        Fit::Other if named.is_some_and(|(right, _)| fit(file.content, right) == Fit::Fits) => None,
        Fit::Other => Some(&OTHER),
        Fit::Unmarked => msg.has_head(file.entity).then_some(&UNMARKED),
    }
}
