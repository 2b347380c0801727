//! A base64 body has lines of more than 76 characters.
//!
//! Mostly a library's function was used that does not break lines, as `base64_encode` of PHP. Lines over 998 are
//! another rule's.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!
//! SGVsbG8sIHRoZXJlLiBIb3cgYXJlIHlvdT8gVGhlIGNhZsOpIG9mIE1pbmF0byBCdW5rbyBpcyBvcGVuIG5vdy4K
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ base64-line-length
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!
//! SGVsbG8sIHRoZXJlLiBIb3cgYXJlIHlvdT8gVGhlIGNhZsOpIG9mIE1pbmF0byBCdW5rbyBpcyBv
//! cGVuIG5vdy4K
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!
//! SGVsbG8sIHRoZXJlLiBIb3cgYXJlIHlvdT8gVGhlIGNhZsOpIG9mIE1pbmF0byBCdW5rbyBpcyBv
//! cGVuIG5vdy4K
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::reencode;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Reported, Rule, Sink, Source, Yield};
use crate::scan::Encoding;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "base64-line-length",
    group: Group::Mime,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(2045, "6.8"),
        Source::heuristic(
            "SpamAssassin scores it (BASE64_LENGTH_79_INF)",
            "SpamAssassinは、BASE64_LENGTH_79_INFとして減点する",
        ),
    ],
    yields_to: &[Yield { to: "line-over-998", within: Near::Entity }],
    title: Text::new("Lines of base64 are too long", "base64の行が長すぎます"),
    why: Text::new(
        "A line of base64 may have 76 characters. Nearly all programs read longer ones, but spam filters know them as a \
         mark of scripts.",
        "base64の1行は76文字までです。それより長くてもほとんどのソフトは読めますが、スクリプトで作った迷惑メールの特徴として減点されます。",
    ),
    help: Text::new(
        "Encode with the function that is meant for mail: it breaks the lines.",
        "76文字ごとに改行する、メール用のエンコード関数を使ってください。",
    ),
    cases: &[&LINES, &SLIGHT],
    notes: &[&MORE, &WRAP],
    check,
    ..Rule::BASE
};

/// Lines that spam filters count.
pub static LINES: Case = Case {
    name: "lines",
    message: Text::new(
        "{count} lines of this part have more than 76 characters; the first has {length}.",
        "76文字を超える行が{count}行あります。最初の行は{length}文字です。",
    ),
    demands: &[Demand::warning(Rfc, Advice), Demand::warning(Spamfilter, Folder)],
};

/// Lines that are a little too long.
pub static SLIGHT: Case = Case { name: "slight", message: LINES.message, demands: &[Demand::info(Rfc, Advice)] };

/// Further lines.
pub static MORE: Note = Note::new("more", "Here too.", "この行も長すぎます。");
static WRAP: Note = Note::new("wrap", "Break the lines at 76 characters", "76文字ごとに改行する");

fn check(cx: &Cx, sink: &mut Sink) {
    for (id, long) in &cx.msg.long_encoded_lines(Encoding::Base64) {
        report(long, sink).edits(&WRAP, Safety::Safe, reencode(cx.msg, *id).map(|new| new.edits));
    }
}

/// Reports encoded lines that are too long, for `qp-line-too-long` too.
pub fn report<'s>(long: &[Span], sink: &'s mut Sink) -> Reported<'s> {
    let case = if long.iter().any(|line| line.len() > 78) { &LINES } else { &SLIGHT };
    sink.report_all(case, long, &MORE).arg("count", long.len()).arg("length", long[0].len())
}
