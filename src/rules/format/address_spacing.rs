//! Blanks around an address are missing, or there are too many.
//!
//! `From:"Shop"<news@shop.example>` and `< news@shop.example >` can be read, and yet no mail program writes them: filters
//! know them from spam software. A display name that begins with a blank or holds two in a row is of that kind too. Folds
//! count as blanks. In received mail only the sender's own fields are looked at.
//!
//! # Bad
//! ```eml
//! To:"Yuko"<yuko@readerpost.net>, Ken<ken@readerpost.net>
//!    ^ address-spacing
//! ```
//! # Fixed
//! ```eml
//! To: "Yuko" <yuko@readerpost.net>, Ken <ken@readerpost.net>
//! ```
//! # Bad
//! ```eml
//! To: Yuko < yuko@readerpost.net >
//!           ~ address-spacing
//! ```
//! # Fixed
//! ```eml
//! To: Yuko <yuko@readerpost.net>
//! ```
//! # Bad
//! ```eml
//! From: "Minato  Bunko" <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~ address-spacing
//! ```
//! # Good
//! ```eml
//! To:
//!  "Yuko" <yuko@readerpost.net>, ken@readerpost.net
//! ```

use crate::find::find;
use crate::finding::{Case, Edit, Found, Safety};
use crate::message::{AddressField, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::scan::trim_wsp;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::Mailbox;

/// The rule.
pub static RULE: Rule = Rule {
    id: "address-spacing",
    group: Group::Format,
    level: Level::Info,
    basis: Basis::Practice,
    fixes: Fixes::Safe,
    yields_to: &[
        Yield { to: "encoded-word-position", within: Near::Field },
        Yield { to: "encoded-word-in-quotes", within: Near::Field },
    ],
    sources: &[
        Source::rfc(5322, "3.4.1"),
        Source::heuristic(
            "Rspamd and SpamAssassin score addresses that are spaced as no program does",
            "RspamdとSpamAssassinは、通常のソフトが書かない空白の入れ方を減点する",
        ),
    ],
    title: Text::new("Odd blanks around an address", "アドレス前後の空白が不自然です"),
    why: Text::new(
        "Mail programs put one blank after the colon and one before `<`. Filters know other spacing from spam software.",
        "メールソフトは、コロンの後と「<」の前に空白を1つずつ置きます。それ以外の書き方は、迷惑メール送信ソフトの特徴とみなされます。",
    ),
    help: Text::new(
        "Write `From: Name <address>`, or let the mail library build the field.",
        "`From: 名前 <アドレス>` の形で書くか、フィールドをメールライブラリに作らせてください。",
    ),
    cases: &[&COLON, &NAME, &INSIDE, &EXTRA],
    notes: &[&MORE, &SPACE],
    check,
    ..Rule::BASE
};

const INFO: &[Demand] = &[Demand::info(Rfc, Advice), Demand::info(Spamfilter, Advice)];
const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

static COLON: Case =
    case("colon", INFO, "No blank follows the colon of {name}.", "{name}のコロンの後に空白がありません。");
static NAME: Case = case("name", INFO, "No blank stands before `<`.", "「<」の前に空白がありません。");
static INSIDE: Case = case(
    "inside",
    &[Demand::info(Rfc, Advice), Demand::warning(Spamfilter, Folder)],
    "Blanks stand between the angle brackets.",
    "山括弧の内側に空白があります。",
);
static EXTRA: Case = case("extra", INFO, "The display name holds surplus blanks.", "表示名に余分な空白があります。");
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static SPACE: Note = Note::new("space", "Set the blanks as usual", "空白を整える");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let mut own = None;
    for AddressField { field, list, .. } in msg.readable_addresses() {
        let mut found = Found::default();
        let spaced = msg.slice(field.body).first().is_none_or(u8::is_ascii_whitespace);
        if !spaced && !field.name_span.is_empty() {
            let start = field.body.start;
            found.add_edit(&COLON, Span::at(start), Edit::insert(start, " "));
        }
        for mailbox in &list.mailboxes {
            around(msg, mailbox, &mut found);
        }
        if found.places.is_empty() {
            continue;
        }
        let own = *own.get_or_insert_with(|| msg.own_fields(cx.options).next().map_or(0, |field| field.span.start));
        if field.span.start >= own {
            sink.report_found(found, &MORE, &SPACE, Safety::Safe).arg("name", field.name.text());
        }
    }
}

fn around(msg: &Message, mailbox: &Mailbox, found: &mut Found) {
    let Mailbox { name, addr, span, .. } = *mailbox;
    if let Some(name) = name {
        let text = msg.slice(name);
        let surplus = text.starts_with(b"\" ") || find(text, b"  ").is_some();
        if surplus && find(text, b"=?").is_none() {
            found.add(&EXTRA, name);
        }
        if msg.slice(Span::new(name.end, span.end)).starts_with(b"<") {
            found.add_edit(&NAME, Span::at(name.end), Edit::insert(name.end, " "));
        }
    }
    let (before, after) = (Span::new(span.start, addr.start), Span::new(addr.end, span.end));
    let open = crate::find::memrchr(b'<', msg.slice(before)).map_or(before.end, |at| before.start + at as u32 + 1);
    let close = memchr::memchr(b'>', msg.slice(after)).map_or(after.start, |at| after.start + at as u32);
    for blank in &[Span::new(open, addr.start), Span::new(addr.end, close)] {
        if !blank.is_empty() && trim_wsp(msg.bytes(), *blank).is_empty() {
            found.add_edit(&INSIDE, *blank, Edit::delete(*blank));
        }
    }
}
