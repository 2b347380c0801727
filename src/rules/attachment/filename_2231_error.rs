//! An RFC 2231 file name that is malformed, or that another name contradicts.
//!
//! `filename*=UTF-8'ja'%E8%AB%8B.pdf`: charset and language before two apostrophes (both may be empty), no quotes, `%` and
//! two hex digits for a byte. Long values come in pieces, `filename*0*=`, `filename*1*=`, numbered from 0 without a gap, in
//! any order. A plain ASCII `filename=` beside it is good practice, with the same extension.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name*=UTF-8'%E8%AB%8B.txt
//!                                 ~~~~~~~~~~~~~~~~~~~ filename-2231-error
//! Content-Disposition: inline; filename*="UTF-8''%E8%AB%8B.txt"
//!                                        ~~~~~~~~~~~~~~~~~~~~~~ filename-2231-error
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name*=UTF-8''%E8%AB%8B.txt
//! Content-Disposition: inline; filename*=UTF-8''%E8%AB%8B.txt
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name*1*=UTF-8''a; name*2*=b
//!                           ~~~~~~~ filename-2231-error
//! Content-Disposition: inline; filename*=UTF-8''100%.txt
//!                                                  ~~~ filename-2231-error
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name=letter.txt
//!                                ~~~~~~~~~~ filename-2231-error
//! Content-Disposition: inline; filename=invoice.txt
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name*0*=UTF-8''%E3%81; name*1*=%82.txt
//! Content-Disposition: inline; filename=a.txt; filename*=''%E3%81%82.txt
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name*1="c'd 100%25"; name*0="a'b"
//! ```

use crate::decode::param::{Fault, fault};
use crate::finding::{Case, Safety};
use crate::message::differing;
use crate::message::repair::write_parameter;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "filename-2231-error",
    group: Group::Attachment,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2231, "3"), Source::rfc(2231, "4"), Source::rfc(2231, "7")],
    title: Text::new("An encoded file name is malformed", "ファイル名のエンコードに誤りがあります"),
    why: Text::new(
        "Mail programs that cannot decode the name show percent signs, or a file without name and extension. Where two \
         names differ, each reader sees another one.",
        "解釈できないソフトでは、ファイル名が「%E3%81…」のように表示されるか、名前も拡張子も失われます。2つの名前が食い違うと、ソフトによって表示が変わります。",
    ),
    help: Text::new(
        "Write one `filename*=UTF-8''...`, without quotes, or let the mail library name the attachment.",
        "引用符を付けずに `filename*=UTF-8''...` と1つだけ書きます。メールライブラリの添付機能に任せるのが確実です。",
    ),
    cases: &[&APOSTROPHES, &CHARSET, &UNDECODABLE, &GAP, &ESCAPE, &ZEROS, &UNMARKED, &QUOTES, &DIFFERS],
    notes: &[&OTHER, &WRITE],
    check,
    ..Rule::BASE
};

const ERROR: &[Demand] = &[Demand::error(Rfc, Display), Demand::error(Outlook, Display)];
const WARNING: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Outlook, Display)];

static APOSTROPHES: Case = Case::new(
    "apostrophes",
    ERROR,
    "Two apostrophes must follow the charset: `{text}`.",
    "文字コード名の後に「'」が2つ必要です: `{text}`。",
);
static CHARSET: Case =
    Case::new("charset", ERROR, "Nobody knows the charset `{text}`.", "`{text}` という文字コードはありません。");
static UNDECODABLE: Case = Case::new(
    "undecodable",
    ERROR,
    "The bytes do not fit the charset: `{text}`.",
    "文字コードに合わないバイトがあります: `{text}`。",
);
static GAP: Case = Case::new("gap", ERROR, "A piece is missing before `{text}`.", "`{text}` の前の断片がありません。");
static ESCAPE: Case = Case::new(
    "escape",
    ERROR,
    "Two hex digits must follow the percent sign: `{text}`.",
    "「%」の後に16進数2桁が必要です: `{text}`。",
);
static ZEROS: Case =
    Case::new("zeros", WARNING, "The number of `{text}` has a zero too many.", "`{text}` の番号に余分な0があります。");
static UNMARKED: Case = Case::new(
    "unmarked",
    WARNING,
    "Without a star these are percent signs: `{text}`.",
    "「*」がないため、`{text}` は「%」のまま表示されます。",
);
static QUOTES: Case = Case::new(
    "quotes",
    WARNING,
    "An encoded value has no quotes: `{text}`.",
    "エンコードした値に引用符は付けません: `{text}`。",
);
static DIFFERS: Case =
    Case::new("differs", WARNING, "The other name of the file is “{text}”.", "もう一方のファイル名は「{text}」です。");
/// By fault.
const CASES: [&Case; 8] = [&APOSTROPHES, &CHARSET, &UNDECODABLE, &GAP, &ESCAPE, &ZEROS, &UNMARKED, &QUOTES];
static OTHER: Note = Note::new("other", "The other name.", "もう一方の名前です。");
static WRITE: Note = Note::new("write", "Write it correctly", "正しい書き方に直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (id, ..) in msg.entities() {
        let (params, mut sound) = (msg.name_params(id), true);
        for it in &params {
            let Some((fault, place)) = fault(msg.bytes(), it.value, it.name) else { continue };
            sound = false;
            let reported = sink.report(CASES[fault as usize], place).arg("text", msg.excerpt(place));
            if let Some(safety) = safety(fault)
                && let Some(meant) = it.meant(msg, fault)
            {
                reported.mend(&WRITE, safety, write_parameter(msg, it, &meant).unwrap_or_default());
            }
        }
        if sound && let Some((one, other)) = differing(msg, &params) {
            sink.report(&DIFFERS, one.span).arg("text", other.text).related(other.span, &OTHER);
        }
    }
}

fn safety(fault: Fault) -> Option<Safety> {
    match fault {
        Fault::Apostrophes | Fault::Escape | Fault::Zeros | Fault::Quotes => Some(Safety::Safe),
        Fault::Gap | Fault::Unmarked => Some(Safety::Offer),
        Fault::Charset | Fault::Undecodable => None,
    }
}
