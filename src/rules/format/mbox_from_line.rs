//! A `From ` line of a mailbox file stands in the message.
//!
//! Unix mailboxes put `From sender date` above each message (RFC 4155). It is no header field: a server that gets it takes
//! it for the end of the header, or puts it into the body. `>From ` in the header is such a line that somebody quoted, and
//! `>From ` at the head of a paragraph is quoting that nobody took back.
//!
//! In mail that was received the line belongs to the mailbox the file was taken from: a note.
//!
//! # Bad
//! ```eml whole
//! From letters@minatobunko.co.jp Tue Nov 24 09:30:00 2026
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ mbox-from-line
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//!
//! Hello.
//! ```
//! # Fixed
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! X-Note: 1
//! >From letters@minatobunko.co.jp Tue Nov 24 09:30:00 2026
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ mbox-from-line
//! ```
//! # Bad
//! ```eml
//! Subject: Letters
//!
//! Hello.
//!
//! >From today on
//! ~ mbox-from-line
//! the shop is closed.
//! ```
//! # Good
//! ```eml
//! X-Note: 1
//!
//! > It rains.
//! >From here it does not look so.
//! > Really?
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Stage;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::FaultKind;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "mbox-from-line",
    group: Group::Format,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(4155, ""), Source::rfc(5322, "2.2")],
    title: Text::new("A line of a mailbox file is left in", "メールボックスの区切り行が残っています"),
    why: Text::new(
        "The line belongs to the file, not to the message. Sent along, it ends the header early or shows up as text.",
        "この行はメールボックスファイルのもので、メールの一部ではありません。そのまま送ると、ヘッダーがそこで終わったり、本文に現れたりします。",
    ),
    help: Text::new(
        "Take messages out of a mailbox with a program that knows the format, or delete the line.",
        "メールボックスからの取り出しは形式に対応したソフトで行うか、この行を削除してください。",
    ),
    cases: &[&FIRST, &STORED, &QUOTED, &BODY],
    notes: &[&MORE, &DELETE, &UNQUOTE],
    check,
    ..Rule::BASE
};

const WARNING: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Mta, Refuse)];
const INFO: &[Demand] = &[Demand::info(Rfc, Advice)];

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static FIRST: Case =
    case("first", WARNING, "A mailbox line stands above the header.", "ヘッダーの前に区切り行があります。");
static STORED: Case = case(
    "stored",
    INFO,
    "The line of the mailbox that the message was stored in stands above the header.",
    "保存されていたメールボックスの区切り行が、ヘッダーの前にあります。",
);
static QUOTED: Case =
    case("quoted", WARNING, "A quoted mailbox line stands in the header.", "ヘッダーに区切り行の名残があります。");
static BODY: Case = case(
    "body",
    INFO,
    "The `>` before `From` comes from a mailbox file; such lines: {count}.",
    "「From」の前の「>」は、メールボックスファイルの名残です。該当する行は{count}行です。",
);
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static DELETE: Note = Note::new("delete", "Delete the line", "この行を削除");
static UNQUOTE: Note = Note::new("unquote", "Delete the `>`", "「>」を削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    header(cx, sink);
    for id in msg.body_parts("text/plain") {
        let marks = msg.quoted_from_lines(id);
        let reported = sink.report_all(&BODY, &marks, &MORE).arg("count", marks.len());
        reported.mend(&UNQUOTE, Safety::Offer, Edit::delete_all(&marks));
    }
}

/// One finding for all such lines of the header.
fn header(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let (mut lines, mut edits) = (Vec::new(), Vec::new());
    for fault in &msg.scan.faults {
        if fault.kind == FaultKind::MboxFrom && fault.entity == 0 {
            lines.push(fault.span);
            let end = msg.scan.lines.end(msg.bytes(), fault.span.start as usize).1;
            edits.push(Edit::delete(Span::new(fault.span.start, end as u32)));
        }
    }
    let Some(first) = lines.first() else { return };
    let case = match msg.slice(*first).first() {
        Some(b'>') => &QUOTED,
        _ if cx.stage() == Stage::Received => &STORED,
        _ => &FIRST,
    };
    let alone = lines.len() == 1 && first.start == msg.entity(0).header.start;
    let safety = if alone { Safety::Safe } else { Safety::Offer };
    sink.report_all(case, &lines, &MORE).mend(&DELETE, safety, edits);
}
