//! Invisible characters in the Subject, in the sender's name, in an address of a link, or inside words of the body.
//!
//! Spam hides words from filters by zero-width characters and soft hyphens in them; tag characters carry whole texts that no
//! reader sees. In good mail they come along with copied text, and searching for the word then fails.
//!
//! Emoji, flags, joiners of Arabic and Indic scripts, selectors after Han, padding behind a preheader, soft hyphens between
//! syllables and breaks in long tokens with punctuation in them have their use.
//!
//! # Bad
//! ```eml
//! Subject: =?UTF-8?Q?Pass=E2=80=8Bword?= reset
//!                        ~~~~~~~~~ invisible-characters
//! ```
//! # Fixed
//! ```eml
//! Subject: Password reset
//! ```
//! # Bad
//! ```eml
//! From: =?UTF-8?B?5riv5paH5bqr4oCL?= <letters@minatobunko.co.jp>
//!                             ~~~~ invisible-characters
//! ```
//! # Fixed
//! ```eml
//! From: =?UTF-8?B?5riv5paH5bqr?= <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml html
//! <p>Your pass&#8203;word and your a&shy;c&shy;count</p>
//!             ~~~~~~~ invisible-characters
//! ```
//! # Fixed
//! ```eml html
//! <p>Your password and your ac&shy;count</p>
//! ```
//! # Bad
//! ```eml html qp
//! <a href="https://minatobunko.co.jp/a&#8203;b">Read</a>
//!                                     ~~~~~~~ invisible-characters
//! ```
//! # Good
//! ```eml html
//! <p>Preheader&zwnj;&nbsp;&zwnj;&nbsp;&#847;&zwnj;&nbsp;</p><p>&#x1F468;&zwj;&#x1F469; &#x2764;&#xFE0F; می&zwnj;خواهم Donau&shy;dampf</p>
//! ```
//! # Good
//! ```eml
//! Subject: =?UTF-8?B?8J+RqOKAjfCfkanigI3wn5Gn44Gu5pel?=
//! ```

mod cases;

use crate::finding::Safety;
use crate::message::{Odd, Places, Within};
use crate::rule::{Basis, Confidence, Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};
use cases::{BODY, CARRIER, CASES, LINK, STRAY, WORD};

/// The rule.
pub static RULE: Rule = Rule {
    id: "invisible-characters",
    group: Group::Charset,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    fixes: Fixes::Offer,
    yields_to: &[
        Yield { to: "bom-in-part", within: Near::Span },
        Yield { to: "display-name-problem", within: Near::Span },
    ],
    sources: &[Source::heuristic(
        "SpamAssassin scores words cut by them (UNICODE_OBFU_ZW, SHY_OBFU), Rspamd links with them (ZERO_WIDTH_SPACE_URL)",
        "SpamAssassinは単語中のもの(UNICODE_OBFU_ZW、SHY_OBFU)、Rspamdはリンク中のもの(ZERO_WIDTH_SPACE_URL)を減点する",
    )],
    title: Text::new("Invisible characters", "見えない文字が含まれています"),
    why: Text::new(
        "Spam cuts words with them to pass filters, so filters score them. Searching for the word fails, and a link leads \
         elsewhere.",
        "迷惑メールが単語を分断してフィルターを逃れる手口のため、評価が下がります。その単語では検索できず、リンクは別の場所を指します。",
    ),
    help: Text::new(
        "Delete them. They come along with text copied from web pages and documents: paste as plain text.",
        "削除してください。Webページや文書からコピーした文字に混ざることが多いため、書式なしで貼り付けると防げます。",
    ),
    cases: CASES,
    notes: &[&MORE, &DELETE],
    check,
    ..Rule::BASE
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static DELETE: Note = Note::new("delete", "Delete them", "見えない文字を削除する");

fn check(cx: &Cx, sink: &mut Sink) {
    for odd in cx.msg.oddities() {
        let (in_links, carriers) = (odd.of(Odd::InLinks), odd.of(Odd::Carriers));
        let (in_words, beside) = (odd.of(Odd::InWords), odd.of(Odd::Beside));
        let header = !matches!(odd.within, Within::Part(_));
        let (case, first) = match () {
            () if !in_links.is_empty() => (&LINK, in_links),
            () if !carriers.is_empty() => (&CARRIER, carriers),
            () if !in_words.is_empty() => (if header { &WORD } else { &BODY }, in_words),
            () if header && !beside.is_empty() => (&STRAY, beside),
            () => continue,
        };
        let mut all = Places::default();
        for places in [in_links, carriers, in_words] {
            all.extend(places);
        }
        if header {
            all.extend(beside);
        }
        let edits = odd.rewrite(cx.msg, &all, |_| String::new());
        odd.report(cx.msg, sink, case, first, &MORE).edits(&DELETE, Safety::Offer, edits);
    }
}
