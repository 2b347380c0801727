//! The part of Message-ID after the `@` is not a domain of the sender's own, or the part before it is very short.
//!
//! An identifier is unique in the world because its right side is a name that nobody else uses: the sender's domain. At
//! `localhost`, `pc.local` or an address of a private network anybody may make the same one; then mailboxes take two
//! messages for copies of each other and drop one. Spam filters score such names, because hijacked computers write them,
//! and they score identifiers that hold the recipient's address, which a sender does not own.
//!
//! Reports of servers (returned mail, receipts, complaints) are left alone.
//!
//! # Bad
//! ```eml
//! Message-ID: <20261124.1@localhost>
//!                         ~~~~~~~~~ weak-message-id-domain
//! ```
//! # Bad
//! ```eml
//! Message-ID: <20261124.1@web1.minato.local>
//!                         ~~~~~~~~~~~~~~~~~ weak-message-id-domain
//! ```
//! # Bad
//! ```eml
//! Message-ID: <20261124.1@[192.0.2.1]>
//!                         ~~~~~~~~~~~ weak-message-id-domain
//! ```
//! # Bad
//! ```eml
//! Message-ID: <20261124.yuko@readerpost.net>
//!              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ weak-message-id-domain
//! ```
//! # Bad
//! ```eml
//! Message-ID: <1@minatobunko.co.jp>
//!              ~ weak-message-id-domain
//! ```
//! # Good
//! ```eml
//! Message-ID: <20261124.1@esp-mail.com>
//! ```

use crate::finding::Case;
use crate::message::Message;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Name;
use crate::span::Span;
use crate::text::Text;
use crate::value::domain::{is_for_examples, is_ip_literal, is_public};
use crate::value::msgid::{Fault, MessageIds};

/// The rule.
pub static RULE: Rule = Rule {
    id: "weak-message-id-domain",
    group: Group::Format,
    level: Level::Warning,
    basis: Basis::Practice,
    needs: &[Needs::Headers],
    yields_to: &[Yield { to: "address-domain-not-fqdn", within: Near::Field }],
    sources: &[
        Source::rfc(5322, "3.6.4"),
        Source::heuristic("Rspamd and SpamAssassin score it", "RspamdとSpamAssassinが減点"),
    ],
    title: Text::new("Message-ID may not be unique", "Message-IDが一意でないおそれがあります"),
    why: Text::new(
        "Two senders may make the same identifier, and a mailbox then drops one message as a copy. Spam filters score such \
         identifiers, because hijacked computers write them.",
        "ほかの送信者と同じMessage-IDになるおそれがあり、受信箱で重複とみなされて片方が捨てられることがあります。乗っ取られたパソコンによく見られる特徴なので、迷惑メールフィルターの評価も下がります。",
    ),
    help: Text::new(
        "Set the host name of the sending program to a name under your own domain, and let it make the identifier.",
        "送信プログラムのホスト名に自社ドメインの名前を設定し、Message-IDを作らせてください。",
    ),
    cases: &[&DOMAIN, &ADDRESS, &WWW, &RECIPIENT, &SHORT],
    check,
    ..Rule::BASE
};

const SCORED: &[Demand] = &[Demand::warning(M3aawg, Advice), Demand::warning(Spamfilter, Folder)];
const DEMANDS: &[Demand] =
    &[Demand::info(Rfc, Advice), Demand::warning(M3aawg, Advice), Demand::warning(Spamfilter, Folder)];

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static DOMAIN: Case =
    case("domain", DEMANDS, "`{text}` is no public domain name.", "`{text}` は公開されたドメイン名ではありません。");
// RFC 5322 section 3.6.4 names a domain literal as a good method.
static ADDRESS: Case =
    case("address", SCORED, "`{text}` is an IP address, not a name.", "`{text}` はドメイン名ではなくIPアドレスです。");
static WWW: Case = case("www", SCORED, "`{text}` is the name of a web server.", "`{text}` はWebサーバーの名前です。");
static RECIPIENT: Case = case(
    "recipient",
    SCORED,
    "`{text}` is the recipient's, not the sender's.",
    "`{text}` は送信者ではなく宛先のものです。",
);
static SHORT: Case =
    case("short", DEMANDS, "`{text}` is too short to be unique.", "`{text}` は短すぎて、一意とは言えません。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(field) = msg.field(Name::MessageId) else { return };
    if cx.is_report() {
        return;
    }
    let read = MessageIds::read(msg.bytes(), field.body);
    // Another rule speaks for what cannot be read.
    let readable = read.faults.iter().all(|(fault, _)| matches!(fault, Fault::Bracket | Fault::Quoted));
    let Some(id) = read.ids.first().filter(|_| readable) else { return };
    let Ok(right) = std::str::from_utf8(msg.slice(id.right)) else { return };
    let whole = id.left.join(id.right);
    let (case, place) = match () {
        () if is_ip_literal(right) => (&ADDRESS, id.right),
        () if !is_public(right) && !is_for_examples(right) => (&DOMAIN, id.right),
        () if right.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("www.")) => (&WWW, id.right),
        () if id.left.len() < 5 => (&SHORT, id.left),
        () if holds_recipient(msg, whole) => (&RECIPIENT, whole),
        () => return,
    };
    sink.report(case, place).arg("text", String::from_utf8_lossy(msg.slice(place)).into_owned());
}

/// Whether it ends in the address of a recipient.
fn holds_recipient(msg: &Message, whole: Span) -> bool {
    let text = msg.slice(whole);
    for mailbox in msg.addresses(Name::To).mailboxes.iter().take(20) {
        let address = msg.slice(mailbox.addr);
        let tail = &text[text.len().saturating_sub(address.len())..];
        if !mailbox.domain.is_empty() && tail.eq_ignore_ascii_case(address) {
            return true;
        }
    }
    false
}
