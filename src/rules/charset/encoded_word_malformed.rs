//! An encoded-word that readers cannot decode, or decode only because they are kind.
//!
//! `=?charset?B?data?=` carries text that is not ASCII through header fields. Where the charset or the letter is unknown,
//! the data is broken or the end is missing, the reader sees the source, or garbage, instead of a subject or a name.
//! Blanks inside, missing padding and empty words are read by most programs, not by all.
//!
//! Only words in Subject, in names and comments of address fields and the like count; `=?` in other text is text.
//!
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?5riv 44KI44KK?= 9
//!          ~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KK?= 9
//! ```
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KK
//!          ~~~~~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! From: =?UTF-8?B?5riv44KI44KK?? <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Fixed
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KK?=
//! From: =?UTF-8?B?5riv44KI44KK?= <letters@minatobunko.co.jp>
//! ```
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?/+//?= and =?UTF-8?X?YQ==?=
//!          ~~~~~~~~~~~~~~~~ encoded-word-malformed
//! To: yuko@readerpost.net (=?klingon?Q?yuko?=)
//!                          ~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Bad
//! ```eml
//! Subject: Letters
//!  =?UTF-8?Q??=
//!  ~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Fixed
//! ```eml
//! Subject: Letters
//! ```
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?5riv44KI44KKYQ?= =?UTF-8?Q?=ZZ?=
//!          ~~~~~~~~~~~~~~~~~~~~~~~~~~ encoded-word-malformed
//! ```
//! # Good
//! ```eml
//! Subject: =?iso-2022-jp*ja?b?GyRCOUEkaCRqGyhC?= =?utf-8?q?=e6=b8=af?= 1 =?= 2, =?x?y?z?=
//! To: "=?UTF-8?B?5riv 44KI?=" <yuko@readerpost.net>
//! ```

use crate::decode::charset::Charset;
use crate::decode::word::{Fault, HeaderText, Word, intended};
use crate::finding::{Case, Edit, Fix, Safety};
use crate::fix::repair_word;
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Rule, Sink, Source};
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::AddressList;
use crate::value::lex::{Lexer, TokenKind};
use memchr::memmem;

/// The rule.
pub static RULE: Rule = Rule {
    id: "encoded-word-malformed",
    group: Group::Charset,
    fixes: Fixes::Safe,
    sources: &[Source::Rfc(2047, "2"), Source::Rfc(2047, "4"), Source::Rfc(2047, "6.3")],
    title: Text::new("A broken encoded-word", "encoded-wordが壊れています"),
    why: Text::new(
        "Readers see `=?UTF-8?B?...` or garbage where a subject or a name should be. Yahoo refuses mail whose From or \
         Subject it cannot decode, and spam filters score it.",
        "件名や名前の代わりに `=?UTF-8?B?...` という文字列や文字化けが表示されます。\
         Yahooは、FromやSubjectをデコードできないメールの受信を拒否し、迷惑メールフィルターの評価も下がります。",
    ),
    help: Text::new(
        "Let a library write the field from the whole text. Do not cut encoded text to a length, and do not put values \
         into it afterwards.",
        "フィールドは、元の文章からライブラリに生成させてください。エンコード済みの文字列を長さで切ったり、後から値を差し込んだりしてはいけません。",
    ),
    cases: &[&UNTERMINATED, &ENCODING, &UNKNOWN, &PAYLOAD, &UNDECODABLE, &PADDING, &ESCAPE, &SPACE, &EMPTY],
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

const GARBAGE: &[Demand] =
    &[Demand::error(Rfc, Display), Demand::warning(Yahoo, Refuse), Demand::warning(Spamfilter, Folder)];
const TOLERATED: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)];

static UNTERMINATED: Case =
    case("unterminated", GARBAGE, "The `?=` at its end is missing.", "末尾の `?=` がありません。");
static ENCODING: Case = case(
    "encoding",
    GARBAGE,
    "Its encoding is `{letter}`; there are only B and Q.",
    "エンコード方式が `{letter}` になっています。使えるのはBとQだけです。",
);
static UNKNOWN: Case = case(
    "charset",
    GARBAGE,
    "Nobody knows the charset `{charset}`.",
    "`{charset}` という文字コードは知られていません。",
);
static PAYLOAD: Case = case("payload", GARBAGE, "Its data is no base64.", "データがbase64として正しくありません。");
static UNDECODABLE: Case = case(
    "undecodable",
    GARBAGE,
    "Its bytes are no valid {charset}.",
    "データが{charset}の文字として正しくありません。",
);
static PADDING: Case =
    case("padding", TOLERATED, "The `=` that fill up its base64 are missing.", "base64の詰め物の「=」が足りません。");
