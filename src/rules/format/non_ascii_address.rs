//! An address holds letters above 127, or an A-label that stands for nothing.
//!
//! A domain such as `例え.jp` has an ASCII form (`xn--r8jz45g.jp`), which every server takes. A local part has none: mail
//! to it needs SMTPUTF8 (RFC 6531) on its whole way. Where the audience holds `smtputf8`, or a trace field says that such
//! a server carried the message, nothing is said; where sender and recipient have such addresses, it is a warning.
//!
//! # Bad
//! ```eml
//! To: info@例え.jp
//!          ~~~~~~~ non-ascii-address
//! ```
//! # Fixed
//! ```eml
//! To: info@xn--r8jz45g.jp
//! ```
//! # Bad
//! ```eml
//! Reply-To: 港@minatobunko.co.jp
//!           ~~ non-ascii-address
//! ```
//! # Bad
//! ```eml
//! To: info@xn--zz.jp
//!          ~~~~~~~~~ non-ascii-address
//! ```
//! # Bad
//! ```eml
//! From: 港@minatobunko.co.jp
//!       ~~ non-ascii-address
//! To: 読@readerpost.net
//!     ~~ non-ascii-address
//! ```
//! # Good
//! ```eml audience=smtputf8
//! To: 港@minatobunko.co.jp
//!     ~~ raw-8bit-header
//! ```

use crate::find::find;
use crate::finding::{Case, Edit, Found, Safety};
use crate::message::{AddressField, Message};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::{Note, Text};
use crate::value::addr::Mailbox;
use crate::value::domain::to_ascii;

/// The rule.
pub static RULE: Rule = Rule {
    id: "non-ascii-address",
    group: Group::Format,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(5322, "3.2.3"),
        Source::rfc(6532, "3.2"),
        Source::rfc(6531, "3.3"),
        Source::rfc(5890, "2.3.2.1"),
    ],
    title: Text::new("An address is not in ASCII", "アドレスにASCII以外の文字があります"),
    why: Text::new(
        "Mail addresses are ASCII. Other letters pass only servers that speak SMTPUTF8, and few do; the others refuse \
         the message or lose replies to it.",
        "メールアドレスに使えるのはASCIIの文字だけです。それ以外の文字はSMTPUTF8対応のサーバーしか扱えず、まだ少数です。他のサーバーでは拒否されたり、返信が届かなかったりします。",
    ),
    help: Text::new(
        "Write the domain in its ASCII form (`xn--…`), and use a mailbox whose name before `@` is ASCII.",
        "ドメインはASCII形式(`xn--…`)で書き、@の前もASCIIだけのアドレスを使ってください。",
    ),
    cases: &[&DOMAIN, &LOCAL, &MEANT, &FAKE],
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] =
    &[Demand::error(Rfc, Refuse), Demand::error(Mta, Refuse), Demand::error(Gmail, Refuse), Demand::error(Au, Refuse)];

static DOMAIN: Case = Case {
    name: "domain",
    message: Text::new(
        "The domain `{token}` in {name} is not in its ASCII form.",
        "{name}のドメイン `{token}` が、ASCII形式になっていません。",
    ),
    demands: DEMANDS,
};
static LOCAL: Case = Case {
    name: "local",
    message: Text::new(
        "`{token}` in {name} is an address that only SMTPUTF8 servers take.",
        "{name}の `{token}` は、SMTPUTF8対応のサーバーしか扱えないアドレスです。",
    ),
    demands: DEMANDS,
};
// Sender and recipient have such addresses: this is meant for SMTPUTF8 (RFC 6532).
static MEANT: Case = Case {
    name: "meant",
    message: LOCAL.message,
    demands: &[Demand::warning(Rfc, Refuse), Demand::warning(Mta, Refuse), Demand::error(Au, Refuse)],
};
static FAKE: Case = Case {
    name: "fake",
    message: Text::new(
        "`{token}` in {name} begins with `xn--` but stands for no name.",
        "{name}の `{token}` は `xn--` で始まりますが、どの名前にも対応していません。",
    ),
    demands: &[Demand::warning(Rfc, Refuse), Demand::warning(Mta, Refuse)],
};
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static ENCODE: Note = Note::new("encode", "Write the domain in ASCII", "ドメインをASCII形式にする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let carried = !msg.scan.audit.ascii && msg.is_smtputf8(cx.options);
    let local = |name| msg.addresses(name).mailboxes.iter().any(|it| !msg.slice(it.local).is_ascii());
    let meant = local(Name::From) && local(Name::To);
    for AddressField { field, list, .. } in msg.readable_addresses() {
        let mut found = Found::default();
        for mailbox in &list.mailboxes {
            add_fault(msg, mailbox, (carried, meant), &mut found);
        }
        let Some(&place) = found.places.first() else { continue };
        let reported = sink.report_found(found, &MORE, &ENCODE, Safety::Safe);
        reported.arg("name", field.name.text()).arg("token", msg.excerpt(place));
    }
}

/// What is not ASCII in a mailbox, or begins like an A-label and is none.
fn add_fault(msg: &Message, mailbox: &Mailbox, (carried, meant): (bool, bool), found: &mut Found) {
    let Some(domain) = msg.domain_of(mailbox) else { return };
    let Mailbox { addr, local, domain: place, .. } = *mailbox;
    if std::str::from_utf8(msg.slice(addr)).is_err() {
        return;
    }
    let ascii = msg.slice(local).is_ascii();
    if ascii && domain.is_ascii() {
        let fake = find(domain.as_bytes(), b"xn--").is_some() && domain.len() < 254 && to_ascii(domain).is_none();
        if fake {
            found.add(&FAKE, place);
        }
    } else if !carried {
        match to_ascii(domain).filter(|_| ascii) {
            Some(encoded) => found.add_edit(&DOMAIN, place, Edit::replace(place, encoded)),
            None if ascii => found.add(&DOMAIN, place),
            None => found.add(if meant { &MEANT } else { &LOCAL }, local),
        }
    }
}
