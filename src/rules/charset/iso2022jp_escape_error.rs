//! ISO-2022-JP with faulty escapes, or where it does not belong.
//!
//! ISO-2022-JP switches between ASCII and kanji by escapes: `ESC $ B` to kanji, `ESC ( B` back. Every line, every
//! encoded-word and the text end in ASCII. Where an escape is wrong or lost, readers show kanji as rows of Latin letters,
//! or Latin letters as kanji. Mostly a program cut text to a length after it was encoded, or joined pieces.
//! A header field holds it only in encoded-words, and a part must name it. Half-width katakana by `ESC ( I` are
//! `halfwidth-katakana`; ISO-2022-JP-2 and others of the family have more escapes and are not judged.
//!
//! # Bad
//! ```eml bytes
//! Comments: \x1b$B9A$h$j\x1b(B 9
//!           ~~~~~~ iso2022jp-escape-error
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b$B9A$h$j
//!             ^ iso2022jp-escape-error
//! \x1b$B9A$h$j\x1b(B
//! ```
//! # Fixed
//! ```eml bytes
//! Comments: =?UTF-8?B?5riv44KI44KKIDk=?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b$B9A$h$j\x1b(B
//! \x1b$B9A$h$j\x1b(B
//! ```
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=us-ascii
//!                                   ~~~~~~~~ iso2022jp-escape-error
//!
//! \x1b$B9A$h$j\x1b(B
//! ```
//! # Good
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b(J5\ \x1b$@9A$h$j\x1b(J
//! 6\\x1b(B
//! ```

use crate::decode::charset::Charset;
use crate::finding::{Case, Safety};
use crate::message::repair::{change_text, raw_words, words_to_utf8};
use crate::message::{Slip, Unit};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "iso2022jp-escape-error",
    group: Group::Charset,
    needs: &[Needs::Message],
    fixes: Fixes::Rewrite,
    sources: &[Source::rfc(1468, ""), Source::rfc(2047, "3")],
    yields_to: &[Yield { to: "encoded-word-splits-character", within: Near::Field }],
    title: Text::new("ISO-2022-JP with faulty escapes", "ISO-2022-JPのエスケープシーケンスに誤りがあります"),
    why: Text::new(
        "Escapes tell readers what is kanji and what is ASCII. After a wrong or missing one, what follows is garbled.",
        "受信ソフトは、エスケープシーケンスで漢字とASCIIを見分けます。誤りや抜けがあると、その後が文字化けします。",
    ),
    help: Text::new(
        "Let a library encode the whole text, and do not cut or join what is encoded. UTF-8 has no escapes.",
        "文章全体をライブラリで変換し、変換後の文字列を切ったりつないだりしないでください。UTF-8なら、この問題は起こりません。",
    ),
    cases: &[&ESCAPE, &BYTES, &OPEN, &ROMAN, &HEADER, &LABEL],
    notes: &[&MORE, &ENCODE, &DECLARE],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case::new(name, demands, en, ja)
}

const ALL: &[Demand] = &[
    Demand::error(Rfc, Display),
    Demand::error(Docomo, Display),
    Demand::error(Au, Display),
    Demand::error(Softbank, Display),
];
static ESCAPE: Case = case("escape", ALL, "ISO-2022-JP has no `{shown}`.", "`{shown}` はISO-2022-JPにない符号です。");
static BYTES: Case =
    case("bytes", ALL, "`{shown}` is no character of ISO-2022-JP.", "`{shown}` はISO-2022-JPの文字ではありません。");
static OPEN: Case = case(
    "open",
    ALL,
    "The escape back to ASCII is missing at the end (in {count} places).",
    "行末や末尾で、ASCIIに戻すエスケープシーケンスがありません(全{count}か所)。",
);
static ROMAN: Case = case(
    "roman",
    &[Demand::warning(Rfc, Display)],
    "It ends in JIS X 0201 Roman, not in ASCII.",
    "末尾がASCIIではなくJIS X 0201です。",
);
static HEADER: Case = case(
    "header",
    ALL,
    "ISO-2022-JP stands in a header field as it is.",
    "ヘッダーにISO-2022-JPがそのまま書かれています。",
);
static LABEL: Case =
    case("label", ALL, "The text is ISO-2022-JP, not {shown}.", "本文は{shown}ではなくISO-2022-JPです。");
static MORE: Note = Note::new("more", "Here too.", "ここも同じです。");
static ENCODE: Note = Note::new("encode", "Encode the text anew", "文章をエンコードし直す");
static DECLARE: Note = Note::new("declare", "Declare ISO-2022-JP", "ISO-2022-JPと宣言する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (field, places) in &msg.raw_escapes() {
        sink.report_all(&HEADER, places, &MORE).edit(&ENCODE, Safety::Offer, raw_words(msg, field));
    }
    for coded in &msg.faulty_in(Charset::ISO_2022_JP) {
        let slips = coded.slips(false);
        let Some(mut first) = slips.first() else { continue };
        for it in &slips {
            if (it.slip, it.place.raw) < (first.slip, first.place.raw) {
                first = it;
            }
        }
        let mut places = vec![first.place];
        for it in &slips {
            if it.place.raw != first.place.raw {
                places.push(it.place);
            }
        }
        let case = match first.slip {
            Slip::Escape => &ESCAPE,
            Slip::EightBit | Slip::Half => &BYTES,
            Slip::Roman => &ROMAN,
            _ => &OPEN,
        };
        let edits = match coded.unit {
            Unit::Part(id) => change_text(msg, id, &[]),
            Unit::Field(field) => words_to_utf8(msg, field),
        };
        let reported = sink.report_places(case, &places, &MORE).arg("count", slips.len());
        reported.arg("shown", first.shown.as_str()).edits(&ENCODE, Safety::Rewrite, edits);
    }
    for &id in msg.body.iter().filter(|id| msg.is_unsaid_iso_2022_jp(**id)) {
        let reported = sink.report(&LABEL, msg.charset_place(id)).arg("shown", msg.text(id).charset.name());
        reported.edit(&DECLARE, Safety::Offer, msg.name_charset(id, Charset::ISO_2022_JP));
    }
}
