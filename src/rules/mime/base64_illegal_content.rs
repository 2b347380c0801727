//! A base64 body holds something that is no base64, or ends too early.
//!
//! Only letters, digits, `+`, `/`, line ends, and `=` at the end belong into it. Text after the end is mostly a footer.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: base64
//!
//! SGVs!bG8u
//!     ~ base64-illegal-content
//! ```
//! # Fixed
//! ```eml rule=base64-for-ascii-text=off
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: base64
//!
//! SGVsbG8u
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: base64
//!
//! SGVsbG8=
//! A list's footer
//! ~ base64-illegal-content
//! ```
//! # Bad
//! ```eml rule=empty-body=off
//! Content-Type: application/pdf
//! Content-Transfer-Encoding: base64
//! MIME-Version: 1.0
//!
//! JVBERi0xLjcKaGVsbG8
//!                 ~~~ base64-illegal-content
//! ```
//! # Good
//! ```eml rule=base64-for-ascii-text=off
//! MIME-Version: 1.0
//! Content-Transfer-Encoding: base64
//!
//! SGVsbG8sIHRoZXJlLg==
//! ```

use crate::decode::base64::{self, Fault};
use crate::finding::{Case, Safety};
use crate::message::Message;
use crate::message::repair::{Transfer, encode_body};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "base64-illegal-content",
    group: Group::Mime,
    fixes: Fixes::Rewrite,
    sources: &[Source::rfc(2045, "6.8"), Source::rfc(4648, "3.3"), Source::rfc(4648, "3.5"), Source::rfc(4648, "4")],
    title: Text::new("A base64 part is damaged", "base64のパートが壊れています"),
    why: Text::new(
        "Programs skip the bad places, stop there, or show nothing. An attachment may not open.",
        "問題の箇所を読み飛ばすか、そこで打ち切るか、何も表示しないかは、受信側のソフト次第です。添付ファイルが開けないこともあります。",
    ),
    help: Text::new(
        "Encode the content anew, as a whole. A footer belongs into the text before it is encoded.",
        "内容全体をエンコードし直してください。フッターは、エンコードする前の本文に足します。",
    ),
    cases: &[&ILLEGAL, &PADDING, &EXTRA, &TRUNCATED, &URL, &AFTER, &BLANK, &BITS],
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

const ERROR: &[Demand] = &[Demand::error(Rfc, Display)];
const INFO: &[Demand] = &[Demand::info(Rfc, Advice)];

static ILLEGAL: Case = case(
    "illegal",
    ERROR,
    "Places that hold what is no base64: {count}.",
    "base64に使えない文字が{count}か所にあります。",
);
static PADDING: Case = case(
    "padding",
    ERROR,
    "A `=` stands inside the data, {count} times.",
    "データの途中に「=」があります(全{count}個)。",
);
static TRUNCATED: Case = case(
    "truncated",
    ERROR,
    "The data ends within a quantum of four characters: its end is missing, or the `=` that fill it up.",
    "4文字ずつの区切りの途中でデータが終わっています。末尾が切れたか、詰め物の「=」がありません。",
);
static URL: Case = case("url-alphabet", ERROR, "`-`, `_` stand for `+`, `/`.", "「-」「_」は「+」「/」の誤りです。");
static AFTER: Case = case(
    "after-padding",
    &[Demand::warning(Rfc, Display)],
    "More follows after the `=` that end the data. Many readers stop there.",
    "終わりを示す「=」の後に、まだ続きがあります。多くの受信ソフトはそこで読むのをやめます。",
);
static EXTRA: Case = case("extra-padding", INFO, "There is a `=` too much at the end.", "末尾の「=」が余分です。");
static BLANK: Case = case("blank", INFO, "Blanks in the data: {count}.", "データの中に空白が{count}か所あります。");
static BITS: Case =
    case("trailing-bits", INFO, "The last character has stray bits.", "最後の文字に余分なビットがあります。");

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static ENCODE: Note = Note::new("encode", "Encode the content anew", "内容をエンコードし直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.leaves_in(Encoding::Base64) {
        match msg.is_of_body(id) {
            true => report(msg, id, msg.text(id).base64.list(), sink),
            false => report(msg, id, base64::audit(msg.slice(msg.entity(id).body)).0.list(), sink),
        }
    }
}

fn report(msg: &Message, id: u32, faults: &[(Fault, Span)], sink: &mut Sink) {
    let Some((kind, mut places)) = base64::worst(faults) else { return };
    let body = msg.entity(id).body;
    for place in &mut places {
        *place = place.shift(body.start);
    }
    let rest = msg.slice(Span::new(places[0].end, body.end)).trim_ascii();
    let case = match kind {
        Fault::Illegal => &ILLEGAL,
        Fault::StrayPadding if rest.is_empty() => &EXTRA,
        Fault::StrayPadding => &PADDING,
        Fault::Truncated => &TRUNCATED,
        Fault::UrlAlphabet => &URL,
        Fault::AfterPadding => &AFTER,
        Fault::Blank => &BLANK,
        Fault::TrailingBits => &BITS,
    };
    // A larger body is left alone: the edit would be as large.
    let bytes = if body.len() > 1_000_000 { None } else { base64::certain(msg.slice(body), faults) };
    let edit = bytes.map(|bytes| encode_body(msg, id, &bytes, Transfer::Base64));
    let reported = sink.report_all(case, &places, &MORE).arg("count", places.len());
    reported.edit(&ENCODE, Safety::Rewrite, edit);
}
