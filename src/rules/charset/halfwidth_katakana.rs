//! Half-width katakana: ｶﾀｶﾅ in place of カタカナ.
//!
//! RFC 1468 leaves them out of ISO-2022-JP. Some programs write them all the same, by `ESC ( I`, by shifts or with eight
//! bits, and readers show other characters, or what follows is garbled too. Elsewhere they are shown, but with the marks
//! of voicing apart, which looks bad and is searched and read aloud badly.
//!
//! Outside ISO-2022-JP, product codes and lines with names of bank accounts, which are written so, are no finding, nor
//! are faces made of such marks.
//!
//! # Bad
//! ```eml bytes
//! Subject: =?UTF-8?B?7722776e772y776E776e?=
//!                    ~~~~~~~~~~~~~~~~~~~~ halfwidth-katakana
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b(I6^2D^\x1b$B!#\x1b(B
//!       ~~~~~ halfwidth-katakana
//! ```
//! # Fixed
//! ```eml bytes
//! Subject: =?UTF-8?B?44Ks44Kk44OJ?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b$B%,%$%I!#\x1b(B
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! 口座名義 ﾐﾅﾄﾌﾞﾝｺ 型番 AB-ｶﾅ9 (ﾟ∀ﾟ)
//! ```

use crate::decode::charset::Charset;
use crate::decode::kana::halfwidth;
use crate::finding::{Case, Safety};
use crate::message::Unit;
use crate::message::repair::{change, widen_jis};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "halfwidth-katakana",
    group: Group::Charset,
    fixes: Fixes::Offer,
    sources: &[
        Source::rfc(1468, ""),
        Source::page(
            "Sharp: インターネットメールで使えない文字",
            "http://www.sharp.co.jp/support/mebius/utility/kisyuizn.htm",
            "2026-11-24",
        ),
    ],
    title: Text::new("Half-width katakana", "半角カタカナがあります"),
    why: Text::new(
        "ISO-2022-JP has none: they garble the mail. Elsewhere they are hard to read, to search and to read aloud.",
        "ISO-2022-JPでは使えず、文字化けの原因になります。ほかの文字コードでも、読みにくく、検索や読み上げに支障が出ます。",
    ),
    help: Text::new(
        "Write katakana in full width; convert data that comes from older systems.",
        "全角カタカナを使い、古いシステムから来るデータは全角に変換してください。",
    ),
    cases: &[&JIS, &OTHER],
    notes: &[&MORE, &WIDEN],
    check,
    ..Rule::BASE
};

static JIS: Case = Case {
    name: "iso-2022-jp",
    message: Text::new(
        "ISO-2022-JP has no half-width katakana (`{shown}`, {count} places).",
        "ISO-2022-JPに半角カタカナはありません(`{shown}`、全{count}か所)。",
    ),
    demands: &[
        Demand::error(Rfc, Display),
        Demand::error(Docomo, Display),
        Demand::error(Au, Display),
        Demand::error(Softbank, Display),
    ],
};
static OTHER: Case = Case {
    name: "other",
    message: Text::new("Half-width katakana in {count} places.", "半角カタカナが{count}か所にあります。"),
    demands: &[Demand::info(Accessibility, Display)],
};
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static WIDEN: Note = Note::new("widen", "Write them in full width", "全角にする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let jis = if msg.is_draft() { Vec::new() } else { msg.faulty_in(Charset::ISO_2022_JP) };
    let mut fields = Vec::new();
    for coded in &jis {
        let (slips, mut places) = (coded.slips(true), Vec::new());
        for slip in &slips {
            places.push(slip.place);
        }
        let Some(first) = slips.first() else { continue };
        if let Unit::Field(field) = coded.unit {
            fields.push(field.span);
        }
        let edits = widen_jis(msg, coded.unit, &slips);
        let reported = sink.report_places(&JIS, &places, &MORE).arg("shown", first.shown.as_str());
        reported.arg("count", slips.len()).edits(&WIDEN, Safety::Offer, edits);
    }
    for written in &msg.written() {
        let other = match written.unit {
            Unit::Part(id) => msg.text(id).charset != Charset::ISO_2022_JP,
            Unit::Field(field) => !fields.contains(&field.span),
        };
        let found = if other { halfwidth(written.text()) } else { Vec::new() };
        if !found.is_empty() {
            let edits = change(msg, written.unit, halfwidth);
            let reported = sink.report_places(&OTHER, &written.changed(&found), &MORE).arg("count", found.len());
            reported.edits(&WIDEN, Safety::Offer, edits);
        }
    }
}
