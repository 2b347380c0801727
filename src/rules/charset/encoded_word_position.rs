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

use super::encoded_word_malformed::worst_first;
use crate::decode::word::Word;
use crate::finding::{Edit, Safety};
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
        let Some(mut worst) = found.first() else { continue };
        let (mut places, mut words) = (Vec::new(), Vec::new());
        for it in &found {
            // The worst is the first in the order of kinds.
            if it.0 < worst.0 {
                worst = it;
            }
            places.push(it.1.span);
            words.push(it.1);
        }
        let (safety, edits) = mend(msg, field, &found, &words).unwrap_or((Safety::Safe, Vec::new()));
        let reported = sink.report_all(RULE.cases[worst.0 as usize], &worst_first(worst.1.span, &places), &MORE);
        let reported = reported.arg("count", found.len()).bytes("name", msg.slice(field.name_span));
        reported.mend(&MEND, safety, edits);
    }
}

fn mend(msg: &Message, field: &Field, found: &[(Misplaced, Word)], words: &[Word]) -> Option<(Safety, Vec<Edit>)> {
    if found.iter().all(|(kind, _)| *kind >= Misplaced::Touching) {
        return separate_words(msg, field, words);
    }
    let edit = match found {
        [(Misplaced::Address, word)] => plain_address(msg, field, word.span)?,
        [(Misplaced::Structured, _), ..] => plain_value(msg, field)?,
        _ => return None,
    };
    Some((Safety::Offer, vec![edit]))
}
