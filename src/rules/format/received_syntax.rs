//! A Received field cannot be read.
//!
//! Every server that takes a message writes one: who gave it, who took it, and after a semicolon when (RFC 5321 section
//! 4.4). Filters and support staff read the path from them. More than 30 are the sign of a loop; at 100 servers give up.
//!
//! One finding stands for all of them. Servers write what they like between the words, so only a missing date, an open
//! comment and a field that names neither side count. Receivers wrote most of these fields: the sender can mend but his own.
//!
//! # Bad
//! ```eml
//! Received: from localhost by a.minatobunko.co.jp
//! ~~~~~~~~ received-syntax
//! ```
//! # Bad
//! ```eml
//! Received: from app (app [192.0.2.1] by a.minatobunko.co.jp; Tue, 24 Nov 2026 09:30:01 +0900
//! ~~~~~~~~ received-syntax
//! ```
//! # Bad
//! ```eml
//! Received: by a.minatobunko.co.jp; Tue, 24 Nov 2026 09:30:01 +0900
//! ~~~~~~~~ received-syntax
//! Received: by app.minatobunko.co.jp; Tue, 24 Nov 2026 11:30:00 +0900
//! ```
//! # Good
//! ```eml
//! Received: (qmail 1234 invoked by uid 89); 24 Nov 2026 00:30:00 -0000
//! Received: from app (unknown [192.0.2.1]) by a.minatobunko.co.jp (Postfix) with ESMTPS id 4F2
//!  for <yuko@readerpost.net>; Tue, 24 Nov 2026 09:30:01 +0900 (JST)
//! ```

use crate::finding::{Case, Found};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::received::{self, Fault};

/// The rule.
pub static RULE: Rule = Rule {
    id: "received-syntax",
    group: Group::Format,
    level: Level::Info,
    needs: &[Needs::Message],
    sources: &[
        Source::rfc(5321, "4.4"),
        Source::rfc(5321, "6.3"),
        Source::heuristic("more than 30 hops are a loop", "30を超える中継はループとみなす"),
    ],
    title: Text::new("A trace field cannot be read", "Receivedフィールドを読み取れません"),
    why: Text::new(
        "Filters follow the path of a message by these fields, and so do people who look for a delay. Where one cannot be \
         read, the path ends.",
        "フィルターも、遅延を調べる担当者も、Receivedをたどって経路を確認します。読み取れないものがあると、経路はそこで途切れます。",
    ),
    help: Text::new(
        "If it is your own server or program that writes the field, let it end in `; ` and a date as Date has it.",
        "自社のサーバーやプログラムが書いたものであれば、末尾を「;」とDateと同じ形の日付にしてください。",
    ),
    cases: &[&DATE, &COMMENT, &NAMES, &BACK, &HOPS],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

const INFO: &[Demand] = &[Demand::info(Rfc, Advice), Demand::info(Mta, Advice)];
const WARNING: &[Demand] = &[Demand::warning(Rfc, Advice), Demand::warning(Mta, Advice)];

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static DATE: Case = case(
    "date",
    INFO,
    "It does not end in a semicolon and a date; such fields: {count}.",
    "末尾にセミコロンと日付がありません。該当するフィールドは{count}個です。",
);
static COMMENT: Case = case("comment", INFO, "A comment in it is not closed.", "コメントの括弧が閉じていません。");
static NAMES: Case = case("names", INFO, "It names no server.", "サーバー名がどこにも書かれていません。");
static BACK: Case = case(
    "backwards",
    INFO,
    "Its time is more than an hour before that of the server below; one of the clocks is wrong.",
    "1つ前のサーバーの時刻より1時間以上前です。どちらかの時計がずれています。",
);
static HOPS: Case = case(
    "hops",
    WARNING,
    "The message passed {count} servers; it may run in a circle.",
    "{count}台のサーバーを経由しています。配送がループしているおそれがあります。",
);
static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");

/// Servers that a message may pass.
const MANY: usize = 30;
const HOUR: i64 = 3_600;

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let hops: Vec<&Field> = msg.all(Name::Received).collect();
    if let Some(field) = hops.get(MANY) {
        sink.report(&HOPS, field.name_span).arg("count", hops.len());
        return;
    }
    let mut found = Found::default();
    let mut back = None;
    // The field above and its time, where its zone is known.
    let mut above: Option<(Span, i64)> = None;
    for (field, &time) in hops.iter().zip(msg.hop_times()) {
        let place = field.name_span;
        match received::fault(msg.bytes(), field.body, time) {
            None => {}
            Some(Fault::Date) => found.add(&DATE, place),
            Some(Fault::Comment) => found.add(&COMMENT, place),
            Some(Fault::Names) => found.add(&NAMES, place),
        }
        let time = time.filter(|time| time.offset.is_some()).map(|time| (place, time.unix()));
        if let (Some((above, then)), Some((_, now)), None) = (above, time, back)
            && then + HOUR < now
        {
            back = Some(above);
        }
        above = time;
    }
    match (found.case, back) {
        (Some(case), _) => sink.report_all(case, &found.places, &MORE).arg("count", found.places.len()),
        (None, Some(back)) => sink.report(&BACK, back).arg("count", 0),
        (None, None) => return,
    };
}
