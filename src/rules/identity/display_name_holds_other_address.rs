//! The display name shows the address or the domain of somebody else.
//!
//! `"support@bank.example" <x1@mailer.example>`: phones show the name alone, and the reader takes it for the sender. No
//! authentication covers it. A bare domain is a weaker sign: brands are called so, and a name that shares its word with
//! the real domain (`Amazon.co.jp` at `amazon.com`) is fine.
//!
//! A domain that the message links to, or that signed it, is a brand. Mailing lists, `X via Y`, a person's own two
//! addresses and mail older than DMARC are left alone.
//!
//! # Bad
//! ```eml
//! From: "support@hanaginko.co.jp" <x1@letterline-esp.net>
//!        ~~~~~~~~~~~~~~~~~~~~~~~ display-name-holds-other-address
//! ```
//! # Fixed
//! ```eml
//! From: <x1@letterline-esp.net>
//! ```
//! # Bad
//! ```eml
//! From: Hana Ginko hanaginko.co.jp <x1@letterline-esp.net>
//!                  ~~~~~~~~~~~~~~~ display-name-holds-other-address
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~ unquoted-display-name-special
//! ```
//! # Good
//! ```eml
//! From: "yuko@readerpost.net via Letters" <x1@letterline-esp.net>
//! Reply-To: "minatobunko.com" <letters@minatobunko.co.jp>
//! ```
//! # Good
//! ```eml
//! From: "info@minatobunko.co.jp" <letters@mail.minatobunko.co.jp>
//! ```

use crate::find::has;
use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::{AddressField, Kind, Message};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::shown_elsewhere;
use crate::value::domain::{Mode, aligned};

/// The rule.
pub static RULE: Rule = Rule {
    id: "display-name-holds-other-address",
    group: Group::Identity,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    fixes: Fixes::Offer,
    sources: &[
        Source::rfc(9989, "11.4"),
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
    ],
    title: Text::new("The display name shows another address", "表示名に別のアドレスやドメインがあります"),
    why: Text::new(
        "Many programs show the name alone, so readers take it for the sender. That is how forged mail works, and filters \
         treat it so.",
        "多くのメールソフトは表示名だけを表示するため、読者はそれを差出人と受け取ります。なりすましの典型的な手口であり、フィルターもそう判断します。",
    ),
    help: Text::new(
        "Show the name of the person, company or brand only.",
        "表示名は、個人、会社、ブランドの名前だけにしてください。",
    ),
    cases: &[&ADDRESS, &DOMAIN],
    notes: &[&DROP],
    check,
    ..Rule::BASE
};

static ADDRESS: Case = Case {
    name: "address",
    message: Text::new(
        "The name in {name} shows `{token}`, but the address is at {domain}.",
        "{name}の表示名に `{token}` とありますが、アドレスは {domain} のものです。",
    ),
    demands: &[
        Demand::error(Security, Warn),
        Demand::error(LawUs, Advice),
        Demand::warning(Gmail, Folder),
        Demand::warning(Spamfilter, Folder),
    ],
};
static DOMAIN: Case = Case {
    name: "domain",
    message: ADDRESS.message,
    demands: &[Demand::warning(Security, Warn), Demand::warning(Gmail, Folder), Demand::warning(Spamfilter, Folder)],
};
static DROP: Note = Note::new("drop", "Delete the name", "表示名を削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let sender = |it: &&AddressField| matches!(it.field.name, Name::From | Name::ReplyTo);
    for AddressField { field, list, .. } in msg.readable_addresses().filter(sender) {
        let [mailbox] = &list.mailboxes[..] else { continue };
        let (Some(place), Some(domain)) = (mailbox.name, msg.domain_of(mailbox)) else { continue };
        let name = msg.display_name(place);
        let local = String::from_utf8_lossy(msg.slice(mailbox.local));
        let Some((is_address, token)) = shown_elsewhere(&name, &local, domain) else { continue };
        let kind = cx.kind();
        let listed = matches!(kind, Kind::DiscussionList | Kind::Dsn | Kind::Arf);
        if listed || says_via(&name) || msg.is_from_before_dmarc() || (!is_address && is_brand(msg, token)) {
            continue;
        }
        let raw = crate::find::find(msg.slice(place), token.as_bytes());
        let shown = raw.map(|at| Span::of(at, at + token.len()).shift(place.start));
        let gap = msg.slice(Span::new(place.end, mailbox.addr.start.max(place.end)));
        // A name that says more keeps the rest, which only its author can word.
        let open = memchr::memchr(b'<', gap).filter(|_| name.trim() == token);
        let drop = open.map(|open| Edit::delete(Span::new(place.start, place.end + open as u32)));
        let fix = drop.map(|edit| Fix::one(&DROP, Safety::Offer, edit));
        let case = if is_address { &ADDRESS } else { &DOMAIN };
        let reported = sink.report(case, shown.unwrap_or(place)).arg("name", field.name.text()).fix(fix);
        reported.arg("token", token).arg("domain", domain);
    }
}

/// A bare domain as a brand's name: the message links there, or that domain signed it.
fn is_brand(msg: &Message, token: &str) -> bool {
    let same = |host: &str| aligned(host, token, Mode::Relaxed);
    msg.signatures.iter().any(|it| same(&it.domain)) || msg.hosts().iter().take(500).any(|host| same(&host.name))
}

/// `X via Y`, as lists and robots write that pass mail on.
fn says_via(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [" via ", "(via", "経由"].iter().any(|word| has(&name, word))
}
