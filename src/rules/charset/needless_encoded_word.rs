//! Plain ASCII is written as encoded-words.
//!
//! Spam hides words from simple filters so; Rspamd and SpamAssassin look at it. Programs that encode everything do it without
//! thinking. RFC 2047 allows and discourages it.
//!
//! Text with `=?` in it, with blanks that plain text would lose, or without a place to fold needs its encoding; so does a
//! field of which another word is not ASCII.
//!
//! # Bad
//! ```eml
//! Subject: Re: =?utf-8?B?TGV0dGVycw==?= from =?utf-8?Q?Minato_Bunko?=
//!              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ needless-encoded-word
//! ```
//! # Fixed
//! ```eml
//! Subject: Re: Letters from Minato Bunko
//! ```
//! # Bad
//! ```eml
//! From: =?utf-8?Q?Minato_Bunko=2C_Kobe?= <letters@minatobunko.co.jp>
//!       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ needless-encoded-word
//! ```
//! # Fixed
//! ```eml
//! From: "Minato Bunko, Kobe" <letters@minatobunko.co.jp>
//! ```
//! # Good
//! ```eml
//! Subject: =?UTF-8?Q?Letters?= =?UTF-8?B?5riv?=
//! To: =?utf-8?Q?=3D=3Fx?= <yuko@readerpost.net>
//! ```

use crate::decode::word::Word;
use crate::find::has;
use crate::finding::{Case, Safety};
use crate::message::Message;
use crate::message::repair::{phrase, write_text};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Fixes, Group, Near, Rule, Sink, Source, Yield};
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::addr::AddressList;

/// The rule.
pub static RULE: Rule = Rule {
    id: "needless-encoded-word",
    group: Group::Charset,
    level: Level::Info,
    basis: Basis::Practice,
    fixes: Fixes::Safe,
    yields_to: &[Yield { to: "encoded-word-position", within: Near::Field }],
    sources: &[
        Source::rfc(2047, "5"),
        Source::heuristic(
            "Rspamd scores it (SUBJ_EXCESS_BASE64, FROM_EXCESS_QP and their like), SpamAssassin a little (FROM_EXCESS_BASE64)",
            "Rspamdは減点し(SUBJ_EXCESS_BASE64、FROM_EXCESS_QPなど)、SpamAssassinもわずかに減点する(FROM_EXCESS_BASE64)",
        ),
    ],
    title: Text::new("Plain ASCII is encoded", "ASCIIだけの文字がエンコードされています"),
    why: Text::new(
        "Spam hides words from filters so, which is why some score it.",
        "迷惑メールが語句を隠す手口でもあるため、減点するフィルターがあります。",
    ),
    help: Text::new(
        "Encode only text that is not ASCII; mail libraries do that by themselves.",
        "エンコードはASCII以外の文字を含む場合だけにしてください。メールライブラリに任せればそうなります。",
    ),
    cases: &[&ASCII],
    notes: &[&PLAIN],
    check,
    ..Rule::BASE
};

static ASCII: Case = Case {
    name: "ascii",
    message: Text::new(
        "{name} encodes `{text}`, which is plain ASCII.",
        "{name}の `{text}` はASCIIだけなので、エンコードは不要です。",
    ),
    demands: &[Demand::info(Spamfilter, Folder)],
};

static PLAIN: Note = Note::new("plain", "Write it plain", "エンコードせずに書く");

fn check(cx: &Cx, sink: &mut Sink) {
    use Name::*;
    let msg = cx.msg;
    for field in msg.fields() {
        if !matches!(field.name, Subject | From | Sender | ReplyTo | To | Cc) {
            continue;
        }
        let words = msg.encoded_words(field);
        if words.is_empty() || !words.iter().all(|word| is_plain(msg, word)) {
            continue;
        }
        let found = pieces(msg, field, words).unwrap_or_default();
        let Some((first, text)) = found.first() else { continue };
        let mut edits = Vec::new();
        for (span, text) in &found {
            edits.push(write_text(msg, field, *span, text));
        }
        let reported = sink.report(&ASCII, *first).arg("name", field.name.text()).arg("text", text.as_str());
        reported.mend(&PLAIN, Safety::Safe, edits);
    }
}

/// Whether a word is sound, and printable ASCII without escapes.
fn is_plain(msg: &Message, word: &Word) -> bool {
    word.fault.is_none() && word.octets(msg.bytes()).0.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

/// What to write plain: from the first word of a text to the last, or names with words. `None` where plain text would not
/// be the same.
fn pieces(msg: &Message, field: &Field, words: &[Word]) -> Option<Vec<(Span, String)>> {
    let mut found = Vec::new();
    if field.name == Name::Subject {
        let span = words[0].span.join(words[words.len() - 1].span);
        found.push((span, msg.text_at(span)));
    } else {
        for mailbox in AddressList::read(msg.bytes(), field.body).mailboxes {
            let Some(name) = mailbox.name else { continue };
            let first = words.partition_point(|word| word.span.start < name.start);
            if words.get(first).is_some_and(|word| name.contains(word.span)) {
                found.push((name, phrase(msg, name)?));
            }
        }
    }
    found.iter().all(|(_, text)| stays_same(text)).then_some(found)
}

/// Whether a text can be written plain and folded at its blanks.
fn stays_same(text: &str) -> bool {
    /// Longest piece without a blank.
    const LONGEST: usize = 70;
    let folds = text.split(' ').all(|word| !word.is_empty() && word.len() <= LONGEST);
    folds && text.is_ascii() && !has(text, "=?")
}
