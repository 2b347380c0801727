//! A report that is not built as multipart/report says.
//!
//! `report-type` names the kind of the second part: `delivery-status` for message/delivery-status and so on. There are
//! two parts or three: words for people, the report, and perhaps the message it is about.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/report; boundary=leaf
//!                               ^ report-structure
//!
//! --leaf
//!
//! It was read.
//! --leaf
//! Content-Type: message/disposition-notification
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/report; report-type=disposition-notification; boundary=leaf
//!
//! --leaf
//!
//! It was read.
//! --leaf
//! Content-Type: message/disposition-notification
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/report; report-type=Feedback-Report; boundary=leaf
//!                                             ~~~~~~~~~~~~~~~ report-structure
//!               ~~~~~~~~~~~~~~~~ report-structure
//!
//! --leaf
//! --leaf
//! Content-Type: message/delivery-status
//!
//! Reporting-MTA: dns; mx.readerpost.net
//!                                      ^ report-structure
//! --leaf
//! --leaf
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/report; report-type=tlsrpt; boundary=leaf
//!
//! --leaf
//!
//! A report.
//! --leaf
//! Content-Type: application/tlsrpt+gzip
//! Content-Transfer-Encoding: base64
//! --leaf--
//! ```

use crate::finding::{Case, Fix, Safety};
use crate::message::{Message, is_kind_of_report};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Form;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "report-structure",
    group: Group::Mime,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(6522, "3"), Source::rfc(3464, "2"), Source::rfc(3464, "2.1"), Source::rfc(5965, "2")],
    title: Text::new("The report is not well built", "レポートの構造が規格と違います"),
    why: Text::new(
        "Programs that sort out bounces and complaints do not recognise it.",
        "エラーメールや苦情を自動処理するプログラムが、レポートと認識できません。",
    ),
    help: Text::new(
        "Name the kind of the second part in `report-type`, and send two or three parts.",
        "2番目のパートの種類を `report-type` に書き、パートは2つか3つにしてください。",
    ),
    cases: &[&MISSING, &OTHER, &COUNT, &RECIPIENT],
    notes: &[&NAME],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands: DEMANDS }
}

const DEMANDS: &[Demand] = &[Demand::warning(Rfc, Display)];

static MISSING: Case = case("missing", "`report-type` is missing.", "`report-type` がありません。");
static OTHER: Case = case("other", "The second part is {media}.", "2番目のパートは{media}です。");
static COUNT: Case = case(
    "count",
    "It has {count} parts; two or three belong there.",
    "パートが{count}個あります。2個か3個が正しい数です。",
);
static RECIPIENT: Case = case("recipient", "It names no recipient.", "受信者の情報がありません。");
static NAME: Note = Note::new("name", "Name the kind of the report", "レポートの種類を書く");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (id, entity, part) in msg.entities() {
        if part.media.is(msg.bytes(), "multipart/report") && !msg.in_other_message(id) {
            report(msg, id, matches!(entity.form, Form::Multipart { closed: true, .. }), sink);
        }
    }
}

fn report(msg: &Message, id: u32, whole: bool, sink: &mut Sink) {
    let parts = msg.children(id);
    // What was cut off may have had more.
    if whole && !(2..=3).contains(&parts.len()) {
        sink.report(&COUNT, msg.media_place(id)).arg("count", parts.len());
    }
    let Some(&second) = parts.get(1) else { return };
    let (named, kind) = (msg.param_text(id, "report-type"), msg.kind_of_report(id));
    let media = msg.parts[second as usize].media;
    if named.is_empty() || (is_kind_of_report(&named) && kind != Some(&*named)) {
        let case = if named.is_empty() { &MISSING } else { &OTHER };
        let edit = kind.and_then(|kind| msg.set_param(id, "report-type", kind));
        let fix = edit.map(|edit| Fix::one(&NAME, Safety::Safe, edit));
        sink.report(case, msg.param_place(id, "report-type")).arg("media", media.text(msg.bytes())).fix(fix);
    }
    let status = media.is(msg.bytes(), "message/delivery-status") && (whole || parts.len() > 2);
    if status && !msg.names_recipient(second) {
        sink.report(&RECIPIENT, Span::at(msg.entity(second).body.end));
    }
}
