//! An address is legal, but fragile.
//!
//! Quotes around a local part that needs none, and a source route (`<@a.example:yuko@b.example>`), which nobody has
//! followed for decades: address books and forms do not know them. A local part over 64 bytes, a domain over 255 or a label
//! over 63 are more than SMTP has to take (RFC 5321 section 4.5.3.1); docomo refuses them.
//!
//! Quotes that are needed are a note; around dots out of place they are the known way to write addresses of Japanese
//! carriers, and left alone.
//!
//! # Bad
//! ```eml
//! To: "yuko"@readerpost.net
//!     ~~~~~~ unusual-local-part
//! ```
//! # Fixed
//! ```eml
//! To: yuko@readerpost.net
//! ```
//! # Bad
//! ```eml
//! To: Yuko <@relay.readerpost.net:yuko@readerpost.net>
//!           ~~~~~~~~~~~~~~~~~~~~~~ unusual-local-part
//! ```
//! # Fixed
//! ```eml
//! To: Yuko <yuko@readerpost.net>
//! ```
//! # Bad
//! ```eml
//! Reply-To: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@minatobunko.co.jp
//!           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unusual-local-part
//! ```
//! # Bad
//! ```eml
//! Cc: "yuko(home)"@readerpost.net
//!     ~~~~~~~~~~~~ unusual-local-part
//! ```
//! # Good
//! ```eml
//! To: "yuko..tanabe."@docomo.ne.jp, ken.oda+letters@readerpost.net
//! ```

use crate::find::find;
use crate::finding::{Case, Edit, Found, Safety};
use crate::message::{AddressField, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::{Mailbox, exotic_character, unquoted_local};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unusual-local-part",
    group: Group::Format,
    level: Level::Warning,
    fixes: Fixes::Safe,
    yields_to: &[
        Yield { to: "address-domain-not-fqdn", within: Near::Field },
        Yield { to: "missing-or-empty-from", within: Near::Field },
    ],
    sources: &[Source::rfc(5321, "4.5.3.1"), Source::rfc(5322, "3.4.1"), Source::rfc(5322, "4.4")],
    title: Text::new("An unusual address", "一般的でない形のアドレスです"),
    why: Text::new(
        "The standard allows it, but many forms, address books and servers do not know such addresses: they refuse the \
         message, or answers get lost.",
        "規格上は認められますが、対応していないサーバーやフォーム、アドレス帳が多く、受信の拒否や返信の不達につながります。",
    ),
    help: Text::new(
        "Use a plain address: letters, digits, dots, hyphens, not more than 64 bytes before `@`.",
        "英数字とドット、ハイフンからなり、@の前が64バイト以内の、一般的な形のアドレスを使ってください。",
    ),
    cases: &[&NEEDLESS, &QUOTED, &ROUTE, &LONG, &LONG_ELSEWHERE, &LONG_DOMAIN],
    notes: &[&MORE, &MEND],
    check,
    ..Rule::BASE
};

const WARNING: &[Demand] = &[
    Demand::warning(Rfc, Advice),
    Demand::warning(Mta, Refuse),
    Demand::warning(Docomo, Refuse),
    Demand::warning(Au, Refuse),
    Demand::warning(Softbank, Refuse),
];
const ERROR: &[Demand] = &[Demand::warning(Rfc, Refuse), Demand::error(Mta, Refuse), Demand::error(Docomo, Refuse)];
const NOTE: &[Demand] = &[Demand::info(Rfc, Advice), Demand::warning(Docomo, Refuse), Demand::warning(Au, Refuse)];

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static NEEDLESS: Case =
    case("needless-quotes", WARNING, "`{token}` needs no quotes.", "`{token}` に引用符は要りません。");
static QUOTED: Case =
    case("quoted", NOTE, "`{token}` is a quoted local part.", "`{token}` は引用符で囲まれたアドレスです。");
static ROUTE: Case =
    case("route", WARNING, "`{token}` is a source route, which is obsolete.", "`{token}` は、廃止された経路指定です。");
static LONG: Case = case("long", ERROR, "{count} bytes stand before `@`.", "@の前が{count}バイトあります。");
static LONG_ELSEWHERE: Case =
    case("long-elsewhere", WARNING, "{count} bytes stand before `@`.", "@の前が{count}バイトあります。");
static LONG_DOMAIN: Case =
    case("long-domain", ERROR, "The domain or a label of it is too long.", "ドメイン名か、そのラベルが長すぎます。");
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static MEND: Note = Note::new("mend", "Write the plain address", "一般的な形に直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for AddressField { field, list, .. } in msg.readable_addresses() {
        let mut found = Found::default();
        for mailbox in &list.mailboxes {
            if !mailbox.faulty && msg.slice(mailbox.local).is_ascii() {
                unusual(msg, mailbox, field.name, &mut found);
            }
        }
        let Some(&place) = found.places.first() else { continue };
        let reported = sink.report_found(found, &MORE, &MEND, Safety::Safe);
        reported.arg("token", msg.excerpt(place)).arg("count", place.len());
    }
}

fn unusual(msg: &Message, mailbox: &Mailbox, name: Name, found: &mut Found) {
    let (local, domain) = (mailbox.local, mailbox.domain);
    if let Some(plain) = unquoted_local(msg.bytes(), local) {
        return found.add_edit(&NEEDLESS, local, Edit::replace(local, plain));
    }
    if local.len() > 64 {
        return found.add(if name == Name::From { &LONG } else { &LONG_ELSEWHERE }, local);
    }
    if domain.len() > 255 || msg.slice(domain).split(|byte| *byte == b'.').any(|label| label.len() > 63) {
        return found.add(&LONG_DOMAIN, domain);
    }
    let before = Span::new(mailbox.span.start, local.start);
    let angle = crate::find::memrchr(b'<', msg.slice(before)).map_or(local.start, |at| before.start + at as u32 + 1);
    let route = Span::new(angle, local.start);
    if msg.slice(route).contains(&b'@') {
        return found.add_edit(&ROUTE, route, Edit::delete(route));
    }
    let text = msg.slice(local);
    let dots = text.starts_with(b"\".") || text.ends_with(b".\"") || find(text, b"..").is_some();
    if text.starts_with(b"\"") && !dots && exotic_character(msg.bytes(), local).is_none() {
        found.add(&QUOTED, local);
    }
}
