//! The message names its blind recipients.
//!
//! Bcc is for the sender's program: whoever sends the message takes the field away (RFC 5322 section 3.6.3, section 5).
//! Left in, every recipient sees who else got a copy. A delivered copy with one blind recipient may be that reader's own,
//! which is legal; with two or more, each sees the others.
//!
//! # Bad
//! ```eml
//! Bcc: Ken Oda <ken@readerpost.net>, mari@readerpost.net
//! ~~~ bcc-present
//! ```
//! # Fixed
//! ```eml
//! ```
//! # Bad
//! ```eml
//! Received: from a.minatobunko.co.jp by mx.readerpost.net; Tue, 24 Nov 2026 09:30:01 +0900
//! Bcc: ken@readerpost.net, mari@readerpost.net
//! ~~~ bcc-present
//! ```
//! # Good
//! ```eml
//! Bcc:
//! ```
//! # Good
//! ```eml
//! Received: from a.minatobunko.co.jp by mx.readerpost.net; Tue, 24 Nov 2026 09:30:01 +0900
//! Bcc: ken@readerpost.net
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::{AddressField, Stage};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bcc-present",
    group: Group::Format,
    level: crate::profile::Level::Warning,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5322, "3.6.3"), Source::rfc(5322, "5")],
    title: Text::new("Blind recipients stand in the message", "Bccの宛先がメールに残っています"),
    why: Text::new(
        "A Bcc field that travels with the message shows every reader who got a blind copy.",
        "Bccフィールドがメールに残ったまま届くと、隠したはずの宛先がすべての読者に見えてしまいます。",
    ),
    help: Text::new(
        "Hand blind recipients over in the envelope only (RCPT TO), and leave the field out.",
        "Bccの宛先はエンベロープ(RCPT TO)だけに指定し、フィールドは付けないでください。",
    ),
    cases: &[&SENDING, &LEAKED],
    notes: &[&REMOVE],
    check,
    ..Rule::BASE
};

static SENDING: Case = Case {
    name: "sending",
    message: Text::new(
        "{name} names {count} recipients; unless a server removes the field, everybody sees them.",
        "{name}に{count}件の宛先があります。サーバーがこのフィールドを取り除かなければ、全員に見えてしまいます。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Security, Display), Demand::warning(Privacy, Display)],
};
static LEAKED: Case = Case {
    name: "leaked",
    message: Text::new(
        "{name} was delivered with {count} recipients, and each sees the others.",
        "{name}に{count}件の宛先が残ったまま配信され、互いに見える状態です。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::error(Security, Display), Demand::error(Privacy, Display)],
};
static REMOVE: Note = Note::new("remove", "Delete the field", "フィールドを削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let stage = cx.stage();
    for AddressField { field, list, .. } in cx.msg.address_fields() {
        let count = list.mailboxes.len();
        let (case, least) = if stage == Stage::Received { (&LEAKED, 2) } else { (&SENDING, 1) };
        if matches!(field.name, Name::Bcc | Name::ResentBcc) && count >= least {
            // A template's field may be where a system takes its recipients from.
            let safety = if stage == Stage::Template { Safety::Offer } else { Safety::Safe };
            // Without it no recipient might be left.
            let others = cx.msg.fields().iter().any(|it| matches!(it.name, Name::To | Name::Cc));
            let fix = others.then(|| Fix::one(&REMOVE, safety, Edit::delete(field.span)));
            sink.report(case, field.name_span).arg("name", field.name.text()).arg("count", count).fix(fix);
        }
    }
}
