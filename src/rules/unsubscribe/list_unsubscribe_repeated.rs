//! `List-Unsubscribe` or another field of mailing lists stands twice.
//!
//! RFC 2369 allows one field of each kind; several addresses stand in one field, with commas between. With two fields,
//! one receiver takes the first and another the last, so the unsubscribe button may lead to the wrong list or vanish. It
//! comes from a mail system that adds the field to mail that has one, or from a list that passes on another list's mail.
//!
//! # Bad
//! ```eml
//! List-Unsubscribe: <mailto:leave@minatobunko.co.jp>
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! ~~~~~~~~~~~~~~~~ list-unsubscribe-repeated
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Fixed
//! ```eml
//! List-Unsubscribe: <mailto:leave@minatobunko.co.jp>,
//!  <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! LIST-UNSUBSCRIBE-POST: List-Unsubscribe=One-Click
//! ~~~~~~~~~~~~~~~~~~~~~ list-unsubscribe-repeated
//! ```
//! # Fixed
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Id: <letters.minatobunko.co.jp>
//! List-Post: <mailto:letters@minatobunko.co.jp>
//! List-Post: <mailto:all@minatobunko.co.jp>
//! ~~~~~~~~~ list-unsubscribe-repeated
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <mailto:leave@minatobunko.co.jp>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```

use crate::finding::{Case, Edit, Fix, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::text::{Note, Text};
use crate::value::uris::UriList;

/// The rule.
pub static RULE: Rule = Rule {
    id: "list-unsubscribe-repeated",
    group: Group::Unsubscribe,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2369, "3"), Source::rfc(8058, "3.1")],
    title: Text::new("A List field stands twice", "List-で始まるフィールドが重複しています"),
    why: Text::new(
        "Of two fields, one receiver takes the first and another the last. The unsubscribe button may lead to the wrong \
         list, or not appear at all.",
        "同じフィールドが2つあると、最初のものを使う受信側と最後のものを使う受信側に分かれます。配信停止ボタンが別のリストにつながったり、表示されなかったりします。",
    ),
    help: Text::new(
        "Keep one field, and put several addresses into it with commas between. Look for a mail system that adds the \
         field although your program sets it.",
        "フィールドは1つにし、アドレスが複数あればコンマで区切って並べてください。プログラムで付けたうえに配信システムも付けていないか、確認してください。",
    ),
    cases: &[&LEAVE, &OTHER],
    notes: &[&FIRST, &AGAIN, &DELETE, &MERGE],
    check,
    ..Rule::BASE
};

static LEAVE: Case = Case {
    name: "leave",
    message: Text::new("{name} stands {count} times.", "{name}が{count}回現れます。"),
    demands: &[Demand::error(Rfc, Display), Demand::error(Gmail, Display), Demand::warning(Yahoo, Display)],
};
static OTHER: Case = Case {
    name: "other",
    message: Text::new("{name} stands {count} times.", "{name}が{count}回現れます。"),
    demands: &[Demand::error(Rfc, Display)],
};
static FIRST: Note = Note::new("first", "The first one.", "1つ目です。");
static AGAIN: Note = Note::new("again", "And again.", "ここにもあります。");
static DELETE: Note = Note::new("delete", "Delete the repetition", "重複を削除");
static MERGE: Note = Note::new("merge", "Put all addresses into one field", "アドレスを1つのフィールドにまとめる");

fn check(cx: &Cx, sink: &mut Sink) {
    for same in cx.msg.repeated_of_list() {
        let (first, later) = (same[0], &same[1..]);
        let leave = matches!(first.name, Name::ListUnsubscribe | Name::ListUnsubscribePost);
        let case = if leave { &LEAVE } else { &OTHER };
        let reported = sink.report(case, later[0].name_span).fix(fix(cx.msg, first, later));
        let reported =
            reported.arg("name", first.name.text()).arg("count", same.len()).related(first.name_span, &FIRST);
        let more = later.iter().skip(1).take(2);
        more.fold(reported, |reported, field| reported.related(field.name_span, &AGAIN));
    }
}

/// Deletes what only repeats the first; joins lists of sound URIs, where one-click does not ask for a single one.
fn fix(msg: &Message, first: &Field, later: &[&Field]) -> Option<Fix> {
    let bytes = msg.bytes();
    let value = |field: &Field| msg.slice(field.value(bytes));
    let mut edits: Vec<_> = later.iter().map(|field| Edit::delete(field.span)).collect();
    if later.iter().all(|field| value(field) == value(first)) {
        return Some(Fix::new(&DELETE, Safety::Safe, edits));
    }
    if !matches!(first.name, Name::ListUnsubscribe | Name::ListHelp | Name::ListSubscribe | Name::ListOwner) {
        return None;
    }
    let (mut more, mut web) = (Vec::new(), 0);
    for field in [first].iter().chain(later) {
        let list = UriList::read(bytes, field.body);
        if !list.faults.is_empty() {
            return None;
        }
        web += list.web(bytes).len();
        if field.span != first.span {
            more.extend([b",", msg.line_end().as_bytes(), b" ", value(field)].concat());
        }
    }
    edits.insert(0, Edit::insert(first.value(bytes).end, more));
    (web < 2).then(|| Fix::new(&MERGE, Safety::Offer, edits))
}
