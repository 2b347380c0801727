//! A Content-ID that is not unique, or not written as `<name@domain>`.
//!
//! HTML shows a part by its Content-ID. Of two parts with one id in the same multipart/related, one is never shown, and
//! which one depends on the reader. Without angle brackets, or with blanks inside, some readers find nothing.
//!
//! An id without `@` works everywhere: a note, and for what programs send alone.
//!
//! # Bad
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: multipart/related; type="text/html"; boundary=leaf
//!
//! --leaf
//! Content-Type: text/html; charset=utf-8
//!
//! <img src="cid:1@minatobunko.co.jp" alt="">
//! --leaf
//! Content-Type: image/png
//! Content-ID: <1@minatobunko.co.jp>
//!
//! a
//! --leaf
//! Content-Type: image/png
//! Content-ID: <1@minatobunko.co.jp>
//!              ~~~~~~~~~~~~~~~~~~~ content-id-problem
//!
//! b
//! --leaf--
//! ```
//! # Bad
//! ```eml kind=transactional
//! MIME-Version: 1.0
//! Content-Type: text/plain
//! Content-ID: a:b@minatobunko.co.jp
//!             ~~~~~~~~~~~~~~~~~~~~~ content-id-problem
//!              ~ content-id-problem
//! ```
//! # Bad
//! ```eml kind=transactional
//! MIME-Version: 1.0
//! Content-Type: text/plain
//! Content-ID: <image1>
//!              ~~~~~~ content-id-problem
//! ```
//! # Fixed
//! ```eml kind=transactional
//! MIME-Version: 1.0
//! Content-Type: text/plain
//! Content-ID: <image1@minatobunko.co.jp>
//! ```
//! # Good
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/plain
//! Content-ID: <ii_19ab3>
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::repair::add_domain;
use crate::message::{Kind, Message};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::msgid::{Fault, MessageIds};

/// The rule.
pub static RULE: Rule = Rule {
    id: "content-id-problem",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2045, "7"), Source::rfc(2046, "5.1.4"), Source::rfc(2392, "2")],
    title: Text::new("A Content-ID is not in order", "Content-IDに問題があります"),
    why: Text::new(
        "Readers show the wrong picture, or none.",
        "違う画像が表示されたり、画像が表示されなかったりします。",
    ),
    help: Text::new(
        "Give every part an id of its own, `<name@domain>`, and write it after `cid:` without the brackets.",
        "パートごとに異なる `<名前@ドメイン>` を付け、`cid:` の後には山括弧を除いて書いてください。",
    ),
    cases: &[&DUPLICATE, &BRACKETS, &SYNTAX, &NO_AT],
    notes: &[&BEFORE, &MORE, &BRACKET, &RENAME],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

const WARNING: &[Demand] = &[Demand::warning(Rfc, Display)];

static DUPLICATE: Case = case(
    "duplicate",
    &[Demand::error(Rfc, Display)],
    "Another part has the id `{id}` too.",
    "別のパートにも同じID `{id}` が付いています。",
);
static BRACKETS: Case = case("brackets", WARNING, "Its angle brackets are missing.", "山括弧がありません。");
static SYNTAX: Case = case("syntax", WARNING, "`{text}` may not stand there.", "`{text}` は使えない文字です。");
static NO_AT: Case = case("no-at", &[Demand::info(Rfc, Advice)], "`{id}` has no `@`.", "`{id}` に `@` がありません。");

static BEFORE: Note = Note::new("before", "The part before.", "先のパートはここです。");
static MORE: Note = Note::new("more", "This one too.", "これも同じです。");
static BRACKET: Note = Note::new("bracket", "Add the angle brackets", "山括弧を付ける");
static RENAME: Note = Note::new("rename", "Rename it, in the HTML too", "HTMLの参照とともに名前を変える");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &(again, before) in &msg.same_ids(&msg.content_ids()) {
        sink.report(&DUPLICATE, again).arg("id", msg.excerpt(again)).related(before, &BEFORE);
    }
    let mut bare = Vec::new();
    for (_, field) in &msg.fields_named(Name::ContentId) {
        for &(fault, span) in &MessageIds::read(msg.bytes(), field.body).faults {
            match fault {
                Fault::Bracket => drop(sink.report(&BRACKETS, span).edit(&BRACKET, Safety::Safe, bracket(msg, span))),
                Fault::MissingAt if span.len() > 2 => bare.push(Span::new(span.start + 1, span.end - 1)),
                // Brackets round a number are found all the same.
                Fault::Character if matches!(msg.slice(span), b"[" | b"]") => {}
                Fault::Blank | Fault::Character | Fault::Text => {
                    sink.report(&SYNTAX, span).arg("text", msg.excerpt(span));
                }
                _ => {}
            }
        }
    }
    if !bare.is_empty() && matches!(cx.kind(), Kind::Bulk | Kind::Transactional) {
        let reported = sink.report_all(&NO_AT, &bare, &MORE).arg("id", msg.excerpt(bare[0]));
        reported.edits(&RENAME, Safety::Safe, add_domain(msg, &bare));
    }
}

fn bracket(msg: &Message, span: Span) -> Option<Edit> {
    let text = msg.slice(span);
    let plain = text.iter().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'));
    plain.then(|| Edit::replace(span, [b"<", text, b">"].concat()))
}
