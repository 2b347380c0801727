//! No recipient is shown: To, Cc and Bcc are all absent, or To is empty.
//!
//! RFC 5322 lets all three be absent, but an empty To or Cc is against its grammar, and filters score both: they are the
//! mark of one message handed to many. `undisclosed-recipients:;` is legal; in bulk mail it is a note.
//!
//! A template has no recipient yet, and a message that somebody passed on may have lost its own.
//!
//! # Bad
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! Subject: Letters
//! _ missing-destination
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! To:
//!    ^ missing-destination
//! ```
//! # Bad
//! ```eml
//! Precedence: bulk
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! To: undisclosed-recipients:;
//!     ~~~~~~~~~~~~~~~~~~~~~~~~ missing-destination
//! ```
//! # Good
//! ```eml
//! To: undisclosed-recipients:;
//! ```
//! # Good
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! Cc: Yuko Tanabe <yuko@readerpost.net>
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! Subject: Letters
//!
//! Hello.
//! ```

use crate::finding::Case;
use crate::message::{AddressField, Kind, Stage};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-destination",
    group: Group::Format,
    level: Level::Warning,
    basis: Basis::Practice,
    needs: &[Needs::Message],
    sources: &[
        Source::rfc(5322, "3.6"),
        Source::rfc(5322, "3.6.3"),
        Source::heuristic(
            "SpamAssassin and Rspamd score mail without a recipient",
            "SpamAssassinとRspamdは、宛先のないメールを減点する",
        ),
    ],
    title: Text::new("No recipient is shown", "宛先が示されていません"),
    why: Text::new(
        "Mail that is addressed to nobody is the mark of one message handed to many; spam filters score it.",
        "だれにも宛てていないメールは、1通を大勢に送りつける迷惑メールの特徴で、フィルターの評価が下がります。",
    ),
    help: Text::new(
        "Send each reader a message of their own, with their address in To.",
        "読者ごとに1通ずつ、Toにその人のアドレスを入れて送ってください。",
    ),
    cases: &[&MISSING, &EMPTY, &HIDDEN],
    check,
    ..Rule::BASE
};

static MISSING: Case = Case {
    name: "missing",
    message: Text::new("There is no To, Cc or Bcc field.", "To、Cc、Bccのいずれもありません。"),
    demands: &[Demand::info(Rfc, Advice), Demand::warning(Spamfilter, Folder), Demand::warning(Gmail, Folder)],
};
static EMPTY: Case = Case {
    name: "empty",
    message: Text::new("{name} is empty.", "{name}が空です。"),
    demands: &[Demand::warning(Rfc, Advice), Demand::warning(Spamfilter, Folder), Demand::warning(Gmail, Folder)],
};
static HIDDEN: Case = Case {
    name: "undisclosed",
    message: Text::new(
        "This bulk mail names a group without recipients in To.",
        "大量配信のメールですが、Toには宛先のないグループ名だけが書かれています。",
    ),
    demands: &[Demand::info(Spamfilter, Folder)],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if cx.stage() == Stage::Template {
        return;
    }
    let mut any = false;
    for AddressField { field, list, .. } in msg.address_fields() {
        let name = field.name;
        any |= matches!(name, Name::To | Name::Cc | Name::Bcc | Name::ResentTo);
        if matches!(name, Name::To | Name::Cc) && list.mailboxes.is_empty() && list.faults.is_empty() {
            let value = field.value(msg.bytes());
            if list.groups.is_empty() {
                let place = if value.is_empty() { Span::at(field.body.start) } else { value };
                sink.report(&EMPTY, place).arg("name", name.text());
                return;
            }
            if name == Name::To && cx.kind() == Kind::Bulk {
                sink.report(&HIDDEN, value);
                return;
            }
        }
    }
    // Complaints are often sent without a recipient's name.
    if !any && ![Name::To, Name::Cc, Name::Bcc].iter().any(|name| msg.may_hide(*name)) && !cx.is_report() {
        sink.report(&MISSING, msg.header_end());
    }
}
