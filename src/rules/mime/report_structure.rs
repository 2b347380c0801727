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

use crate::finding::{Case, Safety};
use crate::message::is_kind_of_report;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
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
    for &id in &msg.own_of("multipart/report") {
        let (whole, parts) = (msg.is_closed(id), msg.children(id));
        // What was cut off may have had more.
        if whole && !matches!(parts.len(), 2..=3) {
            sink.report(&COUNT, msg.media_place(id)).arg("count", parts.len());
        }
        let Some(&second) = parts.get(1) else { continue };
        let (named, kind) = (msg.param_text(id, "report-type"), msg.kind_of_report(id));
        if named.is_empty() || (is_kind_of_report(&named) && kind != Some(&*named)) {
            let case = if named.is_empty() { &MISSING } else { &OTHER };
            let edit = kind.and_then(|kind| msg.set_param(id, "report-type", kind));
            let reported = sink.report(case, msg.param_place(id, "report-type")).arg("media", msg.media(second));
            reported.edit(&NAME, Safety::Safe, edit);
        }
        let status = msg.is(second, "message/delivery-status") && (whole || parts.len() > 2);
        if status && !msg.names_recipient(second) {
            sink.report(&RECIPIENT, Span::at(msg.entity(second).body.end));
        }
    }
}
