//! A multipart or a message inside the message says that it is base64 or quoted-printable.
//!
//! Only the parts inside may be encoded, each for itself; a composite is 7bit, 8bit or binary, so that its structure can
//! be seen. Mostly the parts are not encoded at all and the label is wrong; Exchange does encode forwarded messages.
//!
//! `message/global` and what later standards define may be encoded.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//! Content-Transfer-Encoding: quoted-printable
//!                            ~~~~~~~~~~~~~~~~ cte-on-composite
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//! Content-Transfer-Encoding: 7bit
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Type: message/rfc822
//! Content-Transfer-Encoding: base64
//!                            ~~~~~~ cte-on-composite
//!
//! U3ViamVjdDogYQ0KRnJvbTogYkB4LmV4YW1wbGUNCg0KSGVsbG8uDQo=
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Type: message/rfc822
//! Content-Transfer-Encoding: 7bit
//!
//! Subject: a
//! From: b@x.example
//!
//! Hello.
//!
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//! Content-Transfer-Encoding: 7bit
//!
//! --leaf
//! Content-Type: message/global
//! Content-Transfer-Encoding: base64
//!
//! U3ViamVjdDogYQ0KRnJvbTogYkB4LmV4YW1wbGUNCg0KSGVsbG8uDQo=
//! --leaf--
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::decode_composite;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "cte-on-composite",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Rewrite,
    sources: &[
        Source::rfc(2045, "6.4"),
        Source::rfc(2046, "5.1"),
        Source::rfc(2046, "5.2.1"),
        Source::rfc(2046, "5.2.2"),
        Source::rfc(3464, "2.1"),
    ],
    title: Text::new("A composite part is labelled as encoded", "マルチパートやメッセージにエンコードの指定があります"),
    why: Text::new(
        "The standard forbids it outright, and strict servers refuse such mail. Some programs decode the whole and find no \
         parts, others ignore the label.",
        "規格ではっきり禁じられており、厳格なサーバーは受信を拒否します。全体を復元しようとしてパートを見失うソフトも、指定を無視するソフトもあります。",
    ),
    help: Text::new(
        "Encode the parts inside, each for itself; the composite is 7bit or 8bit.",
        "エンコードは内側の各パートに対して行い、外側は7bitか8bitにしてください。",
    ),
    cases: &[&COMPOSITE, &STATUS],
    notes: &[&DECODE],
    check,
    ..Rule::BASE
};

static COMPOSITE: Case = Case {
    name: "composite",
    message: Text::new("{media} must not be {value}.", "{media}を{value}にすることはできません。"),
    demands: &[Demand::error(Rfc, Display), Demand::warning(Mta, Refuse)],
};
static STATUS: Case = Case {
    name: "status",
    message: Text::new("{media} has to be 7bit, not {value}.", "{media}は{value}ではなく7bitにする決まりです。"),
    demands: &[Demand::warning(Rfc, Display)],
};

static DECODE: Note = Note::new("decode", "Leave it unencoded", "エンコードしない形にする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own {
        let encoding = msg.entity(id).encoding;
        let encoded = matches!(encoding, Encoding::Base64 | Encoding::QuotedPrintable);
        let wide = matches!(encoding, Encoding::EightBit | Encoding::Binary);
        let case = match () {
            () if !encoded && !wide => continue,
            () if msg.is(id, "message/partial") || msg.is(id, "message/external-body") => &COMPOSITE,
            () if wide => continue,
            () if msg.has_type(id, "multipart") => &COMPOSITE,
            () if msg.is(id, "message/rfc822") => &COMPOSITE,
            () if msg.is(id, "message/delivery-status") => &STATUS,
            () => continue,
        };
        let Some(value) = msg.encoding_value(id) else { continue };
        let reported = sink.report(case, value).arg("media", msg.media(id)).bytes("value", msg.slice(value));
        reported.edits(&DECODE, Safety::Rewrite, decode_composite(msg, id));
    }
}
