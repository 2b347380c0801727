//! A blank stands between a field's name and its colon.
//!
//! The form is obsolete: it must be read and may not be written (RFC 5322 section 4.5). Some programs read it, others
//! know no field of that name, and some take the line for the end of the header, so that the fields below it become
//! text. It comes from headers built by hand.
//!
//! # Bad
//! ```eml
//! Reply-To : letters@minatobunko.co.jp
//!         ~ space-before-colon
//! ```
//! # Fixed
//! ```eml
//! Reply-To: letters@minatobunko.co.jp
//! ```
//! # Bad
//! ```eml bytes
//! X-Season\t : 12
//!         ~~~ space-before-colon
//! X-Segment : 3
//! ```
//! # Fixed
//! ```eml
//! X-Season: 12
//! X-Segment: 3
//! ```
//! # Good
//! ```eml
//! Subject:Letters
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Field;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "space-before-colon",
    group: Group::Format,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5322, "2.2"), Source::rfc(5322, "4.5")],
    title: Text::new("A blank before the colon", "コロンの前に空白があります"),
    why: Text::new(
        "Some programs do not find a field that is written so, and some take the line for the end of the header: the \
         fields below it are then shown as text.",
        "この書き方では、フィールドを認識できないソフトがあります。ヘッダーの終わりとみなすソフトでは、以降のフィールドが文字として表示されます。",
    ),
    help: Text::new(
        "Write the colon directly after the name, or set header fields by the mail library's own functions.",
        "フィールド名の直後にコロンを書いてください。メールライブラリの関数で設定するのが確実です。",
    ),
    cases: &[&PLAIN],
    notes: &[&MORE, &DELETE],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "Between {name} and its colon stands a blank; fields written so: {count}.",
        "{name}とコロンの間に空白があります。同様のフィールドは全部で{count}個です。",
    ),
    demands: &[Demand::error(Rfc, Display), Demand::error(Gmail, Refuse), Demand::error(Mta, Display)],
};
static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static DELETE: Note = Note::new("delete", "Delete the blank", "空白を削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (id, entity, _) in msg.entities() {
        let (mut gaps, mut first) = (Vec::new(), Span::default());
        for field in msg.scan.fields_of(entity) {
            let gap = gap(msg, field);
            if !gap.is_empty() {
                if gaps.is_empty() {
                    first = field.name_span;
                }
                gaps.push(gap);
            }
        }
        if !gaps.is_empty() && !msg.in_other_message(id) {
            let reported = sink.report_all(&PLAIN, &gaps, &MORE).arg("name", msg.excerpt(first));
            reported.arg("count", gaps.len()).mend(&DELETE, Safety::Safe, Edit::delete_all(&gaps));
        }
    }
}

/// What stands between the name and the colon; nothing in a draft's own fields.
fn gap(msg: &Message, field: &Field) -> Span {
    let colon = field.body.start.saturating_sub(1);
    let written = !field.name_span.is_empty() && msg.slice(Span::new(colon, colon + 1)) == b":";
    Span::new(field.name_span.end, if written { colon } else { field.name_span.end })
}
