//! A file name is written as an encoded-word.
//!
//! Encoded-words (`=?UTF-8?B?...?=`) are for subjects and names of people; RFC 2047 forbids them in parameters and in
//! quotes. Parameters have a form of their own: `filename*=UTF-8''...` (RFC 2231). Most mail programs decode both; without
//! quotes, though, the question marks end the value for a strict reader. Beside a proper `filename*=` an encoded-word is
//! there for old programs: a note.
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
//! Content-Type: application/pdf; name="=?UTF-8?B?6KuL5rGC5pu4LnBkZg==?="
//!                                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ filename-encoded-word
//! Content-Disposition: attachment; filename="=?UTF-8?B?6KuL5rGC5pu4LnBkZg==?="
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
//! Content-Type: application/pdf; name*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf
//! Content-Disposition: attachment;
//!  filename*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf
//! Content-Transfer-Encoding: base64
//!
//! JVBERi0xLjcK
//! --b--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name==?UTF-8?B?44GC?=
//!                                ~~~~~~~~~~~~~~~~ filename-encoded-word
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name="=?UTF-8?B?44GC?="
//!                                 ~~~~~~~~~~~~~~~~ filename-encoded-word
//! Content-Disposition: inline; filename*=UTF-8''%E3%81%82
//!
//! Hello.
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name*=UTF-8''%E3%81%82; x="=?"
//!
//! Hello.
//! ```

use crate::decode::param::read_plain;
use crate::finding::{Case, Safety};
use crate::message::repair::write_parameter;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "filename-encoded-word",
    group: Group::Attachment,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2047, "5"), Source::rfc(2045, "5.1"), Source::rfc(2231, "4")],
    title: Text::new("A file name is an encoded-word", "ファイル名が件名用の形式で書かれています"),
    why: Text::new(
        "Encoded-words are forbidden in parameters. Most mail programs decode them all the same; others show \
         `=?UTF-8?B?...` as the name, and the file opens with nothing.",
        "`=?UTF-8?B?...` の形式はパラメータでは使えません。多くのメールソフトは読み取りますが、そのままの文字列がファイル名になり、開けなくなるソフトもあります。",
    ),
    help: Text::new(
        "Write `filename*=UTF-8''...` (RFC 2231), or let the mail library name the attachment.",
        "`filename*=UTF-8''...`(RFC 2231)の形で書きます。メールライブラリの添付機能に任せるのが確実です。",
    ),
    cases: &[&QUOTED, &BARE, &BESIDE],
    notes: &[&HERE, &WRITE],
    check,
    ..Rule::BASE
};

static QUOTED: Case = Case::new(
    "quoted",
    &[Demand::warning(Rfc, Display)],
    "The name “{name}” is an encoded-word.",
    "「{name}」が件名用の形式で書かれています。",
);
static BARE: Case = Case::new(
    "bare",
    &[Demand::error(Rfc, Display)],
    "The name “{name}” is an encoded-word without quotes, which no grammar allows.",
    "「{name}」が件名用の形式で、しかも引用符なしで書かれています。文法に合いません。",
);
static BESIDE: Case = Case::new(
    "beside",
    &[Demand::info(Rfc, Advice)],
    "The name “{name}” stands here as an encoded-word too, for old programs.",
    "古いソフト向けに、「{name}」が件名用の形式でも書かれています。",
);
static HERE: Note = Note::new("here", "Here too.", "ここも同じです。");
static WRITE: Note = Note::new("write", "Write it as RFC 2231 has it", "RFC 2231の形式で書く");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (id, ..) in msg.entities() {
        let (mut places, mut name, mut edits) = (Vec::new(), String::new(), Vec::new());
        let (mut mends, mut quoted, mut beside) = (true, true, false);
        for it in &msg.name_params(id) {
            beside |= it.is_extended(msg);
            let Some((param, sound)) = it.encoded_word(msg) else { continue };
            let text = it.text(msg);
            match write_parameter(msg, it, &text) {
                Some(mut written) if sound => edits.append(&mut written),
                _ => mends = false,
            }
            if places.is_empty() {
                name = read_plain(msg.bytes(), it.value, it.name).map_or(text, |name| name.text);
            }
            quoted &= param.quoted;
            places.push(param.value);
        }
        let case = match () {
            () if !quoted => &BARE,
            () if beside => &BESIDE,
            () => &QUOTED,
        };
        let reported = sink.report_all(case, &places, &HERE).arg("name", name);
        if mends && (beside, quoted) != (true, true) {
            reported.mend(&WRITE, Safety::Safe, edits);
        }
    }
}
