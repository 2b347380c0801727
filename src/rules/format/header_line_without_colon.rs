//! A line among the header fields is neither a field, nor the continuation of one, nor the empty line.
//!
//! Some servers drop the line, some take it for the beginning of the body, so that every field after it is shown as text
//! and no longer protects or sorts the message. Gmail refuses malformed headers.
//!
//! # Bad
//! ```eml
//! Reply-To letters@minatobunko.co.jp
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ header-line-without-colon
//! ```
//! # Fixed
//! ```eml
//! Reply-To: letters@minatobunko.co.jp
//! ```
//! # Bad
//! ```eml
//! To: Yuko Tanabe <yuko@readerpost.net>,
//! Ken Oda <ken@readerpost.net>
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ header-line-without-colon
//! * bad-address-syntax
//! ```
//! # Good
//! ```eml
//! X-Note: a field
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::{LineMend, mend_line};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::FaultKind;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "header-line-without-colon",
    group: Group::Format,
    fixes: Fixes::Offer,
    sources: &[Source::rfc(5322, "2.2"), Source::heuristic("Rspamd scores it", "Rspamdが減点")],
    title: Text::new("A header line is no field", "ヘッダーにフィールドでない行があります"),
    why: Text::new(
        "Some servers take such a line for the beginning of the body: all fields below it are then shown as text, and \
         the subject, the signature or the encoding are lost. Filters score it heavily.",
        "このような行を本文の始まりとみなすサーバーがあります。その場合、以降のフィールドは文字として表示され、件名や署名、エンコードの指定が失われます。フィルターの評価も大きく下がります。",
    ),
    help: Text::new(
        "Remove line breaks from values before they go into a header field, or use the mail library's own function to \
         set it. A long field goes on in lines that begin with a blank.",
        "ヘッダーに入れる値からは改行を取り除くか、メールライブラリの関数で設定してください。長いフィールドを続ける行は、空白で始める必要があります。",
    ),
    cases: &[&PLAIN, &CONTINUATION],
    notes: &[&MORE, &COLON, &JOIN],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[
    Demand::error(Rfc, Display),
    Demand::error(Mta, Refuse),
    Demand::error(Spamfilter, Folder),
    Demand::warning(Gmail, Refuse),
];

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new("This line has no field name with a colon.", "この行には、フィールド名とコロンがありません。"),
    demands: DEMANDS,
};
static CONTINUATION: Case = Case {
    name: "continuation",
    message: Text::new(
        "The header begins with a continuation line, but there is no field to continue.",
        "ヘッダーが継続行(空白で始まる行)から始まっており、その前にフィールドがありません。",
    ),
    demands: DEMANDS,
};
static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static COLON: Note = Note::new("colon", "Put a colon after the name", "フィールド名の後にコロンを補う");
static JOIN: Note = Note::new("join", "Make it a continuation of the field above", "上のフィールドの続きの行にする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let (mut lines, mut last) = (Vec::new(), None);
    for fault in &msg.scan.faults {
        // Parts have a rule of their own.
        if fault.kind == FaultKind::LineWithoutColon && fault.entity == 0 {
            lines.push(fault.span);
            last = Some(fault);
        }
    }
    let Some(last) = last else { return };
    let continues = matches!(msg.slice(lines[0]).first(), Some(b' ' | b'\t'));
    let reported = sink.report_all(if continues { &CONTINUATION } else { &PLAIN }, &lines, &MORE);
    if lines.len() == 1
        && let Some((mend, edit)) = mend_line(msg, last)
    {
        reported.mend(if mend == LineMend::Colon { &COLON } else { &JOIN }, Safety::Offer, vec![edit]);
    }
}
