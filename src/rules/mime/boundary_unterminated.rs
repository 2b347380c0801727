//! A multipart has no closing delimiter.
//!
//! The last part must be followed by a line of `--`, the boundary and `--` again. Where it is missing, the mail was cut
//! on its way, or the program that wrote it forgot the line. Readers guess then where the last part ends; some drop it,
//! an attachment too, and filters count it as a sign of malware.
//!
//! Mail that another message carries (in a bounce, a forward) is not looked at: it is often cut on purpose.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! _ boundary-unterminated
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary="a leaf"
//!
//! --a leaf
//!
//! Hello.
//! --a leaf
//!         ^ boundary-unterminated
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary="a leaf"
//!
//! --a leaf
//!
//! Hello.
//! --a leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=tree
//!
//! --tree
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//!       ^ boundary-unterminated
//! --tree--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=tree
//!
//! --tree
//! Content-Type: multipart/alternative; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! --tree--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf--  
//! The end.
//! ```

use crate::decode::base64;
use crate::finding::{Case, Edit, Fix, Safety};
use crate::fix;
use crate::message::{Kind, Message};
use crate::options::Origin;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Delimiter, Encoding, Form, trim_wsp};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "boundary-unterminated",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::Rfc(2046, "5.1.1"), Source::Rfc(2046, "5.1.2")],
    title: Text::new("The closing delimiter of a multipart is missing", "マルチパートの終わりの区切り行がありません"),
    why: Text::new(
        "Readers cannot tell whether the last part is complete. Some drop it, some show the delimiters as text, and \
         filters take a broken structure for an attempt to hide something.",
        "最後のパートが完全かどうかを受信側で判断できません。そのパートが捨てられたり、区切り行が本文として表示されたりするほか、\
         構造の壊れたメールは、何かを隠す細工とみなされることもあります。",
    ),
    help: Text::new(
        "End the multipart with `--{boundary}--` on a line of its own. If the mail was cut on its way or while it was \
         copied, get it anew.",
        "マルチパートの最後に `--{boundary}--` だけの行を置いてください。配送中やコピーの際に途中で切れた場合は、元のメールを取り直してください。",
    ),
    cases: &[&END, &RETURNED, &HALF],
    notes: &[&APPEND, &CLOSE, &AROUND],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::error(Rfc, Display), Demand::warning(Spamfilter, Folder)];

static END: Case = Case {
    name: "end",
    message: Text::new(
        "The line `--{boundary}--` is missing after the last part.",
        "最後のパートの後に `--{boundary}--` の行がありません。",
    ),
    demands: DEMANDS,
};
static RETURNED: Case = Case {
    name: "report",
    message: Text::new(
        "The line `--{boundary}--` is missing; this report was cut short.",
        "`--{boundary}--` の行がありません。この通知は途中で切れています。",
    ),
    demands: &[Demand::info(Rfc, Display)],
};
static HALF: Case = Case {
    name: "half",
    message: Text::new(
        "The last delimiter line lacks the `--` at its end that closes the multipart.",
        "最後の区切り行の末尾に、終わりを示す `--` がありません。",
    ),
    demands: DEMANDS,
};

static APPEND: Note = Note::new("append", "Add the closing delimiter", "終わりの区切り行を追加");
static CLOSE: Note = Note::new("close", "Make it the closing delimiter", "終わりの区切り行にする");
static AROUND: Note =
    Note::new("around", "This multipart around it is not closed either.", "外側のこのマルチパートも閉じていません。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let report = matches!(msg.kind(cx.options).value, Kind::Dsn | Kind::Mdn | Kind::Arf);
    let mut open: Vec<(u32, Span)> = msg.entities().filter_map(|(id, ..)| unterminated(msg, id)).collect();
    // Where several end at one place, they were cut together: one finding, at the innermost.
    open.sort_by_key(|(id, _)| (msg.entity(*id).body.end, std::cmp::Reverse(*id)));
    for cut in open.chunk_by(|(one, _), (other, _)| msg.entity(*one).body.end == msg.entity(*other).body.end) {
        let (id, boundary) = cut[0];
        let last = msg.scan.delimiters.iter().rev().find(|delimiter| delimiter.entity == id);
        let half =
            last.filter(|last| is_blank(msg, Span::new(last.line.end, msg.entity(id).body.end)) && cut.len() == 1);
        let (case, title, edit) = match half {
            Some(Delimiter { line, .. }) => {
                (&HALF, &CLOSE, Edit::insert(trim_wsp(msg.bytes(), Span::new(line.start + 2, line.end)).end, "--"))
            }
            None => (if report { &RETURNED } else { &END }, &APPEND, fix::close(msg, cut)),
        };
        let reported = sink.report(case, Span::at(edit.span.start));
        let reported = reported.arg("boundary", String::from_utf8_lossy(msg.slice(boundary)).into_owned());
        let around = cut.iter().skip(1).take(3);
        let reported = around.fold(reported, |reported, (_, boundary)| reported.related(*boundary, &AROUND));
        if !shares_boundary(msg, cut) {
            reported.fix(Fix::one(title, safety(msg), edit));
        }
    }
}

/// The boundary of a multipart that was begun and not closed.
fn unterminated(msg: &Message, id: u32) -> Option<(u32, Span)> {
    let Form::Multipart { boundary: Some(boundary), closed: false } = msg.entity(id).form else { return None };
    let begun = msg.scan.delimiters.iter().any(|delimiter| delimiter.entity == id);
    (begun && !msg.in_other_message(id)).then_some((id, boundary))
}

/// Whether another multipart uses the same boundary, so that a line more closes nobody knows which.
fn shares_boundary(msg: &Message, cut: &[(u32, Span)]) -> bool {
    msg.entities().any(|(other, entity, _)| {
        let Form::Multipart { boundary: Some(boundary), .. } = entity.form else { return false };
        cut.iter().any(|(id, own)| *id != other && msg.slice(*own) == msg.slice(boundary))
    })
}

fn is_blank(msg: &Message, span: Span) -> bool {
    trim_wsp(msg.bytes(), span).is_empty()
}

/// Closing what was cut off hides that something is missing: that is for the author to decide.
fn safety(msg: &Message) -> Safety {
    let last = msg.scan.entities.last().filter(|last| last.form == Form::Leaf && last.encoding == Encoding::Base64);
    let faults = last.map(|last| base64::audit(msg.slice(last.body)).0).unwrap_or_default();
    let cut = faults.of(base64::Fault::Truncated).next().is_some();
    if cut || msg.input.origin == Origin::Pasted { Safety::Offer } else { Safety::Safe }
}
