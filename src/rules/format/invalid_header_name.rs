//! A field's name holds a character that no name may hold.
//!
//! Names are ASCII: letters, digits and punctuation without the colon. Encoded-words do not exist there, and UTF-8 in a
//! name is not legal even with SMTPUTF8. Servers drop such a field, take it for the end of the header, or refuse the
//! message. It comes from labels of a form or of a spreadsheet that became names.
//!
//! Punctuation such as `/` or `;` is legal and yet rare; some programs do not expect it, and often such a name is a piece
//! of a field whose fold was lost. That is a note only.
//!
//! # Bad
//! ```eml
//! X-Käse: 1
//!    ~ invalid-header-name
//! ```
//! # Bad
//! ```eml
//! X-会員番号: 1024
//!   ~~~~~~~~ invalid-header-name
//! ```
//! # Bad
//! ```eml
//! X-Foo/Bar: 1
//!      ~ invalid-header-name
//! ```
//! # Good
//! ```eml
//! X-Spam_score.int: 1
//! ```

use crate::finding::Case;
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Field;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "invalid-header-name",
    group: Group::Format,
    needs: &[Needs::Headers],
    sources: &[Source::rfc(5322, "2.2"), Source::rfc(5322, "3.6.8"), Source::rfc(6532, "3.2")],
    title: Text::new("A header field has an impossible name", "使えない文字がフィールド名にあります"),
    why: Text::new(
        "Field names are ASCII, without exception. Servers drop such a field, read it as the end of the header, or refuse \
         the message.",
        "フィールド名に使えるのはASCIIだけで、例外はありません。このようなフィールドは、捨てられたり、ヘッダーの終わりとみなされたり、メールごと拒否されたりします。",
    ),
    help: Text::new(
        "Name own fields `X-` with letters, digits and hyphens, or leave the field out.",
        "独自のフィールド名は、`X-` に英数字とハイフンを続けた形にしてください。不要なら削除します。",
    ),
    cases: &[&RAW, &ODD],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

static RAW: Case = Case {
    name: "not-ascii",
    message: Text::new(
        "The field name \"{name}\" holds characters that are not ASCII.",
        "フィールド名「{name}」に、ASCII以外の文字が含まれています。",
    ),
    demands: &[Demand::error(Rfc, Refuse), Demand::error(Mta, Refuse)],
};
static ODD: Case = Case {
    name: "odd",
    message: Text::new(
        "The field name \"{name}\" holds punctuation that is legal, but that some programs do not expect.",
        "フィールド名「{name}」の記号は規格上は使えますが、想定していないソフトがあります。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};
static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (id, entity, _) in msg.entities() {
        let odd = |field: &&Field| !msg.slice(field.name_span).iter().copied().all(is_usual);
        let odd: Vec<&Field> = msg.scan.fields_of(entity).iter().filter(odd).collect();
        if odd.is_empty() || msg.in_other_message(id) {
            continue;
        }
        for (case, ascii) in [(&RAW, false), (&ODD, true)] {
            let mut fields = odd.iter().filter(|field| msg.slice(field.name_span).is_ascii() == ascii);
            let Some(first) = fields.next() else { continue };
            let name = String::from_utf8_lossy(msg.slice(first.name_span)).into_owned();
            let reported = sink.report(case, place(msg, first)).arg("name", name);
            reported.more(fields.map(|field| place(msg, field)), &MORE);
        }
    }
}

fn is_usual(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

/// From the first unusual character to the last.
fn place(msg: &Message, field: &Field) -> Span {
    let name = msg.slice(field.name_span);
    let first = name.iter().position(|byte| !is_usual(*byte)).unwrap_or_default();
    let last = name.iter().rposition(|byte| !is_usual(*byte)).unwrap_or_default();
    Span::of(first, last + 1).shift(field.name_span.start)
}
