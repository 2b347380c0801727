//! A base64 body holds something that is no base64, or ends too early.
//!
//! Only letters, digits, `+`, `/`, line ends, and `=` at the end belong into it. Readers have to skip other characters,
//! so what they show depends on them; an attachment of which a quantum is cut is damaged. Text after the end is mostly a
//! footer that a gateway appended without decoding: some readers show it as garbage, most not at all.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!
//! SGVs!bG8u
//!     ~ base64-illegal-content
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!
//! SGVsbG8u
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Type: application/pdf
//! Content-Transfer-Encoding: base64
//!
//! JVBERi0xLjcK
//! aGVsbG8
//!     ~~~ base64-illegal-content
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!
//! SGVsbG8=
//! A list's footer
//! ~ base64-illegal-content
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: application/octet-stream
//! Content-Transfer-Encoding: base64
//!
//! =SGVs_-8=
//! ~ base64-illegal-content
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: application/octet-stream
//! Content-Transfer-Encoding: base64
//!
//! SGVs/+8=
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!
//! SGVs
//! bG8s
//! IHRo
//! ZXJlLg==
//! ```

use crate::decode::base64::{self, Fault};
use crate::finding::{Case, Fix, Safety};
use crate::fix::{Transfer, encode_body};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::{Encoding, Form};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "base64-illegal-content",
    group: Group::Mime,
    fixes: Fixes::Rewrite,
    sources: &[Source::Rfc(2045, "6.8"), Source::Rfc(4648, "3.3"), Source::Rfc(4648, "3.5"), Source::Rfc(4648, "4")],
    title: Text::new("A base64 part is damaged", "base64のパートが壊れています"),
    why: Text::new(
        "What a reader makes of it depends on the program: it skips the bad places, stops there, or shows nothing. \
         An attachment may not open.",
        "どう復元されるかは受信側のソフト次第です。問題の箇所を読み飛ばす、そこで打ち切る、何も表示しないなど、まちまちで、添付ファイルが開けないこともあります。",
    ),
    help: Text::new(
        "Encode the content anew with a library, as a whole. A footer belongs into the text before it is encoded.",
        "ライブラリを使い、内容全体をエンコードし直してください。フッターは、エンコードする前の本文に足します。",
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
    "There are characters that do not belong into base64, in {count} places.",
    "base64に使えない文字が{count}か所にあります。",
);
static URL: Case = case(
    "url-alphabet",
    ERROR,
    "`-` and `_` are of the alphabet for URLs; mail has `+` and `/`. There are {count} of them.",
    "「-」と「_」はURL用の文字です。メールでは「+」と「/」を使います(全{count}個)。",
);
static PADDING: Case = case(
    "padding",
    ERROR,
    "A `=` stands where no quantum ends. There are {count} such places.",
    "区切りではない位置に「=」があります(全{count}か所)。",
);
static EXTRA: Case = case("extra-padding", INFO, "There is a `=` too much at the end.", "末尾の「=」が余分です。");
static TRUNCATED: Case = case(
    "truncated",
    ERROR,
    "The data ends within a quantum of four characters: its end is missing, or the `=` that fill it up.",
    "4文字ずつの区切りの途中でデータが終わっています。末尾が切れたか、詰め物の「=」がありません。",
);
static AFTER: Case = case(
    "after-padding",
    &[Demand::warning(Rfc, Display)],
    "More follows after the `=` that end the data. Many readers stop there.",
    "終わりを示す「=」の後に、まだ続きがあります。多くの受信ソフトはそこで読むのをやめます。",
);
static BLANK: Case = case(
    "blank",
    INFO,
    "There are blanks or tabs in the data, in {count} places.",
    "データの中に空白またはタブが{count}か所あります。",
);
static BITS: Case = case(
    "trailing-bits",
    INFO,
    "The last character has bits set that stand for nothing.",
    "最後の文字に、どのデータも表さない余分なビットが立っています。",
);

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static ENCODE: Note = Note::new("encode", "Encode the content anew", "内容をエンコードし直す");

/// What is looked for, the worst first.
const KINDS: [(&Case, Fault); 7] = [
    (&ILLEGAL, Fault::Illegal),
    (&PADDING, Fault::StrayPadding),
    (&TRUNCATED, Fault::Truncated),
    (&URL, Fault::UrlAlphabet),
    (&AFTER, Fault::AfterPadding),
    (&BLANK, Fault::Blank),
    (&BITS, Fault::TrailingBits),
];

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (id, entity, _) in msg.entities() {
        if entity.form != Form::Leaf || entity.encoding != Encoding::Base64 || msg.in_other_message(id) {
            continue;
        }
        match msg.body.contains(&id) {
            true => report(msg, id, msg.text(id).base64.list(), sink),
            false => report(msg, id, base64::audit(msg.slice(entity.body)).0.list(), sink),
        }
    }
}

/// Reports the worst of what is wrong in a part: the rest comes from it, mostly.
fn report(msg: &Message, id: u32, faults: &[(Fault, Span)], sink: &mut Sink) {
    // What follows the end is one defect, whatever is wrong in it.
    let end = faults.iter().position(|(fault, _)| *fault == Fault::AfterPadding).map_or(faults.len(), |at| at + 1);
    let start = msg.entity(id).body.start;
    for (case, kind) in KINDS {
        let places: Vec<Span> =
            faults[..end].iter().filter(|fault| fault.0 == kind).map(|(_, at)| at.shift(start)).collect();
        let Some(first) = places.first() else { continue };
        let last = Span::new(first.end, msg.entity(id).body.end);
        let case = if kind == Fault::StrayPadding && is_end(msg.slice(last)) { &EXTRA } else { case };
        let reported = sink.report(case, *first).arg("count", places.len()).fix(fix(msg, id, faults));
        places[1..].iter().take(3).fold(reported, |reported, place| reported.related(*place, &MORE));
        return;
    }
}

/// Whether nothing but `=` and line ends is left.
fn is_end(rest: &[u8]) -> bool {
    rest.iter().all(|byte| *byte == b'=' || byte.is_ascii_whitespace())
}

/// Encodes anew what the body holds, if that is certain.
fn fix(msg: &Message, id: u32, faults: &[(Fault, Span)]) -> Option<Fix> {
    /// Larger bodies are left alone: the edit would be as large.
    const MOST: u32 = 1_000_000;
    let has = |kind| faults.iter().any(|(fault, _)| *fault == kind);
    // Foreign characters with blanks among them are a footer, which must not become data.
    let footer = (has(Fault::Illegal) || has(Fault::AfterPadding)) && has(Fault::Blank);
    if has(Fault::Truncated) || footer || faults.len() > 100 || msg.entity(id).body.len() > MOST {
        return None;
    }
    let edit = encode_body(msg, id, &msg.octets(id), Transfer::Base64);
    Some(Fix::one(&ENCODE, Safety::Rewrite, edit))
}
