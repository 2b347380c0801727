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
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//! Our new books
//! ~~~~~~~~~~~~~ header-line-without-colon
//! --b--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! Our new books
//! --b--
//! ```
//! # Good
//! ```eml
//! X-Note: a field
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::scan::{Fault, FaultKind, Name};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "header-line-without-colon",
    group: Group::Format,
    fixes: Fixes::Offer,
    yields_to: &[Yield { to: "part-header-body-separator", within: Near::Span }],
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
    cases: &[&PLAIN, &CONTINUATION, &PART],
    notes: &[&MORE, &COLON, &JOIN, &SEPARATE],
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
static PART: Case = Case {
    name: "part",
    message: Text::new(
        "This part has no empty line before its content.",
        "このパートは、空行なしで内容が始まっています。",
    ),
    demands: DEMANDS,
};
static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static COLON: Note = Note::new("colon", "Put a colon after the name", "フィールド名の後にコロンを補う");
static JOIN: Note = Note::new("join", "Make it a continuation of the field above", "上のフィールドの続きの行にする");
static SEPARATE: Note = Note::new("separate", "Put an empty line before the content", "内容の前に空行を入れる");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let spoken = |fault: &&Fault| case(msg, fault).is_some() && !msg.in_other_message(fault.entity);
    let lines: Vec<&Fault> = msg.scan.faults.iter().filter(spoken).collect();
    for of_part in lines.chunk_by(|a, b| a.entity == b.entity) {
        let Some(case) = case(msg, of_part[0]) else { continue };
        let fix = if of_part.len() == 1 { fix(msg, of_part[0]) } else { None };
        let reported = sink.report(case, of_part[0].span).fix(fix);
        reported.more(of_part.iter().skip(1).map(|fault| fault.span), &MORE);
    }
}

fn case(msg: &Message, fault: &Fault) -> Option<&'static Case> {
    match fault.kind {
        FaultKind::LineWithoutColon => match msg.slice(fault.span).first() {
            Some(b' ' | b'\t') => Some(&CONTINUATION),
            _ => Some(&PLAIN),
        },
        FaultKind::MissingSeparator if fault.entity > 0 => Some(&PART),
        _ => None,
    }
}

fn fix(msg: &Message, fault: &Fault) -> Option<Fix> {
    let (line, start) = (msg.slice(fault.span), fault.span.start);
    if fault.kind == FaultKind::MissingSeparator {
        return Some(Fix::one(&SEPARATE, Safety::Offer, Edit::insert(start, msg.line_end())));
    }
    let word = line.split(|byte| matches!(byte, b' ' | b'\t')).next().unwrap_or_default();
    // A name whose colon stands on the next line is another matter.
    let below = msg.slice(fault.span.shift(fault.span.len())).iter().find(|byte| !matches!(byte, b'\r' | b'\n'));
    if Name::of(word) != Name::Other && !matches!(below, Some(b' ' | b'\t')) {
        return Some(Fix::one(&COLON, Safety::Offer, Edit::insert(start + word.len() as u32, ":")));
    }
    // A value that ends in a separator goes on: the blank before its next line was lost.
    let above = msg.scan.fields_of(msg.entity(fault.entity)).iter().rfind(|field| field.span.end == start)?;
    let value = above.value(msg.bytes());
    let goes_on = matches!(msg.slice(value).last(), Some(b',' | b';')) && !line.starts_with(b" ");
    goes_on.then(|| Fix::one(&JOIN, Safety::Offer, Edit::insert(start, " ")))
}
