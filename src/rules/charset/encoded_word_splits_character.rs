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

use crate::decode::charset::Charset;
use crate::decode::word::{Fault, HeaderText, split_rows};
use crate::finding::{Case, Fix, Safety};
use crate::message::repair::write_words;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::span::Span;
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
        if !words.iter().any(|word| matches!(word.fault, Some(Fault::Split | Fault::Open))) {
            continue;
        }
        let mut found: Vec<(Span, String)> = split_rows(msg.bytes(), &words);
        let case = if found.is_empty() { &OPEN } else { &SPLIT };
        for word in words.iter().filter(|word| word.fault == Some(Fault::Open)) {
            found.push((word.span, HeaderText::read(msg.bytes(), word.span).text.into_owned()));
        }
        let Some((first, text)) = found.first() else { continue };
        let mut reported = sink.report(case, *first).arg("text", text.as_str());
        for (place, _) in found.iter().skip(1).take(3) {
            reported = reported.related(*place, &MORE);
        }
        let broken = |word: &crate::decode::word::Word| {
            let charset = Charset::from_label(msg.slice(word.charset));
            matches!(word.fault, Some(Fault::Split | Fault::Open)) && charset != Some(Charset::UTF_8)
        };
        let safety = if words.iter().any(broken) { Safety::Rewrite } else { Safety::Safe };
        found.sort_unstable_by_key(|(place, _)| *place);
        let edits = found.iter().map(|(place, text)| write_words(msg, field, *place, text)).collect();
        reported.fix(Fix::new(&ENCODE, safety, edits));
    }
}
