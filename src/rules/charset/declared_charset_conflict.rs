//! HTML names another charset inside than its part does.
//!
//! Mail readers go by the part's `Content-Type`. A program that saves, prints or forwards the HTML goes by
//! `<meta charset>`, the XML declaration or a byte order mark, and then the text is garbled. Mostly a template was written
//! in one charset and sent in another.
//!
//! Where both charsets give the same text, as for ASCII, nobody is harmed.
//!
//! # Bad
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! <meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><p>港より</p>
//!                                                             ~~~~~~~~~ declared-charset-conflict
//! ```
//! # Fixed
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! <meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><p>港より</p>
//! ```
//! # Bad
//! ```eml bytes kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=windows-1252
//! Content-Transfer-Encoding: 8bit
//!
//! \xef\xbb\xbf<p>Hello.</p>
//! ~~~~~~~~~~~~ declared-charset-conflict
//! ```
//! # Good
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//!
//! <meta charset=iso-8859-1><p>Hello.</p>
//! ```

use crate::decode::charset::{Charset, decode_text};
use crate::find::begins;
use crate::finding::{Case, Safety};
use crate::message::repair::retext;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "declared-charset-conflict",
    group: Group::Charset,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2046, "4.1.2"), Source::rfc(6657, "3"), Source::rfc(6657, "5")],
    title: Text::new("Two charsets are named for one text", "文字コードの指定が食い違っています"),
    why: Text::new(
        "Programs that go by the HTML, to save, print or forward it, garble the text.",
        "保存、印刷、転送などでHTML側の指定に従うソフトでは、文字化けします。",
    ),
    help: Text::new(
        "Let the template name the charset that the mail is sent in, or leave it out there.",
        "テンプレートの指定を送信時の文字コードに合わせるか、削除してください。",
    ),
    cases: &[&META, &MARK],
    notes: &[&FOLLOW, &DECLARE],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    const DEMANDS: &[Demand] = &[
        Demand::warning(Rfc, Display),
        Demand::warning(Gmail, Display),
        Demand::warning(Outlook, Display),
        Demand::warning(Docomo, Display),
        Demand::warning(Au, Display),
        Demand::warning(Softbank, Display),
    ];
    Case { name, message: Text::new(en, ja), demands: DEMANDS }
}
static META: Case = case(
    "meta",
    "The HTML says {inner}, its part {outer}.",
    "HTMLの中では{inner}、Content-Typeでは{outer}と指定されています。",
);
static MARK: Case = case(
    "mark",
    "The text begins with the mark of UTF-8, its part says {outer}.",
    "本文はUTF-8のBOMで始まりますが、Content-Typeでは{outer}と指定されています。",
);
static FOLLOW: Note = Note::new("follow", "Name the charset of the part", "パートの文字コードに合わせる");
static DECLARE: Note = Note::new("declare", "Declare UTF-8", "UTF-8と宣言する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.body {
        let text = msg.text(id);
        if !text.declared || text.text.is_ascii() || text.has_undecodable() || msg.is_lost(id) {
            continue;
        }
        let outer = text.charset;
        if outer != Charset::UTF_8 && msg.octets(id).starts_with(b"\xef\xbb\xbf") {
            let fits = msg.fitting_charset(id) == Some(Charset::UTF_8);
            let edit = if fits { msg.name_charset(id, Charset::UTF_8) } else { None };
            let reported = sink.report(&MARK, text.octet_chain.to_raw(Span::new(0, 3))).arg("outer", outer.name());
            reported.edit(&DECLARE, Safety::Offer, edit);
        }
        for &span in &msg.inner_charsets(id) {
            let Some(inner) = Charset::from_label(span.slice(text.text.as_bytes())) else { continue };
            // Browsers take UTF-16 for UTF-8 there: what can be read so is not in it.
            let same = inner == outer || begins(inner.name().as_bytes(), "UTF-16");
            if same || decode_text(inner, &msg.octets(id)) == text.text {
                continue;
            }
            let edits = retext(msg, id, &[(span, outer.name().to_owned())]);
            let reported = sink.report(&META, msg.place_in(id, span)).arg("inner", inner.name());
            reported.arg("outer", outer.name()).edits(&FOLLOW, Safety::Safe, edits);
        }
    }
}
