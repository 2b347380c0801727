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
//! Content-Transfer-Encoding: 7-bits
//!                            ~~~~~~ unknown-cte
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: 7bit
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: utf-8
//!                            ~~~~~ unknown-cte
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: "base-64"
//!                            ~~~~~~~~~ unknown-cte
//!
//! SGVsbG8uDQo=
//! ```
//! # Fixed
//! ```eml rule=base64-for-ascii-text=off
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: base64
//!
//! SGVsbG8uDQo=
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: 7bit;
//!                                ~ unknown-cte
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: 7bit
//! ```
//! # Good
//! ```eml rule=base64-for-ascii-text=off
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: BASE64 (a note)
//!
//! SGVsbG8uDQo=
//! ```

use crate::find::begins;
use crate::finding::{Case, Edit, Safety};
use crate::message::repair::meant_encoding;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::params::Structured;
use crate::scan::{Encoding, Name};
use crate::span::Span;
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
    cases: &[&UNKNOWN, &UUENCODE, &CASE, &TRAILING],
    notes: &[&SET, &REMOVE],
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

static TRAILING: Case = Case {
    name: "trailing",
    message: Text::new(
        "A semicolon follows `{value}`. This field has no parameters; most programs read past it.",
        "`{value}` のあとにセミコロンがあります。このフィールドにパラメーターはありません。たいていのソフトは読み飛ばします。",
    ),
    demands: &[Demand::info(Rfc, Display)],
};

static SET: Note = Note::new("set", "Name the encoding as it is known", "正しい名前にする");
static REMOVE: Note = Note::new("remove", "Remove the semicolon", "セミコロンを消す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own {
        let Some(field) = msg.field_of(id, Name::ContentTransferEncoding) else { continue };
        let entity = msg.entity(id);
        let span = Structured::read(msg.bytes(), field.body).value;
        let value = msg.slice(if span.is_empty() { field.name_span } else { span });
        let semicolon = Span::new(span.end, span.end + 1);
        if entity.encoding != Encoding::Unknown && msg.slice(semicolon) == b";" {
            let reported = sink.report(&TRAILING, semicolon).bytes("value", value);
            reported.edit(&REMOVE, Safety::Safe, Some(Edit::delete(semicolon)));
        }
        let (case, right) = match (entity.encoding, value) {
            (Encoding::Unknown, _) if begins(value, "x-uu") => (&UUENCODE, None),
            (Encoding::Unknown, _) if begins(value, "x-") => continue,
            (Encoding::Unknown, _) => (&UNKNOWN, meant_encoding(msg, entity, &value.to_ascii_lowercase())),
            (_, b"7Bit") => (&CASE, Some(("7bit", Safety::Safe))),
            (_, b"8Bit") => (&CASE, Some(("8bit", Safety::Safe))),
            _ => continue,
        };
        let (name, safety) = right.unwrap_or(("", Safety::Safe));
        let edit = right.map(|_| Edit::replace(span, name));
        sink.report(case, span).bytes("value", value).arg("right", name).edit(&SET, safety, edit);
    }
}
