//! `List-Unsubscribe` is no list of addresses in angle brackets.
//!
//! The field holds addresses (URIs) in angle brackets, with commas between: `<https://…>, <mailto:…>`. RFC 2369 has
//! readers ignore everything from the first thing that is none, so one forgotten bracket takes the button away. Blanks
//! and folds inside the brackets are taken out before the address is used; encoded-words are not decoded here.
//!
//! Comments are legal and left alone. Merge tokens of a template are looked at after they are filled in.
//!
//! # Bad
//! ```eml
//! List-Unsubscribe: https://www.minatobunko.co.jp/u?x=1
//!                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ list-unsubscribe-syntax
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Fixed
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u?x=1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <mailto:leave@minatobunko.co.jp> <https://www.minatobunko.co.jp/u
//!                                                    ^ list-unsubscribe-syntax
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/
//!                                                    ~> list-unsubscribe-syntax
//!  1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: =?UTF-8?Q?<https://www.minatobunko.co.jp/u=3Fx=3D1>?=
//!                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ list-unsubscribe-syntax
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Fixed
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u?x=1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: (by mail) <mailto:leave@minatobunko.co.jp>,
//!  <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```

use crate::finding::{Case, Safety};
use crate::message::{holds_token, repair::mend_uris};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::{Note, Text};
use crate::value::uris::UriList;

/// The rule.
pub static RULE: Rule = Rule {
    id: "list-unsubscribe-syntax",
    group: Group::Unsubscribe,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2369, "2"), Source::rfc(3986, "2")],
    title: Text::new("List-Unsubscribe cannot be read", "List-Unsubscribeの書き方に誤りがあります"),
    why: Text::new(
        "Receivers take what stands in angle brackets, and ignore the rest of the field from the first thing that does \
         not fit. What they ignore gives no unsubscribe button.",
        "受信側が読むのは山括弧 `<>` の中だけで、形式に合わないものがあると、そこから後ろは無視されます。無視された部分からは、配信停止ボタンは表示されません。",
    ),
    help: Text::new(
        "Write each address in angle brackets, with commas between: `<https://…>, <mailto:…>`. Fold the field only after \
         a comma, and set it as it is, without encoding.",
        "アドレスを1つずつ山括弧で囲み、コンマで区切ってください: `<https://…>, <mailto:…>`。折り返すのはコンマの後だけにし、エンコードはしないでください。",
    ),
    cases: &[&BARE, &EMPTY, &WORD, &UNCLOSED, &COMMA, &BLANK, &SCHEME, &CHARACTER, &FOLD],
    notes: &[&ALSO, &MEND],
    check,
    ..Rule::BASE
};

const CUT: &[Demand] = &[Demand::error(Rfc, Display), Demand::error(Gmail, Display), Demand::warning(Yahoo, Display)];
const ODD: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Gmail, Display)];

const fn case(name: &'static str, en: &'static str, ja: &'static str, demands: &'static [Demand]) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static BARE: Case = case("bare", "This is not in angle brackets.", "山括弧 `<>` で囲まれていません。", CUT);
static EMPTY: Case = case("empty", "No address stands here.", "アドレスがありません。", CUT);
static WORD: Case = case(
    "word",
    "This is an encoded-word; it is not decoded in this field.",
    "エンコードされています。このフィールドではデコードされません。",
    CUT,
);
static UNCLOSED: Case =
    case("unclosed", "The closing `>` is missing after this address.", "このアドレスの後に `>` がありません。", CUT);
static COMMA: Case = case("comma", "A comma is missing before this `<`.", "この `<` の前にコンマがありません。", CUT);
static BLANK: Case = case(
    "blank",
    "A blank stands in the address; readers take it out, or stop here.",
    "アドレスの中に空白があります。取り除かれるか、ここで読み取りが止まります。",
    CUT,
);
static SCHEME: Case = case(
    "scheme",
    "This address does not begin with `https:`, `mailto:` or another scheme.",
    "`https:` や `mailto:` などで始まっていません。",
    CUT,
);
static CHARACTER: Case = case(
    "character",
    "No address may hold this character; it must be percent-encoded.",
    "アドレスには使えない文字です。パーセントエンコードが必要です。",
    ODD,
);
static FOLD: Case = case(
    "fold",
    "White space stands inside the brackets; careless readers keep it.",
    "括弧の内側に空白や折り返しがあります。取り除かずに読む受信側もあります。",
    ODD,
);
/// In the order of the faults.
const CASES: [&Case; 9] = [&EMPTY, &BARE, &WORD, &UNCLOSED, &COMMA, &BLANK, &SCHEME, &CHARACTER, &FOLD];

static ALSO: Note = Note::new("also", "Another fault in this field.", "ここにも誤りがあります。");
static MEND: Note = Note::new("mend", "Write it as a list of addresses", "正しい形式に直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.all(Name::ListUnsubscribe).take(10) {
        let list = UriList::read(msg.bytes(), field.body);
        // The worst first: what makes readers stop. Tokens of a template become addresses later.
        let worst = list.faults.iter().find(|(fault, _)| fault.cuts()).or(list.faults.first());
        let Some(worst) = worst.filter(|_| !holds_token(msg.slice(field.body))) else { continue };
        let mut places = vec![worst.1];
        for other in &list.faults {
            if other != worst {
                places.push(other.1);
            }
        }
        sink.report_all(CASES[worst.0 as usize], &places, &ALSO).edits(
            &MEND,
            Safety::Safe,
            mend_uris(msg, field, &list),
        );
    }
}
