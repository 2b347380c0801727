//! Blanks stand at the end of lines of quoted-printable.
//!
//! Servers may add or drop blanks there, so decoders delete them. Where they mean something, in text that flows
//! (`format=flowed`) and in the line `-- ` above a signature, they must be written as `=20`.
//!
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! The new letters, with caf=C3=A9\x20\x20
//!                                ~~~~~~~~ qp-trailing-space
//! and more.
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! The new letters, with caf=C3=A9
//! and more.
//! ```
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8; format=flowed
//! Content-Transfer-Encoding: quoted-printable
//!
//! The new letters are out, with\x20
//!                              ~~~~ qp-trailing-space
//! caf=C3=A9.
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8; format=flowed
//! Content-Transfer-Encoding: quoted-printable
//!
//! The new letters are out, with=20
//! caf=C3=A9.
//! ```
//! # Good
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! A line=\x20\x20
//!  goes on, and ends in a blank:=20
//! --=20
//! Minato Bunko
//! ```

use crate::decode::qp;
use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::message::repair::write_blank;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "qp-trailing-space",
    group: Group::Mime,
    level: Level::Warning,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2045, "6.7"), Source::rfc(3676, "4.2")],
    title: Text::new("Blanks at line ends of quoted-printable", "quoted-printableの行末に空白があります"),
    why: Text::new(
        "Decoders delete such blanks, and servers may do so on the way. A line that should flow on breaks then, and a \
         signature line is not known as one.",
        "行末の空白は、復号の際に削除されます。format=flowedの文章がつながらなくなったり、署名の区切り「-- 」が認識されなくなったりします。",
    ),
    help: Text::new(
        "Write the last blank of a line as `=20`, or leave it out. A library does so by itself.",
        "行末の空白は `=20` と書くか、取り除いてください。エンコードをライブラリに任せれば、自動でそうなります。",
    ),
    cases: &[&FLOWED, &TEXT, &HTML],
    notes: &[&MORE, &WRITE, &DELETE],
    check,
    ..Rule::BASE
};

static FLOWED: Case = Case {
    name: "flowed",
    message: Text::new(
        "{count} lines end in a blank that means something here and is deleted.",
        "意味のある行末の空白が、{count}行で失われます。",
    ),
    demands: &[Demand::warning(Rfc, Display)],
};
static TEXT: Case = Case {
    name: "text",
    message: Text::new(
        "{count} lines end in blanks, which are deleted.",
        "行末に空白のある行が{count}行あります。空白は削除されます。",
    ),
    demands: &[Demand::warning(Rfc, Advice)],
};
static HTML: Case = Case { name: "html", message: TEXT.message, demands: &[Demand::info(Rfc, Advice)] };

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static WRITE: Note = Note::new("write", "Write the blanks as =20", "空白を=20と書く");
static DELETE: Note = Note::new("delete", "Delete the blanks", "空白を削除");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.leaves_in(Encoding::QuotedPrintable) {
        let body = msg.entity(id).body;
        let mut found = qp::blank_ends(msg.slice(body));
        if found.is_empty() {
            continue;
        }
        let mut keep = msg.param_text(id, "format") == "flowed";
        for place in &mut found {
            *place = place.shift(body.start);
            keep |= is_signature(msg, *place);
        }
        let (case, safety, title) = match () {
            () if keep => (&FLOWED, Safety::Offer, &WRITE),
            () if msg.is(id, "text/html") => (&HTML, Safety::Safe, &DELETE),
            () => (&TEXT, Safety::Safe, &DELETE),
        };
        let mut edits = Vec::new();
        for place in &found {
            edits.push(if keep { write_blank(msg, *place) } else { Edit::delete(*place) });
        }
        // A list that was cut would leave places behind.
        if found.len() == qp::MOST {
            edits.clear();
        }
        sink.report_all(case, &found, &MORE).arg("count", found.len()).mend(title, safety, edits);
    }
}

/// Whether blanks stand after the two hyphens above a signature.
fn is_signature(msg: &Message, blanks: Span) -> bool {
    msg.slice(Span::new(blanks.start.saturating_sub(3), blanks.start)) == b"\n--"
}
