//! A local part holds characters that Yahoo may refuse.
//!
//! `, $ % ? { } < >` and blanks are legal there, some of them only in quotes. Yahoo's list of errors names them as exotic or
//! forbidden, without saying in which address; other systems take `%` for a route and `$` or `?` for the shell.
//!
//! Return paths that carry the reader's address with `+`, `=`, `-` and `_` are fine.
//!
//! # Bad
//! ```eml
//! Reply-To: b%yuko@minatobunko.co.jp
//!            ~ address-exotic-characters
//! ```
//! # Bad
//! ```eml
//! Return-Path: <b$yuko=readerpost.net@bounce.minatobunko.co.jp>
//!                ~ address-exotic-characters
//! Received: from a.minatobunko.co.jp by mx.readerpost.net; Tue, 24 Nov 2026 09:30:01 +0900
//! ```
//! # Bad
//! ```eml
//! To: "yuko tanabe"@readerpost.net
//!          ~ address-exotic-characters
//! ```
//! # Good
//! ```eml
//! Return-Path: <bounce+1_yuko=readerpost.net@minatobunko.co.jp>
//! Received: from a.minatobunko.co.jp by mx.readerpost.net; Tue, 24 Nov 2026 09:30:01 +0900
//! To: ken . oda@readerpost.net
//! ```

use crate::finding::Case;
use crate::message::Stage;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Rule, Sink, Source, Yield};
use crate::scan::{Field, Name};
use crate::text::{Note, Text};
use crate::value::addr::{AddressList, exotic_character};

/// The rule.
pub static RULE: Rule = Rule {
    id: "address-exotic-characters",
    group: Group::Format,
    level: Level::Warning,
    basis: Basis::Receiver,
    sources: &[
        Source::page("Yahoo: SMTP error codes", "https://senders.yahooinc.com/smtp-error-codes/", "2026-02-01"),
        Source::rfc(5322, "3.2.3"),
    ],
    title: Text::new("Unusual characters in an address", "アドレスに特殊な記号があります"),
    why: Text::new(
        "Yahoo refuses addresses with exotic characters, and other systems give some of them a meaning of their own.",
        "Yahooは特殊な記号を含むアドレスを拒否することがあり、記号を別の意味に解釈するシステムもあります。",
    ),
    help: Text::new(
        "Before `@`, use letters, digits, dots, hyphens, underscores, plus and equals signs only.",
        "@の前には、英数字と「.」「-」「_」「+」「=」だけを使ってください。",
    ),
    cases: &[&EXOTIC],
    yields_to: &[Yield { to: "encoded-word-position", within: Near::Span }],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

static EXOTIC: Case = Case {
    name: "exotic",
    message: Text::new(
        "`{address}` in {name} holds \"{token}\" before the `@`.",
        "{name}の `{address}` は、@の前に「{token}」を含んでいます。",
    ),
    demands: &[Demand::info(Mta, Advice), Demand::warning(Yahoo, Refuse)],
};
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");

fn check(cx: &Cx, sink: &mut Sink) {
    for it in cx.msg.readable_addresses() {
        report(cx, sink, &it.field, &it.list);
    }
    if let (Some(field), Some(list)) = (cx.msg.field(Name::ReturnPath), cx.msg.return_path()) {
        report(cx, sink, field, list);
    }
}

fn report(cx: &Cx, sink: &mut Sink, field: &Field, list: &AddressList) {
    let msg = cx.msg;
    let (mut places, mut address) = (Vec::new(), None);
    for mailbox in &list.mailboxes {
        let found = if mailbox.faulty { None } else { exotic_character(msg.bytes(), mailbox.local) };
        let Some(found) = found else { continue };
        // In a template they may mark what the mail system puts in.
        if b"{}%$".contains(&msg.slice(found)[0]) && cx.stage() == Stage::Template {
            continue;
        }
        address = address.or(Some(mailbox.addr));
        places.push(found);
    }
    let Some(address) = address else { return };
    let reported = sink.report_all(&EXOTIC, &places, &MORE).arg("name", field.name.text());
    reported.arg("address", msg.excerpt(address)).arg("token", msg.excerpt(places[0]));
}