static ESCAPE: Case =
    case("escape", TOLERATED, "A `=` in it is not followed by two hex digits.", "「=」の後に2桁の16進数がありません。");
static SPACE: Case = case(
    "space",
    TOLERATED,
    "There are blanks inside it; a blank ends a word.",
    "途中に空白があります。空白があるとそこで語が切れます。",
);
static EMPTY: Case = case("empty", TOLERATED, "It holds nothing.", "中身がありません。");

static MORE: Note = Note::new("more", "Another one.", "これも壊れています。");
static ENCODE: Note = Note::new("encode", "Write the word as it is meant", "正しいencoded-wordに書き直す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for field in msg.fields() {
        let encoded = memmem::find(msg.slice(field.body), b"=?").is_some();
        // A draft's own fields are text, not source.
        if encoded && !field.name_span.is_empty() && (is_text(field.name) || is_addresses(field.name)) {
            report(msg, field, sink);
        }
    }
}

fn report(msg: &Message, field: &Field, sink: &mut Sink) {
    let read = HeaderText::read(msg.bytes(), field.body);
    let mut found: Vec<(&'static Case, &Word)> =
        read.words.iter().filter_map(|word| Some((fault_case(msg, word)?, word))).collect();
    if is_addresses(field.name) && !found.is_empty() {
        let closed = closed_to_words(msg, field);
        found.retain(|(_, word)| !closed.iter().any(|span| span.overlaps(word.span)));
    }
    let Some(&(case, first)) = found.iter().min_by_key(|(case, word)| (case.demands.len() < 3, word.span)) else {
        return;
    };
    let edits: Option<Vec<Edit>> = found.iter().map(|(_, word)| repair_word(msg, field, word)).collect();
    let reported = sink.report(case, first.span);
    let reported = reported.arg("charset", String::from_utf8_lossy(msg.slice(first.charset)).into_owned());
    let reported = reported.arg("letter", char::from(first.letter(msg.bytes())).to_string());
    let others = found.iter().map(|(_, word)| word.span).filter(|span| *span != first.span).take(3);
    let reported = others.fold(reported, |reported, span| reported.related(span, &MORE));
    reported.fix(edits.map(|edits| Fix::new(&ENCODE, Safety::Safe, edits)));
}

fn is_text(name: Name) -> bool {
    matches!(name, Name::Subject | Name::Comments | Name::ContentDescription | Name::Keywords)
}

fn is_addresses(name: Name) -> bool {
    use Name::*;
    matches!(name, From | Sender | ReplyTo | To | Cc | Bcc | ResentFrom | ResentSender | ResentTo | ResentCc | ListId)
}

fn fault_case(msg: &Message, word: &Word) -> Option<&'static Case> {
    Some(match word.fault? {
        Fault::Unterminated => &UNTERMINATED,
        Fault::Encoding => &ENCODING,
        Fault::Charset if Charset::is_registered(msg.slice(word.charset)) => return None,
        Fault::Charset => &UNKNOWN,
        Fault::Space => &SPACE,
        Fault::Empty => &EMPTY,
        Fault::Undecodable => &UNDECODABLE,
        Fault::Payload if matches!(word.letter(msg.bytes()), b'Q' | b'q') => &ESCAPE,
        Fault::Payload if intended(msg.bytes(), word).is_some() => &PADDING,
        Fault::Payload => &PAYLOAD,
        Fault::Split => return None,
    })
}

/// The places where nothing is an encoded-word: addresses and quoted strings (RFC 2047 section 5).
fn closed_to_words(msg: &Message, field: &Field) -> Vec<Span> {
    let tokens = Lexer::new(msg.bytes(), field.body).filter(|token| matches!(token.kind, TokenKind::Quoted { .. }));
    let list = AddressList::read(msg.bytes(), field.body);
    let addresses = list.mailboxes.iter().filter(|mailbox| !mailbox.domain.is_empty()).map(|mailbox| mailbox.addr);
    tokens.map(|token| token.span).chain(addresses).collect()
}
