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

use crate::decode::charset::Charset;
use crate::decode::word::{HeaderText, Word};
use crate::finding::{Case, Fix, Safety};
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
        let mut words = msg.encoded_words(field).to_vec();
        words.retain(|word| word.span.len() > LONGEST && word.fault.is_none());
        let Some(first) = words.first() else { continue };
        let case = if words.iter().any(|word| word.span.len() > 78) { &WORD } else { &SLIGHT };
        let reported = sink.report(case, first.span).arg("length", first.span.len()).arg("count", words.len());
        let reported = reported.more(words.iter().skip(1).map(|word| word.span), &MORE);
        let kept = words.iter().all(|word| Charset::from_label(msg.slice(word.charset)) == Some(Charset::UTF_8));
        let text = |word: &Word| HeaderText::read(msg.bytes(), word.span).text.into_owned();
        let edits = words.iter().map(|word| write_words(msg, field, word.span, &text(word))).collect();
        reported.fix(Fix::new(&SPLIT, if kept { Safety::Safe } else { Safety::Rewrite }, edits));
    }
}
