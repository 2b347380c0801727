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
use crate::finding::{Case, Fix, Safety};
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
    for written in msg.written() {
        let found = decomposed(written.text());
        let (least, encoded) = match written.unit {
            Unit::Part(id) => (MANY, msg.is_encoded(id)),
            Unit::Field(_) => (1, false),
        };
        if found.len() < least {
            continue;
        }
        let safety = if encoded { Safety::Rewrite } else { Safety::Safe };
        let mut reported = sink.report(&TEXT, written.place(found[0].0)).arg("count", found.len());
        for (span, _) in found[1..].iter().take(3) {
            reported = reported.related(written.place(*span), &MORE);
        }
        reported.fix(change(msg, written.unit, decomposed).map(|edits| Fix::new(&COMPOSE, safety, edits)));
    }
    for (id, entity, _) in msg.entities() {
        let fields = msg.scan.fields_of(entity).iter();
        for field in fields.filter(|field| field.name == Name::ContentDisposition && !msg.in_other_message(id)) {
            let value = Structured::read(msg.bytes(), field.body);
            let Some(name) = param::read(msg.bytes(), &value, "filename") else { continue };
            let found = decomposed(&name.text);
            if let Some((first, _)) = found.first() {
                sink.report(&FILE, name.to_raw(*first)).arg("count", found.len());
            }
        }
    }
}
