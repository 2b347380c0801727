//! `List-Unsubscribe` is there, but one-click unsubscribing is not.
//!
//! RFC 8058 adds a second field, `List-Unsubscribe-Post`, that lets a mailbox provider leave the list for its user with
//! one POST request: no page, no login, no question. Gmail demands it for marketing and subscribed mail and shows its
//! button for it alone; a mailto address or a link to a landing page does not count there. Gmail does not refuse mail
//! without it, but the sender loses the right to ask for mitigation, and readers without a button press "spam".
//! Yahoo recommends the POST method and still accepts mailto.
//!
//! The address must answer a POST without cookies, login or redirect before the field is added: a button that fails is
//! worse than none.
//!
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! ~~~~~~~~~~~~~~~~ one-click-missing
//! ```
//! # Fixed
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <mailto:leave@minatobunko.co.jp>
//! ~~~~~~~~~~~~~~~~ one-click-missing
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <mailto:leave@minatobunko.co.jp>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::Kind;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Name;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "one-click-missing",
    group: Group::Unsubscribe,
    basis: Basis::Receiver,
    needs: &[Needs::Headers],
    yields_to: &[Yield { to: "list-unsubscribe-repeated", within: Near::Message }],
    fixes: Fixes::Offer,
    sources: &[
        Source::rfc(8058, "3.1"),
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::page(
            "Yahoo: Sender Requirements & Recommendations",
            "https://senders.yahooinc.com/best-practices/",
            "2025-04-01",
        ),
    ],
    title: Text::new("One-click unsubscribe is missing", "ワンクリック配信停止がありません"),
    why: Text::new(
        "Gmail shows its unsubscribe button beside the sender only for mail with both fields of RFC 8058. It does not \
         refuse mail without them, but readers who find no button report spam instead, and a sender without one-click \
         gets no help from Gmail's support when mail is refused.",
        "Gmailの差出人名の横に出る「メーリングリストの登録解除」は、RFC 8058の2つのフィールドがそろったメールにだけ表示されます。\
         なくても受信は拒否されませんが、ボタンを見つけられない読者は迷惑メールとして報告しがちです。\
         また、ワンクリックに対応していない送信者は、配信障害が起きてもGmailの救済措置を受けられません。",
    ),
    help: Text::new(
        "Add `List-Unsubscribe-Post: List-Unsubscribe=One-Click`, with one https address in List-Unsubscribe that \
         answers a POST without login, cookie or redirect. Have both fields covered by the DKIM signature.",
        "List-UnsubscribeにhttpsのURLを1つ入れ、`List-Unsubscribe-Post: List-Unsubscribe=One-Click` を追加してください。\
         そのURLは、ログインもCookieもリダイレクトもなしにPOSTを受け付ける必要があります。2つともDKIM署名の対象に含めてください。",
    ),
    cases: &[&WEB, &MAILTO, &DISCUSSION],
    notes: &[&ADD],
    check,
    ..Rule::BASE
};

static WEB: Case = Case {
    name: "web",
    message: Text::new(
        "List-Unsubscribe offers an https address, but List-Unsubscribe-Post is absent.",
        "List-UnsubscribeにhttpsのURLがありますが、List-Unsubscribe-Postがありません。",
    ),
    demands: &[Demand::error(Gmail, Display), Demand::warning(Yahoo, Advice), Demand::info(M3aawg, Advice)],
};

static MAILTO: Case = Case {
    name: "mailto",
    message: Text::new(
        "List-Unsubscribe offers only mail addresses; one-click needs an https address.",
        "List-Unsubscribeにあるのはメールアドレスだけです。ワンクリックにはhttpsのURLが必要です。",
    ),
    demands: &[Demand::error(Gmail, Display), Demand::info(Yahoo, Advice), Demand::info(M3aawg, Advice)],
};

static DISCUSSION: Case = Case {
    name: "discussion",
    message: Text::new(
        "This discussion list offers no one-click unsubscribe.",
        "このメーリングリストはワンクリック配信停止に対応していません。",
    ),
    demands: &[Demand::info(Gmail, Advice), Demand::info(Yahoo, Advice), Demand::info(M3aawg, Advice)],
};

static ADD: Note = Note::new("add", "Add List-Unsubscribe-Post", "List-Unsubscribe-Postを追加");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let kind = cx.msg.kind(cx.options).value;
    let Some(field) = msg.field(Name::ListUnsubscribe) else { return };
    if !matches!(kind, Kind::Bulk | Kind::DiscussionList) || msg.field(Name::ListUnsubscribePost).is_some() {
        return;
    }
    let list = msg.unsubscribe_uris();
    if list.is_cut() {
        return;
    }
    let web = !list.with_scheme(msg.bytes(), "https").is_empty();
    let case = match kind {
        Kind::DiscussionList => &DISCUSSION,
        _ if web => &WEB,
        // An address by http, or none that can be read, is the business of other rules.
        _ if list.web(msg.bytes()).is_empty() && !list.with_scheme(msg.bytes(), "mailto").is_empty() => &MAILTO,
        _ => return,
    };
    let line = ["List-Unsubscribe-Post: List-Unsubscribe=One-Click", msg.line_end()].concat();
    let fix = web.then(|| Fix::one(&ADD, Safety::Offer, Edit::insert(field.span.end, line)));
    sink.report(case, field.name_span).fix(fix);
}
