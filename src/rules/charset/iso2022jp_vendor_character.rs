//! Characters in ISO-2022-JP that JIS X 0208 does not have: ①, Ⅱ, ㈱, ㎜, 髙 (機種依存文字).
//!
//! NEC and IBM put them into rows of the table that the standard leaves empty (13, and 89 to 92). Windows reads them, and
//! so do most readers of today; strict ones and older mobiles show blanks, other characters or nothing.
//!
//! Where the label says that they may occur (`ISO-2022-JP-MS`, `CP50221`), that label is the trouble. In UTF-8 all of
//! them are characters like others.
//!
//! # Bad
//! ```eml bytes
//! Subject: =?ISO-2022-JP?B?GyRCLSEbKEI=?=
//!                              ~~~~ iso2022jp-vendor-character
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b$B9A$h$j-!-j\x1b(B
//!             ~~ iso2022jp-vendor-character
//! ```
//! # Fixed
//! ```eml bytes
//! Subject: =?UTF-8?B?4pGg?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=UTF-8
//! Content-Transfer-Encoding: base64
//!
//! 5riv44KI44KK4pGg44ixDQo=
//! ```
//! # Good
//! ```eml
//! Subject: =?UTF-8?B?4pGg?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=UTF-8
//! Content-Transfer-Encoding: 8bit
//!
//! 港より①
//! ```

use crate::decode::charset::{Charset, FaultKind};
use crate::finding::{Case, Safety};
use crate::message::repair::to_utf8;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "iso2022jp-vendor-character",
    group: Group::Charset,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Offer,
    sources: &[
        Source::rfc(1468, ""),
        Source::page("メールと文字コード 第1回", "https://t-tkzw.hatenadiary.org/entry/20100228/p2", "2026-11-24"),
        Source::page(
            "Sharp: インターネットメールで使えない文字",
            "http://www.sharp.co.jp/support/mebius/utility/kisyuizn.htm",
            "2026-11-24",
        ),
    ],
    title: Text::new("Characters that ISO-2022-JP does not have", "ISO-2022-JPにない機種依存文字があります"),
    why: Text::new(
        "Strict readers and older mobiles show blanks or other characters instead.",
        "厳密な受信ソフトや古い携帯電話では、空白や別の文字になります。",
    ),
    help: Text::new(
        "Send UTF-8, or write (1) for ①, II for Ⅱ, (株) for ㈱ and 高 for 髙.",
        "UTF-8で送るか、①を(1)、Ⅱを2、㈱を(株)、髙を高のように置き換えてください。",
    ),
    cases: &[&CHARACTERS],
    notes: &[&MORE, &UTF8],
    check,
    ..Rule::BASE
};

static CHARACTERS: Case = Case {
    name: "characters",
    message: Text::new(
        "JIS X 0208 does not have {characters} (rows {rows}, {count} in all).",
        "JIS X 0208にない文字が{count}個あります: {characters}({rows}区)。",
    ),
    demands: &[
        Demand::info(Rfc, Display),
        Demand::warning(Docomo, Display),
        Demand::warning(Au, Display),
        Demand::warning(Softbank, Display),
    ],
};
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static UTF8: Note = Note::new("utf-8", "Write it in UTF-8", "UTF-8に変える");

fn check(cx: &Cx, sink: &mut Sink) {
    /// Characters named.
    const NAMED: usize = 10;
    let (msg, kind) = (cx.msg, FaultKind::VendorCharacter);
    for coded in &msg.faulty_in(Charset::ISO_2022_JP) {
        let (mut places, mut characters) = (Vec::new(), String::new());
        for &(piece, fault) in coded.faults(kind).iter().take(NAMED) {
            places.push(piece.place(fault));
            characters.push_str(&piece.text[fault.out.range()]);
        }
        if places.is_empty() {
            continue;
        }
        let edits = to_utf8(msg, coded.unit);
        let reported = sink.report_places(&CHARACTERS, &places, &MORE).arg("count", coded.count(kind));
        let reported = reported.arg("characters", characters).arg("rows", coded.rows(kind));
        reported.edits(&UTF8, Safety::Rewrite, edits);
    }
}
