//! `List-Id` is not a name with an identifier in angle brackets.
//!
//! RFC 2919: perhaps a name, then `<letters.minatobunko.co.jp>`, a dotted identifier below a domain of the list's owner.
//! It is no address (no `@`), takes no comment, and stands once. Filters that look for the identifier find nothing in
//! a field without brackets.
//!
//! # Bad
//! ```eml
//! List-Id: letters.minatobunko.co.jp
//!          ~~~~~~~~~~~~~~~~~~~~~~~~~ list-id-syntax
//! ```
//! # Fixed
//! ```eml
//! List-Id: <letters.minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! List-Id: Letters <letters@minatobunko.co.jp>
//!                          ~ list-id-syntax
//! ```
//! # Fixed
//! ```eml
//! List-Id: Letters <letters.minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! List-Id: Letters <letters.minatobunko.co.jp >
//!                                            ~ list-id-syntax
//! ```
//! # Fixed
//! ```eml
//! List-Id: Letters <letters.minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! List-Id: <letters.minatobunko.co.jp>
//! List-Id: <letters.minatobunko.co.jp>
//! ~~~~~~~ list-id-syntax
//! ```
//! # Good
//! ```eml
//! List-Id: =?UTF-8?B?5riv5paH5bqr?=
//!  <letters.minatobunko.co.jp>
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::{Message, holds_token};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::domain::is_fqdn;
use crate::value::list_id::{Fault, fault};

/// The rule.
pub static RULE: Rule = Rule {
    id: "list-id-syntax",
    group: Group::List,
    level: Level::Warning,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2919, "2"), Source::rfc(2919, "3")],
    title: Text::new("List-Id is malformed", "List-Idの形式に誤りがあります"),
    why: Text::new(
        "Programs look for the identifier in the brackets. Where they find none, the mail is not sorted, and mail of \
         several lists falls into one heap.",
        "受信側が読むのは、山括弧の中の識別子です。読み取れなければ振り分けが働かず、別々のリストのメールが一緒になります。",
    ),
    help: Text::new(
        "Write `List-Id: Name <name.your-domain>`, once, with nothing after the closing bracket.",
        "`List-Id: 名前 <name.自社ドメイン>` の形で1つだけ書き、閉じ括弧の後には何も付けないでください。",
    ),
    cases: &[&SHAPE, &AFTER, &CHARACTER, &AT, &NO_DOT, &LOCALHOST, &LONG, &REPEATED],
    notes: &[&FIRST, &MEND],
    check,
    ..Rule::BASE
};

const ODD: &[Demand] = &[Demand::warning(Rfc, Display)];

const fn case(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands: ODD }
}

static SHAPE: Case = case("shape", "No identifier stands in angle brackets.", "山括弧で囲んだ識別子がありません。");
static AFTER: Case = case("after", "Nothing may follow the identifier.", "識別子の後には何も書けません。");
static CHARACTER: Case = case("character", "An identifier cannot hold this character.", "識別子には使えない文字です。");
static AT: Case = case(
    "at",
    "An identifier holds no `@`; it is no address.",
    "識別子に `@` は使えません。アドレスとは別のものです。",
);
static NO_DOT: Case = case(
    "no-dot",
    "The identifier has no dot: it belongs to no domain.",
    "識別子に点がなく、どのドメインのものか分かりません。",
);
static LOCALHOST: Case = case(
    "localhost",
    "An identifier below localhost needs a long random part.",
    "localhostの識別子には、長いランダムな部分が必要です。",
);
static LONG: Case = case("long", "The identifier is longer than 255 bytes.", "識別子が255バイトを超えています。");
static REPEATED: Case = Case {
    name: "repeated",
    message: Text::new("List-Id stands {count} times.", "List-Idが{count}回現れます。"),
    demands: &[Demand::error(Rfc, Display)],
};
static FIRST: Note = Note::new("first", "The first one.", "1つ目です。");
static MEND: Note = Note::new("mend", "Write it as RFC 2919 has it", "RFC 2919の形式に直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(first) = msg.field(Name::ListId) else { return };
    if let Some(second) = msg.all(Name::ListId).nth(1) {
        let reported = sink.report(&REPEATED, second.name_span).arg("count", msg.all(Name::ListId).count());
        reported.related(first.name_span, &FIRST);
    }
    let Some((fault, place)) = fault(msg.bytes(), first.body) else { return };
    let case = match fault {
        _ if holds_token(msg.slice(first.body)) => return,
        Fault::Bare | Fault::Unclosed | Fault::Empty => &SHAPE,
        Fault::After => &AFTER,
        Fault::Blank | Fault::Character => &CHARACTER,
        Fault::At => &AT,
        Fault::NoDot => &NO_DOT,
        Fault::Localhost => &LOCALHOST,
        Fault::Long => &LONG,
    };
    sink.report(case, place).fix(fix(msg, fault, place));
}

/// The form that was meant, where there is no doubt.
fn fix(msg: &Message, fault: Fault, place: Span) -> Option<Fix> {
    let host = |span| std::str::from_utf8(msg.slice(span)).is_ok_and(is_fqdn);
    let (safety, edits) = match fault {
        Fault::Bare if host(place) => {
            (Safety::Safe, vec![Edit::insert(place.start, "<"), Edit::insert(place.end, ">")])
        }
        Fault::Unclosed if host(place) => (Safety::Safe, vec![Edit::insert(place.end, ">")]),
        Fault::Blank => (Safety::Safe, vec![Edit::delete(place)]),
        // Filters may know the old one.
        Fault::At => (Safety::Offer, vec![Edit::replace(place, ".")]),
        _ => return None,
    };
    Some(Fix::new(&MEND, safety, edits))
}
