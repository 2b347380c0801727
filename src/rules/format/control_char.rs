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

use crate::find::begins;
use crate::finding::{Case, Edit, Safety};
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
            let places = places(msg, field.body, b"");
            if !places.is_empty() {
                let mut lists = msg.address_fields().iter().filter(|list| list.field.span == field.span);
                let address = lists.any(|it| it.list.faults.is_empty());
                report(msg, if address { &ADDRESS } else { &HEADER }, &places, field.name_span, sink);
            }
        }
    }
    for &id in &msg.body {
        let entity = msg.entity(id);
        if !matches!(entity.encoding, Encoding::Base64 | Encoding::QuotedPrintable | Encoding::Binary) {
            // ISO-2022-KR shifts by SO and SI too.
            let charset = msg.parts[id as usize].charset.map(|charset| charset.text(msg.bytes()));
            let shifts = charset.is_some_and(|it| it.len() > 8 && begins(it.as_ref(), "iso-2022"));
            let kept: &[u8] = if shifts { b"\x0c\x0e\x0f\x1b" } else { b"\x0c" };
            report(msg, &BODY, &places(msg, entity.body, kept), Span::default(), sink);
        }
    }
}

/// The control characters in `span` but for `kept`, and without the escapes of ISO-2022-JP: where those do not belong,
/// another rule says.
fn places(msg: &Message, span: Span, kept: &[u8]) -> Vec<Span> {
    let bytes = msg.slice(span);
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(place) = find_control(bytes, at).filter(|_| found.len() < MOST) {
        at = place + 1;
        let escape = bytes[place] == 0x1b && matches!(bytes.get(at), Some(b'$' | b'('));
        if !escape && !kept.contains(&bytes[place]) {
            found.push(Span::of(place, at).shift(span.start));
        }
    }
    found
}

fn report(msg: &Message, case: &'static Case, places: &[Span], name: Span, sink: &mut Sink) {
    let reported = sink.report_all(case, places, &MORE).arg("count", places.len()).arg("name", msg.excerpt(name));
    // A list that was cut would leave some behind.
    if places.len() < MOST {
        reported.mend(&DELETE, Safety::Offer, Edit::delete_all(places));
    }
}
