//! Text that is plain ASCII is in base64.
//!
//! Nothing in it needs an encoding, and base64 hides it from whoever looks at the source, as spammers like it. Text in
//! ISO-2022-JP has escapes and is not meant, nor is text whose lines are too long to go unencoded.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!                            ~~~~~~ base64-for-ascii-text
//!
//! SGVsbG8sIHRoZSBuZXcgbGV0dGVycyBhcmUgb3V0Lg0K
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Hello, the new letters are out.
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//! Content-Transfer-Encoding: base64
//!
//! GyRCJCIbKEINCg==
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: base64
//!
//! Y2Fmw6kNCg==
//! ```

use crate::finding::{Case, Safety};
use crate::message::has_long_line;
use crate::message::repair::{Transfer, encode_part};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::{Encoding, find_control};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "base64-for-ascii-text",
    group: Group::Mime,
    level: Level::Info,
    basis: Basis::Practice,
    needs: &[Needs::Message],
    fixes: Fixes::Rewrite,
    yields_to: &[Yield { to: "base64-illegal-content", within: Near::Entity }],
    sources: &[Source::heuristic(
        "Rspamd and SpamAssassin score it (MIME_BASE64_TEXT_BOGUS, MIME_BASE64_TEXT)",
        "RspamdとSpamAssassinは、MIME_BASE64_TEXT_BOGUSやMIME_BASE64_TEXTとして減点する",
    )],
    title: Text::new("Plain ASCII text is in base64", "ASCIIだけの文章がbase64になっています"),
    why: Text::new(
        "Spammers hide words from simple filters that way, so filters score it. It also makes the text a third longer.",
        "単純なフィルターから語句を隠す手口と同じなので、迷惑メールフィルターの評価が下がります。サイズも3割ほど増えます。",
    ),
    help: Text::new(
        "Send such text as quoted-printable, or as it is. Many libraries choose by the text if they are let.",
        "ASCIIだけの文章は、quoted-printableにするか、そのまま送ってください。多くのライブラリは、内容に応じて自動で選びます。",
    ),
    cases: &[&TEXT],
    notes: &[&ENCODE],
    check,
    ..Rule::BASE
};

static TEXT: Case = Case {
    name: "text",
    message: Text::new(
        "The text has {count} characters, all of them ASCII.",
        "この文章の{count}文字は、すべてASCIIです。",
    ),
    demands: &[Demand::info(Spamfilter, Folder)],
};

static ENCODE: Note = Note::new("encode", "Encode it as quoted-printable", "quoted-printableにする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.body {
        let text = msg.text(id);
        let bytes = text.text.as_bytes();
        let ascii = msg.entity(id).encoding == Encoding::Base64
            && bytes.is_ascii()
            && text.octets as usize == bytes.len()
            && !bytes.trim_ascii().is_empty()
            && text.is_sound();
        if !ascii || find_control(bytes, 0).is_some() || memchr::memchr(0, bytes).is_some() || has_long_line(bytes) {
            continue;
        }
        let Some(value) = msg.encoding_value(id) else { continue };
        let edits = encode_part(msg, id, bytes, Transfer::QuotedPrintable);
        sink.report(&TEXT, value).arg("count", bytes.len()).edits(&ENCODE, Safety::Rewrite, edits);
    }
}
