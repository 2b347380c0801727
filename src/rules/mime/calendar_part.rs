//! An invitation whose Content-Type and content do not agree.
//!
//! A text/calendar part that invites, answers or cancels has `METHOD:` in it, and the parameter `method` says the same:
//! by it readers show the buttons to accept. Alternatives are about one event, and an announcement (`PUBLISH`) asks
//! nobody for an answer. A calendar file that only goes with the mail has no method.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/calendar; charset=utf-8
//!                            ^ calendar-part
//!
//! BEGIN:VCALENDAR
//! METHOD:REQUEST
//! END:VCALENDAR
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/calendar; method=REQUEST; charset=utf-8
//!
//! BEGIN:VCALENDAR
//! METHOD:REQUEST
//! END:VCALENDAR
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf
//! Content-Type: text/calendar; charset=utf-8; method=REQUEST
//!                                                    ~~~~~~~ calendar-part
//!
//! BEGIN:VCALENDAR
//! METHOD:CANCEL
//! UID:1
//! END:VCALENDAR
//! --leaf
//! Content-Type: text/calendar; charset=utf-8; method=REQUEST
//!                                                    ~~~~~~~ calendar-part
//!               ~~~~~~~~~~~~~ calendar-part
//!
//! BEGIN:VCALENDAR
//! UID:2
//! END:VCALENDAR
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf
//! Content-Type: application/ics
//!               ~~~~~~~~~~~~~~~ calendar-part
//! Content-Disposition: attachment; filename=invite.ics
//!
//! BEGIN:VCALENDAR
//! METHOD:REQUEST
//! END:VCALENDAR
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/calendar; charset=utf-8; method=request
//!
//! BEGIN:VCALENDAR
//! METHOD:REQUEST
//! END:VCALENDAR
//! ```

use crate::finding::{Case, Safety};
use crate::message::CalendarFault;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "calendar-part",
    group: Group::Mime,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(6047, "2.4"), Source::rfc(5546, "3.2.1")],
    title: Text::new("The invitation is inconsistent", "予定の招待の形式に食い違いがあります"),
    why: Text::new(
        "Readers show it as a file, without the buttons to accept, or do not put it into the calendar.",
        "参加・辞退のボタンが出ずにただのファイルとして表示されたり、カレンダーに登録されなかったりします。",
    ),
    help: Text::new(
        "Send it as text/calendar in multipart/alternative, with the METHOD of the calendar as `method` in Content-Type.",
        "multipart/alternativeの中にtext/calendarとして置き、Content-Typeの `method` をカレンダーのMETHODと揃えてください。",
    ),
    // In the order of `CalendarFault`.
    cases: &[&MISSING, &OTHER, &ABSENT, &EVENTS, &PUBLISH, &FILE],
    notes: &[&NAME],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands: DEMANDS }
}

const DEMANDS: &[Demand] = &[
    Demand::warning(Rfc, Display),
    Demand::warning(Outlook, Display),
    Demand::warning(Gmail, Display),
    Demand::warning(Icloud, Display),
];

static MISSING: Case = case("missing", "`method={method}` is missing.", "`method={method}` がありません。");
static OTHER: Case = case("other", "The calendar says METHOD:{method}.", "カレンダーには、METHOD:{method}とあります。");
static ABSENT: Case = case("absent", "The calendar has no METHOD.", "カレンダーにMETHODがありません。");
static EVENTS: Case =
    case("events", "The alternatives are about different events.", "代替パートごとに予定が違います。");
static PUBLISH: Case = case(
    "publish",
    "METHOD:PUBLISH asks for no answer, yet RSVP=TRUE does.",
    "返事を求めないMETHOD:PUBLISHなのに、RSVP=TRUEがあります。",
);
static FILE: Case =
    case("file", "The invitation is an application/ics file only.", "招待がapplication/icsの添付ファイルだけです。");
static NAME: Note = Note::new("name", "Write the calendar's METHOD", "カレンダーのMETHODに合わせる");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (fault, id, method) in msg.calendar_faults() {
        let place = match fault {
            CalendarFault::Events | CalendarFault::File => msg.media_place(id),
            _ => msg.param_place(id, "method"),
        };
        let edit = match fault {
            CalendarFault::Missing | CalendarFault::Other => msg.set_param(id, "method", &method),
            _ => None,
        };
        let safety = if fault == CalendarFault::Missing { Safety::Safe } else { Safety::Offer };
        sink.report(RULE.cases[fault as usize], place).arg("method", method).edit(&NAME, safety, edit);
    }
}
