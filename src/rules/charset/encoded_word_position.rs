//! An encoded-word where none is read, or with other text touching it.
//!
//! Addresses, message identifiers, trace fields and parameters are not decoded: the word stands for itself, and mail to such
//! an address goes nowhere. Gmail refuses encoded-words where they are not permitted. In texts and names blanks must separate
//! words from other text and from each other; brackets and commas are a note, because all programs know them.
//!
//! Words in comments may touch the parentheses. Names of files are `filename-encoded-word`, List-Unsubscribe is
//! `list-unsubscribe-syntax`.
//!
//! # Bad
//! ```eml
//! Subject: [=?UTF-8?B?5paw552A?=] Letters
//!           ~~~~~~~~~~~~~~~~~~~~ encoded-word-position
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?W+aWsOedgF0=?= Letters
//! ```
//! # Bad
//! ```eml
//! From: =?UTF-8?B?5riv?=<letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~ encoded-word-position
//! ```
//! # Fixed
//! ```eml
//! From: =?UTF-8?B?5riv?= <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! To: =?UTF-8?Q?Yuko_Tanab=C3=A9_=3Cyuko=40readerpost.net=3E?=
//!     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-position
//! ```
//! # Fixed
//! ```eml
//! To: =?UTF-8?Q?Yuko_Tanab=C3=A9?= <yuko@readerpost.net>
//! ```
//! # Bad
//! ```eml
//! Cc: <=?UTF-8?Q?yuko?=@readerpost.net>
//!      ~~~~~~~~~~~~~~~~ encoded-word-position
//! Message-ID: <=?UTF-8?Q?1?=@minatobunko.co.jp>
//!              ~~~~~~~~~~~~~ encoded-word-position
//! ```
//! # Good
//! ```eml
//! Subject: =?UTF-8?B?5paw552A?= [=?x?y?z?=]
//! From: letters@minatobunko.co.jp (=?UTF-8?B?5riv?= =?UTF-8?B?5paH5bqr?=)
//! ```

mod cases;

use crate::decode::word::Word;
use crate::finding::{Fix, Safety};
use crate::message::repair::{plain_address, plain_value, separate_words};
use crate::message::{Message, Misplaced};
use crate::rule::{Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::scan::Field;
use crate::text::{Note, Text};
use cases::CASES;

/// The rule.
pub static RULE: Rule = Rule {
    id: "encoded-word-position",
    group: Group::Charset,
    fixes: Fixes::Safe,
    yields_to: &[
        Yield { to: "filename-encoded-word", within: Near::Span },
        Yield { to: "encoded-word-malformed", within: Near::Span },
        Yield { to: "list-id-syntax", within: Near::Span },
    ],
    sources: &[
        Source::rfc(2047, "5"),
        Source::rfc(2047, "6.2"),
        Source::page("Gmail: SMTP errors and codes", "https://support.google.com/a/answer/3726730", "2026-06-18"),
    ],
    title: Text::new("An encoded-word where none may stand", "encoded-wordを使えない場所にあります"),
    why: Text::new(
        "There it is not decoded: readers see `=?UTF-8?B?...`, and an address or identifier is another one. Gmail refuses \
         encoded-words where they are not permitted.",
        "そこではデコードされず、`=?UTF-8?B?...` がそのまま表示されます。アドレスやIDは別のものになります。Gmailは、使えない場所にあるencoded-wordを理由に受信を拒否します。",
    ),
    help: Text::new(
        "Encode only texts and display names, whole and with blanks around them; addresses and identifiers stay plain.",
        "エンコードするのは件名や表示名だけにし、前後を空白で区切ってください。アドレスやIDはエンコードしません。",
    ),
    cases: CASES,
    notes: &[&MORE, &MEND],
    check,
    ..Rule::BASE
};

static MORE: Note = Note::new("more", "This one too.", "これも同様です。");
static MEND: Note = Note::new("mend", "Write it as it should be", "正しい形で書く");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.fields() {
        let found = msg.misplaced_words(field);
        // The worst is the first in the order of kinds.
        let Some(&(kind, first)) = found.iter().min_by_key(|(kind, _)| *kind as u8) else { continue };
        let case = RULE.cases[kind as usize];
        let reported = sink.report(case, first.span).arg("count", found.len());
        let mut reported = reported.arg("name", String::from_utf8_lossy(msg.slice(field.name_span)).into_owned());
        for (_, word) in found.iter().filter(|(_, word)| word.span != first.span).take(3) {
            reported = reported.related(word.span, &MORE);
        }
        reported.fix(fix(msg, field, &found));
    }
}

fn fix(msg: &Message, field: &Field, found: &[(Misplaced, Word)]) -> Option<Fix> {
    if found.iter().all(|(kind, _)| *kind >= Misplaced::Touching) {
        let words: Vec<Word> = found.iter().map(|(_, word)| *word).collect();
        let (safety, edits) = separate_words(msg, field, &words)?;
        return Some(Fix::new(&MEND, safety, edits));
    }
    let edit = match found {
        [(Misplaced::Address, word)] => plain_address(msg, field, word.span)?,
        [(Misplaced::Structured, _), ..] => plain_value(msg, field)?,
        _ => return None,
    };
    Some(Fix::new(&MEND, Safety::Offer, vec![edit]))
}
