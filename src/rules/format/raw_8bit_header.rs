//! A header field holds bytes above 127.
//!
//! Header fields are ASCII. Other letters are written as encoded-words (RFC 2047) in texts and names, as RFC 2231 has it
//! in parameters; addresses need an A-label, or a server that speaks SMTPUTF8. Raw UTF-8 is legal on such servers alone:
//! others garble it or refuse the message. Raw Shift_JIS or ISO-8859-1 is legal nowhere, and nothing says what it is.
//!
//! # Bad
//! ```eml
//! Subject: Sale: 春のセール now
//!                ~~~~~~~~~~ raw-8bit-header
//! ```
//! # Fixed
//! ```eml
//! Subject: Sale: =?UTF-8?B?5pil44Gu44K744O844Or?= now
//! ```
//! # Bad
//! ```eml
//! From: "港文庫" <letters@minatobunko.co.jp>
//!        ~~~~~~ raw-8bit-header
//! ```
//! # Fixed
//! ```eml
//! From: =?UTF-8?B?5riv5paH5bqr?= <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml bytes
//! Subject: caf\xe9
//!             ~~~~ raw-8bit-header
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?Y2Fmw6k=?=
//! ```
//! # Bad
//! ```eml bytes
//! X-Note: a \xe6\x98
//!           ~~~~~~~~> raw-8bit-header
//!  \xa5
//! ```
//! # Good
//! ```eml
//! Subject: =?UTF-8?B?5pil44Gu44K744O844Or?=
//! ```

use crate::finding::{Case, Fix, Safety};
use crate::message::repair::encode_header;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::{Raw, raw};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "raw-8bit-header",
    group: Group::Format,
    needs: &[Needs::Message, Needs::Bytes],
    fixes: Fixes::Safe,
    yields_to: &[
        Yield { to: "filename-raw-8bit", within: Near::Span },
        Yield { to: "unsubscribe-mailto-faulty", within: Near::Span },
        Yield { to: "non-ascii-address", within: Near::Span },
    ],
    sources: &[Source::rfc(5322, "2.2"), Source::rfc(6532, "3.2"), Source::rfc(2047, "5")],
    title: Text::new("Raw 8-bit bytes in a header field", "ヘッダーにエンコードされていない文字があります"),
    why: Text::new(
        "Header fields are ASCII. Raw letters of other scripts pass only servers that speak SMTPUTF8; elsewhere they \
         turn into gibberish, or the message is refused. Spam filters score them, because careless programs send them.",
        "ヘッダーに書けるのはASCIIだけです。日本語などをそのまま書いたものは、SMTPUTF8対応のサーバー以外では文字化けし、受信を拒否されることもあります。粗雑な送信プログラムの特徴でもあるため、フィルターの評価も下がります。",
    ),
    help: Text::new(
        "Let the mail library encode the field: RFC 2047 for texts and names, RFC 2231 for file names. Set header fields \
         by its functions, not by joining strings.",
        "メールライブラリの機能でエンコードしてください。件名や名前はRFC 2047、ファイル名はRFC 2231の形式です。文字列の連結でヘッダーを組み立てるのは避けてください。",
    ),
    cases: &[&UTF8, &LEGACY, &SPLIT, &SMTPUTF8],
    notes: &[&ENCODE],
    check,
    ..Rule::BASE
};
static UTF8: Case = Case {
    name: "utf-8",
    message: Text::new(
        "{name} holds raw UTF-8, which only SMTPUTF8 servers accept.",
        "{name}にUTF-8の文字がそのまま書かれています。SMTPUTF8対応のサーバーしか受け付けません。",
    ),
    demands: &[
        Demand::warning(Rfc, Display),
        Demand::warning(Mta, Refuse),
        Demand::warning(Gmail, Refuse),
        Demand::warning(Spamfilter, Folder),
    ],
};
static LEGACY: Case = Case {
    name: "legacy",
    message: Text::new(
        "{name} holds raw bytes that are no UTF-8; nothing says what they mean.",
        "{name}に、UTF-8ではない8ビットの文字がそのまま書かれています。文字コードを示すものがありません。",
    ),
    demands: &[
        Demand::error(Rfc, Display),
        Demand::error(Mta, Refuse),
        Demand::error(Gmail, Refuse),
        Demand::error(Yahoo, Refuse),
        Demand::error(Spamfilter, Folder),
    ],
};
static SPLIT: Case = Case {
    name: "split",
    message: Text::new(
        "{name} holds raw UTF-8, and a fold cuts a character in two.",
        "{name}にUTF-8の文字がそのまま書かれ、しかも文字の途中で折り返されています。",
    ),
    demands: &[Demand::error(Rfc, Display), Demand::error(Gmail, Refuse), Demand::error(Spamfilter, Folder)],
};
static SMTPUTF8: Case = Case {
    name: "smtputf8",
    message: Text::new(
        "{name} holds UTF-8: the message needs SMTPUTF8 on its whole way.",
        "{name}にUTF-8の文字があります。配送経路のすべてがSMTPUTF8に対応している必要があります。",
    ),
    demands: &[Demand::info(Smtputf8, Advice)],
};
static ENCODE: Note = Note::new("encode", "Write it as encoded-words", "エンコードして書く");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.scan.audit.ascii {
        return;
    }
    let smtputf8 = cx.options.audience.contains(&Smtputf8);
    for (id, entity, _) in msg.entities().filter(|(_, entity, _)| !msg.slice(entity.header).is_ascii()) {
        // Also what message/global holds (RFC 6532).
        if msg.in_other_message(id) {
            continue;
        }
        for field in msg.scan.fields_of(entity) {
            let Some((place, kind)) = raw(msg.bytes(), field.body) else { continue };
            let (case, safety) = match kind {
                Raw::Utf8 if smtputf8 => (&SMTPUTF8, None),
                Raw::Utf8 => (&UTF8, Some(Safety::Safe)),
                Raw::SplitUtf8 => (&SPLIT, None),
                // Which charset it is, is a guess.
                Raw::Other => (&LEGACY, Some(Safety::Offer)),
            };
            let fix = safety.and_then(|safety| Some(Fix::new(&ENCODE, safety, encode_header(msg, field)?)));
            let name = String::from_utf8_lossy(msg.slice(field.name_span)).into_owned();
            sink.report(case, place).arg("name", name).fix(fix);
        }
    }
}
