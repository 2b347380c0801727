//! A Content-Disposition field that is not written as the grammar has it.
//!
//! It is `inline` or `attachment`, then `; name=value` as often as needed, in quotes where a value has blanks or signs.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Disposition: inline; filename=my letter.txt;
//!                                       ~~~~~~~~~~~~~ disposition-syntax
//!                                                    ~ disposition-syntax
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Disposition: inline; filename="my letter.txt"
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Disposition: form-data; name=text
//!                      ~~~~~~~~~ disposition-syntax
//!
//! Hello.
//! --leaf
//! Content-Type: application/pdf
//! Content-Disposition: attachment filename=report.pdf; size=1KB
//!                                 ~~~~~~~~~~~~~~~~~~~ disposition-syntax
//!                                                           ~~~ disposition-syntax
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Disposition: Inline (a note); filename*0*=utf-8''a; filename*1=b; size=12;
//!  creation-date="Tue, 24 Nov 2026 09:30:00 +0900"
//!
//! Hello.
//! ```

use super::content_type_syntax::{MEND, MORE, report_faults};
use crate::finding::Case;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::params::{Fault, disposition_faults};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "disposition-syntax",
    group: Group::Mime,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2183, "2"), Source::rfc(2183, "2.8")],
    title: Text::new("Content-Disposition is not written correctly", "Content-Dispositionの書き方が違います"),
    why: Text::new(
        "Programs guess, each in its way: a file name is cut, or the part shows as a file where it should be text.",
        "解釈はソフトによって分かれます。ファイル名が途中で切れたり、本文がファイルとして表示されたりします。",
    ),
    help: Text::new(
        "Write it as `attachment; filename=\"a name.pdf\"`, or let the mail library do so.",
        "`attachment; filename=\"a name.pdf\"` の形で書きます。メールライブラリに任せるのが確実です。",
    ),
    // In the order of `Fault`, then of `OddDisposition`.
    cases: &[
        &TYPE,
        &SEMICOLON,
        &PARAMETER,
        &QUOTE,
        &BLANKS,
        &REPEATED,
        &SPECIALS,
        &APOSTROPHES,
        &SEMICOLONS,
        &FORM,
        &OTHER,
        &VALUE,
        &MISSING,
    ],
    notes: &[&MORE, &MEND],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

const WARNING: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Outlook, Display)];
const INFO: &[Demand] = &[Demand::info(Rfc, Advice)];

static TYPE: Case =
    case("type", WARNING, "`{text}` is no disposition.", "`{text}` は `inline` でも `attachment` でもありません。");
static MISSING: Case =
    case("missing", INFO, "`inline` or `attachment` is missing.", "`inline` か `attachment` がありません。");
static SEMICOLON: Case =
    case("semicolon", WARNING, "A semicolon is missing before `{text}`.", "`{text}` の前に「;」がありません。");
static PARAMETER: Case =
    case("parameter", WARNING, "`{text}` is no parameter: `name=value`.", "`{text}` は「名前=値」の形ではありません。");
static QUOTE: Case = case("quote", WARNING, "The closing quote is missing.", "閉じる引用符がありません。");
static BLANKS: Case =
    case("blanks", WARNING, "`{text}` has blanks and no quotes.", "空白を含む `{text}` が引用符で囲まれていません。");
static REPEATED: Case = case("repeated", WARNING, "`{text}` is there twice.", "`{text}` が2回書かれています。");
static SPECIALS: Case =
    case("specials", WARNING, "The characters of `{text}` need quotes.", "`{text}` の記号には引用符が要ります。");
static APOSTROPHES: Case =
    case("apostrophes", WARNING, "Apostrophes are no quotes: `{text}`.", "`{text}` の「'」は引用符になりません。");
static SEMICOLONS: Case = case("semicolons", INFO, "Nothing follows the semicolon.", "「;」の後に何もありません。");
static FORM: Case = case("form", WARNING, "`form-data` is for web forms.", "`form-data` はウェブフォーム用です。");
static OTHER: Case = case(
    "other",
    INFO,
    "`{text}` is unknown: it counts as an attachment.",
    "`{text}` は未知の値で、添付ファイルとして扱われます。",
);
static VALUE: Case = case("value", INFO, "`{text}` is not readable.", "`{text}` は読み取れない値です。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own {
        let Some(field) = msg.parts[id as usize].disposition else { continue };
        report_faults(msg, &field, disposition_faults(msg.bytes(), field.body), sink, &|fault, span| {
            if span.is_empty() { &MISSING } else { RULE.cases[fault as usize] }
        });
        for &(odd, span) in &msg.odd_disposition(&field) {
            let case = RULE.cases[Fault::Semicolons as usize + 1 + odd as usize];
            sink.report(case, span).bytes("text", msg.slice(span));
        }
    }
}
