//! A Content-Transfer-Encoding that nobody knows.
//!
//! There are five: `7bit`, `8bit`, `binary`, `quoted-printable` and `base64`, in any letter case. What is called
//! otherwise counts as an attachment of unknown content. Mostly it is a slip (`8-bit`), or a charset in the wrong field.
//!
//! Private names (`x-...`) are allowed; only those for uuencode are reported.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 7-bits
//!                            ~~~~~~ unknown-cte
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 7bit
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: utf-8
//!                            ~~~~~ unknown-cte
//! Content-Type: text/plain; charset=utf-8
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: "base-64"
//!                            ~~~~~~~~~ unknown-cte
//! Content-Type: text/plain; charset=utf-8
//!
//! SGVsbG8uDQo=
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: base64
//! Content-Type: text/plain; charset=utf-8
//!
//! SGVsbG8uDQo=
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: BASE64 (a note)
//! Content-Type: text/plain; charset=utf-8
//!
//! SGVsbG8uDQo=
//! ```

use crate::decode::{base64, qp};
use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::params::Structured;
use crate::scan::{Encoding, Entity, Name};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-cte",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2045, "6.1"), Source::rfc(2045, "6.3"), Source::rfc(2045, "6.4")],
    title: Text::new("An unknown Content-Transfer-Encoding", "知られていないContent-Transfer-Encodingです"),
    why: Text::new(
        "A reader cannot know how to decode the part, and treats it as data of an unknown kind: the text may appear as an \
         attachment, or encoded.",
        "復元の方法がわからないため、受信側では不明なデータとして扱われます。本文が添付ファイルになったり、エンコードされたまま表示されたりします。",
    ),
    help: Text::new(
        "Use 7bit, 8bit, quoted-printable or base64. The charset belongs into Content-Type.",
        "7bit、8bit、quoted-printable、base64のいずれかにしてください。文字コードを書くのはContent-Typeです。",
    ),
    cases: &[&UNKNOWN, &UUENCODE, &CASE],
    notes: &[&SET],
    check,
    ..Rule::BASE
};

static UNKNOWN: Case = Case {
    name: "unknown",
    message: Text::new("`{value}` is no transfer encoding.", "`{value}` という転送エンコーディングはありません。"),
    demands: &[Demand::error(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};
static UUENCODE: Case = Case {
    name: "uuencode",
    message: Text::new(
        "Few programs read `{value}`; use base64.",
        "`{value}` を読めるソフトはわずかです。base64にしてください。",
    ),
    demands: &[Demand::warning(Rfc, Display)],
};
static CASE: Case = Case {
    name: "letter-case",
    message: Text::new(
        "`{value}` is as good as `{right}`, but Rspamd scores this spelling.",
        "`{value}` は `{right}` と同じ意味ですが、Rspamdはこの書き方を減点します。",
    ),
    demands: &[Demand::info(Spamfilter, Folder)],
};

static SET: Note = Note::new("set", "Name the encoding as it is known", "正しい名前にする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (_, entity, _) in msg.entities().filter(|(id, ..)| !msg.in_other_message(*id)) {
        let fields = msg.scan.fields_of(entity);
        let Some(field) = fields.iter().find(|field| field.name == Name::ContentTransferEncoding) else { continue };
        let span = Structured::read(msg.bytes(), field.body).value;
        let value = msg.slice(if span.is_empty() { field.name_span } else { span });
        let lower = value.to_ascii_lowercase();
        let (case, right) = match entity.encoding {
            Encoding::Unknown if lower.starts_with(b"x-uu") => (&UUENCODE, None),
            Encoding::Unknown if lower.starts_with(b"x-") => continue,
            Encoding::Unknown => (&UNKNOWN, meant(msg, entity, &lower)),
            _ if value == b"7Bit" => (&CASE, Some(("7bit", Safety::Safe))),
            _ if value == b"8Bit" => (&CASE, Some(("8bit", Safety::Safe))),
            _ => continue,
        };
        let reported = sink.report(case, span).arg("value", String::from_utf8_lossy(value).into_owned());
        let reported = reported.arg("right", right.map_or("", |(right, _)| right));
        reported.fix(right.map(|(right, safety)| Fix::one(&SET, safety, Edit::replace(span, right))));
    }
}

/// The encoding that a misspelled name means, where the body is in it. Who does not guess so far shows what is encoded.
fn meant(msg: &Message, entity: &Entity, lower: &[u8]) -> Option<(&'static str, Safety)> {
    let letters: Vec<u8> = lower.iter().copied().filter(u8::is_ascii_alphanumeric).collect();
    let body = msg.slice(entity.body);
    match &letters[..] {
        b"7bit" | b"7bits" if body.is_ascii() => Some(("7bit", Safety::Safe)),
        b"8bit" | b"8bits" => Some(("8bit", Safety::Safe)),
        b"base64" if base64::audit(body).0.count() == 0 => Some(("base64", Safety::Offer)),
        b"quotedprintable" if qp::audit(body).count() == 0 => Some(("quoted-printable", Safety::Offer)),
        _ => None,
    }
}
