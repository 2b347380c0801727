//! A message inside the message that cannot be read, or of a kind that hardly anybody can.
//!
//! message/rfc822 holds a whole message, with From, Subject or Date at least. message/partial is a piece of a message
//! that the reader puts together, past every scanner; message/external-body says where to fetch the content.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf
//! Content-Type: message/rfc822
//!               ~~~~~~~~~~~~~~ embedded-message-problem
//!
//! To: Yuko Tanabe <yuko@readerpost.net>
//!
//! Hello.
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: message/partial; number=1; total=2; id="1@minatobunko.co.jp"
//!               ~~~~~~~~~~~~~~~ embedded-message-problem
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: message/external-body; access-type=anon-ftp; name=letters
//!               ~~~~~~~~~~~~~~~~~~~~~ embedded-message-problem
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf
//! Content-Type: message/rfc822
//!
//! Subject: Letters
//! --leaf--
//! ```

use crate::finding::Case;
use crate::message::{Kind, Message};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::{FaultKind, Form, Name};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "embedded-message-problem",
    group: Group::Mime,
    level: Level::Warning,
    needs: &[Needs::Message],
    sources: &[Source::rfc(2046, "5.2.1"), Source::rfc(2046, "5.2.2"), Source::rfc(2046, "5.2.3")],
    title: Text::new("A message inside is broken or risky", "埋め込まれたメールに問題があります"),
    why: Text::new(
        "Readers show nothing, or an unreadable text. Pieces of messages are refused by many servers, as no scanner sees \
         the whole.",
        "何も表示されないか、読めない文字列になります。分割されたメールは全体を検査できないため、多くのサーバーが拒否します。",
    ),
    help: Text::new(
        "Attach the whole message as message/rfc822, with its header.",
        "元のメール全体をヘッダーごとmessage/rfc822として添付してください。",
    ),
    cases: &[&FIELDS, &HEADER, &PARTIAL, &PIECES, &EXTERNAL],
    check,
    ..Rule::BASE
};

const WARNING: &[Demand] = &[Demand::warning(Rfc, Display)];
const INFO: &[Demand] = &[Demand::info(Rfc, Advice)];

static FIELDS: Case = Case::new(
    "fields",
    WARNING,
    "The message inside has neither From nor Subject nor Date.",
    "埋め込まれたメールに、From、Subject、Dateのどれもありません。",
);
static HEADER: Case = Case::new(
    "header",
    WARNING,
    "The header of the message inside breaks off.",
    "埋め込まれたメールのヘッダーが途中で切れています。",
);
static PARTIAL: Case = Case::new("partial", INFO, "This is a piece of a message.", "分割されたメールの一部です。");
static PIECES: Case = Case::new(
    "pieces",
    &[Demand::info(Rfc, Advice), Demand::error(Security, Refuse)],
    "Bulk mail is sent in pieces.",
    "一斉配信のメールが分割されています。",
);
static EXTERNAL: Case = Case::new(
    "external",
    INFO,
    "The content has to be fetched by FTP, which hardly any reader does.",
    "本体をFTPで取得する形式です。対応するソフトはほとんどありません。",
);

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own {
        let entity = msg.entity(id);
        // A returned message is somebody else's, as it came.
        let returned = entity.parent.is_some_and(|parent| msg.is(parent, "multipart/report"));
        if returned || !msg.has_type(id, "message") {
            continue;
        }
        let case = match () {
            () if entity.form == Form::Message => broken(msg, id),
            () if msg.is(id, "message/partial") => Some(if cx.kind() == Kind::Bulk { &PIECES } else { &PARTIAL }),
            () if !msg.is(id, "message/external-body") => None,
            () => msg.param_text(id, "access-type").ends_with("ftp").then_some(&EXTERNAL),
        };
        if let Some(case) = case {
            sink.report(case, msg.media_place(id));
        }
    }
}

/// What is wrong with the header of the message in `id`.
fn broken(msg: &Message, id: u32) -> Option<&'static Case> {
    if !msg.has_children(id) {
        return None;
    }
    let inside = msg.entity(id + 1);
    let from = msg.scan.faults.partition_point(|fault| fault.span.start < inside.header.start);
    for fault in &msg.scan.faults[from..] {
        if fault.span.start > inside.header.end {
            break;
        }
        if fault.kind == FaultKind::MissingSeparator {
            return Some(&HEADER);
        }
    }
    for field in msg.scan.fields_of(inside) {
        if matches!(field.name, Name::From | Name::Subject | Name::Date) {
            return None;
        }
    }
    Some(&FIELDS)
}
