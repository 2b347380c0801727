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

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::Message;
use crate::message::repair::{reencode, refold};
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

static BODY: Case = Case {
    name: "body",
    message: Text::new(
        "Lines of this body over 998 bytes: {count}; the longest has {longest} bytes.",
        "本文に998バイトを超える行が{count}行あります。最長は{longest}バイトです。",
    ),
    demands: DEMANDS,
};

static HEADER: Case = Case {
    name: "header",
    message: Text::new(
        "Header lines over 998 bytes: {count}; the longest has {longest} bytes.",
        "ヘッダーに998バイトを超える行が{count}行あります。最長は{longest}バイトです。",
    ),
    demands: DEMANDS,
};

static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static FOLD: Note = Note::new("fold", "Fold the header lines", "ヘッダーを折り返す");
static ENCODE: Note = Note::new("encode", "Encode the part anew, in short lines", "短い行になるようエンコードし直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let long = &msg.scan.audit.long_lines;
    if long.is_empty() {
        return;
    }
    let mut places: Vec<((u32, bool), Span)> = Vec::new();
    for line in long {
        let id = msg.entity_at(line.span.start);
        let entity = msg.entity(id);
        let in_body = line.span.start >= entity.body.start;
        // RFC 3030: binary content has no lines.
        if !(in_body && entity.encoding == Encoding::Binary) {
            places.push(((id, in_body), line.span));
        }
    }
    places.sort_by_key(|(place, _)| *place);
    for lines in places.chunk_by(|(one, _), (next, _)| one == next) {
        let (id, in_body) = lines[0].0;
        let lines: Vec<Span> = lines.iter().map(|(_, line)| *line).collect();
        let longest = lines.iter().map(|line| line.len()).max().unwrap_or_default();
        let case = if in_body { &BODY } else { &HEADER };
        let reported = sink.report(case, lines[0]).arg("count", lines.len()).arg("longest", longest);
        let reported = reported.more(lines.iter().skip(1).copied(), &MORE);
        reported.fix(if in_body { body_fix(msg, id) } else { header_fix(msg, id, &lines) });
    }
}

fn body_fix(msg: &Message, id: u32) -> Option<Fix> {
    Some(Fix::new(&ENCODE, Safety::Rewrite, reencode(msg, id)?.edits))
}

fn header_fix(msg: &Message, id: u32, lines: &[Span]) -> Option<Fix> {
    if msg.in_other_message(id) {
        return None;
    }
    let fields = msg.scan.fields_of(msg.entity(id));
    let mut edits: Vec<Edit> = Vec::new();
    for line in lines {
        let field = fields.iter().find(|field| field.span.contains(*line))?;
        edits.extend(refold(msg, field, *line)?);
    }
    Some(Fix::new(&FOLD, Safety::Rewrite, edits))
}
