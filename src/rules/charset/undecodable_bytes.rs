//! Bytes of the body that are no text in the charset it declares.
//!
//! The label says `utf-8` and the bytes are Shift_JIS, or the other way round; or a template and the values put into it
//! were in two charsets. Readers show U+FFFD or other characters there: 文字化け. kenpin tries the other charsets of
//! mail and says which of them fits every byte.
//!
//! A part without a charset, or one that says us-ascii, is not judged here, nor are characters that decode and are
//! out of place (①in ISO-2022-JP, carriers' emoji). One character cut in two at the very end is a cut, not a charset.
//!
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset="utf-8"
//! Content-Transfer-Encoding: 8bit
//!
//! \x8d\x60\x82\xe6\x82\xe8\x81A\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd
//! ~~~~ undecodable-bytes
//! ```
//! # Fixed
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset="Shift_JIS"
//! Content-Transfer-Encoding: 8bit
//!
//! \x8d\x60\x82\xe6\x82\xe8\x81A\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! =E6=B8=AF =FF=FE =E6=B8=AF
//!           ~~~ undecodable-bytes
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! =E6=B8=AF=E3=82=88=E3=82=8A=E2=
//! =91=A0
//! ```
//! # Good
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=iso-2022-jp
//!
//! \x1b$B9A$h$j-!\x1b(B
//! ```

use crate::decode::base64;
use crate::decode::charset::{self, Charset, Fault, FaultKind};
use crate::finding::{Case, Edit, Fix, Place, Safety, Shown};
use crate::message::{Message, PartText};
use crate::options::Origin;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Encoding;
use crate::text::{Note, Text};
use memchr::memchr;
use std::fmt::Write;

/// The rule.
pub static RULE: Rule = Rule {
    id: "undecodable-bytes",
    group: Group::Charset,
    fixes: Fixes::Offer,
    sources: &[Source::Rfc(2045, "2.2"), Source::Rfc(2046, "4.1.2")],
    yields_to: &[
        Yield { to: "charset-unknown-or-odd", within: Near::Entity },
        Yield { to: "non-ascii-in-us-ascii", within: Near::Entity },
        Yield { to: "iso2022jp-escape-error", within: Near::Entity },
        Yield { to: "iso2022jp-vendor-character", within: Near::Span },
    ],
    title: Text::new("The bytes do not fit the declared charset", "宣言された文字コードに合わないバイトがあります"),
    why: Text::new(
        "Readers show replacement characters or other letters in these places, often in the whole text. Some receivers \
         take it for spam.",
        "その箇所、あるいは本文全体が文字化けします。迷惑メールとして扱う受信側もあります。",
    ),
    help: Text::new(
        "Write the text in the charset that the part declares, UTF-8 at best, or declare the charset that it is in. \
         Look for values put in from a source in another charset.",
        "宣言どおりの文字コード(できればUTF-8)で本文を書き出すか、実際の文字コードを宣言してください。\
         別の文字コードのデータを差し込んでいないかも確認してください。",
    ),
    cases: &[&PLAIN, &FITS],
    notes: &[&MORE, &RELABEL],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[
    Demand::error(Rfc, Display),
    Demand::error(Gmail, Display),
    Demand::error(Yahoo, Display),
    Demand::error(Outlook, Display),
    Demand::error(Icloud, Display),
    Demand::error(YahooJp, Display),
    Demand::error(Docomo, Display),
    Demand::error(Au, Display),
    Demand::error(Softbank, Display),
];

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "At byte {offset} of the decoded part, {octets} is no character in {charset}. There are {count} such places.",
        "デコード後の{offset}バイト目の {octets} は、{charset}の文字ではありません(全{count}か所)。",
    ),
    demands: DEMANDS,
};
static FITS: Case = Case {
    name: "fits",
    message: Text::new(
        "At byte {offset} of the decoded part, {octets} is no character in {charset}. There are {count} such places. \
         All of the part fits {other}.",
        "デコード後の{offset}バイト目の {octets} は、{charset}の文字ではありません(全{count}か所)。全体は{other}として読めます。",
    ),
    demands: DEMANDS,
};

static MORE: Note = Note::new("more", "Here too.", "ここも合いません。");
static RELABEL: Note = Note::new("relabel", "Declare the charset that fits", "実際の文字コードを宣言する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.body {
        let Some(param) = msg.parts[id as usize].charset else { continue };
        let text = msg.text(id);
        if !text.declared || text.charset == Charset::US_ASCII {
            continue;
        }
        let encoded = matches!(msg.entity(id).encoding, Encoding::Base64 | Encoding::QuotedPrintable);
        if !encoded && msg.input.origin == Origin::Pasted && text.charset != Charset::UTF_8 {
            // Pasting turned the bytes into UTF-8, whatever they were.
            sink.not_checked(Needs::Bytes);
            continue;
        }
        if text.charset_faults.undecodable() == 0 || is_cut(text) || is_damaged(text) {
            continue;
        }
        let bytes = msg.octets(id);
        let wrong: Vec<&Fault> = charset::senseless(text.charset, &bytes, &text.charset_faults).collect();
        // A picture that says it is text has other troubles.
        let Some(first) = wrong.first().filter(|_| memchr(0, &bytes).is_none()) else { continue };
        let others: Vec<_> = charset::fits(&bytes).into_iter().filter(|other| *other != text.charset).collect();
        let case = if others.is_empty() { &PLAIN } else { &FITS };
        let reported = sink.report(case, place(msg, id, first)).arg("offset", first.raw.start);
        let reported = reported.arg("octets", hex(first.raw.slice(&bytes)));
        let reported = reported.arg("charset", text.charset.name()).arg("count", text.charset_faults.undecodable());
        let reported = reported.arg("other", others.first().map_or("", |other| other.name()));
        let reported = wrong[1..].iter().take(3).fold(reported, |it, fault| it.related(place(msg, id, fault), &MORE));
        if let [other] = others[..] {
            reported.fix(Fix::one(&RELABEL, Safety::Offer, Edit::replace(param.value, other.name())));
        }
    }
}

/// Whether nothing is wrong but that the last character was cut.
fn is_cut(text: &PartText) -> bool {
    let last = text.charset_faults.list().last();
    let at_end = last.is_some_and(|last| last.kind == FaultKind::Incomplete && last.raw.end == text.octets);
    at_end && text.charset_faults.undecodable() == 1
}

/// Whether the base64 around the text is broken: wrong bytes are no wonder then, and have a finding.
fn is_damaged(text: &PartText) -> bool {
    let harmless = |fault: &base64::Fault| matches!(fault, base64::Fault::Blank | base64::Fault::TrailingBits);
    text.base64.list().iter().any(|(fault, _)| !harmless(fault))
}

fn place(msg: &Message, id: u32, fault: &Fault) -> Place {
    let raw = msg.text(id).octet_chain.to_raw(fault.raw);
    Place { raw, shown: Some(Shown { entity: id, span: fault.out }) }
}

/// The first bytes as hexadecimal numbers.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(4).enumerate().fold(String::new(), |mut out, (index, byte)| {
        let _ = write!(out, "{}{byte:02X}", if index > 0 { " " } else { "" });
        out
    })
}
