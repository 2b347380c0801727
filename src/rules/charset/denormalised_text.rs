//! Letters in two pieces: か and a mark in place of が, e and an accent in place of é.
//!
//! macOS writes file names so, and from there they come into subjects and texts. It means the same, but many readers
//! show the pieces apart, and neither search nor filters find the word.
//!
//! Looked at are kana, Hangul and the letters of European languages, which all have a code of their own. A subject, a name
//! or a file name is told from the first such letter on, a text from five.
//!
//! # Bad
//! ```eml bytes
//! Subject: =?UTF-8?B?44GL44KZ?=
//!                    ~~~~~~~~ denormalised-text
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! ハ\xe3\x82\x99ス
//! ~~~~~~~~~~~~~~ denormalised-text
//! ハ\xe3\x82\x99ス ハ\xe3\x82\x99ス ハ\xe3\x82\x99ス cafe\xcc\x81
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?44GM?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! バス
//! バス バス バス café
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: application/pdf
//! Content-Disposition: attachment; filename*=UTF-8''%E3%81%8B%E3%82%99.pdf
//!                                                   ~~~~~~~~~~~~~~~~~~ denormalised-text
//! Content-Transfer-Encoding: base64
//!
//! JVBERi0xLjQK
//! * empty-body
//! ```
//! # Good
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! が, cafe\xcc\x81, x\xcc\x84
//! ```

use crate::decode::compose::decomposed;
use crate::decode::param;
use crate::finding::{Case, Safety};
use crate::message::Unit;
use crate::message::repair::change;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Name;
use crate::scan::params::Structured;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "denormalised-text",
    group: Group::Charset,
    level: Level::Info,
    fixes: Fixes::Safe,
    sources: &[Source::page("Unicode Standard Annex 15", "https://unicode.org/reports/tr15", "2026-11-24")],
    title: Text::new("Letters in two pieces", "濁点やアクセントが分かれた文字があります"),
    why: Text::new(
        "Many readers show the pieces apart, and neither search nor filters find the words.",
        "「か゛」のように離れて表示されることが多く、検索や振り分けでも見つかりません。",
    ),
    help: Text::new(
        "Normalise text to NFC when it comes in, file names from macOS above all.",
        "文章やファイル名を取り込むときに、NFCに正規化してください。macOSのファイル名は特に注意が必要です。",
    ),
    cases: &[&TEXT, &FILE],
    notes: &[&MORE, &COMPOSE],
    check,
    ..Rule::BASE
};

static TEXT: Case = Case {
    name: "text",
    message: Text::new("Letters in two pieces: {count}.", "2つに分かれた文字が{count}個あります。"),
    demands: &[
        Demand::info(Accessibility, Display),
        Demand::info(Docomo, Display),
        Demand::info(Au, Display),
        Demand::info(Softbank, Display),
    ],
};
static FILE: Case = Case {
    name: "file-name",
    message: Text::new(
        "Letters in two pieces in the file name: {count}.",
        "ファイル名に、2つに分かれた文字が{count}個あります。",
    ),
    demands: &[Demand::warning(Accessibility, Display)],
};
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static COMPOSE: Note = Note::new("compose", "Write them in one", "1文字にまとめる");

/// So many in a text are no slip of the hand.
const MANY: usize = 5;

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for written in &msg.written() {
        let found = decomposed(written.text());
        let (least, safety) = match written.unit {
            Unit::Part(id) if msg.is_encoded(id) => (MANY, Safety::Rewrite),
            Unit::Part(_) => (MANY, Safety::Safe),
            Unit::Field(_) => (1, Safety::Safe),
        };
        if found.len() >= least {
            let edits = change(msg, written.unit, decomposed);
            let reported = sink.report_places(&TEXT, &written.changed(&found), &MORE).arg("count", found.len());
            reported.edits(&COMPOSE, safety, edits);
        }
    }
    for (_, field) in &msg.fields_named(Name::ContentDisposition) {
        let value = Structured::read(msg.bytes(), field.body);
        let Some(name) = param::read(msg.bytes(), &value, "filename") else { continue };
        let found = decomposed(&name.text);
        if let Some((first, _)) = found.first() {
            sink.report(&FILE, name.to_raw(*first)).arg("count", found.len());
        }
    }
}
