//! A field that may stand once stands twice.
//!
//! Subject, From, To, Date, Message-ID and others may occur once in a message, the MIME fields once in a part. With two,
//! one program shows the first and another the last, a signature covers one and the reader sees the other: that is an
//! attack as often as a fault, so Gmail refuses the message (550 5.7.1) and Yahoo names it first among the faults it
//! refuses. It comes from code that adds a field where the mail library has added it already.
//!
//! # Bad
//! ```eml
//! Subject: Letters
//! Subject: Letters from Minato Bunko
//! ~~~~~~~ duplicate-singleton-field
//! ```
//! # Bad
//! ```eml
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! MESSAGE-ID: <20261124.1@minatobunko.co.jp>
//! ~~~~~~~~~~ duplicate-singleton-field
//! ```
//! # Fixed
//! ```eml
//! Message-ID: <20261124.1@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! To: Yuko Tanabe <yuko@readerpost.net>
//! to: Ken Oda <ken@readerpost.net>
//! ~~ duplicate-singleton-field
//! ```
//! # Fixed
//! ```eml
//! To: Yuko Tanabe <yuko@readerpost.net>,
//!  Ken Oda <ken@readerpost.net>
//! ```
//! # Good
//! ```eml stage=received
//! Resent-From: Yuko Tanabe <yuko@readerpost.net>
//! Resent-Date: Wed, 25 Nov 2026 09:30:00 +0900
//! Resent-To: Ken Oda <ken@readerpost.net>
//! Resent-To: Mari Ueda <mari@readerpost.net>
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::{Field, Name::*};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "duplicate-singleton-field",
    group: Group::Format,
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(5322, "3.6"),
        Source::rfc(2045, "3"),
        Source::page("Gmail: Email sender guidelines", "https://support.google.com/mail/answer/81126", "2026-03-21"),
        Source::page("Yahoo: SMTP error codes", "https://senders.yahooinc.com/smtp-error-codes/", "2026-02-01"),
    ],
    title: Text::new("A field stands twice", "同じフィールドが重複しています"),
    why: Text::new(
        "With two fields of one kind, a filter may read the first and the reader see the second. Gmail and Yahoo refuse \
         such mail.",
        "同じフィールドが2つあると、フィルターが読むものと読者に見えるものが食い違うおそれがあります。そのため、GmailとYahooは受信を拒否します。",
    ),
    help: Text::new(
        "Keep one. Look for code that adds the field although the mail library or the mail system adds it too.",
        "1つだけ残してください。メールライブラリや配信システムが付けるフィールドを、プログラムでも追加していないか確認してください。",
    ),
    cases: &[&HEADER, &PART, &DISPOSITION, &FEEDBACK],
    notes: &[&FIRST, &AGAIN, &DELETE, &MERGE],
    check,
    ..Rule::BASE
};
static HEADER: Case = Case {
    name: "header",
    message: Text::new("{name} stands {count} times.", "{name}が{count}回現れます。"),
    demands: &[
        Demand::error(Rfc, Refuse),
        Demand::error(Gmail, Refuse),
        Demand::error(Yahoo, Refuse),
        Demand::warning(Spamfilter, Folder),
        Demand::warning(Security, Warn),
    ],
};
static PART: Case = Case {
    name: "part",
    message: Text::new("{name} stands {count} times in one part.", "1つのパートに{name}が{count}回現れます。"),
    demands: &[Demand::error(Rfc, Display), Demand::warning(Spamfilter, Folder), Demand::warning(Security, Warn)],
};
static DISPOSITION: Case = Case {
    name: "disposition",
    message: Text::new("{name} stands {count} times in one part.", "1つのパートに{name}が{count}回現れます。"),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Security, Warn)],
};
static FEEDBACK: Case = Case {
    name: "feedback",
    message: Text::new("{name} stands {count} times.", "{name}が{count}回現れます。"),
    demands: &[Demand::error(Gmail, Advice)],
};
static FIRST: Note = Note::new("first", "The first one.", "1つ目です。");
static AGAIN: Note = Note::new("again", "And again.", "ここにもあります。");
static DELETE: Note = Note::new("delete", "Delete the repetition", "重複を削除");
static MERGE: Note = Note::new("merge", "Put all addresses into one field", "宛先を1つのフィールドにまとめる");

fn check(cx: &Cx, sink: &mut Sink) {
    for (id, _, _) in cx.msg.entities() {
        for same in &cx.msg.repeated(id) {
            if !cx.msg.in_other_message(id) {
                report(cx.msg, sink, id, same);
            }
        }
    }
}

fn report(msg: &Message, sink: &mut Sink, id: u32, same: &[&Field]) {
    let (first, later) = (same[0], &same[1..]);
    let case = match first.name {
        ContentDisposition => &DISPOSITION,
        FeedbackId => &FEEDBACK,
        _ if id == 0 => &HEADER,
        _ => &PART,
    };
    let mut reported = sink.report(case, later[0].name_span).arg("name", first.name.text()).arg("count", same.len());
    reported = reported.related(first.name_span, &FIRST);
    for field in &later[1..later.len().min(3)] {
        reported = reported.related(field.name_span, &AGAIN);
    }
    // What only repeats the first is deleted; lists of recipients are joined.
    let value = |field: &Field| msg.slice(field.value(msg.bytes()));
    let (mut merged, mut edits) = (Vec::new(), Vec::new());
    let (mut equal, mut empty) = (true, value(first).is_empty());
    for field in later {
        for piece in [b",", msg.line_end().as_bytes(), b" ", value(field)] {
            merged.extend_from_slice(piece);
        }
        edits.push(Edit::delete(field.span));
        equal &= value(field) == value(first);
        empty |= value(field).is_empty();
    }
    if equal {
        reported.mend(&DELETE, Safety::Safe, edits);
    } else if matches!(first.name, To | Cc | Bcc) && !empty {
        edits.insert(0, Edit::insert(first.value(msg.bytes()).end, merged));
        reported.mend(&MERGE, Safety::Offer, edits);
    }
}
