//! A word that looks Latin, with letters of another script in it.
//!
//! `PаyPal` with a Cyrillic а passes for the brand in the eyes of a reader, and for nothing a filter knows. Gmail refuses
//! addresses that are not "Highly Restrictive" in the sense of UTS #39. In good mail it is a slip of the keyboard.
//!
//! Words of Latin with kanji, kana or Hangul are fine, so are whole words in one script, notation (`TNFα`, `10 kΩ`) and words
//! with a letter that looks like no Latin one. Bold or italic letters of mathematics in the Subject are a note.
//!
//! # Bad
//! ```eml
//! From: =?UTF-8?Q?P=D0=B0yPal?= <letters@minatobunko.co.jp>
//!                 ~~~~~~~~~~~ mixed-script-word
//! ```
//! # Fixed
//! ```eml
//! From: PayPal <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! Subject: =?UTF-8?Q?=F0=9D=97=A6=F0=9D=97=94=F0=9D=97=9F=F0=9D=97=98!?=
//!                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ mixed-script-word
//! ```
//! # Fixed
//! ```eml
//! Subject: SALE!
//! ```
//! # Bad
//! ```eml text
//! Your PаyPal account
//!      ~~~~~~ mixed-script-word
//! ```
//! # Fixed
//! ```eml text
//! Your PayPal account
//! ```
//! # Good
//! ```eml text
//! Amazonの新着、Скидки в PayPal、삼성Galaxy、TNFα 10 kΩ、Café
//! ```

use crate::finding::{Case, Safety};
use crate::message::{Odd, Oddities, Within};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};
use crate::value::lookalike::skeleton;

/// The rule.
pub static RULE: Rule = Rule {
    id: "mixed-script-word",
    group: Group::Charset,
    level: Level::Warning,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    fixes: Fixes::Offer,
    yields_to: &[
        Yield { to: "domain-mixed-script", within: Near::Span },
        Yield { to: "idn-or-homograph-host", within: Near::Span },
    ],
    sources: &[
        Source::page("UTS #39: Unicode Security Mechanisms", "https://www.unicode.org/reports/tr39/", "2025-09-04"),
        Source::page(
            "Google Security Blog: Protecting Gmail in a global world",
            "https://security.googleblog.com/2014/08/protecting-gmail-in-global-world.html",
            "2014-08-12",
        ),
        Source::heuristic(
            "Rspamd (R_MIXED_CHARSET) and SpamAssassin (UNICODE_OBFU_ASC) score such words",
            "Rspamd(R_MIXED_CHARSET)とSpamAssassin(UNICODE_OBFU_ASC)は、このような単語を減点する",
        ),
    ],
    title: Text::new("A word of letters from several scripts", "異なる種類の文字が混ざった単語です"),
    why: Text::new(
        "Look-alike letters forge names of brands, so filters score them. Searching for the word fails.",
        "よく似た別の文字は、ブランド名の偽装に使われるため、フィルターの評価が下がります。その単語で検索しても見つかりません。",
    ),
    help: Text::new("Type the word in letters of one script.", "単語全体を、1種類の文字で入力し直してください。"),
    cases: &[&NAME, &WORD, &STYLED],
    notes: &[&MORE, &LATIN],
    check,
    ..Rule::BASE
};

static NAME: Case = Case {
    name: "name",
    message: Text::new(
        "`{word}` in the sender's name looks like `{latin}`, but not all of its letters are Latin.",
        "差出人名の `{word}` は `{latin}` に見えますが、ラテン文字ではない文字が混ざっています。",
    ),
    demands: &[Demand::error(Security, Warn), Demand::error(Gmail, Folder), Demand::error(Spamfilter, Folder)],
};
static WORD: Case = Case {
    name: "word",
    message: Text::new(
        "`{word}` looks like `{latin}`, but not all of its letters are Latin ({count} such words here).",
        "`{word}` は `{latin}` に見えますが、ラテン文字ではない文字が混ざっています(全{count}語)。",
    ),
    demands: &[Demand::warning(Security, Warn), Demand::warning(Gmail, Folder), Demand::warning(Spamfilter, Folder)],
};
static STYLED: Case = Case {
    name: "styled",
    message: Text::new(
        "`{word}` is written in signs of mathematics, which screen readers do not read as `{latin}`.",
        "`{word}` は数学用の記号です。読み上げソフトは `{latin}` と読みません。",
    ),
    demands: &[Demand::info(Accessibility, Display), Demand::info(Spamfilter, Advice)],
};

static MORE: Note = Note::new("more", "This word too.", "この単語も同様です。");
static LATIN: Note = Note::new("latin", "Write it in Latin letters", "ラテン文字で書く");

fn check(cx: &Cx, sink: &mut Sink) {
    for odd in cx.msg.oddities() {
        let (case, places) = match odd.within {
            _ if odd.of(Odd::Mixed).is_empty() && odd.of(Odd::Styled).is_empty() => continue,
            _ if odd.of(Odd::Mixed).is_empty() => (&STYLED, odd.of(Odd::Styled)),
            Within::Name(..) => (&NAME, odd.of(Odd::Mixed)),
            _ => (&WORD, odd.of(Odd::Mixed)),
        };
        let word = Oddities::shown(&odd.text(cx.msg), places.list[0]);
        let edits = odd.rewrite(cx.msg, places, skeleton);
        let reported = odd.report(cx.msg, sink, case, places, &MORE).edits(&LATIN, Safety::Offer, edits);
        reported.arg("latin", skeleton(&word)).arg("word", word);
    }
}
