//! `Date` is far from the time at which the message was sent.
//!
//! Filters compare the date with the time of arrival: Rspamd scores more than a day of age and more than two hours of
//! future, SpamAssassin begins at three hours. Yahoo refuses dates that are out of range, without saying which. The causes
//! are a wrong clock, a date taken from a template, and the year 1970 of a clock that was never set.
//!
//! Where servers wrote the time into trace fields, the date is held against the first and the last of them, so that a
//! message that waited in a queue is not blamed. Otherwise only years that cannot be meant are found, and with the option
//! `now` dates in the future.
//!
//! # Bad
//! ```eml
//! Date: Thu, 01 Jan 1970 00:00:00 +0000
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ date-out-of-range
//! ```
//! # Bad
//! ```eml
//! Received: from a.minatobunko.co.jp by mx.readerpost.net; Tue, 24 Nov 2026 09:30:01 +0900
//! Date: Sun, 22 Nov 2026 09:30:00 +0900
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ date-out-of-range
//! ```
//! # Bad
//! ```eml
//! Received: from a.minatobunko.co.jp by mx.readerpost.net; Tue, 24 Nov 2026 09:30:01 +0900
//! Date: Tue, 24 Nov 2026 18:30:00 +0900
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ date-out-of-range
//! ```
//! # Bad
//! ```eml now=2026-11-24T09:30:00+09:00
//! Date: Tue, 24 Nov 2026 18:30:00 +0900
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ date-out-of-range
//! ```
//! # Good
//! ```eml
//! Received: from a.minatobunko.co.jp by mx.readerpost.net; Thu, 26 Nov 2026 09:30:01 +0900
//! Received: from app by a.minatobunko.co.jp; Tue, 24 Nov 2026 00:30:01 +0000
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! ```
//! # Good
//! ```eml now=2030-01-01T00:00:00Z
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! ```

use crate::finding::Case;
use crate::message::{Message, Stage};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Name;
use crate::text::Text;
use crate::value::date::{DateTime, Read};

/// The rule.
pub static RULE: Rule = Rule {
    id: "date-out-of-range",
    group: Group::Format,
    level: Level::Warning,
    basis: Basis::Receiver,
    needs: &[Needs::Headers],
    yields_to: &[Yield { to: "date-skew", within: Near::Field }],
    sources: &[
        Source::page("Yahoo: SMTP error codes", "https://senders.yahooinc.com/smtp-error-codes/", "2026-02-01"),
        Source::heuristic(
            "Rspamd scores 24 hours of age and 2 hours of future",
            "Rspamdは、24時間を超える過去と2時間を超える未来の日付を減点する",
        ),
    ],
    title: Text::new("The date is far from the time of sending", "日付が送信時刻とかけ離れています"),
    why: Text::new(
        "Mailboxes sort the message away from today's, and filters score it. Yahoo refuses dates that are out of range.",
        "受信箱で新着の位置に並ばず、フィルターの評価も下がります。Yahooは、範囲外の日付のメールを拒否します。",
    ),
    help: Text::new(
        "Let the sending system write Date at the moment of sending, and check its clock and time zone.",
        "Dateは送信する時点でシステムに書かせ、時計とタイムゾーンの設定を確認してください。",
    ),
    cases: &[&PAST, &FUTURE, &YEAR],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::warning(Spamfilter, Folder), Demand::warning(Yahoo, Refuse)];

static PAST: Case = Case {
    name: "past",
    message: Text::new(
        "The date is more than a day before a server first took the message, at {time}.",
        "日付が、サーバーが最初に受け取った時刻({time})より1日以上前です。",
    ),
    demands: DEMANDS,
};
static FUTURE: Case = Case {
    name: "future",
    message: Text::new("The date is more than two hours after {time}.", "日付が {time} より2時間以上先です。"),
    demands: DEMANDS,
};
static YEAR: Case = Case {
    name: "year",
    message: Text::new(
        "There was no such mail in {year}: a clock was not set.",
        "{year}年という日付はあり得ません。時計が設定されていないようです。",
    ),
    demands: &[Demand::warning(Spamfilter, Folder), Demand::error(Yahoo, Refuse)],
};

const HOUR: i64 = 3_600;
/// The year of RFC 822, and one that no clock shows by mistake.
const FIRST: i32 = 1982;
const LAST: i32 = 2100;

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(field) = msg.field(Name::Date) else { return };
    let Some(Read::Date(date)) = msg.date() else { return };
    // Without a zone the moment is known to within half a day.
    let slack = if date.offset.is_some() { 0 } else { 14 * HOUR };
    let place = field.value(msg.bytes());
    let mut now = cx.options.now.filter(|_| cx.stage() == Stage::Outgoing);
    let hops = hops(msg);
    if let Some((first, last)) = hops {
        if date.unix() + 24 * HOUR + slack < first.unix() {
            sink.report(&PAST, place).arg("time", first.rfc5322());
            return;
        }
        now = Some(last);
    }
    if let Some(last) = now.filter(|last| date.unix() > last.unix() + 2 * HOUR + slack) {
        sink.report(&FUTURE, place).arg("time", last.rfc5322());
    } else if hops.is_none() && !(FIRST..=LAST).contains(&date.year) {
        sink.report(&YEAR, place).arg("year", crate::digits::decimal(date.year.unsigned_abs().into()));
    }
}

/// The first and the last of the times of the trace fields nearest to the reader, where their zone is known.
fn hops(msg: &Message) -> Option<(DateTime, DateTime)> {
    let mut ends: Option<(DateTime, DateTime)> = None;
    for time in msg.hop_times().iter().flatten().copied().filter(|time| time.offset.is_some()) {
        let (first, last) = ends.get_or_insert((time, time));
        if time.unix() < first.unix() {
            *first = time;
        }
        if time.unix() >= last.unix() {
            *last = time;
        }
    }
    ends
}
