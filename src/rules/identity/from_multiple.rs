//! From holds several mailboxes, or a group.
//!
//! Several authors are legal when Sender says who sent the message (RFC 6854 section 2.1), but DMARC has no single domain
//! to go by, and Gmail asks for one address and refuses more (550 5.7.1). A group, empty or not, is legal for rare uses
//! and refused just the same. Two From fields are `duplicate-singleton-field`.
//!
//! # Bad
//! ```eml
//! From: Minato Bunko <letters@minatobunko.co.jp>, Ken Oda <ken@readerpost.net>
//!                                                          ~~~~~~~~~~~~~~~~~~ from-multiple
//! ```
//! # Bad
//! ```eml
//! From: Minato Bunko <letters@minatobunko.co.jp>, ken@minatobunko.co.jp
//!                                                 ~~~~~~~~~~~~~~~~~~~~~ from-multiple
//! Sender: letters@minatobunko.co.jp
//! ```
//! # Bad
//! ```eml
//! From: Desk: letters@minatobunko.co.jp;
//!       ~~~~ from-multiple
//! ```
//! # Good
//! ```eml
//! From: Minato Bunko <letters@minatobunko.co.jp>
//! Reply-To: ken@minatobunko.co.jp, letters@minatobunko.co.jp
//! ```

use crate::finding::Case;
use crate::message::{AddressField, Kind};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Near, Rule, Sink, Source, Yield};
use crate::scan::Name;
use crate::text::{Note, Text};
use crate::value::addr::Fault;

/// The rule.
pub static RULE: Rule = Rule {
    id: "from-multiple",
    group: Group::Identity,
    yields_to: &[
        Yield { to: "missing-or-empty-from", within: Near::Field },
        Yield { to: "unquoted-display-name-special", within: Near::Span },
    ],
    sources: &[
        Source::rfc(5322, "3.6.2"),
        Source::rfc(6854, "2.1"),
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::page("Gmail: SMTP errors and codes", "https://support.google.com/a/answer/3726730", "2026-06-18"),
    ],
    title: Text::new("From is not one mailbox", "Fromのアドレスが1つではありません"),
    why: Text::new(
        "Sender authentication (DMARC) starts from the one domain in From. With several addresses, or a group, there is \
         none to check: Gmail refuses such mail.",
        "送信ドメイン認証(DMARC)は、Fromにある1つのドメインを起点に行われます。アドレスが複数あるものやグループは検証できず、Gmailは受信を拒否します。",
    ),
    help: Text::new(
        "Keep one mailbox in From, and name the others in Reply-To or Cc.",
        "Fromのアドレスは1つだけにし、ほかの人はReply-ToかCcに入れてください。",
    ),
    cases: &[&NO_SENDER, &PERSONAL, &WITH_SENDER, &GROUP],
    notes: &[&FIRST],
    check,
    ..Rule::BASE
};

static NO_SENDER: Case = Case {
    name: "no-sender",
    message: Text::new(
        "From holds {count} addresses, and no Sender field says who sent the message.",
        "Fromに{count}件のアドレスがあり、実際の送信者を示すSenderフィールドもありません。",
    ),
    demands: &[
        Demand::error(Rfc, Refuse),
        Demand::error(Gmail, Refuse),
        Demand::error(Security, Warn),
        Demand::warning(Yahoo, Folder),
        Demand::warning(Outlook, Folder),
        Demand::warning(Spamfilter, Folder),
    ],
};
static PERSONAL: Case = Case {
    name: "personal",
    message: NO_SENDER.message,
    demands: &[Demand::warning(Rfc, Refuse), Demand::error(Gmail, Refuse), Demand::warning(Spamfilter, Folder)],
};
static WITH_SENDER: Case = Case {
    name: "with-sender",
    message: Text::new(
        "From holds {count} addresses. With Sender that is legal, but not every receiver takes it.",
        "Fromに{count}件のアドレスがあります。Senderがあるので規格には合っていますが、拒否する受信側があります。",
    ),
    demands: &[Demand::info(Rfc, Advice), Demand::error(Gmail, Refuse), Demand::warning(Spamfilter, Folder)],
};
static GROUP: Case = Case {
    name: "group",
    message: Text::new(
        "From is a group. That is legal for rare uses, but not every receiver takes it.",
        "Fromがグループになっています。限られた用途では認められていますが、拒否する受信側があります。",
    ),
    demands: &[Demand::info(Rfc, Advice), Demand::error(Gmail, Refuse)],
};
static FIRST: Note = Note::new("first", "The first one.", "1つ目です。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(from) = msg.readable_addresses().find(|it| it.field.name == Name::From) else { return };
    let AddressField { list, .. } = from;
    // A colon that opens no group has its own finding.
    let open = list.faults.iter().any(|(fault, _)| *fault == Fault::UnclosedGroup);
    let count = list.mailboxes.len();
    let [first, second, ..] = &list.mailboxes[..] else {
        if let Some(group) = list.groups.first().filter(|_| !open) {
            sink.report(&GROUP, *group);
        }
        return;
    };
    let case = match () {
        () if msg.field(Name::Sender).is_some() => &WITH_SENDER,
        () if cx.kind() == Kind::Personal => &PERSONAL,
        () => &NO_SENDER,
    };
    sink.report(case, second.addr).arg("count", count).related(first.addr, &FIRST);
}
