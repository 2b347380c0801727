//! A file name holds bytes above 127.
//!
//! Header fields are ASCII, and nothing in them says which charset a raw name is in. Raw UTF-8 is legal only where every
//! server on the way speaks SMTPUTF8; raw Shift_JIS is legal nowhere. Parameters have a form of their own for other
//! letters: `filename*=UTF-8''...` (RFC 2231).
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The invoice.
//! --b
//! Content-Type: application/pdf
//! Content-Disposition: attachment; filename="請求書.pdf"
//!                                            ~~~~~~ filename-raw-8bit
//! Content-Transfer-Encoding: base64
//!
//! JVBERi0xLjcK
//! --b--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The invoice.
//! --b
//! Content-Type: application/pdf
//! Content-Disposition: attachment;
//!  filename*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf
//! Content-Transfer-Encoding: base64
//!
//! JVBERi0xLjcK
//! --b--
//! ```
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; name=\x8c\xa9\x90\xcf\x8f\x91.txt
//!                                ~~~~~~~~~~~~~~~~~~~~~~~~ filename-raw-8bit
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name*=UTF-8''%E8%A6%8B%E7%A9%8D%E6%9B%B8.txt
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name*=UTF-8''%E8%A6%8B%E7%A9%8D%E6%9B%B8.txt
//!
//! Hello.
//! ```
//! # Good
//! ```eml audience=smtputf8
//! MIME-Version: 1.0
//! Content-Type: text/plain; name="見積書.txt"
//! * raw-8bit-header
//!
//! Hello.
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::write_parameter;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Raw, raw};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "filename-raw-8bit",
    group: Group::Attachment,
    needs: &[Needs::Message, Needs::Bytes],
    fixes: Fixes::Rewrite,
    sources: &[Source::rfc(2183, "2"), Source::rfc(2231, "4"), Source::rfc(2046, "5.1.1")],
    title: Text::new("Raw 8-bit bytes in a file name", "ファイル名がエンコードされていません"),
    why: Text::new(
        "Nothing says which charset the name is in. Readers see gibberish or a file without a name, and strict servers \
         refuse the message.",
        "文字コードを示すものがないため、受信側ではファイル名が文字化けしたり消えたりします。受信を拒否するサーバーもあります。",
    ),
    help: Text::new(
        "Write `filename*=UTF-8''...` (RFC 2231), or let the mail library name the attachment.",
        "`filename*=UTF-8''...`(RFC 2231)の形で書きます。メールライブラリの添付機能に任せるのが確実です。",
    ),
    cases: &[&UTF8, &LEGACY],
    notes: &[&WRITE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[
    Demand::error(Rfc, Display),
    Demand::error(Mta, Refuse),
    Demand::error(Docomo, Display),
    Demand::error(Au, Display),
    Demand::error(Softbank, Display),
];

static UTF8: Case = Case {
    name: "utf-8",
    message: Text::new("The name “{name}” is raw UTF-8.", "「{name}」がUTF-8のまま書かれています。"),
    demands: DEMANDS,
};
static LEGACY: Case = Case {
    name: "legacy",
    message: Text::new(
        "The name, perhaps “{name}”, is in raw bytes that are no UTF-8.",
        "ファイル名(おそらく「{name}」)が、UTF-8ではない8ビットの文字のまま書かれています。",
    ),
    demands: DEMANDS,
};
static WRITE: Note = Note::new("write", "Write it as RFC 2231 has it", "RFC 2231の形式で書く");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.scan.audit.ascii {
        return;
    }
    let smtputf8 = cx.options.audience.contains(&Smtputf8);
    for (id, ..) in msg.entities() {
        for it in &msg.name_params(id) {
            let pieces = it.pieces(msg);
            let Some((place, kind)) = pieces.iter().find_map(|param| raw(msg.bytes(), param.value)) else { continue };
            let (case, safety) = match kind {
                Raw::Utf8 if smtputf8 => continue,
                Raw::Utf8 => (&UTF8, Safety::Rewrite),
                // Which charset it is, is a guess.
                Raw::SplitUtf8 | Raw::Other => (&LEGACY, Safety::Offer),
            };
            let name = it.text(msg);
            let edits = if kind == Raw::SplitUtf8 { None } else { write_parameter(msg, it, &name) };
            sink.report(case, place).arg("name", name).mend(&WRITE, safety, edits.unwrap_or_default());
        }
    }
}
