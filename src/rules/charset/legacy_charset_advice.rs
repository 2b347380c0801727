//! Mail to many in a charset of old, where UTF-8 would do, or one that could not hold the text.
//!
//! ISO-2022-JP, Shift_JIS, EUC-JP, GB2312 and the windows charsets have no emoji and lack many characters of names: what
//! they cannot hold becomes 〓 or `?`. Every reader of today takes UTF-8.
//!
//! Told once a message, of newsletters and receipts: who writes by hand leaves that to the program. Not told where mobiles
//! of Japanese carriers are addressed, of which old ones read nothing else; there only lost characters are.
//!
//! # Bad
//! ```eml bytes kind=bulk audience=rfc
//! Subject: =?ISO-2022-JP?B?GyRCOUEkaCRqGyhC?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!                                   ~~~~~~~~~~~ legacy-charset-advice
//! List-Unsubscribe: <https://www.minatobunko.co.jp/leave>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//!
//! \x1b$B9A$h$j\x1b(B Unsubscribe: https://www.minatobunko.co.jp/leave
//! ```
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b$B".".9A$h$j\x1b(B
//!       ~~~~ legacy-charset-advice
//! ```
//! # Good
//! ```eml bytes kind=personal
//! Subject: =?ISO-2022-JP?B?GyRCOUEkaCRqGyhC?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b$B9A$h$j\x1b(B??
//! ```

use crate::decode::charset::Charset;
use crate::decode::mojibake::lost;
use crate::find::begins;
use crate::finding::{Case, Edit, Safety};
use crate::message::repair::to_utf8;
use crate::message::{Kind, Message, Unit};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "legacy-charset-advice",
    group: Group::Charset,
    level: Level::Info,
    needs: &[Needs::Message],
    fixes: Fixes::Rewrite,
    sources: &[Source::heuristic(
        "All readers of today take UTF-8; no RFC prefers it for bodies",
        "現在の受信ソフトはすべてUTF-8に対応している(本文にUTF-8を勧めるRFCはない)",
    )],
    title: Text::new("A charset of old", "古い文字コードを使っています"),
    why: Text::new(
        "It has no emoji and lacks characters of names: what it cannot hold becomes a question mark or a bar.",
        "絵文字や人名の漢字などが使えず、使えない文字は「〓」や「?」に置き換わります。",
    ),
    help: Text::new("Send UTF-8.", "UTF-8で送ってください。"),
    cases: &[&LEGACY, &LOST],
    notes: &[&MORE, &UTF8],
    check,
    ..Rule::BASE
};

static LEGACY: Case = Case {
    name: "legacy",
    message: Text::new(
        "The text is in {charset}, which UTF-8 has replaced.",
        "本文の文字コードは{charset}です。現在はUTF-8が一般的です。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};
static LOST: Case = Case {
    name: "lost",
    message: Text::new(
        "Characters that {charset} could not hold seem to be lost, in {count} places.",
        "{charset}で表せない文字が{count}か所で失われたようです。",
    ),
    demands: &[Demand::warning(Rfc, Display)],
};
static MORE: Note = Note::new("more", "Here too.", "ここも同じです。");
static UTF8: Note = Note::new("utf-8", "Write the message in UTF-8", "メールをUTF-8に変える");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let (mut old, mut places) = (Vec::new(), Vec::new());
    for &id in &msg.body {
        let text = msg.text(id);
        if !text.declared || !is_old(text.charset) || text.text.is_ascii() || text.has_undecodable() {
            continue;
        }
        old.push(id);
        places.push(msg.charset_place(id));
        let found = if is_japanese(text.charset) { lost(&text.text) } else { Vec::new() };
        if !found.is_empty() {
            let reported = sink.report_places(&LOST, &msg.places_in(id, &found), &MORE).arg("count", found.len());
            reported.arg("charset", text.charset.name());
        }
    }
    let Some(&first) = old.first() else { return };
    let audience = cx.msg.audience(cx.options);
    let mobiles = audience.has(Docomo) || audience.has(Au) || audience.has(Softbank);
    if mobiles || !matches!(cx.kind(), Kind::Bulk | Kind::Transactional) {
        return;
    }
    let reported = sink.report_all(&LEGACY, &places, &MORE).arg("charset", msg.text(first).charset.name());
    reported.edits(&UTF8, Safety::Rewrite, all_in_utf8(msg, &old));
}

/// Edits that write all parts and encoded-words in UTF-8.
fn all_in_utf8(msg: &Message, old: &[u32]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for &id in old {
        edits.append(&mut to_utf8(msg, Unit::Part(id))?);
    }
    for field in msg.fields() {
        edits.append(&mut to_utf8(msg, Unit::Field(field)).unwrap_or_default());
    }
    Some(edits)
}

fn is_japanese(charset: Charset) -> bool {
    charset == Charset::ISO_2022_JP || charset == Charset::SHIFT_JIS || charset == Charset::EUC_JP
}

fn is_old(charset: Charset) -> bool {
    is_japanese(charset) || charset.name() == "GBK" || begins(charset.name().as_bytes(), "windows-125")
}
