//! A line ends in LF alone, where the others end in CRLF.
//!
//! On the wire every line of a message ends in CRLF. Servers read a lone LF in two ways, as a line end or as a character
//! inside a line, and that difference was used to smuggle messages past checks; since then many servers refuse such mail
//! outright. A bare LF also breaks signatures, because each server repairs it differently.
//!
//! A file with LF everywhere is the way Unix programs store mail: whatever sends it writes CRLF. That is a note only.
//! Where nearly all lines end in LF and few in CRLF, the file was stored that way too, and the odd ones are the CRLF.
//!
//! # Bad
//! ```eml bytes
//! Subject: Letters
//!
//! one\ntwo
//!    ~~ bare-lf
//! three
//! ```
//! # Fixed
//! ```eml bytes
//! Subject: Letters
//!
//! one\r\ntwo
//! three
//! ```
//! # Bad
//! ```eml lf
//! Subject: Letters
//! * bare-lf
//! ```
//! # Good
//! ```eml
//! Subject: Letters
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Encoding, Form, LineEnds};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bare-lf",
    group: Group::Format,
    needs: &[Needs::Message, Needs::Bytes],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5322, "2.3"), Source::rfc(5321, "2.3.8")],
    title: Text::new("A line ends in LF alone", "改行がLFだけの行があります"),
    why: Text::new(
        "Servers disagree on whether a lone LF ends a line. Attackers have used that to smuggle messages, so many \
         servers refuse such mail now, and those that repair it break its signature.",
        "LFだけの改行を行末とみなすかどうかは、サーバーによって違います。この違いは別のメールを紛れ込ませる攻撃に使われたため、いまでは受信を拒否するサーバーが多く、修復するサーバーを通ると署名が壊れます。",
    ),
    help: Text::new(
        "End every line in CRLF before the message is signed and sent.",
        "署名と送信の前に、すべての行末をCRLFにそろえてください。",
    ),
    cases: &[&MIXED, &STORED_MIXED, &STORED],
    notes: &[&MORE, &CONVERT],
    check,
    ..Rule::BASE
};

static MIXED: Case = Case {
    name: "mixed",
    message: Text::new("{count} line ends are LF without CR.", "CRのないLFだけの改行が{count}か所あります。"),
    demands: &[Demand::error(Rfc, Refuse), Demand::error(Mta, Refuse), Demand::warning(Security, Warn)],
};

static STORED_MIXED: Case = Case {
    name: "stored-mixed",
    message: Text::new(
        "Most lines end in LF, as Unix programs store mail, but some end in CRLF.",
        "大半の行末はUnixの保存形式であるLFですが、一部だけCRLFになっています。",
    ),
    demands: &[Demand::warning(Rfc, Advice), Demand::warning(Mta, Advice)],
};

static STORED: Case = Case {
    name: "stored",
    message: Text::new(
        "Every line ends in LF, as Unix programs store mail; it is sent with CRLF.",
        "すべての行末がLFです。Unixの保存形式であり、送信時にはCRLFに直されます。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};

static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
static CONVERT: Note = Note::new("convert", "Put CR before each LF", "LFの前にCRを補う");

fn check(cx: &Cx, sink: &mut Sink) {
    let (msg, lines) = (cx.msg, cx.msg.scan.lines);
    if lines.ends == LineEnds::Lf {
        let first = memchr::memchr(b'\n', msg.bytes()).unwrap_or_default();
        sink.report(&STORED, Span::of(first, first + 1));
        return;
    }
    let kept = &msg.scan.audit.bare_lf;
    // RFC 3030: in a binary part LF is a byte like any other.
    let binary = msg.entities().any(|(_, entity, _)| entity.encoding == Encoding::Binary);
    let stored = lines.lf / 8 > lines.crlf;
    let mend = kept.len() == lines.lf as usize && !stored;
    let (mut places, mut edits) = (Vec::new(), Vec::new());
    for &at in kept {
        if binary {
            let entity = msg.entity(msg.entity_at(at));
            if entity.encoding == Encoding::Binary && entity.form == Form::Leaf && at >= entity.body.start {
                continue;
            }
        }
        places.push(Span::new(at, at + 1));
        if mend {
            edits.push(Edit::insert(at, "\r"));
        }
    }
    let count = if binary { places.len() } else { lines.lf as usize };
    let reported = sink.report_all(if stored { &STORED_MIXED } else { &MIXED }, &places, &MORE).arg("count", count);
    reported.mend(&CONVERT, Safety::Safe, edits);
}
