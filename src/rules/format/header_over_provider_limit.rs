//! The header, or a field in it, is larger than a receiver takes.
//!
//! Gmail refuses (552 5.3.4) a header of more than 500 KB or 5,000 fields, a value over 32 KB outside To, Cc and
//! References, a Subject over 998 characters, a Message-ID over 500 and a name over 1 KB. Yahoo refuses headers that are
//! too big without saying a number, sendmail stops at 32 KB, and SoftBank may not deliver mail with more than 12 KB.
//! SpamAssassin reads the first 8 KB of a field. The causes are hundreds of visible recipients, and data in own fields.
//!
//! In received mail, what servers added on the way does not count.
//!
//! # Bad
//! ```eml bytes audience=gmail
//! X-Data: a\{900}
//! ~~~~~~ header-over-provider-limit
//!  a\{900}
//!  a\{900}
//!  a\{900}
//!  a\{900}
//!  a\{900}
//!  a\{900}
//!  a\{900}
//!  a\{900}
//!  a\{900}
//! ```
//! # Bad
//! ```eml bytes audience=gmail
//! Message-ID: <a\{600}@minatobunko.co.jp>
//! ~~~~~~~~~~ header-over-provider-limit
//! ```
//! # Good
//! ```eml audience=gmail
//! X-Data: 1
//! ```

mod cases;

use crate::finding::Case;
use crate::message::{Message, Stage};
use crate::rule::{Basis, Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::text::Text;
use cases::{
    COUNT, COUNT_LIMIT, CUT, CUT_LIMIT, FIELD, FIELD_LIMIT, ID, ID_LIMIT, LARGE, LONG, NAME, NAME_LIMIT, SUBJECT,
    SUBJECT_LIMIT, TOTAL, TOTALS,
};

/// The rule.
pub static RULE: Rule = Rule {
    id: "header-over-provider-limit",
    group: Group::Format,
    basis: Basis::Receiver,
    needs: &[Needs::Message],
    sources: &[
        Source::page("Gmail: message header limits", "https://support.google.com/a/answer/14016360", "2026-11-24"),
        Source::page("Gmail: SMTP errors and codes", "https://support.google.com/a/answer/3726730", "2026-06-18"),
        Source::page("Yahoo: SMTP error codes", "https://senders.yahooinc.com/smtp-error-codes/", "2026-02-01"),
        Source::page("SoftBank: developer notice on S!Mail", "", "2008-01-01"),
        Source::heuristic("limits of sendmail and SpamAssassin", "sendmailとSpamAssassinの上限"),
    ],
    title: Text::new("The header is too large", "ヘッダーが大きすぎます"),
    why: Text::new(
        "Receivers limit the size of the header and of its fields, and refuse the message or cut what is beyond.",
        "ヘッダー全体や個々のフィールドの大きさには、受信側ごとの上限があります。超えると受信を拒否されるか、超えた分が切り捨てられます。",
    ),
    help: Text::new(
        "Send to fewer visible recipients at once, and keep data of your own out of the header.",
        "1通あたりの宛先を減らし、独自のデータはヘッダーに入れないでください。",
    ),
    cases: &[&TOTAL, &LARGE, &LONG, &COUNT, &FIELD, &CUT, &SUBJECT, &ID, &NAME],
    check,
    ..Rule::BASE
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let received = cx.stage() == Stage::Received;
    let (mut total, mut count, mut largest, mut refused) = (0, 0, None::<&Field>, false);
    for field in msg.own_fields(cx.options) {
        let octets = u64::from(field.span.len());
        total += octets;
        count += 1;
        if largest.is_none_or(|largest| field.span.len() > largest.span.len()) {
            largest = Some(field);
        }
        // What filters saw of received mail is past.
        let over = judge(msg, field).filter(|(case, ..)| !received || case.name != CUT.name);
        if let Some((case, octets, limit)) = over {
            refused |= case.name == FIELD.name;
            report(msg, case, field, (octets, limit), sink);
        }
    }
    let Some(largest) = largest else { return };
    if count > COUNT_LIMIT {
        report(msg, &COUNT, largest, (count, COUNT_LIMIT), sink);
    }
    // A field that is too large alone has said it.
    if let Some((case, limit)) = TOTALS.iter().find(|(_, limit)| total > *limit && !refused) {
        report(msg, case, largest, (total, *limit), sink);
    }
}

fn report(msg: &Message, case: &'static Case, field: &Field, (octets, limit): (u64, u64), sink: &mut Sink) {
    let reported = sink.report(case, field.name_span).arg("name", msg.excerpt(field.name_span));
    reported.arg("octets", octets).arg("limit", limit);
}

/// The case of a field that is too large, its size, and the limit.
fn judge(msg: &Message, field: &Field) -> Option<(&'static Case, u64, u64)> {
    let name = u64::from(field.name_span.len());
    if name > NAME_LIMIT {
        return Some((&NAME, name, NAME_LIMIT));
    }
    if u64::from(field.body.len()) <= ID_LIMIT {
        return None;
    }
    let ends = |bytes: &[u8]| memchr::memchr2_iter(b'\r', b'\n', bytes).count() as u64;
    let octets = u64::from(field.value(msg.bytes()).len());
    let octets = if octets > ID_LIMIT { octets - ends(msg.slice(field.value(msg.bytes()))) } else { return None };
    let exempt = matches!(field.name, Name::To | Name::Cc | Name::References);
    match field.name {
        Name::MessageId => Some((&ID, octets, ID_LIMIT)),
        Name::Subject if octets > SUBJECT_LIMIT => Some((&SUBJECT, octets, SUBJECT_LIMIT)),
        _ if octets > FIELD_LIMIT && !exempt => Some((&FIELD, octets, FIELD_LIMIT)),
        _ if octets > CUT_LIMIT => Some((&CUT, octets, CUT_LIMIT)),
        _ => None,
    }
}
