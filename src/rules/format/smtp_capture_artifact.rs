//! The text was taken from an SMTP session: the dot that ends DATA is still there.
//!
//! On the wire a line with a single dot ends the message, and a dot at the head of a line is doubled (RFC 5321 section
//! 4.5.2). Somebody who saves what goes over the wire saves that too: signatures no longer fit, and `..` is shown.
//!
//! Doubled dots alone prove nothing, since people write ellipses. A whole session is another matter (`not-a-message`).
//!
//! # Bad
//! ```eml
//! X-Note: 1
//!
//! Hello.
//! .
//! ~ smtp-capture-artifact
//! ```
//! # Fixed
//! ```eml
//! X-Note: 1
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! X-Note: 1
//!
//! Hello.
//! ..hidden
//! .
//! ~ smtp-capture-artifact
//! ```
//! # Fixed
//! ```eml
//! X-Note: 1
//!
//! Hello.
//! .hidden
//! ```
//! # Good
//! ```eml
//! X-Note: 1
//!
//! Well
//! ...
//! .signature
//! ```

use crate::find::{Finder, cut_tail};
use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Confidence, Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Encoding, Form};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "smtp-capture-artifact",
    group: Group::Format,
    level: Level::Info,
    confidence: Confidence::Likely,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5321, "4.5.2")],
    title: Text::new("The dot of an SMTP session is left in", "SMTPの終端のドットが残っています"),
    why: Text::new(
        "A line with a single dot ends a message on the wire and is no part of it. Sent once more, it may cut the message \
         off, and no signature fits the text.",
        "ドットだけの行は、SMTPでメールの終わりを示すもので、メールの一部ではありません。そのまま送るとそこで途切れることがあり、署名の検証にも失敗します。",
    ),
    help: Text::new(
        "Save the message after the server has undone the doubling of dots, or delete the line.",
        "サーバーが二重のドットを戻した後のメールを保存するか、この行を削除してください。",
    ),
    cases: &[&DOT, &STUFFED],
    notes: &[&DELETE],
    check,
    ..Rule::BASE
};

static DOT: Case = Case {
    name: "dot",
    message: Text::new("The last line is a single dot.", "最後の行がドット1つだけです。"),
    demands: &[Demand::info(Mta, Advice)],
};
static STUFFED: Case = Case {
    name: "stuffed",
    message: Text::new(
        "The last line is a single dot, and lines that begin with a dot begin with two: {count}.",
        "最後の行がドット1つだけで、二重のドットで始まる行が{count}行あります。",
    ),
    demands: &[Demand::warning(Mta, Display)],
};
static DELETE: Note = Note::new("delete", "Undo what SMTP added", "SMTPが加えたドットを取り除く");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let bytes = msg.bytes();
    let text = cut_tail(bytes, "\n").unwrap_or(bytes);
    let text = cut_tail(text, "\r").unwrap_or(text);
    if !text.ends_with(b"\n.") || (text.len() as u32) < msg.entity(0).body.start {
        return;
    }
    let end = text.len() - 1;
    let mut dots = doubled_dots(&bytes[..end]);
    let count = dots.len();
    dots.push(Span::of(end, bytes.len()));
    // After the last part nobody reads; elsewhere the text changes.
    let safe = count == 0 && is_unread(msg, end as u32);
    let reported = sink.report(if count == 0 { &DOT } else { &STUFFED }, Span::of(end, end + 1)).arg("count", count);
    reported.mend(&DELETE, if safe { Safety::Safe } else { Safety::Offer }, Edit::delete_all(&dots));
}

/// The places of dots that are doubled, where every line that begins with a dot begins with two.
fn doubled_dots(bytes: &[u8]) -> Vec<Span> {
    let finder = Finder::new("\n.");
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = finder.find(&bytes[at..]) {
        at += next + 2;
        if bytes.get(at) != Some(&b'.') {
            return Vec::new();
        }
        found.push(Span::of(at, at + 1));
    }
    found
}

/// Whether what stands at `at` is shown by no reader: outside the parts of a multipart, or beside base64.
fn is_unread(msg: &Message, at: u32) -> bool {
    let entity = msg.entity(msg.entity_at(at));
    matches!(entity.form, Form::Multipart { .. }) || entity.encoding == Encoding::Base64
}
