//! `Date` cannot be read.
//!
//! The form is `Tue, 24 Nov 2026 09:30:00 +0900`: English names, the day before the month, a zone as hours and minutes.
//! ISO 8601 (`2026-11-24T09:30:00+09:00`) and the form of the C library (`Tue Nov 24 09:30:00 2026`) are no mail dates;
//! nor is the 31st of February. Filters score a date that they cannot read, and mailboxes sort it by guesswork.
//!
//! Legal, though unusual: no blank after the comma, a one-digit day, any letter case, comments such as `(JST)`. Old forms
//! that must still be read (zone names, two-digit years) belong to another rule.
//!
//! # Bad
//! ```eml
//! Date: 2026-11-24 09:30:00 +0900
//!       ~~~~~~~~~~ bad-date-syntax
//! ```
//! # Fixed
//! ```eml
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! ```
//! # Bad
//! ```eml
//! Date: Tue 24 Nov 2026 09:30:00 +0900
//!           ~~ bad-date-syntax
//! ```
//! # Fixed
//! ```eml
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! ```
//! # Bad
//! ```eml
//! Date: Tue, 31 Feb 2026 09:30:00 +0900
//!            ~~ bad-date-syntax
//! ```
//! # Bad
//! ```eml
//! Date: Tue, 24 Nov 2026 25:30:00 +0900
//!                        ~~ bad-date-syntax
//! ```
//! # Bad
//! ```eml
//! Date: Tue, 24 Nov 2026
//!                       ^ bad-date-syntax
//! ```
//! # Good
//! ```eml
//! Date: TUE,24 nov 2026 09:30 +0900 (JST)
//! ```
//! # Good
//! ```eml
//! Date: Tue,  3 Nov 2026 23:59:60 +0900
//! ```
//! # Good
//! ```eml
//! Date: Tue, 29 Feb 2000 10:00:00 +0000
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::{Note, Text};
use crate::value::date::{Fault, Read, read};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bad-date-syntax",
    group: Group::Format,
    fixes: Fixes::Offer,
    sources: &[
        Source::rfc(5322, "3.3"),
        Source::rfc(5322, "3.6.1"),
        Source::heuristic(
            "SpamAssassin and Rspamd score dates that cannot be read",
            "SpamAssassinとRspamdは、読み取れない日付を減点する",
        ),
    ],
    title: Text::new("The date cannot be read", "日付を読み取れません"),
    why: Text::new(
        "Mailboxes sort by this field, and filters compare it with the time of arrival. A date that follows no rule \
         counts as a mark of spam software.",
        "受信箱の並び順も、フィルターによる到着時刻との照合も、この欄をもとにしています。決まった形でない日付は、迷惑メール送信ソフトの特徴とみなされます。",
    ),
    help: Text::new(
        "Write it as `Tue, 24 Nov 2026 09:30:00 +0900`; every mail library has a function for it.",
        "`Tue, 24 Nov 2026 09:30:00 +0900` の形で書いてください。どのメールライブラリにも、この形で出力する関数があります。",
    ),
    cases: &[&UNEXPECTED, &EMPTY, &SHORT, &RANGE, &NO_SUCH_DAY],
    notes: &[&REWRITE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] =
    &[Demand::error(Rfc, Folder), Demand::warning(Gmail, Refuse), Demand::warning(Spamfilter, Folder)];

const fn case(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands: DEMANDS }
}

static UNEXPECTED: Case =
    case("unexpected", "`{token}` does not belong here in a date.", "日付のこの位置に `{token}` は書けません。");
static EMPTY: Case = case("empty", "Date is empty.", "Dateが空です。");
static SHORT: Case = case("short", "The date ends too early.", "日付が途中で終わっています。");
static RANGE: Case = case("range", "`{token}` is out of range.", "`{token}` は範囲外の値です。");
static NO_SUCH_DAY: Case = case("no-such-day", "This month has no day {token}.", "この月に{token}日はありません。");

static REWRITE: Note = Note::new("rewrite", "Write the same time as mail has it", "同じ日時をメールの形式で書く");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(field) = msg.field(Name::Date) else { return };
    let Read::Faulty(fault, span, guess) = msg.date().unwrap_or_else(|| read(msg.bytes(), field.body)) else { return };
    let value = field.value(msg.bytes());
    // A token that the mail system will replace.
    if msg.is_draft() && msg.slice(value).iter().any(|byte| matches!(byte, b'{' | b'%' | b'|' | b'[')) {
        return;
    }
    let case = match fault {
        Fault::Empty => &EMPTY,
        Fault::Unexpected => &UNEXPECTED,
        Fault::Range => &RANGE,
        Fault::NoSuchDay => &NO_SUCH_DAY,
        Fault::Short => &SHORT,
    };
    // Where the zone is not known, the moment is not either.
    let date = guess.filter(|date| date.offset.is_some());
    let fix = date.map(|date| Fix::one(&REWRITE, Safety::Offer, Edit::replace(value, date.rfc5322())));
    let reported = sink.report(case, span).fix(fix);
    if !span.is_empty() {
        let token = msg.slice(span);
        let shown = String::from_utf8_lossy(&token[..token.len().min(40)]);
        reported.arg("token", shown.into_owned());
    }
}
