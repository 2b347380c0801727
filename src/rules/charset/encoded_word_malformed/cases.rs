//! What can be wrong with an encoded-word, in words.

use crate::decode::charset::Charset;
use crate::decode::word::{Fault, Word, intended};
use crate::finding::Case;
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::text::Text;

/// All cases, the worst first.
pub const CASES: &[&Case] = &[
    &UNTERMINATED,
    &ENCODING,
    &UNKNOWN,
    &PAYLOAD,
    &UNDECODABLE,
    &FITS,
    &PADDING,
    &ESCAPE,
    &QUESTION,
    &PHRASE,
    &SPACE,
    &EMPTY,
];

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

const GARBAGE: &[Demand] =
    &[Demand::error(Rfc, Display), Demand::warning(Yahoo, Refuse), Demand::warning(Spamfilter, Folder)];
const TOLERATED: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)];

/// No end.
pub static UNTERMINATED: Case =
    case("unterminated", GARBAGE, "The `?=` at its end is missing.", "末尾の `?=` がありません。");
/// Neither B nor Q.
pub static ENCODING: Case = case(
    "encoding",
    GARBAGE,
    "`{letter}` is no encoding; B and Q are.",
    "`{letter}` という方式はありません。使えるのはBとQだけです。",
);
/// A charset that nobody knows.
pub static UNKNOWN: Case = case(
    "charset",
    GARBAGE,
    "Nobody knows the charset `{charset}`.",
    "`{charset}` という文字コードは知られていません。",
);
/// No base64.
pub static PAYLOAD: Case = case("payload", GARBAGE, "Its data is no base64.", "データがbase64として正しくありません。");
/// Bytes that do not fit the charset.
pub static UNDECODABLE: Case =
    case("undecodable", GARBAGE, "Its bytes are no {charset}.", "データが{charset}の文字として正しくありません。");
/// Bytes of another charset.
pub static FITS: Case =
    case("fits", GARBAGE, "Its bytes are {other}, not {charset}.", "データは{charset}ではなく{other}です。");
/// Padding is missing.
pub static PADDING: Case =
    case("padding", TOLERATED, "The `=` that fill up its base64 are missing.", "base64の詰め物の「=」が足りません。");
/// A bad escape in Q.
pub static ESCAPE: Case =
    case("escape", TOLERATED, "After a `=` in it, hex digits are missing.", "「=」の後に2桁の16進数がありません。");
/// A question mark in the data.
pub static QUESTION: Case =
    case("question", TOLERATED, "There is a question mark in its data.", "データの中に「?」があります。");
/// Characters that Q may not hold in a name.
pub static PHRASE: Case = case(
    "phrase",
    TOLERATED,
    "In names, its data may hold letters, digits and `!*+-/=_` only.",
    "名前の部分では、データに使えるのは英数字と `!*+-/=_` だけです。",
);
/// Blanks inside.
pub static SPACE: Case = case("space", TOLERATED, "There are blanks inside it.", "途中に空白があります。");
/// Nothing inside.
pub static EMPTY: Case = case("empty", TOLERATED, "It holds nothing.", "中身がありません。");

/// What is wrong with a word; `fits` is the charset that all words without sense are in.
pub fn fault_case(msg: &Message, word: &Word, fits: Option<Charset>) -> Option<&'static Case> {
    Some(match word.fault? {
        Fault::Unterminated => &UNTERMINATED,
        Fault::Encoding => &ENCODING,
        Fault::Charset if Charset::is_registered(msg.slice(word.charset)) => return None,
        Fault::Charset => &UNKNOWN,
        Fault::Space => &SPACE,
        Fault::Empty => &EMPTY,
        Fault::Undecodable if fits.is_some() => &FITS,
        Fault::Undecodable => &UNDECODABLE,
        Fault::Payload if matches!(word.letter(msg.bytes()), b'Q' | b'q') => &ESCAPE,
        Fault::Payload if intended(msg.bytes(), word).is_some() => &PADDING,
        Fault::Payload => &PAYLOAD,
        Fault::Question => &QUESTION,
        Fault::Phrase => &PHRASE,
        Fault::Split | Fault::Open => return None,
    })
}
