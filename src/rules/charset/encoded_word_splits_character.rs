//! A character is cut in two between encoded-words, or a word ends in the middle of an escape state.
//!
//! Each word must decode by itself. Some programs join the words first, others show two replacement characters for the one
//! that was cut; kanji after an escape that was not repeated become ASCII letters.
//!
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44K?= =?UTF-8?B?KIDk=?=
//!          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-splits-character
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KKIDk=?=
//! ```
//! # Bad
//! ```eml
//! From: =?UTF-8?Q?=E6=B8?=
//!       ~~~~~~~~~~~~~~~~~~> encoded-word-splits-character
//!  =?UTF-8?Q?=AF?= <letters@minatobunko.co.jp>
//! ```
//! # Fixed
//! ```eml
//! From: =?UTF-8?B?5riv?= <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! Subject: =?ISO-2022-JP?B?GyRCOUEkaCRq?= 9
//!          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-splits-character
//! ```
//! # Good
//! ```eml
//! Subject: =?UTF-8?B?5riv?= =?UTF-8?B?44KI44KK?= =?ISO-2022-JP?B?GyRCOUEkaCRqGyhC?=
//! ```

use crate::decode::word::{Fault, split_rows};
use crate::finding::{Case, Safety};
use crate::message::repair::write_words;
use crate::order::order;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "encoded-word-splits-character",
    group: Group::Charset,
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2047, "5"), Source::rfc(2047, "3")],
    title: Text::new("A character is cut between encoded-words", "文字の途中でencoded-wordが分かれています"),
    why: Text::new(
        "Each encoded-word is decoded by itself. The cut character, and in ISO-2022-JP all that follows it, becomes garbage.",
        "encoded-wordは1つずつデコードされます。途中で切れた文字は化け、ISO-2022-JPではその後の文字もすべて化けます。",
    ),
    help: Text::new(
        "Let the mail library encode the whole text. Do not cut encoded bytes at a length.",
        "文章全体のエンコードをメールライブラリに任せてください。エンコード後のバイト列を長さで切ってはいけません。",
    ),
    cases: &[&SPLIT, &OPEN],
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[
    Demand::error(Rfc, Display),
    Demand::error(Icloud, Display),
    Demand::error(Docomo, Display),
    Demand::error(Au, Display),
    Demand::error(Softbank, Display),
];

static SPLIT: Case = Case {
    name: "split",
    message: Text::new(
        "These encoded-words do not decode one by one, only together: `{text}`.",
        "これらのencoded-wordは1つずつではデコードできず、つなげると「{text}」になります。",
    ),
    demands: DEMANDS,
};
static OPEN: Case = Case {
    name: "open",
    message: Text::new(
        "The encoded-word does not return to ASCII at its end.",
        "encoded-wordの末尾でASCIIに戻っていません。",
    ),
    demands: DEMANDS,
};

static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static ENCODE: Note = Note::new("encode", "Encode the text anew", "エンコードし直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.fields() {
        let words = msg.encoded_words(field);
        let (mut open, mut split, mut safety) = (Vec::new(), false, Safety::Safe);
        for word in words {
            match word.fault {
                Some(Fault::Split) => split = true,
                Some(Fault::Open) => open.push((word.span, msg.text_at(word.span))),
                _ => continue,
            }
            if !msg.is_utf8(word) {
                safety = Safety::Rewrite;
            }
        }
        let mut found = if split { split_rows(msg.bytes(), words) } else { Vec::new() };
        let case = if found.is_empty() { &OPEN } else { &SPLIT };
        found.append(&mut open);
        let Some((_, text)) = found.first() else { continue };
        let (mut places, mut edits) = (Vec::new(), Vec::new());
        for (place, _) in &found {
            places.push(*place);
        }
        for at in order(places.len(), &mut |one, other| places[one].cmp(&places[other])) {
            edits.push(write_words(msg, field, places[at], &found[at].1));
        }
        let reported = sink.report_all(case, &places, &MORE).arg("text", text.as_str());
        reported.mend(&ENCODE, safety, edits);
    }
}
