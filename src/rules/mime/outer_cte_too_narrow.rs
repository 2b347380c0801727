//! A multipart counts as 7bit, but a part in it is 8bit or binary.
//!
//! The label of the whole must cover the widest of its parts. Without Content-Transfer-Encoding it is 7bit.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//! Content-Transfer-Encoding: 7bit
//!                            ~~~~ outer-cte-too-narrow
//!
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! 港より
//! --leaf--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//! Content-Transfer-Encoding: 8bit
//!
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! 港より
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//! _ outer-cte-too-narrow
//!
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! 港より
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//! Content-Transfer-Encoding: 8bit
//!
//! From the harbour
//! --leaf--
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::label;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "outer-cte-too-narrow",
    group: Group::Mime,
    level: Level::Info,
    needs: &[Needs::Bytes],
    fixes: Fixes::Safe,
    yields_to: &[Yield { to: "duplicate-singleton-field", within: Near::Span }],
    sources: &[Source::rfc(2045, "6.4")],
    title: Text::new("The whole counts as 7bit, a part of it is not", "全体は7bitなのに、8bitのパートがあります"),
    why: Text::new(
        "A server looks at the label of the whole to know whether it may hand the mail on as it is. With a wrong one, 8-bit \
         bytes reach servers that do not take them.",
        "サーバーは全体の宣言を見て、そのまま転送できるかを判断します。宣言が違うと、対応していないサーバーに8ビットのデータが届いてしまいます。",
    ),
    help: Text::new(
        "Label the multipart `8bit` as well, or encode the part as quoted-printable or base64.",
        "マルチパートにも `8bit` と書くか、パートをquoted-printableかbase64でエンコードしてください。",
    ),
    cases: &[&SAYS, &ABSENT],
    notes: &[&PART, &RAISE],
    check,
    ..Rule::BASE
};

static SAYS: Case = Case {
    name: "label",
    message: Text::new(
        "It is labelled {value}, but a part in it is {inner} and holds 8-bit bytes.",
        "{value}と書かれていますが、中のパートは{inner}で、8ビットの文字があります。",
    ),
    demands: &[Demand::warning(Rfc, Display)],
};
static ABSENT: Case = Case {
    name: "absent",
    message: Text::new(
        "The multipart has no label and so is 7bit, but a part in it is {inner} and holds 8-bit bytes.",
        "マルチパートに宣言がないので7bitになりますが、中のパートは{inner}で、8ビットの文字があります。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};

static PART: Note = Note::new("part", "This is the part.", "このパートです。");
static RAISE: Note = Note::new("raise", "Label the multipart as well", "マルチパートにも宣言する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.scan.audit.ascii {
        return;
    }
    let Some((narrow, leaf)) = msg.too_narrow() else { return };
    let (mut edits, mut says) = (Vec::new(), None);
    for (id, encoding) in &narrow {
        edits.append(&mut label(msg, *id, *encoding).unwrap_or_default());
        says = says.or_else(|| msg.encoding_value(*id));
    }
    let entity = msg.entity(narrow[0].0);
    let end = msg.scan.fields_of(entity).last().map_or(entity.header.end, |last| last.span.end);
    let (case, place) = says.map_or((&ABSENT, Span::at(end)), |value| (&SAYS, value));
    let inner = msg.encoding_value(leaf).unwrap_or_default();
    let reported = sink.report(case, place).bytes("value", msg.slice(place)).bytes("inner", msg.slice(inner));
    reported.related(inner, &PART).mend(&RAISE, Safety::Safe, edits);
}
