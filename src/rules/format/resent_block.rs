//! The Resent fields do not form a whole block.
//!
//! Whoever sends a message on puts Resent-From and Resent-Date on top of it, with the recipients in Resent-To, all in one
//! block (RFC 5322 section 3.6.6). Several mailboxes in Resent-From ask for a Resent-Sender. Resent-Reply-To is obsolete.
//!
//! Servers on the way may move fields: the order is judged only in mail that is about to be sent.
//!
//! # Bad
//! ```eml
//! Resent-To: ken@readerpost.net
//! ~~~~~~~~~ resent-block
//! ```
//! # Bad
//! ```eml whole
//! Resent-From: yuko@readerpost.net, mari@readerpost.net
//! ~~~~~~~~~~~ resent-block
//! Resent-Date: Wed, 25 Nov 2026 09:30:00 +0900
//! Resent-To: ken@readerpost.net
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! Resent-From: yuko@readerpost.net
//! ~~~~~~~~~~~ resent-block
//! Resent-Date: Wed, 25 Nov 2026 09:30:00 +0900
//! ```
//! # Bad
//! ```eml
//! Resent-Reply-To: yuko@readerpost.net
//! ~~~~~~~~~~~~~~~ resent-block
//! ```
//! # Good
//! ```eml whole
//! Resent-From: yuko@readerpost.net
//! Resent-To: ken@readerpost.net
//! Resent-Date: Wed, 25 Nov 2026 09:30:00 +0900
//! Resent-Message-ID: <20261125.1@readerpost.net>
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! To: Yuko Tanabe <yuko@readerpost.net>
//! Subject: Letters
//! Date: Tue, 24 Nov 2026 09:30:00 +0900
//! Message-ID: <20261124.1@minatobunko.co.jp>
//!
//! Hello.
//! ```

use crate::find::begins;
use crate::finding::Case;
use crate::message::Stage;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "resent-block",
    group: Group::Format,
    level: Level::Warning,
    needs: &[Needs::Headers],
    sources: &[Source::rfc(5322, "3.6.6"), Source::rfc(5322, "4.5.6")],
    title: Text::new("The Resent fields are incomplete or out of place", "Resent系フィールドが不完全です"),
    why: Text::new(
        "Resent fields tell a reader who sent the message on, and when. Without a whole block on top, programs ignore them \
         or mistake whom to answer.",
        "Resent系のフィールドは、だれがいつ再送したかを示します。先頭にまとまっていないと、無視されたり、返信先を誤ったりします。",
    ),
    help: Text::new(
        "Put Resent-From, Resent-Date and Resent-To together above all other fields, or send a new message instead.",
        "Resent-From、Resent-Date、Resent-Toをほかのフィールドの上にまとめて置くか、新しいメールとして送ってください。",
    ),
    cases: &[&INCOMPLETE, &SENDER, &ORDER, &OLD],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::warning(Rfc, Display)];

const fn case(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands: DEMANDS }
}

static INCOMPLETE: Case =
    case("incomplete", "There is {name}, but no {missing}.", "{name}がありますが、{missing}がありません。");
static SENDER: Case = case(
    "sender",
    "Resent-From names several mailboxes, but there is no Resent-Sender.",
    "Resent-Fromに複数のアドレスがありますが、Resent-Senderがありません。",
);
static ORDER: Case = case(
    "order",
    "The Resent fields do not stand together above the other fields.",
    "Resent系のフィールドが、ほかのフィールドより上にまとまっていません。",
);
static OLD: Case = case("obsolete", "Resent-Reply-To is obsolete.", "Resent-Reply-Toは廃止されています。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    // The first and the last field of such blocks, and the first one of the author's.
    let (mut first, mut last, mut own) = (None, 0, None);
    for field in msg.fields() {
        let at = field.span.start;
        match field.name {
            // Names beginning with Resent stand together in the list of names.
            name if (Name::ResentBcc..=Name::ResentTo).contains(&name) => (first, last) = (first.or(Some(field)), at),
            Name::From | Name::Date | Name::Subject | Name::To => own = own.or(Some(at)),
            Name::Other if begins(msg.slice(field.name_span), "Resent-Reply-To") => {
                sink.report(&OLD, field.name_span);
                return;
            }
            _ => {}
        }
    }
    let Some(first) = first else { return };
    let place = first.name_span;
    for missing in [Name::ResentFrom, Name::ResentDate] {
        if msg.field(missing).is_none() {
            sink.report(&INCOMPLETE, place).arg("name", first.name.text()).arg("missing", missing.text());
            return;
        }
    }
    if msg.addresses(Name::ResentFrom).mailboxes.len() > 1 && msg.field(Name::ResentSender).is_none() {
        sink.report(&SENDER, msg.field(Name::ResentFrom).map_or(place, |field| field.name_span));
    } else if own.is_some_and(|own| own < last) && cx.stage() != Stage::Received {
        sink.report(&ORDER, place);
    }
}
