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
use crate::finding::{Case, Fix, Safety};
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

static QUOTED: Case = Case {
    name: "quoted",
    message: Text::new("The name “{name}” is an encoded-word.", "「{name}」が件名用の形式で書かれています。"),
    demands: &[Demand::warning(Rfc, Display)],
};
static BARE: Case = Case {
    name: "bare",
    message: Text::new(
        "The name “{name}” is an encoded-word without quotes, which no grammar allows.",
        "「{name}」が件名用の形式で、しかも引用符なしで書かれています。文法に合いません。",
    ),
    demands: &[Demand::error(Rfc, Display)],
};
static BESIDE: Case = Case {
    name: "beside",
    message: Text::new(
        "The name “{name}” stands here as an encoded-word too, for old programs.",
        "古いソフト向けに、「{name}」が件名用の形式でも書かれています。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};
static HERE: Note = Note::new("here", "Here too.", "ここも同じです。");
static WRITE: Note = Note::new("write", "Write it as RFC 2231 has it", "RFC 2231の形式で書く");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let params = msg.name_params();
    for same in params.chunk_by(|one, other| one.entity == other.entity) {
        let found: Vec<_> = same.iter().filter_map(|it| Some((it, it.encoded_word(msg)?))).collect();
        let Some((first, (at, _))) = found.first() else { continue };
        let name = read_plain(msg.bytes(), first.value, first.name).map_or_else(|| first.text(msg), |name| name.text);
        let beside = same.iter().any(|it| it.is_extended(msg));
        let case = match found.iter().all(|(_, (param, _))| param.quoted) {
            true if beside => &BESIDE,
            true => &QUOTED,
            false => &BARE,
        };
        let mut reported = sink.report(case, at.value).arg("name", name);
        for (_, (param, _)) in &found[1..] {
            reported = reported.related(param.value, &HERE);
        }
        if found.iter().all(|(_, (_, sound))| *sound) && case.name != BESIDE.name {
            let edits: Option<Vec<_>> = found.iter().map(|(it, _)| write_parameter(msg, it, &it.text(msg))).collect();
            reported.fix(edits.map(|edits| Fix::new(&WRITE, Safety::Safe, edits.concat())));
        }
    }
}
