//! A line is longer than the 78 characters that the standard recommends, though it could be shorter.
//!
//! RFC 5322 section 2.1.1 allows 998 and recommends 78, for programs that cut what they show. Only lists of addresses and of
//! identifiers count that can be folded at their blanks into lines of 78, and lines of running text in a plain-text part
//! without transfer encoding. Paragraphs that a reader's program wraps (`format=flowed`) and addresses of the web do not.
//!
//! One finding stands for the header, one for a part. Received mail is left alone: it arrived.
//!
//! # Bad
//! ```eml
//! To: yuko@readerpost.net, ken@readerpost.net, mari@readerpost.net, hana@readerpost.net, jun@readerpost.net
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ line-over-78
//! ```
//! # Fixed
//! ```eml
//! To: yuko@readerpost.net, ken@readerpost.net, mari@readerpost.net,
//!  hana@readerpost.net, jun@readerpost.net
//! ```
//! # Good
//! ```eml
//! X-Link: https://www.minatobunko.co.jp/letters/2026/11/24/a-very-long-address-that-no-blank-divides-anywhere
//! ```

use crate::find::find;
use crate::finding::{Case, Edit, Safety};
use crate::message::repair::refold;
use crate::message::{Message, Stage};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Encoding, Name};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "line-over-78",
    group: Group::Format,
    level: Level::Info,
    needs: &[Needs::Message, Needs::Bytes],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5322, "2.1.1"), Source::rfc(5322, "2.2.3")],
    title: Text::new("A line is longer than 78 characters", "78文字を超える行があります"),
    why: Text::new(
        "The standard recommends lines of at most 78 characters; some programs cut or wrap longer ones badly.",
        "規格は1行を78文字以内に収めるよう勧めています。長い行は、途中で切れたり見づらく折り返されたりすることがあります。",
    ),
    help: Text::new(
        "Fold header fields at a blank, and let the mail library wrap or encode plain text.",
        "ヘッダーは空白の位置で折り返し、テキスト本文はメールライブラリに折り返しかエンコードをさせてください。",
    ),
    cases: &[&HEADER, &BODY],
    notes: &[&MORE, &FOLD],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[Demand::info(Rfc, Advice), Demand::info(Mta, Advice)];

static HEADER: Case = Case {
    name: "header",
    message: Text::new(
        "Header lines over 78 bytes that could be folded: {count}.",
        "折り返せば78バイト以内に収まるヘッダー行が{count}行あります。",
    ),
    demands: DEMANDS,
};
static BODY: Case = Case {
    name: "body",
    message: Text::new(
        "Lines of this plain text over 78 characters: {count}.",
        "このテキスト本文に、78文字を超える行が{count}行あります。",
    ),
    demands: DEMANDS,
};
static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static FOLD: Note = Note::new("fold", "Fold the header lines", "ヘッダーを折り返す");

/// Characters that a line should not exceed.
const LONGEST: usize = 78;

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let (mut lines, mut edits): (Vec<Span>, Vec<Edit>) = (Vec::new(), Vec::new());
    if cx.stage() == Stage::Received {
        return;
    }
    for field in msg.fields() {
        let listed = field.name.holds_addresses() || field.name == Name::References;
        if !listed || field.span.len() as usize <= LONGEST {
            continue;
        }
        for &line in &msg.scan.lines.longer_than(msg.bytes(), field.span, LONGEST) {
            if let Some(mut folds) = refold(msg, field, line).filter(|folds| fit(line, folds)) {
                lines.push(line);
                edits.append(&mut folds);
            }
        }
    }
    sink.report_all(&HEADER, &lines, &MORE).arg("count", lines.len()).mend(&FOLD, Safety::Safe, edits);
    for id in msg.body_parts("text/plain") {
        let entity = msg.entity(id);
        let plain = !matches!(entity.encoding, Encoding::QuotedPrintable | Encoding::Base64);
        let flowed = msg.parts[id as usize].content_type_value.token(msg.bytes(), "format").is_some();
        if plain && !flowed {
            let mut lines = Vec::new();
            for &line in &msg.scan.lines.longer_than(msg.bytes(), entity.body, LONGEST) {
                if is_running_text(msg, line) {
                    lines.push(line);
                }
            }
            sink.report_all(&BODY, &lines, &MORE).arg("count", lines.len());
        }
    }
}

/// Whether no piece of a folded line is too long.
fn fit(line: Span, folds: &[Edit]) -> bool {
    let mut start = line.start;
    for edit in folds {
        if (edit.span.start - start) as usize > LONGEST {
            return false;
        }
        start = edit.span.start;
    }
    (line.end - start) as usize <= LONGEST
}

/// Whether a line is ASCII text with blanks at which it could be wrapped; not a quotation, not a list of links.
fn is_running_text(msg: &Message, line: Span) -> bool {
    let text = msg.slice(line);
    text.is_ascii()
        && text[0].is_ascii_alphanumeric()
        && find(text, b"://").is_none()
        && text.split(|byte| *byte == b' ').all(|word| (1..40).contains(&word.len()))
}
