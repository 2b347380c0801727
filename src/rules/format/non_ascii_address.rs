//! An address holds letters above 127, or an A-label that stands for nothing.
//!
//! A domain such as `例え.jp` has an ASCII form (`xn--r8jz45g.jp`), which every server takes. A local part has none: mail
//! to it needs SMTPUTF8 (RFC 6531) on its whole way. Where the audience holds `smtputf8`, or a trace field says that such
//! a server carried the message, nothing is said.
//!
//! Bytes that are no UTF-8 are left to `raw-8bit-header`, encoded-words in addresses to their rule.
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
//! # Good
//! ```eml
//! To: info@xn--r8jz45g.jp
//! ```
//! # Good
//! ```eml audience=smtputf8
//! To: 港@minatobunko.co.jp
//!     ~~ raw-8bit-header
//! ```

use crate::find::find;
use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::{AddressField, Message};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
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
        Source::Rfc(5322, "3.2.3"),
        Source::Rfc(6532, "3.2"),
        Source::Rfc(6531, "3.3"),
        Source::Rfc(5890, "2.3.2.1"),
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
    cases: &[&DOMAIN, &LOCAL, &FAKE],
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
    for AddressField { field, list, .. } in msg.readable_addresses() {
        let found = list.mailboxes.iter().filter_map(|mailbox| Some((mailbox, fault(msg, mailbox)?)));
        let mut found = found.filter(|(_, (case, _))| std::ptr::eq(*case, &FAKE) || !is_carried(cx));
        let Some((mailbox, (case, place))) = found.next() else { continue };
        let token = String::from_utf8_lossy(msg.slice(place)).into_owned();
        let mut reported = sink.report(case, place).arg("name", field.name.text()).arg("token", token);
        let ascii = msg.domain_of(mailbox).and_then(to_ascii).filter(|_| std::ptr::eq(case, &DOMAIN));
        reported =
            reported.fix(ascii.map(|ascii| Fix::one(&ENCODE, Safety::Safe, Edit::replace(mailbox.domain, ascii))));
        for (_, (_, place)) in found.take(3) {
            reported = reported.related(place, &MORE);
        }
    }
}

/// What is not ASCII in a mailbox.
fn fault(msg: &Message, mailbox: &Mailbox) -> Option<(&'static Case, Span)> {
    let text = std::str::from_utf8(msg.slice(mailbox.addr)).ok()?;
    let domain = msg.domain_of(mailbox)?;
    match () {
        () if !msg.slice(mailbox.local).is_ascii() => Some((&LOCAL, mailbox.local)),
        () if !domain.is_ascii() => Some((&DOMAIN, mailbox.domain)),
        () if !text.is_ascii() || domain.len() > 253 => None,
        () => (find(domain.as_bytes(), b"xn--").is_some() && to_ascii(domain).is_none())
            .then_some((&FAKE, mailbox.domain)),
    }
}

/// Whether servers that take such addresses are asked for, or have carried the message (RFC 6531 section 4.3).
fn is_carried(cx: &Cx) -> bool {
    let traced = || cx.msg.all(Name::Received).any(|hop| find(cx.msg.slice(hop.body), b"UTF8SMTP").is_some());
    cx.options.audience.contains(&Smtputf8) || traced()
}
