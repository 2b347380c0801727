//! CR occurs without LF after it.
//!
//! On the wire CR stands only before LF, as the end of a line. What a lone CR means is everybody's guess: some servers
//! and programs take it for a line end, others for a character. A filter and a reader then see different lines, which
//! has been used for attacks, and many servers refuse such mail. Every server that repairs it breaks the signature.
//!
//! CRCRLF comes from converting line ends twice: a program writes CRLF into a file that turns each LF into CRLF again.
//! A file in which CR ends every line is the way old Macs stored mail. That is a note only.
//!
//! # Bad
//! ```eml bytes
//! Subject: Letters
//!
//! one\rtwo
//!    ~~ bare-cr
//! ```
//! # Fixed
//! ```eml bytes
//! Subject: Letters
//!
//! one\r\ntwo
//! ```
//! # Bad
//! ```eml bytes
//! Subject: Letters\r
//!                 ~~ bare-cr
//! X-Note: a field\r
//!
//! one
//! ```
//! # Fixed
//! ```eml
//! Subject: Letters
//! X-Note: a field
//!
//! one
//! ```
//! # Bad
//! ```eml bytes
//! Subject: our letters\rX-Note: no field
//!                     ~~ bare-cr
//! ```
//! # Fixed
//! ```eml
//! Subject: our letters X-Note: no field
//! ```
//! # Bad
//! ```eml bytes rule=empty-body=off
//! MIME-Version: 1.0
//! Content-Type: application/cbor
//! Content-Transfer-Encoding: binary
//!                            ~~~~~~ 8bit-or-binary-cte
//!
//! one\rtwo
//! ```
//! # Good
//! ```eml
//! Subject: Letters
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::LineEnds;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bare-cr",
    group: Group::Format,
    needs: &[Needs::Message, Needs::Bytes],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5322, "2.3"), Source::rfc(5321, "2.3.8")],
    title: Text::new("CR without LF", "LFを伴わないCRがあります"),
    why: Text::new(
        "Servers and programs disagree on whether a lone CR ends a line, so a filter and a reader may see different \
         mails. Many servers refuse it, and those that repair it break the signature.",
        "LFを伴わないCRを行末とみなすかどうかは、サーバーやソフトによって違い、フィルターと読者に見える内容が食い違うおそれがあります。受信を拒否するサーバーも多く、修復するサーバーを通ると署名が壊れます。",
    ),
    help: Text::new(
        "End every line in CRLF before the message is signed and sent, and convert line ends only once.",
        "署名と送信の前に、すべての行末をCRLFにそろえてください。改行の変換は一度だけにします。",
    ),
    cases: &[&LONE, &DOUBLED, &STORED],
    notes: &[&MORE, &COMPLETE, &DELETE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::error(Rfc, Refuse), Demand::error(Mta, Refuse), Demand::warning(Security, Warn)];

static LONE: Case = Case {
    name: "lone",
    message: Text::new("CR stands without LF, {count} times.", "LFを伴わないCRが{count}か所あります。"),
    demands: DEMANDS,
};
static DOUBLED: Case = Case {
    name: "doubled",
    message: Text::new(
        "Line ends that are CRCRLF instead of CRLF: {count}.",
        "CRLFではなくCRCRLFになっている改行が{count}か所あります。",
    ),
    demands: DEMANDS,
};
static STORED: Case = Case {
    name: "stored",
    message: Text::new(
        "Every line ends in CR, as old Macs stored mail; it must be sent with CRLF.",
        "すべての行末がCRです。昔のMacの保存形式であり、送信時にはCRLFにする必要があります。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};

static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static COMPLETE: Note = Note::new("complete", "Make each CR a line end, or a blank", "CRを改行または空白に直す");
static DELETE: Note = Note::new("delete", "Delete the second CR", "余分なCRを削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.scan.lines.ends == LineEnds::Cr {
        let first = memchr::memchr(b'\r', msg.bytes()).unwrap_or_default();
        sink.report(&STORED, Span::of(first, first + 1));
    }
    let (mut lone, mut completions, mut doubled) = (Vec::new(), Vec::new(), Vec::new());
    for &at in &msg.scan.audit.bare_cr {
        let place = Span::new(at, at + 1);
        let after = msg.slice(Span::new(at, at + 9)).iter().find(|byte| **byte != b'\r');
        if msg.in_binary(at) {
            continue;
        }
        if after == Some(&b'\n') {
            doubled.push(place);
        } else {
            lone.push(place);
            completions.push(complete(msg, place));
        }
    }
    let reported = sink.report_all(&LONE, &lone, &MORE).arg("count", lone.len());
    reported.mend(&COMPLETE, Safety::Offer, completions);
    let reported = sink.report_all(&DOUBLED, &doubled, &MORE).arg("count", doubled.len());
    reported.mend(&DELETE, Safety::Safe, Edit::delete_all(&doubled));
}

/// A line end in a body; a blank in a header, where a new line would be a field of its own.
fn complete(msg: &Message, place: Span) -> Edit {
    let in_body = place.start >= msg.entity(msg.entity_at(place.start)).body.start;
    if in_body { Edit::insert(place.end, "\n") } else { Edit::replace(place, " ") }
}
