//! There is no Subject, or it shows nothing.
//!
//! The standard allows both. Readers take such mail for a mistake, who listens to a list of mail hears nothing, and filters
//! score it. Encoded-words that hold nothing, blanks and invisible characters count as nothing.
//!
//! Reports of servers are left alone.
//!
//! # Bad
//! ```eml
//! Subject: =?utf-8?B??=
//!          ~~~~~~~~~~~~ missing-or-empty-subject
//! ```
//! # Bad
//! ```eml
//! Subject:
//!         ^ missing-or-empty-subject
//! ```
//! # Bad
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! _ missing-or-empty-subject
//!
//! Hello.
//! ```
//! # Good
//! ```eml
//! Subject: =?utf-8?B?5pil?=
//! ```

use crate::finding::Case;
use crate::options::DraftField;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::Text;
use crate::value::invisible::is_invisible;

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-or-empty-subject",
    group: Group::Format,
    level: Level::Warning,
    basis: Basis::Practice,
    sources: &[
        Source::rfc(5322, "3.6"),
        Source::heuristic(
            "SpamAssassin and Rspamd score mail without a subject",
            "SpamAssassinとRspamdは、件名のないメールを減点する",
        ),
    ],
    title: Text::new("The subject is missing or empty", "件名がないか、空です"),
    why: Text::new(
        "Readers open mail by its subject, and a screen reader reads it out. Spam filters score mail that has none.",
        "読者は件名を見て開くかどうかを決め、読み上げソフトも件名を読みます。件名のないメールは、迷惑メールフィルターの評価が下がります。",
    ),
    help: Text::new(
        "Say in a few words what the message is about.",
        "何についてのメールかがわかる、短い件名を付けてください。",
    ),
    cases: &[&MISSING, &EMPTY],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] =
    &[Demand::warning(Spamfilter, Folder), Demand::warning(Gmail, Folder), Demand::warning(Accessibility, Display)];

static MISSING: Case = Case {
    name: "missing",
    message: Text::new("The message has no Subject field.", "Subjectフィールドがありません。"),
    demands: DEMANDS,
};
static EMPTY: Case = Case {
    name: "empty",
    message: Text::new("The subject shows nothing.", "件名に何も表示されません。"),
    demands: DEMANDS,
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let field = msg.field(Name::Subject);
    if field.is_none() && !msg.has_draft_field(DraftField::Subject) {
        sink.not_checked(Needs::Headers);
        return;
    }
    let place = match field {
        Some(field) if !msg.text_of(field).text.chars().all(is_invisible) => return,
        Some(field) => field.value(msg.bytes()),
        None if msg.may_hide(Name::Subject) => return,
        None => msg.header_end(),
    };
    if cx.is_report() {
        return;
    }
    let place = match field {
        Some(field) if place.is_empty() => Span::at(field.body.start),
        _ => place,
    };
    sink.report(if field.is_some() { &EMPTY } else { &MISSING }, place);
}
