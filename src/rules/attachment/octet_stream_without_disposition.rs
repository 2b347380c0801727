//! A part of bytes that is not declared as an attachment.
//!
//! `application/octet-stream` says no more than "bytes": without Content-Disposition and a file name a reader cannot tell
//! what to do with them. A part with a Content-ID belongs to a page; encrypted mail is built so.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The data.
//! --b
//! Content-Type: application/octet-stream; name="data.bin"
//! _ octet-stream-without-disposition
//!
//! AAEC
//! --b--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The data.
//! --b
//! Content-Type: application/octet-stream; name="data.bin"
//! Content-Disposition: attachment; filename="data.bin"
//!
//! AAEC
//! --b--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: application/octet-stream
//!               ~~~~~~~~~~~~~~~~~~~~~~~~ octet-stream-without-disposition
//! * empty-body
//! Content-Disposition: attachment
//! Content-Transfer-Encoding: base64
//!
//! AAEC
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b
//!
//! --b
//! Content-Type: application/pgp-encrypted
//!
//! Version: 1
//! --b
//! Content-Type: application/octet-stream
//!
//! -----BEGIN PGP MESSAGE-----
//! --b--
//! ```

use crate::decode::param::encode;
use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::{File, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "octet-stream-without-disposition",
    group: Group::Attachment,
    level: Level::Warning,
    basis: Basis::Practice,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(2183, "2"),
        Source::heuristic(
            "Rspamd scores it (CTYPE_MISSING_DISPOSITION)",
            "Rspamdが減点する(CTYPE_MISSING_DISPOSITION)",
        ),
    ],
    title: Text::new("Bytes that are not declared as an attachment", "添付ファイルとして宣言されていないデータです"),
    why: Text::new(
        "The type says nothing of the content, so a reader needs a disposition and a file name. Filters score what lacks \
         them.",
        "このタイプは内容について何も示さないため、添付であることとファイル名の情報が必要です。ないと表示されなかったり、フィルターに減点されたりします。",
    ),
    help: Text::new(
        "Write `Content-Disposition: attachment; filename=...`, and the real media type.",
        "`Content-Disposition: attachment; filename=...` を書き、実際のメディアタイプを設定してください。",
    ),
    cases: &[&DISPOSITION, &NAME],
    notes: &[&ADD],
    check,
    ..Rule::BASE
};

static DISPOSITION: Case = Case::new(
    "disposition",
    &[Demand::warning(Spamfilter, Folder), Demand::warning(Outlook, Display)],
    "The part has no Content-Disposition and no Content-ID.",
    "Content-DispositionもContent-IDもありません。",
);
static NAME: Case = Case::new(
    "name",
    &[Demand::warning(Outlook, Display), Demand::info(Spamfilter, Advice)],
    "The attachment has no file name.",
    "添付ファイルに名前がありません。",
);
static ADD: Note = Note::new("add", "Declare it as an attachment", "添付ファイルとして宣言する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for file in msg.files() {
        let part = &msg.parts[file.entity as usize];
        let entity = msg.entity(file.entity);
        let fields = msg.scan.fields_of(entity);
        let wrapped =
            entity.parent.is_some_and(|parent| msg.parts[parent as usize].media.is(msg.bytes(), "multipart/encrypted"));
        if wrapped || !part.media.is(msg.bytes(), "application/octet-stream") {
            continue;
        }
        let belongs = fields.iter().any(|field| matches!(field.name, Name::ContentId | Name::ContentLocation));
        match (part.content_type, part.disposition) {
            (Some(field), None) if !belongs && !file.extension().eq_ignore_ascii_case("asc") => {
                let edit = file.name.as_ref().map(|_| Edit::insert(field.span.end, disposition(msg, file)));
                let fix = edit.map(|edit| Fix::one(&ADD, Safety::Safe, edit));
                sink.report(&DISPOSITION, Span::at(field.span.end)).fix(fix);
            }
            (_, Some(_)) if part.attachment && file.name.is_none() => {
                sink.report(&NAME, msg.place_of(file));
            }
            _ => {}
        }
    }
}

/// The field that is missing.
fn disposition(msg: &Message, file: &File) -> String {
    let fold = [msg.line_end(), " "].concat();
    let name = encode("filename", file.name(), &fold);
    let blank = if name.len() > 40 { &*fold } else { " " };
    ["Content-Disposition: attachment;", blank, &name, msg.line_end()].concat()
}
