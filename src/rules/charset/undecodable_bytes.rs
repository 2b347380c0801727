//! Bytes of the body that are no text in the charset it declares.
//!
//! The label says `utf-8` and the bytes are Shift_JIS, or a template and its values were in two charsets. kenpin tries the
//! other charsets of mail and says which of them fits every byte.
//!
//! Not judged are parts without a charset or with us-ascii, characters that decode and are out of place (① in ISO-2022-JP,
//! carriers' emoji), and one character cut in two at the very end.
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset="utf-8"
//! Content-Transfer-Encoding: 8bit
//!
//! \x8d\x60\x82\xe6\x82\xe8\x81A\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd
//! ~~~~ undecodable-bytes
//! ```
//! # Fixed
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset="Shift_JIS"
//! Content-Transfer-Encoding: 8bit
//!
//! \x8d\x60\x82\xe6\x82\xe8\x81A\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! =E6=B8=AF =FF=FE =E6=B8=AF
//!           ~~~ undecodable-bytes
//! ```
//! # Good
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=iso-2022-jp
//!
//! \x1b$B9A$h$j-!\x1b(B
//! * iso2022jp-vendor-character
//! ```

use crate::decode::charset::{self, Charset};
use crate::digits;
use crate::finding::{Case, Edit, Place, Safety, Shown};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "undecodable-bytes",
    group: Group::Charset,
    fixes: Fixes::Offer,
    sources: &[Source::rfc(2045, "2.2"), Source::rfc(2046, "4.1.2")],
    yields_to: &[
        Yield { to: "charset-unknown-or-odd", within: Near::Entity },
        Yield { to: "iso2022jp-escape-error", within: Near::Entity },
        Yield { to: "iso2022jp-vendor-character", within: Near::Span },
        Yield { to: "halfwidth-katakana", within: Near::Span },
    ],
    title: Text::new("The bytes do not fit the declared charset", "宣言された文字コードに合わないバイトがあります"),
    why: Text::new(
        "Readers show replacement characters or other letters there, often in the whole text.",
        "その箇所、あるいは本文全体が文字化けします。",
    ),
    help: Text::new(
        "Write the text in the charset that the part declares, or declare the one that it is in.",
        "宣言どおりの文字コードで本文を書き出すか、実際の文字コードを宣言してください。",
    ),
    cases: &[&PLAIN, &FITS],
    notes: &[&MORE, &RELABEL],
    check,
    ..Rule::BASE
};

const fn case(name: &'static str, message: Text) -> Case {
    const DEMANDS: &[Demand] = &[
        Demand::error(Rfc, Display),
        Demand::error(Gmail, Display),
        Demand::error(Yahoo, Display),
        Demand::error(Outlook, Display),
        Demand::error(Icloud, Display),
        Demand::error(YahooJp, Display),
        Demand::error(Docomo, Display),
        Demand::error(Au, Display),
        Demand::error(Softbank, Display),
    ];
    Case { name, message, demands: DEMANDS }
}

static PLAIN: Case = case(
    "plain",
    Text::new(
        "{octets} at byte {offset} of the decoded part is no character in {charset} ({count} such places).",
        "デコード後の{offset}バイト目の {octets} は、{charset}の文字ではありません(全{count}か所)。",
    ),
);
static FITS: Case = case(
    "fits",
    Text::new(
        "{octets} at byte {offset} of the decoded part is no character in {charset} ({count} such places), but all of \
         the part can be read as {other}.",
        "デコード後の{offset}バイト目の {octets} は、{charset}の文字ではありません(全{count}か所)。全体は{other}として読めます。",
    ),
);

static MORE: Note = Note::new("more", "Here too.", "ここも合いません。");
static RELABEL: Note = Note::new("relabel", "Declare the charset that fits", "実際の文字コードを宣言する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.body {
        let Some(param) = msg.parts[id as usize].charset else { continue };
        let text = msg.text(id);
        let judged = text.declared && text.charset != Charset::US_ASCII;
        // Pasting turned bytes into UTF-8, whatever they were.
        if judged && msg.is_lost(id) && text.charset != Charset::UTF_8 {
            sink.not_checked(Needs::Bytes);
            continue;
        }
        if !judged || !text.has_undecodable() {
            continue;
        }
        let bytes = msg.octets(id);
        let wrong = charset::senseless(text.charset, &bytes, &text.charset_faults);
        // A picture that says it is text has other troubles.
        let Some(first) = wrong.first().filter(|_| memchr::memchr(0, &bytes).is_none()) else { continue };
        let (mut others, mut places) = (Vec::new(), Vec::new());
        for other in charset::fits(&bytes) {
            if other != text.charset && other != Charset::US_ASCII {
                others.push(other.name());
            }
        }
        for fault in wrong.iter().take(4) {
            let raw = text.octet_chain.to_raw(fault.raw);
            places.push(Place { raw, shown: Some(Shown { entity: id, span: fault.out }) });
        }
        let (case, other) = others.first().map_or((&PLAIN, ""), |other| (&FITS, *other));
        let edit = (others.len() == 1).then(|| Edit::replace(param.value, other));
        let reported = sink.report_places(case, &places, &MORE).arg("offset", first.raw.start);
        let reported = reported.arg("octets", digits::hex(first.raw.slice(&bytes))).arg("charset", text.charset.name());
        let reported = reported.arg("count", text.charset_faults.undecodable()).arg("other", other);
        reported.edit(&RELABEL, Safety::Offer, edit);
    }
}
