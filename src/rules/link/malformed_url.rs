//! The address of a link or a picture is spelled wrong.
//!
//! RFC 3986 has no blanks, no backslashes, none of `"<>^|` and nothing beyond ASCII in an address, and `%` begins an escape.
//! Browsers and filters repair that each in their own way. `http:/x` has no host, and `a..example` cannot exist.
//!
//! Blanks around an address are fine (HTML Standard), tokens of mail systems (`{{url}}`, `*|URL|*`) too. Characters beyond
//! ASCII, `|` and `^` in a path work nearly everywhere: a note.
//!
//! # Bad
//! ```eml html qp
//! <a href="https://minatobunko.co.jp/春&amp;a b">
//!                                    ~~ malformed-url
//!                                            ~ malformed-url
//! ```
//! # Fixed
//! ```eml html qp
//! <a href="https://minatobunko.co.jp/%E6%98%A5&amp;a%20b">
//! ```
//! # Bad
//! ```eml html b64
//! <p><a href="https:/www.minatobunko.co.jp/">記事を読む</a> <img src="https://a..minatobunko.co.jp/" alt="春"></p>
//!             ~~~~~~~ malformed-url
//!                                                                             ~~~~~~~~~~~~~~~~~~~~ malformed-url
//! ```
//! # Bad
//! ```eml html
//! <p><a href="https://www.minatobunko.co.jp\news?a=100%&b">記事を読む</a></p>
//!                                          ~ malformed-url
//!                                                     ~ malformed-url
//! ```
//! # Good
//! ```eml html
//! <p><a href="{{ url }}">a</a> <a href="https://www.minatobunko.co.jp/?e=*|EMAIL|*">b</a> <a href="%%view url%%">c</a>
//! <a href=" https://www.minatobunko.co.jp/a%20b ">d</a> <a href="tel:+81 3 1234">e</a> <a href="https://[[host]]/a b">f</a></p>
//! ```

use crate::find::has;
use crate::finding::{Case, Safety};
use crate::html::link::LinkKind;
use crate::message::{Link, LinkPlace, Same};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::url::fault::{Fault, faults, repaired};

/// The rule.
pub static RULE: Rule = Rule {
    id: "malformed-url",
    group: Group::Link,
    fixes: Fixes::Safe,
    sources: &[Source::rfc(3986, "2"), Source::rfc(3986, "2.1"), Source::rfc(9110, "4.2.1")],
    yields_to: &[Yield { to: "unresolved-merge-tag", within: Near::Span }],
    title: Text::new("An address is spelled wrong", "URLの書き方が正しくありません"),
    why: Text::new(
        "Browsers guess what is meant, mail readers and click trackers guess differently: for some readers the link is dead. \
         Filters take odd spellings as an attempt to hide the target.",
        "正しくないURLをどう補うかはソフトによって違い、一部の読者にはリンクが開けません。行き先を隠そうとしているとフィルターに判断されることもあります。",
    ),
    help: Text::new(
        "Percent-encode blanks and special characters, and check scheme and host.",
        "空白や記号はパーセントエンコードし、スキームとホスト名が正しいか確かめてください。",
    ),
    cases: &[&SCHEME, &HOST, &BLANK, &CHARACTER, &ESCAPE, &UNENCODED],
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, message: Text, demands: &'static [Demand]) -> Case {
    Case { name, message, demands }
}
const ERROR: &[Demand] = &[Demand::error(Rfc, Display)];
const WARNING: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Advice)];

static SCHEME: Case = case(
    "scheme",
    Text::new(
        "`{shown}` is not how an address begins (such places in this part: {count}).",
        "URLの先頭の `{shown}` が正しくありません(このパートに{count}か所)。",
    ),
    ERROR,
);
static HOST: Case = case(
    "host",
    Text::new(
        "`{shown}` cannot be a host or a port (such places in this part: {count}).",
        "`{shown}` はホスト名やポート番号として使えません(このパートに{count}か所)。",
    ),
    ERROR,
);
static BLANK: Case = case(
    "blank",
    Text::new(
        "A blank or a line break stands in an address (such places in this part: {count}).",
        "URLの途中に空白か改行があります(このパートに{count}か所)。",
    ),
    WARNING,
);
static CHARACTER: Case = case(
    "character",
    Text::new(
        "`{shown}` stands in an address (such places in this part: {count}).",
        "URLに `{shown}` がそのまま入っています(このパートに{count}か所)。",
    ),
    WARNING,
);
static ESCAPE: Case = case(
    "escape",
    Text::new(
        "A `%` in an address is not followed by two hex digits (such places in this part: {count}).",
        "URLの `%` の後に2桁の16進数がありません(このパートに{count}か所)。",
    ),
    WARNING,
);
static UNENCODED: Case = case(
    "unencoded",
    Text::new(
        "`{shown}` in an address is not percent-encoded (such places in this part: {count}).",
        "URLの「{shown}」がパーセントエンコードされていません(このパートに{count}か所)。",
    ),
    &[Demand::info(Rfc, Advice)],
);

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static ENCODE: Note = Note::new("encode", "Write it as it is read", "読み取られる形に書き直す");

fn check(cx: &Cx, sink: &mut Sink) {
    for same in Same::all(cx, look) {
        let fault = Fault::ALL.into_iter().find(|it| RULE.cases[*it as usize].name == same.case.name);
        // Behind an entity stands another character than the one to repair.
        let new = |old: &str| repaired(fault?, old).filter(|_| !has(old, "&"));
        let edits = same.rewrite(cx, 499, &new);
        same.report(cx, sink, &MORE).edits(&ENCODE, Safety::Safe, edits);
    }
}

fn look(cx: &Cx, link: &Link, found: &mut Vec<(&'static Case, Span)>) {
    let LinkPlace::Html(kind, index) = link.place else { return };
    if cx.msg.is_plainly_spelt(link) {
        return;
    }
    if matches!(kind, LinkKind::Anchor | LinkKind::Area | LinkKind::Form | LinkKind::Image | LinkKind::Background) {
        let page = cx.msg.page(link.entity);
        let (address, map) = page.links[index as usize].decoded(&cx.msg.text(link.entity).text);
        for (fault, span) in faults(&address) {
            found.push((RULE.cases[fault as usize], map.to_raw(span)));
        }
    }
}
