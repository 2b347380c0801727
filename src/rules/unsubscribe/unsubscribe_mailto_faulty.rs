//! The mailto address in `List-Unsubscribe` does not work without help.
//!
//! A program sends that mail, not a person: nobody mends an address without domain, or a subject that ends at its first
//! blank. Blanks are written `%20` (a `+` stays a plus), Japanese as the percent-encoded bytes of its UTF-8, and further
//! fields after `&`, not after a second `?`.
//!
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <mailto:leave@minatobunko.co.jp?subject=stop it>
//!                                                                                                    ~ unsubscribe-mailto-faulty
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Fixed
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <mailto:leave@minatobunko.co.jp?subject=stop%20it>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <mailto:leave@minatobunko.co.jp?subject=配信停止>
//!                                                                                                ~~~~~~~~ unsubscribe-mailto-faulty
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Fixed
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <mailto:leave@minatobunko.co.jp?subject=%E9%85%8D%E4%BF%A1%E5%81%9C%E6%AD%A2>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Bad
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <mailto:?subject=leave>
//!                                                         ~~~~~~~~~~~~~~~~~~~~~ unsubscribe-mailto-faulty
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```
//! # Good
//! ```eml
//! List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>, <mailto:leave+8f3c@minatobunko.co.jp?subject=leave+8f3c>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! ```

use crate::finding::{Case, Edit, Safety};
use crate::message::{Message, holds_token};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::mailto::{Fault, faults};
use crate::value::uris::percent_encoded;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unsubscribe-mailto-faulty",
    group: Group::Unsubscribe,
    needs: &[Needs::Headers],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2369, "2"), Source::rfc(6068, "2"), Source::rfc(6068, "5")],
    title: Text::new("The mail address to unsubscribe is faulty", "配信停止用のmailtoに誤りがあります"),
    why: Text::new(
        "The receiver's program sends this mail by itself, and nobody sees it fail: the reader believes to be off the list \
         and reports the next mail as spam.",
        "このメールは受信側のプログラムが自動で送るため、失敗しても誰も気づきません。配信を止めたつもりの読者は、次のメールを迷惑メールとして報告します。",
    ),
    help: Text::new(
        "Write `mailto:address?subject=text`, with a full address, and percent-encode the text: `%20` for a blank.",
        "`mailto:アドレス?subject=件名` の形で、アドレスはドメインまで書き、件名はパーセントエンコードしてください(空白は `%20`)。",
    ),
    cases: &[&NO_ADDRESS, &DOMAIN, &BLANK, &RAW, &QUESTION, &PLUS],
    notes: &[&ENCODE],
    check,
    ..Rule::BASE
};

const ODD: &[Demand] =
    &[Demand::warning(Rfc, Display), Demand::warning(Gmail, Display), Demand::warning(Yahoo, Display)];

const fn case(name: &'static str, en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands: ODD }
}

static NO_ADDRESS: Case = Case {
    name: "no-address",
    message: Text::new("This mailto has no address.", "宛先のアドレスがありません。"),
    demands: &[Demand::error(Rfc, Display), Demand::error(Gmail, Display), Demand::error(Yahoo, Display)],
};
static DOMAIN: Case =
    case("domain", "{shown} is no full mail address.", "{shown} は、完全なメールアドレスではありません。");
static BLANK: Case =
    case("blank", "A blank stands here; it must be `%20`.", "空白があります。`%20` と書く必要があります。");
static RAW: Case = case("raw", "{shown} must be percent-encoded.", "「{shown}」は、パーセントエンコードが必要です。");
static QUESTION: Case = case("question", "A second `?` stands here.", "2つ目の `?` があります。");
static PLUS: Case = case(
    "plus",
    "`+` is no blank here: the text stays {shown}.",
    "ここでは `+` は空白になりません。文字どおり {shown} と送られます。",
);
static ENCODE: Note = Note::new("encode", "Percent-encode it", "パーセントエンコードする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let Some(field) = msg.field(Name::ListUnsubscribe) else { return };
    if holds_token(msg.slice(field.body)) {
        return;
    }
    for uri in msg.unsubscribe_uris().uris.iter().copied().take(10) {
        let Some((fault, place)) = faults(msg.bytes(), uri).into_iter().next() else { continue };
        let case = match fault {
            Fault::NoAddress => &NO_ADDRESS,
            Fault::Domain => &DOMAIN,
            Fault::Blank => &BLANK,
            Fault::Raw => &RAW,
            Fault::Question => &QUESTION,
            Fault::Plus => &PLUS,
        };
        let reported = sink.report(case, place).bytes("shown", msg.slice(place));
        reported.edit(&ENCODE, Safety::Safe, encoded(msg, uri, fault));
        return;
    }
}

/// Encodes every byte that stands for a text and is none of a URI. What a second `?` or a `+` stands for is a guess.
fn encoded(msg: &Message, uri: Span, fault: Fault) -> Option<Edit> {
    /// Bytes that a line may have, less what stands before the address.
    const LONGEST: usize = 900;
    if !matches!(fault, Fault::Blank | Fault::Raw) {
        return None;
    }
    let mut text = Vec::new();
    for &byte in msg.slice(uri) {
        match byte {
            b'\r' | b'\n' => {}
            b' ' | b'\t' | 128.. => text.extend(percent_encoded(byte)),
            _ => text.push(byte),
        }
    }
    (text.len() < LONGEST).then(|| Edit::replace(uri, text))
}
