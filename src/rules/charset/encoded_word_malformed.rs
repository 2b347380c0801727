//! An encoded-word that readers cannot decode, or decode only because they are kind.
//!
//! Where the charset or the letter of `=?charset?B?data?=` is unknown, the data is broken or the end is missing, the
//! reader sees the source, or garbage. Blanks inside, missing padding and empty words are read by most, not by all.
//!
//! Only words in Subject, in names and comments of address fields and the like count; `=?` in other text is text.
//!
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?5riv 44KI44KK?= 9
//!          ~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KK?= 9
//! ```
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KK
//!          ~~~~~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! From: =?UTF-8?B?5riv44KI44KK?? <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KK?=
//! From: =?UTF-8?B?5riv44KI44KK?= <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?/+//?= and =?UTF-8?X?YQ==?=
//!          ~~~~~~~~~~~~~~~~ encoded-word-malformed
//! To: yuko@readerpost.net (=?klingon?Q?yuko?=)
//!                          ~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Bad
//! ```eml
//! Subject: Letters
//!  =?UTF-8?Q??=
//!  ~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Fixed
//! ```eml
//! Subject: Letters
//! ```
//! # Bad
//! ```eml
//! Subject: =?UTF-8?Q?Really,_caf=C3=A9??=
//!          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! From: =?UTF-8?Q?Caf=C3=A9,_Kobe?= <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?UmVhbGx5LCBjYWbDqT8=?=
//! From: =?UTF-8?B?Q2Fmw6ksIEtvYmU=?= <letters@minatobunko.co.jp>
//! ```
//! # Good
//! ```eml
//! Subject: =?iso-2022-jp*ja?b?GyRCOUEkaCRqGyhC?= =?utf-8?q?=e6=b8=af?= 1 =?= 2, =?x?y?z?=
//! To: "=?x?y?z?=" <yuko@readerpost.net>
//! ```

mod cases;

use crate::decode::charset::Charset;
use crate::finding::{Case, Safety};
use crate::message::repair::repair_word;
use crate::rule::{Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::{Note, Text};
use cases::{CASES, fault_case};

/// The rule.
pub static RULE: Rule = Rule {
    id: "encoded-word-malformed",
    group: Group::Charset,
    fixes: Fixes::Safe,
    yields_to: &[
        Yield { to: "iso2022jp-escape-error", within: Near::Span },
        Yield { to: "missing-or-empty-subject", within: Near::Span },
    ],
    sources: &[Source::rfc(2047, "2"), Source::rfc(2047, "4"), Source::rfc(2047, "6.3")],
    title: Text::new("A broken encoded-word", "encoded-wordが壊れています"),
    why: Text::new(
        "Readers see `=?UTF-8?B?...` or garbage. Yahoo refuses mail whose From or Subject it cannot decode.",
        "件名や名前の代わりに `=?UTF-8?B?...` という文字列や文字化けが表示されます。\
         Yahooは、FromやSubjectをデコードできないメールの受信を拒否します。",
    ),
    help: Text::new(
        "Let a library write the field from the whole text. Do not cut encoded text to a length, and do not put values \
         into it afterwards.",
        "フィールドは、元の文章からライブラリに生成させてください。エンコード済みの文字列を長さで切ったり、後から値を差し込んだりしてはいけません。",
    ),
    cases: CASES,
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

static MORE: Note = Note::new("more", "Another one.", "これも壊れています。");
static ENCODE: Note = Note::new("encode", "Write the word as it is meant", "正しいencoded-wordに書き直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.fields() {
        let words = msg.encoded_words(field);
        let fits = msg.fitting_words(words);
        let (mut worst, mut places, mut edits) = (None, Vec::new(), Vec::new());
        for word in words {
            let Some(case) = fault_case(msg, word, fits) else { continue };
            // One that many receivers show wrongly counts more than others before it.
            if worst.is_none_or(|(other, _)| is_harmful(case) && !is_harmful(other)) {
                worst = Some((case, word));
            }
            places.push(word.span);
            if let Some(edit) = repair_word(msg, field, word) {
                edits.push(edit);
            }
        }
        let Some((case, first)) = worst else { continue };
        if edits.len() < places.len() {
            edits.clear();
        }
        let reported = sink.report_all(case, &worst_first(first.span, &places), &MORE);
        let reported = reported.arg("other", fits.map_or("", Charset::name)).bytes("charset", msg.slice(first.charset));
        reported.bytes("letter", &[first.letter(msg.bytes())]).mend(&ENCODE, Safety::Safe, edits);
    }
}

fn is_harmful(case: &Case) -> bool {
    case.demands.len() >= 3
}

/// The worst of some places, then the others.
pub fn worst_first(worst: Span, places: &[Span]) -> Vec<Span> {
    let mut all = vec![worst];
    for place in places {
        if *place != worst {
            all.push(*place);
        }
    }
    all
}
