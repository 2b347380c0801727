//! `Date` has an old form, or contradicts itself.
//!
//! Two-digit years and zones by name must still be read and may no longer be written (RFC 5322 section 4.3). `GMT` and
//! `EST` have a meaning there; any other name, `JST` among them, counts as "zone unknown", so that the time is off by nine
//! hours for a strict reader. A zone that is missing has no form at all, and a day of the week must be the day's own.
//!
//! Legal, and left alone: `-0000` for a zone that is not known, and comments that name the zone, unless it is another one.
//!
//! # Bad
//! ```eml
//! Date: Mon, 24 Nov 2026 09:30:00 +0900
//!       ~~~ obsolete-date-form
//! ```
//! # Fixed
//! ```eml
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! ```
//! # Bad
//! ```eml
//! Date: Tue, 24 Nov 26 09:30 JST
//!                   ~~ obsolete-date-form
//!                            ~~~ obsolete-date-form
//! ```
//! # Fixed
//! ```eml
//! Date: Tue, 24 Nov 2026 09:30 +0900
//! ```
//! # Bad
//! ```eml
//! Date: Tue, 24 Nov 2026 00:30:00 GMT
//!                                 ~~~ obsolete-date-form
//! ```
//! # Fixed
//! ```eml
//! Date: Tue, 24 Nov 2026 00:30:00 +0000
//! ```
//! # Bad
//! ```eml
//! Date: Tue, 24 Nov 2026 09:30:00
//!                                ^ obsolete-date-form
//! ```
//! # Bad
//! ```eml
//! Date: Tue, 24 Nov 2026 00:30:00 +0000 (JST)
//!                                       ~~~~~ obsolete-date-form
//! ```
//! # Good
//! ```eml
//! Date: 24 Nov 2026 00:30:00 -0000
//! ```
//! # Good
//! ```eml
//! Date: tue,24 nov 2026 09:30 +0900 (JST)
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::{Note, Text};
use crate::value::date::{Form, Read, old_forms};

/// The rule.
pub static RULE: Rule = Rule {
    id: "obsolete-date-form",
    group: Group::Format,
    level: Level::Warning,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(5322, "3.3"),
        Source::rfc(5322, "4.3"),
        Source::heuristic(
            "SpamAssassin scores odd zones and years of two digits",
            "SpamAssassinは、異例のタイムゾーン名や2桁の年を減点する",
        ),
    ],
    title: Text::new("The date has an old form or contradicts itself", "日付が古い書式か、矛盾しています"),
    why: Text::new(
        "Readers disagree on such a date: it is shown hours or days off, and sorted wrongly. Spam filters know some of \
         these forms from spam software.",
        "このような日付は解釈が分かれ、数時間から数日ずれて表示されたり、並び順が狂ったりします。迷惑メール送信ソフトの特徴とみなすフィルターもあります。",
    ),
    help: Text::new(
        "Let the mail library write the date: `Tue, 24 Nov 2026 09:30:00 +0900`.",
        "日付はメールライブラリに出力させてください。`Tue, 24 Nov 2026 09:30:00 +0900` の形です。",
    ),
    cases: &[&WEEKDAY, &NO_ZONE, &UNKNOWN, &NAME, &YEAR, &COMMENT],
    notes: &[&SET],
    check,
    ..Rule::BASE
};

const WARNING: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)];
const INFO: &[Demand] = &[Demand::info(Rfc, Advice)];

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static WEEKDAY: Case =
    case("weekday", WARNING, "This date is no {token}; it is a {right}.", "この日は {token} ではなく {right} です。");
static NO_ZONE: Case = case("no-zone", WARNING, "The zone is missing.", "タイムゾーンがありません。");
static UNKNOWN: Case = case(
    "unknown-zone",
    WARNING,
    "`{token}` is no zone that mail knows; it counts as unknown.",
    "`{token}` はメールの規格にない名前で、タイムゾーン不明として扱われます。",
);
static NAME: Case = case(
    "zone-name",
    INFO,
    "The zone stands by its old name `{token}` instead of `{right}`.",
    "タイムゾーンが `{right}` ではなく、古い書き方の `{token}` です。",
);
static YEAR: Case = case(
    "year",
    INFO,
    "The year `{token}` has too few digits; it counts as {right}.",
    "年 `{token}` の桁数が足りません。{right}年とみなされます。",
);
static COMMENT: Case = case(
    "comment",
    INFO,
    "The comment {token} names another zone than the date.",
    "コメントの {token} が、日付のタイムゾーンと食い違っています。",
);
static SET: Note = Note::new("set", "Write the current form", "現在の書式に直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(field) = msg.field(Name::Date) else { return };
    let Some(Read::Date(date)) = msg.date() else { return };
    for (form, span, right) in old_forms(msg.bytes(), field.body, &date) {
        let (case, safety) = match form {
            Form::Weekday => (&WEEKDAY, Safety::Safe),
            Form::NoZone => (&NO_ZONE, Safety::Offer),
            Form::UnknownZone => (&UNKNOWN, Safety::Offer),
            Form::Greenwich => (&NAME, Safety::Safe),
            Form::ZoneName => (&NAME, Safety::Offer),
            Form::Year => (&YEAR, Safety::Offer),
            Form::Comment => (&COMMENT, Safety::Offer),
        };
        let fix = (!right.is_empty()).then(|| Fix::one(&SET, safety, Edit::replace(span, &*right)));
        sink.report(case, span).arg("token", msg.excerpt(span)).arg("right", right).fix(fix);
    }
}
