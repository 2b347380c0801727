//! MIME fields without `MIME-Version: 1.0`.
//!
//! The field says that the others (Content-Type, Content-Transfer-Encoding) are to be read as MIME. Without it a strict
//! reader shows the body as it stands, boundaries, base64 and markup included, and filters take the mail for the work
//! of a script. One field at the top is enough: parts need none. Comments are allowed, even inside the number.
//!
//! # Bad
//! ```eml
//! Content-Type: text/html; charset=utf-8
//! ^ mime-version
//!
//! <p>Hello.</p>
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//!
//! <p>Hello.</p>
//! ```
//! # Bad
//! ```eml
//! Subject: a letter
//! Content-Type: text/plain; charset=utf-8
//! ^ mime-version
//! Content-Transfer-Encoding: base64
//!
//! Y2Fmw6kuDQo=
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.1 (a guess)
//!               ~~~~~~~~~~~~~ mime-version
//! Content-Type: text/plain; charset=utf-8
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! ```
//! # Good
//! ```eml
//! Mime-Version: 1.(made by the press)0
//! Content-Type: text/plain; charset=utf-8
//! ```
//! # Good
//! ```eml
//! Subject: no MIME at all
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Field, Form, Name};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::lex::{Lexer, TokenKind};

/// The rule.
pub static RULE: Rule = Rule {
    id: "mime-version",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2045, "4"), Source::rfc(2045, "5.2")],
    title: Text::new("MIME-Version is missing or wrong", "MIME-Versionがないか、値が違います"),
    why: Text::new(
        "Without `MIME-Version: 1.0` a reader may ignore Content-Type and show source text instead of the mail. Spam \
         filters score it, because scripts forget the field and mail programs do not.",
        "`MIME-Version: 1.0` がないと、Content-Typeが無視され、ソースがそのまま表示されることがあります。\
         通常のメールソフトがこのフィールドを忘れることはないため、迷惑メールフィルターの評価も下がります。",
    ),
    help: Text::new(
        "Write `MIME-Version: 1.0` into the header of the message, beside Content-Type.",
        "メールのヘッダーに、Content-Typeと並べて `MIME-Version: 1.0` と書いてください。",
    ),
    cases: &[&STRUCTURE, &TEXT, &VALUE],
    notes: &[&ADD, &SET],
    check,
    ..Rule::BASE
};

static STRUCTURE: Case = Case {
    name: "structure",
    message: Text::new(
        "The message has parts or a transfer encoding, but no MIME-Version.",
        "パートや転送エンコーディングを使っていますが、MIME-Versionがありません。",
    ),
    demands: &[Demand::error(Rfc, Display), Demand::warning(Mta, Advice), Demand::warning(Spamfilter, Folder)],
};
static TEXT: Case = Case {
    name: "text",
    message: Text::new("There is {field}, but no MIME-Version.", "{field} がありますが、MIME-Versionがありません。"),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};
static VALUE: Case = Case {
    name: "value",
    message: Text::new(
        "The version is not 1.0, the only one there is.",
        "値が1.0ではありません。1.0以外のバージョンは存在しません。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};

static ADD: Note = Note::new("add", "Add MIME-Version: 1.0", "MIME-Version: 1.0を追加");
static SET: Note = Note::new("set", "Set the version to 1.0", "値を1.0にする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if let Some(field) = msg.field(Name::MimeVersion) {
        if without_comments(msg, field.body) != b"1.0" {
            let value = field.value(msg.bytes());
            let edit = Edit::replace(value, if value.is_empty() { " 1.0" } else { "1.0" });
            sink.report(&VALUE, value).edit(&SET, Safety::Safe, Some(edit));
        }
        return;
    }
    let Some(first) = msg.fields().iter().find(|field| is_mime(field)) else { return };
    let encoded = msg.field(Name::ContentTransferEncoding).is_some();
    let parts = matches!(msg.entity(0).form, Form::Multipart { .. });
    let case = if encoded || parts { &STRUCTURE } else { &TEXT };
    let place = msg.field(Name::ContentType).unwrap_or(first).span.start;
    let edit = Edit::insert(place, ["MIME-Version: 1.0", msg.line_end()].concat());
    let reported = sink.report(case, Span::at(place)).arg("field", first.name.text());
    reported.edit(&ADD, Safety::Safe, Some(edit));
}

/// The fields that RFC 2045 defines; Content-Length and the like belong to mailbox files.
fn is_mime(field: &Field) -> bool {
    use Name::*;
    matches!(field.name, ContentType | ContentTransferEncoding | ContentId | ContentDescription)
}

/// What the field says without comments and blanks, which may stand anywhere.
fn without_comments(msg: &Message, body: Span) -> Vec<u8> {
    let mut text = Vec::new();
    for token in Lexer::new(msg.bytes(), body) {
        if !matches!(token.kind, TokenKind::Comment { .. }) {
            text.extend_from_slice(msg.slice(token.span));
        }
        // More is not what is wanted here.
        if text.len() > 10 {
            break;
        }
    }
    text
}
