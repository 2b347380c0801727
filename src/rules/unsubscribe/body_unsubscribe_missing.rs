//! The body of bulk mail shows no way to leave.
//!
//! Gmail, Yahoo and Apple want a link that is easy to see in the body, beside the header field that their buttons come
//! from; a page with settings is enough. The laws of Japan, the United States and Canada want an address or a link in
//! the mail itself.
//!
//! What is looked for are words of leaving in many languages in a part that also has an address, and addresses that speak
//! of it themselves, tokens of mail systems among them. Where only a trace of a mail system tells that the mail is bulk, or
//! nothing does, this is a warning.
//!
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//!
//! Our spring sale: https://www.minatobunko.co.jp/spring
//! _ body-unsubscribe-missing
//! ```
//! # Bad
//! ```eml
//! X-SG-EID: abc
//! List-Id: <letters.minatobunko.co.jp>
//! _ list-unsubscribe-missing
//!
//! Our spring sale: https://www.minatobunko.co.jp/spring
//! _ body-unsubscribe-missing
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//! MIME-Version: 1.0
//!
//! 春のセール: https://www.minatobunko.co.jp/spring
//! ■配信停止をご希望の方
//! https://www.minatobunko.co.jp/mypage
//! ```
//! # Good
//! ```eml
//! Subject: Lunch on Friday?
//! ```
//! # Good
//! ```eml kind=transactional
//! Subject: Your verification code
//! X-SES-Outgoing: 2026.11.24-1.2.3.4
//! ```

use crate::finding::Case;
use crate::message::Kind;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Group, Near, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "body-unsubscribe-missing",
    group: Group::Unsubscribe,
    basis: Basis::Receiver,
    confidence: Confidence::Likely,
    yields_to: &[
        Yield { to: "boundary-missing", within: Near::Message },
        Yield { to: "boundary-unterminated", within: Near::Message },
        Yield { to: "jp-optout-notice", within: Near::Message },
        Yield { to: "empty-body", within: Near::Message },
    ],
    sources: &[
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::page(
            "Yahoo: Sender Requirements & Recommendations",
            "https://senders.yahooinc.com/best-practices/",
            "2025-04-01",
        ),
        Source::page("Apple: iCloud Mail postmaster information", "https://support.apple.com/102322", "2025-02-25"),
    ],
    title: Text::new("No way to unsubscribe in the body", "本文に配信停止の案内がありません"),
    why: Text::new(
        "Readers who find no way out report spam. Gmail, Yahoo and Apple ask for a visible link in the body, and several \
         laws ask for an address or a link to refuse further mail.",
        "やめ方が見つからない読者は、迷惑メールとして報告します。Gmail・Yahoo・Appleは本文中のわかりやすいリンクを求めており、\
         受信を拒否するための宛先の表示を定める法律もあります。",
    ),
    help: Text::new(
        "Put a line with an unsubscribe link into the footer, in the reader's language. It may lead to a page with settings, \
         without login.",
        "フッターに「配信停止はこちら」のような案内とリンクを入れてください。リンク先は、ログインなしで開ける設定ページでもかまいません。",
    ),
    cases: &[&BULK, &PERHAPS],
    check,
    ..Rule::BASE
};

static BULK: Case = Case {
    name: "bulk",
    message: Text::new(
        "Nothing in the body tells readers how to leave this list.",
        "配信停止の方法が、本文のどこにも書かれていません。",
    ),
    demands: &[
        Demand::error(Gmail, Advice),
        Demand::error(Yahoo, Folder),
        Demand::error(LawJp, Advice),
        Demand::error(LawUs, Advice),
        Demand::error(LawCa, Advice),
        Demand::warning(Outlook, Advice),
        Demand::warning(Icloud, Folder),
        Demand::warning(M3aawg, Advice),
    ],
};
static PERHAPS: Case = Case {
    name: "perhaps",
    message: Text::new(
        "If this goes to many, the body must tell readers how to leave the list.",
        "一斉配信するメールであれば、本文に配信停止の案内が必要です。",
    ),
    demands: &[
        Demand::warning(Gmail, Advice),
        Demand::warning(Yahoo, Advice),
        Demand::warning(LawJp, Advice),
        Demand::warning(LawUs, Advice),
        Demand::warning(LawCa, Advice),
        Demand::warning(M3aawg, Advice),
    ],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let kind = msg.kind(cx.options);
    // What has no text is another finding, or encrypted.
    let Some(&last) = msg.body.last().filter(|_| kind.value == Kind::Bulk) else { return };
    if !msg.shows_leaving() {
        let case = if kind.confidence == Confidence::Certain { &BULK } else { &PERHAPS };
        sink.report(case, Span::at(msg.entity(last).body.end));
    }
}
