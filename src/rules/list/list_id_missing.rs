//! List mail without `List-Id`.
//!
//! `List-Id` names a list for good: readers sort by it, whatever the sender's address or server is today. Gmail wants
//! the subscriptions of one sender told apart, by a readable List-Id or by a From address for each; whether the sender
//! does the latter cannot be seen in one message, so this is only a note.
//!
//! # Bad
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters from Minato Bunko
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! _ list-id-missing
//!
//! Unsubscribe: https://www.minatobunko.co.jp/leave
//! ```
//! # Fixed
//! ```eml whole
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters from Minato Bunko
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! List-Id: REPLACE ME <replace-me.minatobunko.co.jp>
//!
//! Unsubscribe: https://www.minatobunko.co.jp/leave
//! ```
//! # Bad
//! ```eml
//! List-Post: <mailto:talk@minatobunko.co.jp>
//! _ list-id-missing
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! List-Id: Letters from Minato Bunko <letters.minatobunko.co.jp>
//! ```
//! # Good
//! ```eml
//! Subject: Lunch on Friday?
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::{Kind, Stage};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name::{self, *};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "list-id-missing",
    group: Group::List,
    level: Level::Info,
    basis: Basis::Practice,
    needs: &[Needs::Headers],
    fixes: Fixes::Offer,
    sources: &[
        Source::rfc(2919, "3"),
        Source::page("Gmail: Subscription guidelines", "https://support.google.com/a/answer/15263077", "2026-11-24"),
    ],
    title: Text::new("List-Id is missing", "List-Idがありません"),
    why: Text::new(
        "Readers sort list mail by this name, which outlasts a change of address or server. Gmail tells the subscriptions \
         of one sender apart by it, unless each has a From address of its own.",
        "読者はList-Idをもとにメールを振り分けます。差出人のアドレスやサーバーが変わっても使い続けられる名前です。Gmailも、購読ごとにFromが違わない場合は、List-Idで購読を区別します。",
    ),
    help: Text::new(
        "Add `List-Id: Name of the list <name.your-domain>`, one for each subscription, and never change what stands in \
         the brackets.",
        "購読ごとに `List-Id: リストの名前 <name.自社ドメイン>` を付け、括弧の中はその後も変えないでください。日本語の名前はエンコードします。",
    ),
    cases: &[&MISSING],
    notes: &[&ADD],
    check,
    ..Rule::BASE
};

static MISSING: Case = Case {
    name: "missing",
    message: Text::new(
        "The message has {name}, but no List-Id names the list.",
        "{name}がありますが、リストの名前を示すList-Idがありません。",
    ),
    demands: &[Demand::info(Rfc, Advice), Demand::info(Gmail, Advice)],
};
static ADD: Note =
    Note::new("add", "Add the field, with a name to fill in", "フィールドを追加(名前は書き換えてください)");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let listed =
        |name: Name| matches!(name, ListArchive | ListHelp | ListOwner | ListPost | ListSubscribe | ListUnsubscribe);
    let Some(field) = msg.fields().iter().find(|field| listed(field.name)) else { return };
    let closed = msg.value(ListPost).is_none_or(|value| value.eq_ignore_ascii_case(b"no"));
    let kind = msg.kind(cx.options);
    if msg.field(ListId).is_some() || (closed && kind.value != Kind::Bulk) || msg.may_hide(ListId) {
        return;
    }
    let edit = domain_to_add(cx).map(|domain| {
        let line = ["List-Id: REPLACE ME <replace-me.", domain, ">", msg.line_end()].concat();
        Edit::insert(msg.header_end().start, line)
    });
    let reported = sink.report(&MISSING, msg.header_end()).arg("name", field.name.text());
    reported.edit(&ADD, Safety::Offer, edit);
}

/// The sender's domain for a field to be added, where one may still be added.
pub fn domain_to_add<'m>(cx: &Cx<'m, '_>) -> Option<&'m str> {
    let early = cx.stage() != Stage::Received && !cx.msg.is_signed();
    cx.msg.from_domain().filter(|domain| early && domain.is_ascii())
}
