//! A line is longer than 998 bytes.
//!
//! RFC 5322 sets the limit, and servers enforce it in their own ways: some break the line and add a blank or an
//! exclamation mark, in the middle of a tag or a character; some refuse ("Line Too Long" at docomo). Either way the DKIM
//! signature is lost. HTML written as one long line is the usual case. Bytes count, not characters: 400 characters of
//! Japanese in UTF-8 are 1,200 bytes.
//!
//! One finding stands for a header or a body. The repair folds a header at its blanks, and gives a body a transfer
//! encoding, which no reader sees.
//!
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! \xe6\x98\xa5 a\{1000}
//! ~~~~~~~~~~~~~~~~~~~~~ line-over-998
//! ```
//! # Bad
//! ```eml bytes
//! X-Note: a\{60} b\{60} c\{900}
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ line-over-998
//! ```
//! # Fixed
//! ```eml bytes
//! X-Note: a\{60}
//!  b\{60}
//!  c\{900}
//! ```
//! # Good
//! ```eml
//! X-Note: a field
//!  and its continuation
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::message::repair::{reencode, refold};
use crate::order::order;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "line-over-998",
    group: Group::Format,
    needs: &[Needs::Message, Needs::Bytes],
    fixes: Fixes::Rewrite,
    sources: &[Source::rfc(5322, "2.1.1"), Source::rfc(5321, "4.5.3.1.6"), Source::rfc(2045, "2.7")],
    title: Text::new("A line is longer than 998 bytes", "998バイトを超える行があります"),
    why: Text::new(
        "Servers break such a line wherever they like, or refuse the message. A break inside a tag, an address or a \
         character spoils it, and every break invalidates the DKIM signature.",
        "長すぎる行は、サーバーが任意の位置で折り返すか、メールごと拒否します。折り返しがタグやURL、文字の途中に入れば内容が壊れ、DKIM署名も必ず無効になります。",
    ),
    help: Text::new(
        "Send texts as quoted-printable or base64, which every mail library can do, and fold long header fields.",
        "本文はquoted-printableかbase64で送り、長いヘッダーは折り返してください。どちらもメールライブラリの機能で行えます。",
    ),
    cases: &[&BODY, &HEADER],
    notes: &[&MORE, &FOLD, &ENCODE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[
    Demand::error(Rfc, Display),
    Demand::error(Mta, Refuse),
    Demand::error(Docomo, Refuse),
    Demand::error(Au, Refuse),
    Demand::error(Softbank, Refuse),
];

static BODY: Case = Case::new(
    "body",
    DEMANDS,
    "Lines of this body over 998 bytes: {count}; the longest has {longest} bytes.",
    "本文に998バイトを超える行が{count}行あります。最長は{longest}バイトです。",
);

static HEADER: Case = Case::new(
    "header",
    DEMANDS,
    "Header lines over 998 bytes: {count}; the longest has {longest} bytes.",
    "ヘッダーに998バイトを超える行が{count}行あります。最長は{longest}バイトです。",
);

static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static FOLD: Note = Note::new("fold", "Fold the header lines", "ヘッダーを折り返す");
static ENCODE: Note = Note::new("encode", "Encode the part anew, in short lines", "短い行になるようエンコードし直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let mut lines: Vec<(u32, bool, Span)> = Vec::new();
    for line in &msg.scan.audit.long_lines {
        let id = msg.entity_at(line.span.start);
        let entity = msg.entity(id);
        let in_body = line.span.start >= entity.body.start;
        // RFC 3030: binary content has no lines.
        if !(in_body && entity.encoding == Encoding::Binary) {
            lines.push((id, in_body, line.span));
        }
    }
    let (mut section, mut places) = ((0, false), Vec::new());
    for at in order(lines.len(), &mut |one, other| lines[one].cmp(&lines[other])) {
        let (id, in_body, place) = lines[at];
        if section != (id, in_body) {
            report(msg, section, &places, sink);
            (section, places) = ((id, in_body), Vec::new());
        }
        places.push(place);
    }
    report(msg, section, &places, sink);
}

/// One finding for the lines of a header section or of a body.
fn report(msg: &Message, (id, in_body): (u32, bool), lines: &[Span], sink: &mut Sink) {
    if lines.is_empty() {
        return;
    }
    let mut longest = 0;
    for line in lines {
        longest = longest.max(line.len());
    }
    let reported = sink.report_all(if in_body { &BODY } else { &HEADER }, lines, &MORE);
    let reported = reported.arg("count", lines.len()).arg("longest", longest);
    if !in_body {
        reported.mend(&FOLD, Safety::Rewrite, folds(msg, id, lines).unwrap_or_default());
    } else if let Some(encoded) = reencode(msg, id) {
        reported.mend(&ENCODE, Safety::Rewrite, encoded.edits);
    }
}

fn folds(msg: &Message, id: u32, lines: &[Span]) -> Option<Vec<Edit>> {
    if msg.in_other_message(id) {
        return None;
    }
    let fields = msg.scan.fields_of(msg.entity(id));
    let mut edits = Vec::new();
    for line in lines {
        let field = fields.iter().find(|field| field.span.contains(*line))?;
        edits.append(&mut refold(msg, field, *line)?);
    }
    Some(edits)
}
