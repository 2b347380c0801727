//! The text was read in a wrong charset before it was sent: `Donâ€™t`, `CafÃ©`, 縺ゅ≧ (文字化け).
//!
//! Somewhere on the way into the mail, bytes of UTF-8 were taken for windows-1252 or Shift_JIS and encoded once more.
//! Every reader sees the garbage. Where the part itself names the wrong charset, naming UTF-8 mends it.
//!
//! A single such pair in a long text is no finding: two letters may stand beside each other by accident. Neither is a mail
//! that speaks of mojibake.
//!
//! # Bad
//! ```eml
//! Subject: =?UTF-8?Q?Don=C3=A2=E2=82=AC=E2=84=A2t?=
//!                       ~~~~~~~~~~~~~~~~~~~~~~~~ mojibake-pattern
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! Donâ€™t wait.
//!    ~~~ mojibake-pattern
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?RG9u4oCZdA==?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! Don’t wait.
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=windows-1252
//! Content-Transfer-Encoding: 8bit
//!
//! Don’t wait.
//!    ~ mojibake-pattern
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! “AMANHÔ, voilà «», 縺れる
//! ```

use crate::decode::charset::Charset;
use crate::decode::mojibake::{japanese, japanese_whole, western, western_whole};
use crate::find::has;
use crate::finding::{Case, Edit, Safety};
use crate::message::repair::{Changes, change};
use crate::message::{Message, Unit};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Confidence, Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "mojibake-pattern",
    group: Group::Charset,
    level: Level::Warning,
    confidence: Confidence::Likely,
    fixes: Fixes::Offer,
    yields_to: &[Yield { to: "declared-charset-conflict", within: Near::Span }],
    sources: &[Source::heuristic(
        "Letters that are bytes of UTF-8 in windows-1252 or Shift_JIS, three and more, lead back to a likely text",
        "windows-1252やShift_JISとして読まれたUTF-8のバイト列が3つ以上並び、元の文章に戻せる",
    )],
    title: Text::new("The text was garbled before it was sent", "送信前に文字化けした文章です"),
    why: Text::new(
        "Every reader sees the garbage, whatever program it is.",
        "どの受信ソフトでも、文字化けしたまま表示されます。",
    ),
    help: Text::new(
        "Find the step that reads UTF-8 as another charset: a database connection, a file, an import.",
        "UTF-8を別の文字コードとして読んでいる箇所(データベース接続、ファイル、取り込み処理など)を直してください。",
    ),
    cases: &[&WESTERN, &JAPANESE, &LABEL],
    notes: &[&MORE, &RESTORE, &DECLARE],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    const DEMANDS: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)];
    Case { name, message: Text::new(en, ja), demands: DEMANDS }
}
static WESTERN: Case = case(
    "western",
    "UTF-8 was read as windows-1252: `{shown}` ({count} places).",
    "UTF-8がwindows-1252として読まれています: `{shown}`(全{count}か所)。",
);
static JAPANESE: Case = case(
    "japanese",
    "UTF-8 was read as Shift_JIS: `{shown}` ({count} places).",
    "UTF-8がShift_JISとして読まれています: `{shown}`(全{count}か所)。",
);
static LABEL: Case = case(
    "label",
    "The text is UTF-8, but its part names another charset: `{shown}` ({count} places).",
    "本文はUTF-8ですが、別の文字コードが宣言されています: `{shown}`(全{count}か所)。",
);
static MORE: Note = Note::new("more", "Here too.", "ここも同じです。");
static RESTORE: Note = Note::new("restore", "Write what it was", "元の文章に戻す");
static DECLARE: Note = Note::new("declare", "Declare UTF-8", "UTF-8と宣言する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for written in &msg.written() {
        if !written.is_declared(msg) {
            continue;
        }
        let text = written.text();
        let (mut case, mut mend): (_, fn(&str) -> Changes) = (&WESTERN, western_whole);
        let (mut spans, mut weight) = (Vec::new(), 0);
        for (span, _) in &western(text) {
            // A character of three bytes is none by accident.
            weight += text[span.range()].chars().count() * 2 - 3;
            spans.push(*span);
        }
        let kana = japanese(text);
        if kana.len() > spans.len() {
            (case, mend, weight, spans) = (&JAPANESE, japanese_whole, kana.len(), kana);
        }
        let least = if matches!(written.unit, Unit::Part(_)) { 3 } else { 1 };
        let Some(first) = spans.first() else { continue };
        if weight < least || has(text, "文字化け") || has(text, "mojibake") {
            continue;
        }
        let label = really_utf8(msg, written.unit);
        if label.is_some() {
            case = &LABEL;
        }
        let reported = sink.report_places(case, &written.places(&spans), &MORE);
        let reported = reported.arg("shown", &text[first.range()]).arg("count", spans.len());
        if label.is_some() {
            reported.edit(&DECLARE, Safety::Offer, label);
        } else if !mend(text).is_empty() {
            reported.edits(&RESTORE, Safety::Offer, change(msg, written.unit, mend));
        }
    }
}

/// The edit that names UTF-8 for a part that is UTF-8 and says otherwise.
fn really_utf8(msg: &Message, unit: Unit) -> Option<Edit> {
    let Unit::Part(id) = unit else { return None };
    let other = msg.text(id).charset != Charset::UTF_8 && !msg.is_lost(id);
    (other && std::str::from_utf8(&msg.octets(id)).is_ok()).then(|| msg.name_charset(id, Charset::UTF_8))?
}
