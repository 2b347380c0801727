//! An encoded-word of more than 75 characters.
//!
//! Long texts are written as several words with a fold between them. Programs that keep to the limit do not decode the
//! long one: the reader sees its source.
//!
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK?= 9
//!          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-too-long
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv?=
//!  =?UTF-8?B?44KI44KK5riv44KI44KK?= 9
//! ```
//! # Good
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK?=
//!  =?UTF-8?B?5riv44KI44KK5riv44KI44KK?= 9
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::write_words;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "encoded-word-too-long",
    group: Group::Charset,
    level: Level::Warning,
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2047, "2")],
    yields_to: &[Yield { to: "line-over-998", within: Near::Field }],
    title: Text::new("An encoded-word is too long", "encoded-wordが長すぎます"),
    why: Text::new(
        "An encoded-word may have 75 characters. Most programs decode longer ones; those that keep to the rule show \
         `=?UTF-8?B?...` instead of the text.",
        "encoded-wordは1つ75文字までです。長くても読めるソフトが大半ですが、規格に厳格なソフトでは `=?UTF-8?B?...` という文字列が表示されます。",
    ),
    help: Text::new(
        "Let the mail library encode the text: it makes several words and does not cut characters.",
        "エンコードはメールライブラリに任せてください。文字の途中を避けて、複数のencoded-wordに分割されます。",
    ),
    cases: &[&WORD, &SLIGHT],
    notes: &[&MORE, &SPLIT],
    check,
    ..Rule::BASE
};

static WORD: Case = Case {
    name: "word",
    message: Text::new(
        "This encoded-word has {length} characters ({count} such words in the field).",
        "このencoded-wordは{length}文字あります(このフィールドに{count}個)。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};

static SLIGHT: Case = Case { name: "slight", message: WORD.message, demands: &[Demand::info(Rfc, Advice)] };

static MORE: Note = Note::new("more", "This one too.", "これも長すぎます。");
static SPLIT: Note = Note::new("split", "Write it as several words", "複数のencoded-wordに分ける");

/// The longest encoded-word.
const LONGEST: u32 = 75;

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.fields() {
        let (mut places, mut edits) = (Vec::new(), Vec::new());
        let (mut case, mut safety) = (&SLIGHT, Safety::Safe);
        for word in &msg.encoded_words(field) {
            if word.span.len() <= LONGEST || word.fault.is_some() {
                continue;
            }
            if word.span.len() > 78 {
                case = &WORD;
            }
            if !msg.is_utf8(word) {
                safety = Safety::Rewrite;
            }
            places.push(word.span);
            edits.push(write_words(msg, field, word.span, &msg.text_at(word.span)));
        }
        let Some(first) = places.first() else { continue };
        let reported = sink.report_all(case, &places, &MORE).arg("length", first.len());
        reported.arg("count", places.len()).mend(&SPLIT, safety, edits);
    }
}
