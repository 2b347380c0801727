//! A Content-Type field that is not written as the grammar has it.
//!
//! It is a type, `/` and a subtype, then `; name=value` as often as needed; a value with blanks or one of
//! `()<>@,;:\"/[]?=` stands in quotes. Where it cannot be read, the part counts as plain text, and its charset, file
//! name or boundary is lost.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=gc0pJq0M:08jU534c0p
//!                                         ~~~~~~~~~~~~~~~~~~~ content-type-syntax
//!
//! --gc0pJq0M:08jU534c0p
//! Content-Type: text; charset
//!               ~~~~ content-type-syntax
//!                     ~~~~~~~ content-type-syntax
//!
//! --gc0pJq0M:08jU534c0p
//! Content-Type: text/plain; name=my letter.txt;
//!                                ~~~~~~~~~~~~~ content-type-syntax
//!                                             ~ content-type-syntax
//!
//! --gc0pJq0M:08jU534c0p
//! Content-Type: text/plain; charset='utf-8'; charset='utf-8'
//!                                   ~~~~~~~ content-type-syntax
//!                                            ~~~~~~~~~~~~~~~ content-type-syntax
//!
//! Hello.
//! --gc0pJq0M:08jU534c0p--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/html; charset="utf-8
//!                                  ~~~~~~ content-type-syntax
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/html; charset="utf-8"
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/html charset=utf-8
//!                         ~~~~~~~~~~~~~ content-type-syntax
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain (a note); charset=utf-8 (the best); x*0*=utf-8'en'a; x*1=b
//! ```

mod report;

pub use report::{MEND, MORE, report_faults};

use crate::finding::Case;
use crate::message::repair::is_same_again;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::params::{Fault, faults};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "content-type-syntax",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2045, "5.1"), Source::rfc(2045, "5.2"), Source::rfc(6838, "4.3")],
    title: Text::new("Content-Type is not written correctly", "Content-Typeの書き方が違います"),
    why: Text::new(
        "Programs guess, each in its way: the part may show as source text, with the wrong letters or without its name.",
        "解釈はソフトによって分かれます。ソースがそのまま表示されたり、文字化けしたり、ファイル名が失われたりします。",
    ),
    help: Text::new(
        "Write it as `type/subtype; name=value; name=\"a value\"`, or let the mail library do so.",
        "`type/subtype; name=value; name=\"a value\"` の形で書きます。メールライブラリに任せるのが確実です。",
    ),
    cases: &[&TYPE, &SEMICOLON, &PARAMETER, &QUOTE, &BLANKS, &REPEATED, &AGAIN, &SPECIALS, &APOSTROPHES, &SEMICOLONS],
    notes: &[&MORE, &MEND],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case::new(name, demands, en, ja)
}

const ERROR: &[Demand] = &[Demand::error(Rfc, Display), Demand::warning(Spamfilter, Folder)];
const WARNING: &[Demand] = &[Demand::warning(Rfc, Display)];
const INFO: &[Demand] = &[Demand::info(Rfc, Advice), Demand::info(Spamfilter, Folder)];

static TYPE: Case =
    case("type", ERROR, "`{text}` is no `type/subtype`.", "`{text}` は `type/subtype` の形ではありません。");
static SEMICOLON: Case =
    case("semicolon", ERROR, "A semicolon is missing before `{text}`.", "`{text}` の前に「;」がありません。");
static PARAMETER: Case =
    case("parameter", ERROR, "`{text}` is no parameter: `name=value`.", "`{text}` は「名前=値」の形ではありません。");
static QUOTE: Case = case("quote", ERROR, "The closing quote is missing.", "閉じる引用符がありません。");
static BLANKS: Case =
    case("blanks", ERROR, "`{text}` has blanks and no quotes.", "空白を含む `{text}` が引用符で囲まれていません。");
static REPEATED: Case =
    case("repeated", ERROR, "`{text}` contradicts what stands before it.", "`{text}` は前の値と食い違っています。");
static AGAIN: Case = case("again", WARNING, "`{text}` is there twice.", "`{text}` が2回書かれています。");
static SPECIALS: Case =
    case("specials", WARNING, "The characters of `{text}` need quotes.", "`{text}` の記号には引用符が要ります。");
static APOSTROPHES: Case =
    case("apostrophes", WARNING, "Apostrophes are no quotes: `{text}`.", "`{text}` の「'」は引用符になりません。");
static SEMICOLONS: Case = case("semicolons", INFO, "Nothing follows the semicolon.", "「;」の後に何もありません。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own {
        let part = &msg.parts[id as usize];
        let Some(field) = part.content_type else { continue };
        report_faults(msg, &field, faults(msg.bytes(), field.body), sink, &|fault, span| {
            let again = fault == Fault::Repeated && is_same_again(msg, &part.content_type_value, span);
            // `AGAIN` stands after `REPEATED`.
            RULE.cases[fault as usize + usize::from(again || fault as u8 > Fault::Repeated as u8)]
        });
    }
}
