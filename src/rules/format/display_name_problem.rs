//! The display name in From or Reply-To is empty, invisible, a web address, or no more than the mail address.
//!
//! Readers see the name before anything else. A name of nothing (`""`) or of invisible characters looks like a trick; so
//! does a web address. The mail address as its own name says nothing new: a note. A name with the address or domain of
//! somebody else is `display-name-holds-other-address`.
//!
//! # Bad
//! ```eml
//! From: "" <letters@minatobunko.co.jp>
//!       ~~ display-name-problem
//! ```
//! # Bad
//! ```eml
//! From: "letters@minatobunko.co.jp" <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~~ display-name-problem
//! ```
//! # Bad
//! ```eml
//! From: =?UTF-8?Q?=E2=80=8B?= <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~~~~~~ display-name-problem
//! ```
//! # Bad
//! ```eml
//! From: "Prizes http://192.0.2.7/win" <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ display-name-problem
//! ```
//! # Good
//! ```eml
//! From: "minatobunko.co.jp" <letters@minatobunko.co.jp>
//! Reply-To: letters@minatobunko.co.jp
//! ```

use crate::find::{find, has, trim};
use crate::finding::Case;
use crate::message::{AddressField, Kind};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Group, Near, Rule, Sink, Source, Yield};
use crate::scan::Name;
use crate::text::Text;
use crate::value::domain::{Mode, aligned};
use crate::value::invisible::is_invisible;

/// The rule.
pub static RULE: Rule = Rule {
    id: "display-name-problem",
    group: Group::Format,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    yields_to: &[
        Yield { to: "display-name-holds-other-address", within: Near::Field },
        Yield { to: "unquoted-display-name-special", within: Near::Span },
    ],
    sources: &[
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::heuristic(
            "filters score empty names and web addresses in them",
            "空の名前や、URLを含む名前は、フィルターの評価が下がる",
        ),
    ],
    title: Text::new("The display name says nothing, or misleads", "差出人の表示名に問題があります"),
    why: Text::new(
        "The display name is what readers and filters look at first. Empty names, invisible characters and web \
         addresses are signs of junk mail.",
        "表示名は、読者とフィルターが最初に見る部分です。空の名前、見えない文字、URLは、迷惑メールの特徴とみなされます。",
    ),
    help: Text::new(
        "Put the name of the person, company or brand there, and nothing else.",
        "個人、会社、ブランドの名前だけを入れてください。",
    ),
    cases: &[&URL, &INVISIBLE, &EMPTY, &SAME],
    check,
    ..Rule::BASE
};

static URL: Case = Case {
    name: "url",
    message: Text::new("The name in {name} holds a web address.", "{name}の表示名にURLが含まれています。"),
    demands: &[Demand::error(Security, Warn), Demand::error(Gmail, Folder), Demand::error(Spamfilter, Folder)],
};
static INVISIBLE: Case = Case {
    name: "invisible",
    message: Text::new(
        "The name in {name} holds nothing but invisible characters.",
        "{name}の表示名が、見えない文字だけです。",
    ),
    demands: &[Demand::warning(Security, Warn), Demand::warning(Spamfilter, Folder)],
};
static EMPTY: Case = Case {
    name: "empty",
    message: Text::new("The name in {name} is empty.", "{name}の表示名が空です。"),
    demands: &[Demand::info(Spamfilter, Folder), Demand::info(Gmail, Display)],
};
static SAME: Case = Case {
    name: "same",
    message: Text::new("The name in {name} is the address itself.", "{name}の表示名が、アドレスそのものです。"),
    demands: &[Demand::info(Spamfilter, Advice), Demand::info(Gmail, Display)],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let sender = |it: &&AddressField| matches!(it.field.name, Name::From | Name::ReplyTo);
    for AddressField { field, list, .. } in msg.readable_addresses().filter(sender) {
        let Some(mailbox) = list.mailboxes.first() else { continue };
        let Some(place) = mailbox.name else { continue };
        let name = msg.display_name(place);
        let case = match () {
            () if name.trim().is_empty() => &EMPTY,
            () if name.chars().all(is_invisible) => &INVISIBLE,
            () if trim(&name, "'<> ").as_bytes().eq_ignore_ascii_case(msg.slice(mailbox.addr)) => &SAME,
            () if has_url(&name, msg.domain_of(mailbox).unwrap_or_default()) && cx.kind() != Kind::DiscussionList => {
                &URL
            }
            () => continue,
        };
        sink.report(case, place).arg("name", field.name.text());
    }
}

/// Whether a name holds a web address in another domain.
fn has_url(name: &str, domain: &str) -> bool {
    let Some(at) = find(name.as_bytes(), b"://") else { return false };
    let host = name[at + 3..].split(['/', ':', '?', ' ']).next().unwrap_or_default();
    has(&name.to_ascii_lowercase(), "http") && !aligned(host, domain, Mode::Relaxed)
}
