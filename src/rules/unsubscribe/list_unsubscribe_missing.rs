//! Bulk mail without `List-Unsubscribe`.
//!
//! Gmail and Yahoo ask for the field on marketing and subscribed mail; receipts, password mail and reservations are
//! exempt by name. Gmail does not look for a substitute in the body. Apple and Microsoft ask for a visible link only,
//! Japanese carriers do not ask for the field.
//!
//! # Bad
//! ```eml
//! Precedence: bulk
//! _ list-unsubscribe-missing
//! ```
//! # Fixed
//! ```eml
//! Precedence: bulk
//! List-Unsubscribe: <https://minatobunko.co.jp/unsubscribe?id=REPLACE-ME>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Good
//! ```eml
//! Subject: Lunch on Friday?
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Kind;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::rules::list::list_id_missing::domain_to_add;
use crate::scan::Name;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "list-unsubscribe-missing",
    group: Group::Unsubscribe,
    basis: Basis::Receiver,
    confidence: Confidence::Likely,
    needs: &[Needs::Headers],
    fixes: Fixes::Offer,
    sources: &[
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::page(
            "Yahoo: Sender Requirements & Recommendations",
            "https://senders.yahooinc.com/best-practices/",
            "2025-04-01",
        ),
        Source::rfc(2369, "3.2"),
    ],
    title: Text::new("List-Unsubscribe is missing", "List-Unsubscribeがありません"),
    why: Text::new(
        "Gmail and Yahoo ask every bulk sender for this field, and show their own unsubscribe button from it. Without \
         the button, the easiest way out for a reader is to report spam, and that counts against every later mail.",
        "GmailとYahooは、大量配信のすべての送信者にこのフィールドを求めており、受信側の配信停止ボタンもこれをもとに表示されます。\
         ボタンがなければ、読者にとって一番手軽な手段は「迷惑メールを報告」です。報告は以後のすべての配信に響きます。",
    ),
    help: Text::new(
        "Turn on list unsubscribe headers at your mail system, with an https address for this reader and, for Yahoo and \
         others, a mailto address. If this mail is a receipt or another answer to the reader's action, set its kind to \
         transactional.",
        "配信システムの設定で、List-Unsubscribeヘッダーを有効にしてください。読者ごとのhttpsのURLと、mailtoのアドレスを入れるのが確実です。\
         領収書や手続きの返信など、読者の操作に応じたメールであれば、種別を「取引」に変えてください。",
    ),
    cases: &[&PLAIN],
    notes: &[&ADD],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "This looks like bulk mail, but it has no List-Unsubscribe field.",
        "大量配信のメールと見られますが、List-Unsubscribeフィールドがありません。",
    ),
    demands: &[
        Demand::error(Gmail, Display),
        Demand::error(Yahoo, Folder),
        Demand::warning(Outlook, Advice),
        Demand::warning(M3aawg, Advice),
        Demand::info(Icloud, Advice),
        Demand::info(YahooJp, Advice),
    ],
};

static ADD: Note = Note::new(
    "add",
    "Add the two fields, with an address to fill in",
    "2つのフィールドを追加(URLは書き換えてください)",
);

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if cx.kind() != Kind::Bulk || msg.field(Name::ListUnsubscribe).is_some() {
        return;
    }
    let edit = domain_to_add(cx).map(|domain| {
        let end = msg.line_end();
        let mut fields = ["List-Unsubscribe: <https://", domain, "/unsubscribe?id=REPLACE-ME>", end].concat();
        if msg.field(Name::ListUnsubscribePost).is_none() {
            fields.push_str("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
            fields.push_str(end);
        }
        Edit::insert(msg.header_end().start, fields)
    });
    sink.report(&PLAIN, msg.header_end()).edit(&ADD, Safety::Offer, edit);
}
