//! A display name holds punctuation that has a meaning in address lists, and no quotes stand around it.
//!
//! `Shop, Inc. <news@x>` is two entries: `Shop`, which is no address, and `Inc. <news@x>`. A comma, colon, semicolon or
//! `@` cuts the name or the list; brackets and backslashes stop strict readers. Full stops alone (`J. Smith`) were common
//! once and must still be read (RFC 5322 section 4.1): a note.
//!
//! Names with letters above 127 in an older charset are left to `raw-8bit-header`, broken encoded-words to their rule.
//!
//! # Bad
//! ```eml
//! From: Minato, Inc. <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~ unquoted-display-name-special
//! ```
//! # Fixed
//! ```eml
//! From: "Minato, Inc." <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! From: letters@minatobunko.co.jp <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~ unquoted-display-name-special
//! ```
//! # Bad
//! ```eml
//! From: Minato: Letters <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~ unquoted-display-name-special
//! ```
//! # Bad
//! ```eml
//! To: [Readers] Yuko <yuko@readerpost.net>
//!     ~~~~~~~~~~~~~~ unquoted-display-name-special
//! ```
//! # Fixed
//! ```eml
//! To: "[Readers] Yuko" <yuko@readerpost.net>
//! ```
//! # Bad
//! ```eml
//! To: Yuko T. Tanabe <yuko@readerpost.net>
//!     ~~~~~~~~~~~~~~ unquoted-display-name-special
//! ```
//! # Fixed
//! ```eml
//! To: "Yuko T. Tanabe" <yuko@readerpost.net>
//! ```
//! # Good
//! ```eml
//! From: Minato "The Port" Bunko (Tokyo, Inc.) <letters@minatobunko.co.jp>
//! To: "Tanabe, Yuko" <yuko@readerpost.net>,
//!  =?UTF-8?Q?Oda=2C_K=C3=A9n?= <ken@readerpost.net>
//! Cc: Readers: mari@readerpost.net;
//! ```

use crate::find::find;
use crate::finding::{Case, Edit, Safety};
use crate::message::AddressField;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::{NameFault, unquoted};

/// The rule.
pub static RULE: Rule = Rule {
    id: "unquoted-display-name-special",
    group: Group::Format,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(5322, "3.2.5"), Source::rfc(5322, "3.4"), Source::rfc(5322, "4.1")],
    title: Text::new("A name with punctuation needs quotes", "記号を含む名前が引用符で囲まれていません"),
    why: Text::new(
        "Commas, colons and other punctuation separate addresses. Without quotes around the name, servers cut it in two, \
         or refuse the field.",
        "カンマやコロンなどの記号は、アドレスの区切りとして扱われます。名前を引用符で囲まないと、途中で切れたり、フィールドごと拒否されたりします。",
    ),
    help: Text::new(
        "Put the name into double quotes: `\"Shop, Inc.\" <news@shop>`. Mail libraries do so when name and address are \
         handed over separately.",
        "`\"Shop, Inc.\" <news@shop>` のように、名前を二重引用符で囲んでください。名前とアドレスを別々に渡せば、たいていのメールライブラリは自動で囲みます。",
    ),
    cases: &[&CUTS, &ODD, &STOP],
    notes: &[&MORE, &QUOTE],
    check,
    ..Rule::BASE
};

static CUTS: Case = Case {
    name: "cuts",
    message: Text::new(
        "The name `{token}` in {name} holds punctuation that cuts the list, and has no quotes.",
        "{name}の名前 `{token}` は、区切りとして扱われる記号を含みますが、引用符がありません。",
    ),
    demands: &[Demand::error(Rfc, Display), Demand::error(Gmail, Refuse), Demand::warning(Spamfilter, Folder)],
};
static ODD: Case = Case {
    name: "odd",
    message: Text::new(
        "The name `{token}` in {name} holds brackets or a backslash, and has no quotes.",
        "{name}の名前 `{token}` は、角括弧かバックスラッシュを含みますが、引用符がありません。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Gmail, Refuse)],
};
static STOP: Case = Case {
    name: "stop",
    message: Text::new(
        "The name `{token}` in {name} has a full stop and no quotes: an old form that is still read.",
        "{name}の名前 `{token}` は、ピリオドを含みますが、引用符がありません。古い書き方で、今も読み取られます。",
    ),
    demands: &[Demand::info(Rfc, Advice)],
};
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static QUOTE: Note = Note::new("quote", "Put the name into quotes", "名前を引用符で囲む");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for AddressField { field, list, .. } in msg.readable_addresses() {
        let mut worst: Option<(NameFault, Span)> = None;
        let mut names = Vec::new();
        for &(fault, name) in &unquoted(msg.bytes(), list) {
            let text = msg.slice(name);
            if std::str::from_utf8(text).is_ok() && find(text, b"=?").is_none() {
                names.push(name);
                if worst.is_none_or(|(worst, _)| worst < fault) {
                    worst = Some((fault, name));
                }
            }
        }
        let Some((fault, first)) = worst else { continue };
        let (mut places, mut edits, mut plain) = (vec![first], Vec::new(), true);
        for &name in &names {
            Edit::quote(name, &mut edits);
            plain &= !msg.slice(name).iter().any(|byte| b"\"\\()<>".contains(byte));
            if name != first {
                places.push(name);
            }
        }
        let case = match fault {
            NameFault::Stop => &STOP,
            NameFault::Odd => &ODD,
            NameFault::Whole | NameFault::Cut => &CUTS,
        };
        // In a list, what was cut may be two people.
        let safety = if fault == NameFault::Cut { Safety::Offer } else { Safety::Safe };
        let reported = sink.report_all(case, &places, &MORE).arg("name", field.name.text());
        reported.arg("token", msg.excerpt(first)).mend(&QUOTE, safety, if plain { edits } else { Vec::new() });
    }
}
