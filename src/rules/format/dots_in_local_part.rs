//! A dot at the beginning or the end of a local part, or two dots in a row.
//!
//! No unquoted local part may have them (RFC 5322 section 3.2.3), not even in the obsolete forms. Gmail and many servers
//! refuse such an address. docomo and au gave them out until 2009, and they still exist: there the dots are a warning, and
//! the address may be written as a quoted string, which names the same mailbox.
//!
//! Return-Path is left alone: it may carry a reader's address within, and the receiving server wrote it.
//!
//! # Bad
//! ```eml
//! From: Minato Bunko <letters.@minatobunko.co.jp>
//!                            ~ dots-in-local-part
//! ```
//! # Bad
//! ```eml
//! To: Yuko <yuko..tanabe@docomo.ne.jp>, Ken <ken.@ezweb.ne.jp>
//!               ~~ dots-in-local-part
//! ```
//! # Fixed
//! ```eml
//! To: Yuko <"yuko..tanabe"@docomo.ne.jp>, Ken <"ken."@ezweb.ne.jp>
//! ```
//! # Bad
//! ```eml
//! Cc: .yuko@readerpost.net
//!     ~ dots-in-local-part
//! ```
//! # Fixed
//! ```eml
//! Cc: ".yuko"@readerpost.net
//! ```
//! # Good
//! ```eml
//! To: "yuko..tanabe."@docomo.ne.jp, ken . oda@readerpost.net
//! ```

use crate::finding::{Case, Edit, Found, Safety};
use crate::message::{AddressField, Message};
use crate::profile::{Demand, Outcome::*, Profile::*, receiver_of_domain};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::{Mailbox, misplaced_dots};

/// The rule.
pub static RULE: Rule = Rule {
    id: "dots-in-local-part",
    group: Group::Format,
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(5322, "3.2.3"),
        Source::rfc(5322, "3.4.1"),
        Source::page(
            "docomo: addresses that break the RFCs",
            "https://www.docomo.ne.jp/service/docomo_mail/rfc_add/",
            "2026-11-24",
        ),
    ],
    title: Text::new("Dots where an address can have none", "アドレスのドットの位置が規格に反しています"),
    why: Text::new(
        "Before `@`, a dot may not come first, last or after another dot. Many servers refuse such an address, and \
         replies to it are lost.",
        "@の前の部分では、先頭や末尾のドット、連続するドットは認められていません。受信や返信を拒否するサーバーが少なくありません。",
    ),
    help: Text::new(
        "Use another address for sending. For a reader whose carrier gave out such an address, put the part before `@` \
         into double quotes, and ask for another one.",
        "差出人には別のアドレスを使ってください。携帯会社が発行した読者のアドレスであれば、@の前を二重引用符で囲み、あわせて変更をお願いしてください。",
    ),
    cases: &[&SENDER, &RECIPIENT, &CARRIER],
    notes: &[&MORE, &QUOTE],
    check,
    ..Rule::BASE
};

static SENDER: Case = Case::new(
    "sender",
    &[
        Demand::error(Rfc, Refuse),
        Demand::error(Gmail, Refuse),
        Demand::error(Docomo, Refuse),
        Demand::error(Au, Refuse),
        Demand::error(Softbank, Refuse),
    ],
    "`{address}` in {name} has a dot out of place.",
    "{name}の `{address}` に、置けない位置のドットがあります。",
);
static RECIPIENT: Case = Case::new(
    "recipient",
    &[Demand::warning(Rfc, Refuse), Demand::warning(Gmail, Refuse)],
    "`{address}` in {name} has a dot out of place; mail to it may be refused.",
    "{name}の `{address}` に、置けない位置のドットがあります。配信を拒否されることがあります。",
);
static CARRIER: Case = Case::new(
    "carrier",
    &[
        Demand::warning(Rfc, Advice),
        Demand::warning(Gmail, Refuse),
        Demand::warning(Docomo, Advice),
        Demand::warning(Au, Advice),
        Demand::warning(Softbank, Advice),
    ],
    "`{address}` in {name} has a dot out of place. Japanese carriers gave out such addresses until 2009; not every \
         server takes mail to them.",
    "{name}の `{address}` に、置けない位置のドットがあります。2009年ごろまで携帯会社が発行していた形式で、配信できないサーバーがあります。",
);
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static QUOTE: Note = Note::new("quote", "Put it into quotes", "引用符で囲む");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for AddressField { field, list, .. } in msg.readable_addresses() {
        let sender = matches!(field.name, Name::From | Name::Sender | Name::ReplyTo | Name::ResentFrom);
        let mut found = Found::default();
        let (mut address, mut hopeless) = (Span::default(), false);
        for mailbox in &list.mailboxes {
            let Some(dots) = misplaced_dots(msg.bytes(), mailbox.local) else { continue };
            if found.places.is_empty() {
                address = mailbox.addr;
            }
            found.add(case_of(msg, mailbox, sender), dots);
            Edit::quote(mailbox.local, &mut found.edits);
            // A sender had better change the address.
            hopeless |= sender || !is_plain(msg.slice(mailbox.local));
        }
        if !found.places.is_empty() {
            found.hopeless = hopeless;
            let reported = sink.report_found(found, &MORE, &QUOTE, Safety::Safe);
            reported.arg("name", field.name.text()).arg("address", msg.excerpt(address));
        }
    }
}

fn case_of(msg: &Message, mailbox: &Mailbox, sender: bool) -> &'static Case {
    match msg.domain_of(mailbox).and_then(receiver_of_domain) {
        Some(Docomo | Au | Softbank) => &CARRIER,
        _ if sender => &SENDER,
        _ => &RECIPIENT,
    }
}

/// Whether quotes around a local part are enough.
fn is_plain(local: &[u8]) -> bool {
    local.iter().all(|byte| byte.is_ascii_graphic() && !b"\"\\()".contains(byte))
}
