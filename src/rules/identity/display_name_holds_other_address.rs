//! The display name shows the address or the domain of somebody else.
//!
//! `"support@bank.example" <x1@mailer.example>`: phones show the name alone, and the reader takes it for the sender. No
//! authentication covers it. A bare domain is a weaker sign: brands are called so, and a name that shares its word with
//! the real domain (`Amazon.co.jp` at `amazon.com`) is fine.
//!
//! Mailing lists, `X via Y`, answers passed on by a help desk's robot and a person's own two addresses are left alone.
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

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::{AddressField, Kind};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::domain::{Mode, aligned, has_known_top, organizational_domain, public_suffix};

/// The rule.
pub static RULE: Rule = Rule {
    id: "display-name-holds-other-address",
    group: Group::Identity,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    fixes: Fixes::Offer,
    sources: &[
        Source::Rfc(9989, "11.4"),
        Source::Page {
            name: "Gmail: Email sender guidelines",
            url: "https://support.google.com/mail/answer/81126",
            checked: "2026-03-21",
        },
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
        let Some((case, token)) = other(&name, &local, domain) else { continue };
        let kind = msg.kind(cx.options).value;
        if matches!(kind, Kind::DiscussionList | Kind::Dsn | Kind::Arf) || says_via(&name) {
            continue;
        }
        let raw = crate::find::find(msg.slice(place), token.as_bytes());
        let shown = raw.map(|at| Span::of(at, at + token.len()).shift(place.start));
        let gap = msg.slice(Span::new(place.end, mailbox.addr.start.max(place.end)));
        // A name that says more keeps the rest, which only its author can word.
        let open = memchr::memchr(b'<', gap).filter(|_| name.trim() == token);
        let drop = open.map(|open| Edit::delete(Span::new(place.start, place.end + open as u32)));
        let fix = drop.map(|edit| Fix::one(&DROP, Safety::Offer, edit));
        let reported = sink.report(case, shown.unwrap_or(place)).arg("name", field.name.text()).fix(fix);
        reported.arg("token", token).arg("domain", domain);
    }
}

/// The first word of a name that is an address or a domain of another organization.
fn other<'n>(name: &'n str, local: &str, domain: &str) -> Option<(&'static Case, &'n str)> {
    if !name.contains('.') {
        return None;
    }
    let ours = organizational_domain(domain)?;
    for word in name.split(|c: char| c.is_whitespace() || "\"'<>()[],;|/:".contains(c)) {
        let (case, before, host) = match word.rsplit_once('@') {
            Some((before, host)) => (&ADDRESS, before, host),
            None => (&DOMAIN, "", word),
        };
        if host.len() < 4 || !has_known_top(host) || aligned(host, domain, Mode::Relaxed) {
            continue;
        }
        let Some(theirs) = organizational_domain(host) else { continue };
        let suffix = public_suffix(host).map_or(0, |suffix| suffix.len() + 1);
        let label = &theirs[..theirs.len().saturating_sub(suffix)];
        let own = if std::ptr::eq(case, &ADDRESS) {
            // One person with two addresses.
            before.is_empty() || before.eq_ignore_ascii_case(local)
        } else {
            // `ASP.NET`, `Ph.D`, `U.S.`: words with dots, not domains.
            label.len() < 4 || ours.contains(label) || word.bytes().all(|byte| !byte.is_ascii_lowercase())
        };
        if !own {
            return Some((case, word));
        }
    }
    None
}

/// `X via Y`, as lists and robots write that pass mail on.
fn says_via(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [" via ", "(via", "経由"].iter().any(|word| name.contains(word))
}
