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
mod kept;

use crate::finding::{Case, Edit, Safety};
use crate::profile::Level;
use crate::rule::{Basis, Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
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
    cases: CASES,
    notes: &[&MORE, &DELETE],
    check,
    ..Rule::BASE
};

const CASES: &[&Case] = &[&SCRIPT, &PRIORITY, &RECEIPT, &LEFT];
static MORE: Note = Note::new("more", "This one too.", "これも同様です。");
static DELETE: Note = Note::new("delete", "Delete these fields", "該当するフィールドを削除");

/// Fields looked at.
const MOST: usize = 1_000;

fn check(cx: &Cx, sink: &mut Sink) {
    let (mut found, mut seen) = ([const { Vec::new() }; CASES.len()], 0);
    for field in cx.msg.own_fields(cx.options) {
        if field.name == Name::Other && seen < MOST {
            seen += 1;
            if let Some(case) = kept::case_of(cx, field) {
                found[case as usize].push(field);
            }
        }
    }
    for (case, fields) in CASES.iter().zip(&found) {
        let (mut places, mut edits) = (Vec::new(), Vec::new());
        for field in fields {
            places.push(field.name_span);
            edits.push(Edit::delete(field.span));
        }
        if let Some(first) = places.first() {
            let reported = sink.report_all(case, &places, &MORE).arg("name", cx.msg.excerpt(*first));
            reported.mend(&DELETE, Safety::Offer, edits);
        }
    }
}
