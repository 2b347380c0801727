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
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf--  
//!
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::cut_off;
use crate::options::Origin;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "boundary-unterminated",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2046, "5.1.1"), Source::rfc(2046, "5.1.2")],
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
    cases: &[&END, &REPORT, &HALF],
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
static REPORT: Case = Case {
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
    for cut in cut_off(msg) {
        let (case, title) = match cut.half {
            true => (&HALF, &CLOSE),
            false if cx.is_report() => (&REPORT, &APPEND),
            false => (&END, &APPEND),
        };
        let boundary = cut.multiparts[0].1;
        let mut reported = sink.report(case, cut.edit.span).bytes("boundary", msg.slice(boundary));
        for (_, boundary) in cut.multiparts.iter().skip(1).take(3) {
            reported = reported.related(*boundary, &AROUND);
        }
        // To close what was cut hides that something is missing: that is for the author to decide.
        let offer = cut.lossy || msg.input.origin == Origin::Pasted;
        let safety = if offer { Safety::Offer } else { Safety::Safe };
        reported.edit(title, safety, Some(cut.edit).filter(|_| cut.mends));
    }
}
