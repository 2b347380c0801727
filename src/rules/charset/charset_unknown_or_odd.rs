//! The charset is one that nobody knows, or is called by a name that not everybody knows.
//!
//! Registered names are understood everywhere, private ones (`cp932`, `x-sjis`, `utf8`) by who happens to know them.
//! `ISO-2022-JP-MS` and `CP50221` say what many systems in Japan send, but not to those who receive it.
//! Where Content-Type names none, an unknown one in `<meta>` counts. Attachments are not looked at, nor odd names of text
//! that does not decode: the content is the trouble then.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset="utf8"
//!                                    ~~~~ charset-unknown-or-odd
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset="UTF-8"
//! ```
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=iso-2022-jp-ms
//!                                   ~~~~~~~~~~~~~~ charset-unknown-or-odd
//!
//! \x1b$B9A$h$j-!\x1b(B
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf8mb4
//!                                   ~~~~~~~ charset-unknown-or-odd
//! ```
//! # Bad
//! ```eml kind=personal
//! MIME-Version: 1.0
//! Content-Type: text/html
//!
//! <meta charset=utf8mb4><p>Hello.</p>
//!               ~~~~~~~ charset-unknown-or-odd
//! ```
//! # Good
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=windows-31j
//! Content-Transfer-Encoding: 8bit
//!
//! \x8d\x60\x82\xe6\x82\xe8
//! ```

use crate::decode::charset::Charset;
use crate::find::begins;
use crate::finding::{Case, Safety};
use crate::message::Message;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Form;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "charset-unknown-or-odd",
    group: Group::Charset,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[
        Source::rfc(2046, "4.1.2"),
        Source::heuristic(
            "SpamAssassin scores names that do not exist (NONEXISTENT_CHARSET)",
            "SpamAssassinは、存在しない名前をNONEXISTENT_CHARSETとして減点する",
        ),
    ],
    yields_to: &[
        Yield { to: "content-type-syntax", within: Near::Span },
        Yield { to: "non-ascii-in-us-ascii", within: Near::Span },
    ],
    title: Text::new("A charset that readers may not know", "文字コードの名前が一般的ではありません"),
    why: Text::new(
        "A reader that does not know the name cannot decode the text: it is garbled, or becomes an attachment.",
        "名前を知らない受信ソフトは本文を復元できません。文字化けするか、添付ファイルとして扱われます。",
    ),
    help: Text::new(
        "Send UTF-8, and call it `UTF-8`. Older Japanese mail is `ISO-2022-JP`, without characters beyond JIS X 0208.",
        "UTF-8で送り、`UTF-8` と書いてください。従来の形式にするなら、JIS X 0208の文字だけを使って `ISO-2022-JP` とします。",
    ),
    cases: &[&UNKNOWN, &ODD],
    notes: &[&DECLARE],
    check,
    ..Rule::BASE
};

static UNKNOWN: Case = Case {
    name: "unknown",
    message: Text::new("Nobody knows the charset `{label}`.", "`{label}` という文字コードは知られていません。"),
    demands: &[
        Demand::error(Rfc, Display),
        Demand::warning(Spamfilter, Folder),
        Demand::error(Docomo, Display),
        Demand::error(Au, Display),
        Demand::error(Softbank, Display),
    ],
};
static ODD: Case = Case {
    name: "odd",
    message: Text::new(
        "`{label}` is not a registered name that everybody knows.",
        "`{label}` は、どのソフトにも通じる登録済みの名前ではありません。",
    ),
    demands: &[
        Demand::warning(Rfc, Display),
        Demand::warning(Spamfilter, Folder),
        Demand::warning(Docomo, Display),
        Demand::warning(Au, Display),
        Demand::warning(Softbank, Display),
    ],
};

static DECLARE: Note = Note::new("declare", "Write a name that everybody knows", "一般的な名前にする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own {
        let part = &msg.parts[id as usize];
        let text = msg.entity(id).form == Form::Leaf && msg.has_type(id, "text") && !part.attachment;
        let Some((place, label)) = msg.charset_label(id).filter(|_| text) else { continue };
        let label = label.trim_ascii();
        let in_body = msg.is_of_body(id);
        let (case, safety, charset) = match Charset::from_label(label) {
            Some(charset) if !charset.is_odd(label) || part.charset.is_none() => continue,
            Some(_) if in_body && msg.text(id).has_undecodable() => continue,
            Some(charset) => (&ODD, Safety::Safe, Some(charset).filter(|it| in_body && has_alias(msg, id, *it))),
            None if label.is_empty() || Charset::is_registered(label) => continue,
            None if label.eq_ignore_ascii_case(b"unknown-8bit") => continue,
            None => {
                let fits = if in_body { msg.fitting_charset(id) } else { None };
                (if begins(label, "x-") { &ODD } else { &UNKNOWN }, Safety::Offer, fits)
            }
        };
        let edit = charset.and_then(|charset| msg.name_charset(id, charset));
        sink.report(case, place).bytes("label", label).edit(&DECLARE, safety, edit);
    }
}

/// Whether everybody knows the charset of a part of the body by its name, and the text holds nothing that only the odd
/// name allows.
fn has_alias(msg: &Message, id: u32, charset: Charset) -> bool {
    let unicode = charset == Charset::UTF_7 || charset == Charset::UTF_16;
    !unicode && !charset.is_odd(charset.name().as_bytes()) && msg.text(id).charset_faults.is_empty()
}
