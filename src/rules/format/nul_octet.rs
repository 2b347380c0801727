//! The message holds NUL.
//!
//! No header field and no text may hold the byte 0. Programs written in C take it for the end of the text, so that a
//! filter may read less than the reader sees, or the other way round; others drop it or show a box. It comes from text
//! in UTF-16 that was sent as if it were ASCII, from damaged files, and from memory that was written out by mistake.
//!
//! # Bad
//! ```eml bytes
//! Subject: Hi\x00 there
//!            ~~~~ nul-octet
//! ```
//! # Bad
//! ```eml bytes
//! Subject: Letters
//!
//! H\x00e\x00l\x00l\x00o\x00
//!  ~~~~ nul-octet
//! ```
//! # Bad
//! ```eml bytes rule=empty-body=off
//! MIME-Version: 1.0
//! Content-Type: application/cbor
//! Content-Transfer-Encoding: binary
//!                            ~~~~~~ 8bit-or-binary-cte
//!
//! a\x00b
//! ```
//! # Good
//! ```eml
//! Subject: Letters
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "nul-octet",
    group: Group::Format,
    needs: &[Needs::Message, Needs::Bytes],
    yields_to: &[Yield { to: "base64-illegal-content", within: Near::Span }],
    sources: &[Source::rfc(5322, "2.1"), Source::rfc(5322, "4"), Source::rfc(2045, "2.7"), Source::rfc(2045, "2.8")],
    title: Text::new("The message holds NUL", "メールにNUL文字が含まれています"),
    why: Text::new(
        "Many programs end a text at NUL, so filter and reader see different mails, and the rest may never be shown. \
         Servers refuse such mail, and spam filters score it.",
        "NULを文字列の終わりとみなすソフトが多く、それ以降が表示されなかったり、フィルターと読者に見える内容が食い違ったりします。受信を拒否するサーバーもあり、迷惑メールフィルターの評価も下がります。",
    ),
    help: Text::new(
        "Convert texts to UTF-8 before they go into the mail, and send files as base64.",
        "文章はUTF-8に変換してからメールに入れ、ファイルはbase64で送ってください。",
    ),
    cases: &[&PLAIN],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new("NUL bytes here: {count}.", "NULバイトが{count}個あります。"),
    demands: &[Demand::error(Rfc, Refuse), Demand::error(Mta, Refuse), Demand::error(Spamfilter, Folder)],
};
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");

/// Places looked at.
const MOST: usize = 10_000;

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let (mut seen, mut at) = (0, 0);
    // One finding for a header section, one for a body.
    let (mut section, mut places) = ((0, false), Vec::new());
    while let Some(next) = memchr::memchr(0, &msg.bytes()[at..]).filter(|_| seen < MOST) {
        let place = Span::of(at + next, at + next + 1);
        (seen, at) = (seen + 1, at + next + 1);
        if msg.in_binary(place.start) {
            continue;
        }
        let id = msg.entity_at(place.start);
        let here = (id, place.start >= msg.entity(id).body.start);
        if here != section {
            report(&places, sink);
            (section, places) = (here, Vec::new());
        }
        places.push(place);
    }
    report(&places, sink);
}

fn report(places: &[Span], sink: &mut Sink) {
    sink.report_all(&PLAIN, places, &MORE).arg("count", places.len());
}
