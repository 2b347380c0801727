//! A text begins with a byte order mark, or is in UTF-16, UTF-32 or UTF-7.
//!
//! The mark U+FEFF is harmless in UTF-8 (RFC 3629 section 6), though some readers show it as a blank or as `ï»¿`, and in a
//! subject it defeats filters of the reader. UTF-16 and UTF-32 cannot be text of mail: their line ends are no CRLF.
//! UTF-7 was made for mail, but today hardly anything reads it; ASCII that is called so does no harm.
//!
//! Attachments are not looked at: spreadsheets want the mark.
//!
//! # Bad
//! ```eml bytes
//! Subject: =?UTF-8?B?77u/5riv?=
//!                    ~~~~ bom-in-part
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! \xef\xbb\xbfHello.
//! ~~~~~~~~~~~~ bom-in-part
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?5riv?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! Hello.
//! ```
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-7
//!                                   ~~~~~ bom-in-part
//!
//! Caf+AOk-
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!
//! 5riv77u/
//! ```

use crate::decode::charset::Charset;
use crate::find::begins;
use crate::finding::{Case, Edit, Safety};
use crate::message::Unit;
use crate::message::repair::{Changes, change};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bom-in-part",
    group: Group::Charset,
    level: Level::Warning,
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2046, "4.1.1"), Source::rfc(2046, "4.1.2"), Source::rfc(3629, "6")],
    title: Text::new(
        "A byte order mark, or a charset that mail cannot be in",
        "BOMや、メールに適さない文字コードがあります",
    ),
    why: Text::new(
        "Readers show the mark as garbage or break on it; UTF-16, UTF-32 and UTF-7 many cannot read at all.",
        "BOMは文字化けや誤動作の原因になります。UTF-16、UTF-32、UTF-7は、読めない受信ソフトが多くあります。",
    ),
    help: Text::new("Write text as UTF-8 without a mark.", "BOMなしのUTF-8で書き出してください。"),
    cases: &[&MARK, &PLAIN, &OTHER],
    notes: &[&DELETE],
    check,
    ..Rule::BASE
};

static MARK: Case = Case {
    name: "mark",
    message: Text::new("The text begins with a byte order mark.", "文章がBOM(U+FEFF)で始まっています。"),
    demands: &[Demand::info(Rfc, Display)],
};
static PLAIN: Case = Case {
    name: "plain",
    message: Text::new("Plain text cannot be in {charset}.", "プレーンテキストに{charset}は使えません。"),
    demands: &[Demand::error(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};
static OTHER: Case = Case {
    name: "other",
    message: Text::new("Few readers know {charset} in mail.", "メールの{charset}を読める受信ソフトはわずかです。"),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};
static DELETE: Note = Note::new("delete", "Delete the mark", "BOMを削除する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.body {
        let Some(label) = msg.parts[id as usize].charset.map(|param| param.text(msg.bytes())) else { continue };
        let wide = begins(&label, "utf-16") || begins(&label, "utf-32");
        let utf7 = || Charset::from_label(&label) == Some(Charset::UTF_7) && !msg.text(id).text.is_ascii();
        if wide || utf7() {
            let case = if wide && msg.is(id, "text/plain") { &PLAIN } else { &OTHER };
            sink.report(case, msg.charset_place(id)).bytes("charset", &label);
        }
    }
    for written in &msg.written() {
        if !written.text().starts_with('\u{feff}') {
            continue;
        }
        let place = written.place(Span::new(0, 3));
        let (safety, edits) = match written.unit {
            Unit::Part(id) if msg.text(id).charset != Charset::UTF_8 => continue,
            Unit::Part(id) if msg.entity(id).encoding != Encoding::Base64 => {
                (Safety::Safe, Some(vec![Edit::delete(place.raw)]))
            }
            Unit::Part(_) => (Safety::Rewrite, change(msg, written.unit, mark)),
            Unit::Field(_) => (Safety::Safe, change(msg, written.unit, mark)),
        };
        sink.report(&MARK, place).edits(&DELETE, safety, edits);
    }
}

fn mark(text: &str) -> Changes {
    if text.starts_with('\u{feff}') { vec![(Span::new(0, 3), String::new())] } else { Vec::new() }
}
