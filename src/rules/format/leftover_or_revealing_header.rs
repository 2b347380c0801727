//! A header field is obsolete, internal, or one that filters know from spam.
//!
//! `X-PHP-Originating-Script` shows attackers the path of a script. A newsletter that calls itself urgent, asks each reader
//! for a receipt, or carries a filter's verdict, looks like spam. The names are in `data/leftovers.txt`.
//!
//! But for scripts, only bulk mail is looked at; in received mail only what the sender wrote.
//!
//! # Bad
//! ```eml
//! X-PHP-Originating-Script: 33:mailer.php
//! ~~~~~~~~~~~~~~~~~~~~~~~~ leftover-or-revealing-header
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! X-Priority: 1 (Highest)
//! ~~~~~~~~~~ leftover-or-revealing-header
//! X-Spam-Flag: YES
//! ~~~~~~~~~~~ leftover-or-revealing-header
//! Errors-To: errors@minatobunko.co.jp
//! ```
//! # Fixed
//! ```eml
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! Disposition-Notification-To: receipts@letterline-esp.net
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~ leftover-or-revealing-header
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! X-Priority: 3
//! Disposition-Notification-To: <letters@minatobunko.co.jp>
//! ```

mod cases;

use crate::find::{begins, find};
use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::{Kind, Message, Stage};
use crate::profile::Level;
use crate::rule::{Basis, Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::tables::{self, Table};
use crate::text::{Note, Text};
use cases::{LEFT, PRIORITY, RECEIPT, SCRIPT};

/// The rule.
pub static RULE: Rule = Rule {
    id: "leftover-or-revealing-header",
    group: Group::Format,
    level: Level::Info,
    basis: Basis::Practice,
    needs: &[Needs::Headers],
    fixes: Fixes::Offer,
    sources: &[Source::heuristic(
        "field names that Rspamd and SpamAssassin score",
        "RspamdとSpamAssassinが減点するフィールド名",
    )],
    title: Text::new("A header field that should not be sent", "送るべきでないフィールドがあります"),
    why: Text::new(
        "Such fields show how the sender's server is built, or are marks by which filters know spam.",
        "送信サーバーの内部構成を明かすか、迷惑メールの特徴とみなされるフィールドです。",
    ),
    help: Text::new(
        "Switch the field off where it is made: in the settings of PHP, of the mail system or of the server.",
        "PHP、配信システム、サーバーなど、付けている側の設定で出力を止めてください。",
    ),
    cases: &[&SCRIPT, &PRIORITY, &RECEIPT, &LEFT],
    notes: &[&MORE, &DELETE],
    check,
    ..Rule::BASE
};

static MORE: Note = Note::new("more", "This one too.", "これも同様です。");
static DELETE: Note = Note::new("delete", "Delete these fields", "該当するフィールドを削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let mut found: Vec<(&'static Case, &Field)> = Vec::new();
    for field in msg.own_fields(cx.options).filter(|field| field.name == Name::Other).take(1_000) {
        found.extend(case_of(cx, field).map(|case| (case, field)));
    }
    for case in RULE.cases {
        let mut fields = found.iter().filter(|(other, _)| other.name == case.name).map(|(_, field)| *field);
        let Some(first) = fields.next() else { continue };
        let mut reported = sink.report(case, first.name_span).arg("name", msg.excerpt(first.name_span));
        let mut edits = vec![Edit::delete(first.span)];
        for field in fields {
            if edits.len() < 4 {
                reported = reported.related(field.name_span, &MORE);
            }
            edits.push(Edit::delete(field.span));
        }
        reported.fix(Fix::new(&DELETE, Safety::Offer, edits));
    }
}

fn case_of(cx: &Cx, field: &Field) -> Option<&'static Case> {
    let msg = cx.msg;
    let (name, value) = (msg.slice(field.name_span), msg.slice(field.value(msg.bytes())));
    let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
    let ends = |line: &&&str| line.len() > name.len() && is(line.get(line.len() - name.len()..).unwrap_or_default());
    let listed = tables::lines(Table::Leftovers).iter().find(ends).and_then(|line| line.split_once(' '));
    let listed = listed.filter(|(_, known)| is(known));
    let urgent = match () {
        () if is("X-Priority") => value.starts_with(b"1") || value.starts_with(b"2"),
        () if is("Importance") || is("X-MSMail-Priority") => begins(value, "high"),
        () => is("Priority") && begins(value, "urgent"),
    };
    let receipt = is("Disposition-Notification-To");
    let case = match listed {
        Some(("script", _)) => &SCRIPT,
        Some(("store", _)) if msg.stage(cx.options).value == Stage::Received => return None,
        Some(("store", _)) if begins(name, "X-Spam-F") && !begins(value, "yes") => return None,
        Some(_) => &LEFT,
        None if urgent => &PRIORITY,
        None if receipt && !is_from(msg, value) => &RECEIPT,
        None => return None,
    };
    let kind = msg.kind(cx.options).value;
    (kind == Kind::Bulk || (case.name == SCRIPT.name && kind != Kind::DiscussionList)).then_some(case)
}

/// Whether an address is that of From.
fn is_from(msg: &Message, value: &[u8]) -> bool {
    let Some(from) = msg.from().mailboxes.first() else { return true };
    find(&value.to_ascii_lowercase(), &msg.slice(from.addr).to_ascii_lowercase()).is_some()
}
