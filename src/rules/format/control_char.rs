//! A control character stands in a header field or in text.
//!
//! Besides TAB and the line end, a header field holds no control characters, and a text none but the form feed. What a
//! reader sees of them is a box, a blank or nothing, and filters count them: they are used to break up words. Most come
//! from text that was pasted out of an office program or a database (U+000B is its line break within a paragraph), or
//! from the output of a terminal. ESC belongs to ISO-2022-JP and its kin, where it is no fault.
//!
//! # Bad
//! ```eml bytes
//! Subject: Sale\x0bnow
//!              ~~~~ control-char
//! ```
//! # Fixed
//! ```eml
//! Subject: Salenow
//! ```
//! # Bad
//! ```eml bytes
//! Subject: Letters
//!
//! Ready\x08\x08 \x1b[1mnow\x1b[0m
//!      ~~~~ control-char
//! ```
//! # Fixed
//! ```eml
//! Subject: Letters
//!
//! Ready [1mnow[0m
//! ```
//! # Good
//! ```eml bytes
//! Subject: Letters
//!
//! page 1
//! \x0cpage\t2
//! ```
//! # Good
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=iso-2022-jp
//!
//! \x1b$B$"\x1b(B
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Encoding, find_control};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "control-char",
    group: Group::Format,
    needs: &[Needs::Message, Needs::Bytes],
    fixes: Fixes::Offer,
    sources: &[Source::rfc(5322, "2.2"), Source::rfc(5322, "3.5"), Source::rfc(2046, "4.1.2")],
    title: Text::new("Control characters in the message", "制御文字が含まれています"),
    why: Text::new(
        "Readers show a box, a blank or nothing in their place, and some servers refuse them in a header. Spammers break \
         up words with them, so filters score them.",
        "制御文字は、記号に化けたり、空白になったり、消えたりします。ヘッダーにあると受信を拒否するサーバーもあります。単語を分断してフィルターを逃れる手口に使われるため、迷惑メールフィルターの評価も下がります。",
    ),
    help: Text::new(
        "Take control characters out of names and texts when they are entered or imported.",
        "名前や文章を登録または取り込むときに、制御文字を取り除いてください。",
    ),
    cases: &[&HEADER, &ADDRESS, &BODY],
    notes: &[&MORE, &DELETE],
    check,
    ..Rule::BASE
};

static HEADER: Case = Case {
    name: "header",
    message: Text::new("Control characters in {name}: {count}.", "{name}に制御文字が{count}個あります。"),
    demands: &[Demand::error(Rfc, Display), Demand::error(Mta, Refuse), Demand::warning(Spamfilter, Folder)],
};
// RFC 5322 section 4.1: quoted strings and comments of older mail may hold them, and every reader must take them.
static ADDRESS: Case = Case {
    name: "address",
    message: Text::new(
        "Control characters inside quotes or comments in {name}: {count}.",
        "{name}の引用符やコメントの中に、制御文字が{count}個あります。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Mta, Refuse), Demand::warning(Spamfilter, Folder)],
};
static BODY: Case = Case {
    name: "body",
    message: Text::new("Control characters in this text: {count}.", "本文に制御文字が{count}個あります。"),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Mta, Display)],
};
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static DELETE: Note = Note::new("delete", "Delete the control characters", "制御文字を削除");

/// Places kept of one field or text.
const MOST: usize = 1_000;

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for (id, entity, _) in msg.entities() {
        if msg.in_other_message(id) || find_control(msg.slice(entity.header), 0).is_none() {
            continue;
        }
        for field in msg.scan.fields_of(entity) {
            let name = String::from_utf8_lossy(msg.slice(field.name_span)).into_owned();
            let mut lists = msg.address_fields().iter().filter(|list| list.field.span == field.span);
            let case = if lists.any(|it| it.list.faults.is_empty()) { &ADDRESS } else { &HEADER };
            report(case, &places(msg, field.body, |_| true), &name, sink);
        }
    }
    for id in msg.body.iter().copied() {
        let entity = msg.entity(id);
        if !matches!(entity.encoding, Encoding::Base64 | Encoding::QuotedPrintable | Encoding::Binary) {
            // ISO-2022-KR shifts by SO and SI too.
            let charset = msg.parts[id as usize].charset.map(|charset| charset.text(msg.bytes()));
            let shifts = charset.is_some_and(|it| it.len() > 8 && it[..8].eq_ignore_ascii_case(b"iso-2022"));
            let counts = |byte| byte != 0x0c && !(shifts && matches!(byte, 0x0e | 0x0f | 0x1b));
            report(&BODY, &places(msg, entity.body, counts), "", sink);
        }
    }
}

/// The control characters in `span`, without the escapes of ISO-2022-JP: where those do not belong, another rule says.
fn places(msg: &Message, span: Span, counts: impl Fn(u8) -> bool) -> Vec<u32> {
    let bytes = msg.slice(span);
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(place) = find_control(bytes, at).filter(|_| found.len() < MOST) {
        let escape = bytes[place] == 0x1b && matches!(bytes.get(place + 1), Some(b'$' | b'('));
        if !escape && counts(bytes[place]) {
            found.push(span.start + place as u32);
        }
        at = place + 1;
    }
    found
}

fn report(case: &'static Case, places: &[u32], name: &str, sink: &mut Sink) {
    let Some(&first) = places.first() else { return };
    let edits = places.iter().map(|at| Edit::delete(Span::new(*at, at + 1))).collect();
    // A list that was cut would leave some behind.
    let fix = (places.len() < MOST).then(|| Fix::new(&DELETE, Safety::Offer, edits));
    let reported = sink.report(case, Span::new(first, first + 1)).arg("count", places.len()).fix(fix);
    let reported = reported.more(places.iter().skip(1).map(|at| Span::new(*at, at + 1)), &MORE);
    reported.arg("name", name);
}
