//! One-click unsubscribing without an https address, or a way out over plain http.
//!
//! `List-Unsubscribe-Post` promises that the https address in `List-Unsubscribe` takes a POST. With mailto or http alone,
//! or without that field, the promise is empty and no receiver shows a button for it. Without `List-Unsubscribe-Post`, an
//! http address still works, but everybody on the way can read whom it takes off which list.
//!
//! Do not just change http into https: the server must answer there.
//!
//! # Bad
//! ```eml
//! List-Unsubscribe: <mailto:leave@minatobunko.co.jp>
//! ~~~~~~~~~~~~~~~~ unsubscribe-uri-not-https
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <mailto:leave@minatobunko.co.jp>, <http://www.minatobunko.co.jp/u/1>
//!                                                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unsubscribe-uri-not-https
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ~~~~~~~~~~~~~~~~~~~~~ unsubscribe-uri-not-https
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <http://www.minatobunko.co.jp/u/1>
//!                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unsubscribe-uri-not-https
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <HTTPS://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```

use crate::finding::Case;
use crate::message::{Kind, holds_token};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Name;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unsubscribe-uri-not-https",
    group: Group::Unsubscribe,
    needs: &[Needs::Headers],
    yields_to: &[
        Yield { to: "list-unsubscribe-missing", within: Near::Message },
        Yield { to: "list-unsubscribe-repeated", within: Near::Message },
    ],
    sources: &[
        Source::rfc(8058, "3.1"),
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
    ],
    title: Text::new("No https address to unsubscribe", "配信停止のURLがhttpsではありません"),
    why: Text::new(
        "One-click unsubscribing works over https alone: without such an address there is no button. An http address also \
         tells everybody on the way who leaves which list.",
        "ワンクリック配信停止はhttpsのURLでしか働かず、なければボタンは表示されません。また、httpの通信は、誰がどのリストを抜けるのかを経路上で読み取れます。",
    ),
    help: Text::new(
        "Put one https address into List-Unsubscribe. Check first that it answers there, and with List-Unsubscribe-Post that \
         it takes a POST without login or redirect.",
        "List-UnsubscribeにhttpsのURLを1つ入れてください。List-Unsubscribe-Postを付ける場合は、ログインやリダイレクトなしでPOSTを受け付けることも確認してください。",
    ),
    cases: &[&ONE_CLICK, &ALONE, &PLAIN, &DISCUSSION],
    notes: &[&POST],
    check,
    ..Rule::BASE
};

const EMPTY_PROMISE: &[Demand] =
    &[Demand::error(Rfc, Display), Demand::error(Gmail, Display), Demand::warning(Yahoo, Display)];

static ONE_CLICK: Case = Case {
    name: "one-click",
    message: Text::new(
        "List-Unsubscribe-Post promises one-click, but List-Unsubscribe holds no https address.",
        "List-Unsubscribe-Postがありますが、List-UnsubscribeにhttpsのURLがありません。",
    ),
    demands: EMPTY_PROMISE,
};
static ALONE: Case = Case {
    name: "alone",
    message: Text::new(
        "List-Unsubscribe-Post stands here without List-Unsubscribe.",
        "List-Unsubscribe-Postだけがあり、List-Unsubscribeがありません。",
    ),
    demands: EMPTY_PROMISE,
};
static PLAIN: Case = Case {
    name: "plain",
    message: Text::new("The address to unsubscribe is plain http.", "配信停止のURLが、暗号化されないhttpです。"),
    demands: &[Demand::warning(Security, Advice), Demand::warning(Gmail, Display)],
};
static DISCUSSION: Case = Case {
    name: "discussion",
    message: Text::new("The address to leave this list is plain http.", "退会のURLが、暗号化されないhttpです。"),
    demands: &[Demand::info(Security, Advice)],
};
static POST: Note = Note::new("post", "Here one-click is promised.", "ここでワンクリック対応を示しています。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let post = msg.field(Name::ListUnsubscribePost);
    let Some(field) = msg.field(Name::ListUnsubscribe) else {
        if let Some(post) = post {
            sink.report(&ALONE, post.name_span);
        }
        return;
    };
    let list = msg.unsubscribe_uris();
    if list.is_cut() || holds_token(msg.slice(field.body)) || !list.with_scheme(msg.bytes(), "https").is_empty() {
        return;
    }
    match (list.web(msg.bytes()).first().copied(), post) {
        (http, Some(post)) => {
            sink.report(&ONE_CLICK, http.unwrap_or(field.name_span)).related(post.name_span, &POST);
        }
        (Some(http), None) => {
            let talk = msg.kind(cx.options).value == Kind::DiscussionList;
            sink.report(if talk { &DISCUSSION } else { &PLAIN }, http);
        }
        (None, None) => {}
    }
}
