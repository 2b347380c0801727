//! There is no `Date` field.
//!
//! RFC 5322 asks for exactly two fields in every message: From and Date. A mail program writes Date when the message is
//! sent; many submission servers add it where it is missing, but nothing obliges them to. Without it, mailboxes sort the
//! message by the time of arrival, and spam filters count it against the sender.
//!
//! A template has no date yet: there it is a note.
//!
//! # Bad
//! ```eml whole stage=outgoing now=2026-11-24T09:30:00+09:00
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! _ missing-date
//!
//! Hello.
//! ```
//! # Fixed
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//!
//! Hello.
//! ```
//! # Bad
//! ```eml whole stage=template
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! _ missing-date
//!
//! Hello.
//! ```
//! # Good
//! ```eml
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::Stage;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-date",
    group: Group::Format,
    needs: &[Needs::Message],
    fixes: Fixes::Offer,
    sources: &[Source::rfc(5322, "3.6"), Source::rfc(6409, "8.2")],
    title: Text::new("The date is missing", "Dateフィールドがありません"),
    why: Text::new(
        "Every message must say when it was written. Without a date, mailboxes sort the message by its arrival, and \
         spam filters count the gap against the sender.",
        "メールには必ず作成日時を入れる決まりです。Dateがないと受信箱では到着順に並べるしかなく、迷惑メールフィルターの評価も下がります。",
    ),
    help: Text::new(
        "Let the program that sends the message write Date at the moment of sending.",
        "送信するプログラムで、送信時にDateを付けるようにしてください。",
    ),
    cases: &[&PLAIN, &TEMPLATE],
    notes: &[&ADD],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new("The message has no Date field.", "Dateフィールドがありません。"),
    demands: &[Demand::error(Rfc, Folder), Demand::warning(Mta, Advice), Demand::warning(Spamfilter, Folder)],
};

static TEMPLATE: Case = Case {
    name: "template",
    message: Text::new(
        "There is no Date field yet; the system that sends this must add it.",
        "Dateフィールドがまだありません。送信時に付ける必要があります。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};

static ADD: Note = Note::new("add", "Add Date with the current time", "現在時刻のDateを追加");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.field(Name::Date).is_some() || msg.may_hide(Name::Date) {
        return;
    }
    let stage = cx.stage();
    let case = if stage == Stage::Template { &TEMPLATE } else { &PLAIN };
    // When a received message was written is not known now.
    let now = cx.options.now.filter(|_| stage != Stage::Received && msg.has_separator(msg.entity(0)));
    let fix = now.map(|now| {
        let line = ["Date: ", &now.rfc5322(), msg.line_end()].concat();
        Fix::one(&ADD, Safety::Offer, Edit::insert(msg.header_end().start, line))
    });
    sink.report(case, msg.header_end()).fix(fix);
}
