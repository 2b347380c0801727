//! Characters that turn the direction of text, where nothing is written from right to left, or left open.
//!
//! An override shows `gpj.exe` as `exe.jpg`: file names, addresses and names of senders are forged so. A control that is not
//! closed turns what comes after it. In mail from right to left, pairs that are closed are good style.
//!
//! Pairs of isolates in Subject and body are fine everywhere: programs put them around names of which they do not know the
//! direction. File names are `filename-dangerous-characters`.
//!
//! # Bad
//! ```eml
//! From: =?UTF-8?Q?Minato_=E2=80=AEoknuB?= <letters@minatobunko.co.jp>
//!                        ~~~~~~~~~ bidi-controls
//! ```
//! # Fixed
//! ```eml
//! From: Minato oknuB <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! Subject: =?UTF-8?Q?=E2=80=8ELetters?=
//!                    ~~~~~~~~~ bidi-controls
//! ```
//! # Bad
//! ```eml html
//! <p>Prices: &#8238;001</p>
//!            ~~~~~~~ bidi-controls
//! ```
//! # Fixed
//! ```eml html
//! <p>Prices: 001</p>
//! ```
//! # Bad
//! ```eml html
//! <a href="https://minatobunko.co.jp/&#x202E;gpj">Read</a>
//!                                    ~~~~~~~~ bidi-controls
//! ```
//! # Good
//! ```eml html
//! <p>שלום &#x2068;Yuko&#x2069;&rlm;, &#x202B;(א)&#x202C;</p><p>Hello &#x2068;Yuko&#x2069;</p>
//! ```

mod cases;

use crate::finding::{Case, Safety};
use crate::message::{Odd, Oddities, Places, Within};
use crate::profile::Level;
use crate::rule::{Basis, Confidence, Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};
use crate::value::invisible::left_open;
use cases::{CASES, HEADER, LINK, MARK, OPEN, OVERRIDE};

/// The rule.
pub static RULE: Rule = Rule {
    id: "bidi-controls",
    group: Group::Charset,
    level: Level::Error,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    fixes: Fixes::Offer,
    yields_to: &[Yield { to: "display-name-problem", within: Near::Span }],
    sources: &[Source::heuristic(
        "Rspamd scores them in links (URL_RTL_OVERRIDE), SpamAssassin in text (UNICODE_RTL_OBFU)",
        "Rspamdはリンク中のもの(URL_RTL_OVERRIDE)、SpamAssassinは文章中のもの(UNICODE_RTL_OBFU)を減点する",
    )],
    title: Text::new("Controls that turn the direction of text", "文字の並ぶ向きを変える制御文字があります"),
    why: Text::new(
        "They show letters in another order than they are written: names and addresses are forged so. Filters score them.",
        "文字が実際とは違う順に表示されます。名前やURLの偽装に使われるため、フィルターの評価が下がります。",
    ),
    help: Text::new(
        "Delete them. For text from right to left in HTML, use `dir` and `<bdi>`.",
        "削除してください。右から左に書く文章は、HTMLの `dir` 属性や `<bdi>` 要素で指定します。",
    ),
    cases: CASES,
    notes: &[&MORE, &DELETE],
    check,
    ..Rule::BASE
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static DELETE: Note = Note::new("delete", "Delete them", "制御文字を削除する");

fn check(cx: &Cx, sink: &mut Sink) {
    for odd in cx.msg.oddities() {
        let Some((case, places)) = judge(odd) else { continue };
        let mut all = places.clone();
        if !matches!(case.name, "open") {
            for more in [odd.of(Odd::Controls), odd.of(Odd::TurnedLinks)] {
                if more != &places {
                    all.extend(more);
                }
            }
        }
        if case.name == "header" {
            all.extend(odd.of(Odd::Marks));
        }
        let edits = odd.rewrite(cx.msg, &all, |_| String::new());
        odd.report(cx.msg, sink, case, &places, &MORE).edits(&DELETE, Safety::Offer, edits);
    }
}

/// What is wrong in a text, and where.
fn judge(odd: &Oddities) -> Option<(&'static Case, Places)> {
    let open = left_open(&odd.turns);
    let turned = odd.turns.contains(&'\u{202e}');
    let listed = odd.of(Odd::Controls).count as usize == odd.turns.len();
    let balanced = open.is_empty() && listed;
    if let Within::Part(_) = odd.within {
        return match () {
            () if !odd.of(Odd::TurnedLinks).is_empty() => Some((&LINK, odd.of(Odd::TurnedLinks).clone())),
            () if turned && !(odd.rightward && balanced) => Some((&OVERRIDE, odd.of(Odd::Controls).clone())),
            () if listed && !open.is_empty() => Some((&OPEN, Places::of(&open, &odd.of(Odd::Controls).list))),
            () => None,
        };
    }
    let isolates = odd.turns.iter().all(|c| ('\u{2066}'..='\u{2069}').contains(c));
    let subject = matches!(odd.within, Within::Subject(_));
    let fits = balanced && !turned && (odd.rightward || subject && isolates);
    match () {
        () if !odd.of(Odd::Controls).is_empty() && !fits => Some((&HEADER, odd.of(Odd::Controls).clone())),
        () if !odd.of(Odd::Marks).is_empty() && !odd.rightward => Some((&MARK, odd.of(Odd::Marks).clone())),
        () => None,
    }
}
