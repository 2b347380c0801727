//! A quoted-printable body holds bytes that must be encoded: above 126, or control characters.
//!
//! The point of the encoding is that nothing but plain ASCII goes over the wire. The escapes of ISO-2022-JP begin with a
//! control character, ESC, and are no exception: it is written `=1B`.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Caf=C3=A9, café
//!               ~ qp-raw-octet
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Caf=C3=A9, caf=C3=A9
//! ```
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//! Content-Transfer-Encoding: quoted-printable
//!
//! \x1b$B$A\x1b(B
//! ~~~~ qp-raw-octet
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//! Content-Transfer-Encoding: quoted-printable
//!
//! =1B$B$A=1B(B
//! ```
//! # Good
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Caf=C3=A9\tand=01more.
//! ```

use crate::decode::qp;
use crate::finding::{Case, Safety};
use crate::message::repair::escape_literals;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "qp-raw-octet",
    group: Group::Mime,
    needs: &[Needs::Bytes],
    fixes: Fixes::Rewrite,
    sources: &[Source::rfc(2045, "6.7")],
    title: Text::new(
        "Unencoded bytes in quoted-printable",
        "quoted-printableの中に、エンコードされていない文字があります",
    ),
    why: Text::new(
        "Servers take the part for 7-bit text and may cut or refuse such bytes. It shows that text was put in after the \
         encoding, so that its `=` are wrong as well.",
        "7bitのはずのパートなので、途中で文字化けしたり、受信を拒否されたりします。エンコードの後で文章を差し込んだ印でもあり、その中の「=」も正しく読まれません。",
    ),
    help: Text::new(
        "Let a library encode the finished text, with everything that is put into it.",
        "差し込みまで済ませた本文全体を、ライブラリでエンコードしてください。",
    ),
    cases: &[&OCTETS],
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

static OCTETS: Case = Case {
    name: "octets",
    message: Text::new(
        "{count} bytes of this part should be written as escapes.",
        "エスケープが必要なバイトが{count}個、そのまま入っています。",
    ),
    demands: &[Demand::error(Rfc, Display)],
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static ENCODE: Note = Note::new("encode", "Write them as escapes", "エスケープにする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.leaves_in(Encoding::QuotedPrintable) {
        let body = msg.entity(id).body;
        let (mut found, mut count) = (qp::raw_octets(msg.slice(body)), 0);
        for place in &mut found {
            *place = place.shift(body.start);
            count += place.len();
        }
        // A list that was cut would leave places behind.
        let whole = !found.is_empty() && found.len() < qp::MOST;
        let edits = if whole { escape_literals(msg, id, &found) } else { Vec::new() };
        if !found.is_empty() {
            sink.report_all(&OCTETS, &found, &MORE).arg("count", count).mend(&ENCODE, Safety::Rewrite, edits);
        }
    }
}
