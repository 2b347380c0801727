//! An encoded-word inside a quoted string.
//!
//! Quotes mean that what is inside is meant letter by letter. Nearly all programs decode the word all the same; the others
//! show `=?UTF-8?B?...`. Where a name is encoded, quotes have nothing left to protect.
//!
//! Names and comments of address fields count; quotes in the Subject are text.
//!
//! # Bad
//! ```eml
//! From: "=?UTF-8?B?5riv5paH5bqr?=" <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-in-quotes
//! ```
//! # Fixed
//! ```eml
//! From: =?UTF-8?B?5riv5paH5bqr?= <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! Cc: "Minato, =?UTF-8?B?5paH5bqr?=" <letters@minatobunko.co.jp>,
//!     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-in-quotes
//!  "=?UTF-8?Q?caf=C3=A9,_Kobe?=" <kobe@minatobunko.co.jp>
//! ```
//! # Fixed
//! ```eml
//! Cc: =?UTF-8?B?TWluYXRvLCDmlofluqs=?= <letters@minatobunko.co.jp>,
//!  =?UTF-8?B?Y2Fmw6ksIEtvYmU=?= <kobe@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! To: "=?UTF-8?B?5riv 44KI?=" <yuko@readerpost.net>
//!     ~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-in-quotes
//! ```
//! # Good
//! ```eml
//! Subject: "=?UTF-8?B?5riv44KI44KK?= " and "=?x?y?z?="
//! From: "=?x?y?z?=" <letters@minatobunko.co.jp>
//! * encoded-word-position
//! ```

use crate::decode::word::{Fault, Word};
use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::message::repair::write_text;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::Field;
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "encoded-word-in-quotes",
    group: Group::Charset,
    level: Level::Warning,
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2047, "5")],
    title: Text::new("An encoded-word stands in quotes", "encoded-wordが引用符の中にあります"),
    why: Text::new(
        "In quotes nothing is decoded. Most programs do it all the same; the others show `=?UTF-8?B?...` as the name.",
        "引用符の中はデコードしない決まりです。多くのソフトは復元しますが、規格に厳格なソフトでは `=?UTF-8?B?...` がそのまま名前として表示されます。",
    ),
    help: Text::new(
        "Give the mail library the plain name: it encodes it, or puts it into quotes, not both.",
        "名前は元の文字のままメールライブラリに渡してください。エンコードするか引用符で囲むかは、ライブラリが判断します。",
    ),
    cases: &[&QUOTED],
    notes: &[&MORE, &UNQUOTE],
    check,
    ..Rule::BASE
};

static QUOTED: Case = Case {
    name: "quoted",
    message: Text::new(
        "A quoted string in {name} holds an encoded-word ({count} in the field).",
        "{name}の引用符の中にencoded-wordがあります(このフィールドに{count}か所)。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Gmail, Advice), Demand::warning(Outlook, Advice)],
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static UNQUOTE: Note = Note::new("unquote", "Write it without quotes", "引用符を外す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.fields() {
        let (mut places, mut edits, mut safety) = (Vec::new(), Vec::new(), Safety::Safe);
        for (place, words) in &msg.quoted_words(field) {
            // A name of nothing is another defect.
            if words.iter().all(|word| word.fault == Some(Fault::Empty)) {
                continue;
            }
            places.push(*place);
            let Some((edit, anew)) = unquote(msg, field, *place, words) else { continue };
            edits.push(edit);
            if anew && !words.iter().all(|word| msg.is_utf8(word)) {
                safety = Safety::Rewrite;
            }
        }
        if places.is_empty() {
            continue;
        }
        if edits.len() < places.len() {
            edits.clear();
        }
        let reported = sink.report_all(&QUOTED, &places, &MORE).arg("name", field.name.text());
        reported.arg("count", places.len()).mend(&UNQUOTE, safety, edits);
    }
}

/// The words without their quotes, or what they and the text beside them say, encoded anew: `true`.
fn unquote(msg: &Message, field: &Field, place: Span, words: &[Word]) -> Option<(Edit, bool)> {
    let inside = Span::new(place.start + 1, place.end - 1);
    let readable = words.iter().all(|word| word.fault.is_none()) && memchr::memchr(b'\\', msg.slice(inside)).is_none();
    readable.then_some(())?;
    let touches = msg.slice(Span::new(place.end, field.body.end)).first().is_some_and(|it| !it.is_ascii_whitespace());
    // What may stand in a phrase (RFC 2047 section 5 rule 3); nothing but words, in one line.
    let fits = |word: &Word| word.span == inside && word.span.len() <= 75 && word.fits_phrase(msg.bytes());
    let alone = words.len() == 1 && fits(&words[0]);
    let mut edit = match alone {
        true => Edit::replace(place, msg.slice(inside)),
        false => write_text(msg, field, place, msg.text_at(inside).trim()),
    };
    if touches {
        edit.text.push(b' ');
    }
    Some((edit, !alone))
}
