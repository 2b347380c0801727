//! One-click unsubscribing with more than one web address.
//!
//! RFC 8058 wants one https address in `List-Unsubscribe`; what else stands there is for other ways, such as mailto. With
//! two, nobody says which of them takes the POST: one receiver takes the first, another the last.
//!
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <http://www.minatobunko.co.jp/leave>
//!                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ one-click-several-web-uris
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <https://m.minatobunko.co.jp/u/1>
//!                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ one-click-several-web-uris
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <mailto:leave@minatobunko.co.jp>, <mailto:off@minatobunko.co.jp>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "one-click-several-web-uris",
    group: Group::Unsubscribe,
    level: Level::Warning,
    needs: &[Needs::Headers],
    sources: &[Source::rfc(8058, "3.1")],
    title: Text::new("Several web addresses for one-click", "ワンクリック用のURLが複数あります"),
    why: Text::new(
        "RFC 8058 wants one https address. With two, a receiver may send its request to the one that does not take it, \
         and the reader stays on the list.",
        "RFC 8058では、httpsのURLは1つと決まっています。2つあると、受信側がワンクリックに対応していないほうへ要求を送り、配信が止まらないことがあります。",
    ),
    help: Text::new(
        "Keep the https address that answers a POST, and only mailto addresses beside it. A page with more choices belongs \
         into the body.",
        "POSTを受け付けるhttpsのURLを1つだけ残し、ほかに置くのはmailtoだけにしてください。設定ページなどは本文で案内します。",
    ),
    cases: &[&SEVERAL],
    notes: &[&FIRST],
    check,
    ..Rule::BASE
};

static SEVERAL: Case = Case {
    name: "several",
    message: Text::new(
        "List-Unsubscribe holds {count} web addresses, and List-Unsubscribe-Post does not say which one is meant.",
        "List-UnsubscribeにWebのURLが{count}個あり、List-Unsubscribe-Postがどれを指すのか分かりません。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Gmail, Display), Demand::warning(Yahoo, Display)],
};
static FIRST: Note = Note::new("first", "The first web address.", "1つ目のURLです。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.field(Name::ListUnsubscribePost).is_none() {
        return;
    }
    let web = msg.unsubscribe_uris().web(msg.bytes());
    if let [first, second, ..] = *web {
        sink.report(&SEVERAL, second).arg("count", web.len()).related(first, &FIRST);
    }
}
