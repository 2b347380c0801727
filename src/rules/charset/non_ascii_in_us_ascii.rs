//! A part says that it is US-ASCII, and is not.
//!
//! US-ASCII has seven bits. Readers that take the label at its word show question marks or garbage for other letters;
//! most guess. Mostly the program that wrote the label never looked at the text.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=us-ascii
//!                                   ~~~~~~~~ non-ascii-in-us-ascii
//! Content-Transfer-Encoding: quoted-printable
//!
//! Caf=C3=A9
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=UTF-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Caf=C3=A9
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset="US-ASCII"
//!                                    ~~~~~~~~ non-ascii-in-us-ascii
//!
//! Un café, s'il vous plaît, monsieur.
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset="UTF-8"
//! Content-Transfer-Encoding: quoted-printable
//!
//! Un caf=C3=A9, s'il vous pla=C3=AEt, monsieur.
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=us-ascii
//! Content-Transfer-Encoding: quoted-printable
//!
//! Caf=65
//! ```

use crate::decode::charset::Charset;
use crate::finding::{Case, Edit, Safety};
use crate::message::Message;
use crate::message::repair::{Transfer, encode_part};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Encoding;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "non-ascii-in-us-ascii",
    group: Group::Charset,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2046, "4.1.2"), Source::rfc(6657, "4")],
    title: Text::new(
        "The text is not US-ASCII, as its part says",
        "US-ASCIIと宣言されていますが、ASCII以外の文字があります",
    ),
    why: Text::new(
        "Readers that trust the label show question marks or garbage. Filters know the mismatch from spam.",
        "宣言を信じた受信ソフトでは文字化けします。このような食い違いは迷惑メールに多く、フィルターの評価も下がります。",
    ),
    help: Text::new(
        "Declare the charset that the text is in, mostly UTF-8, when the text is written into the mail.",
        "本文を組み込むときに、実際の文字コード(多くはUTF-8)を宣言してください。",
    ),
    cases: &[&OCTETS],
    notes: &[&DECLARE],
    check,
    ..Rule::BASE
};

static OCTETS: Case = Case {
    name: "octets",
    message: Text::new(
        "{count} bytes of the text are above 127; US-ASCII has none.",
        "127を超えるバイトが{count}個あります。US-ASCIIにはないものです。",
    ),
    demands: &[Demand::error(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};

static DECLARE: Note = Note::new("declare", "Declare the charset that fits", "実際の文字コードを宣言する");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.body {
        let Some(param) = msg.parts[id as usize].charset else { continue };
        let ascii = Charset::from_label(&param.text(msg.bytes())) == Some(Charset::US_ASCII);
        if !ascii || msg.text(id).declared || !msg.text(id).is_sound() {
            continue;
        }
        let octets = msg.octets(id);
        let count = octets.iter().filter(|byte| !byte.is_ascii()).count();
        let (edits, safety) = declare(msg, id, &octets).unwrap_or((Vec::new(), Safety::Safe));
        sink.report(&OCTETS, param.value).arg("count", count).mend(&DECLARE, safety, edits);
    }
}

/// Declares the charset that fits; where the bytes stand there as they are and may not, encodes them too.
fn declare(msg: &Message, id: u32, octets: &[u8]) -> Option<(Vec<Edit>, Safety)> {
    let charset = msg.fitting_charset(id)?;
    let mut safety = if charset == Charset::UTF_8 { Safety::Safe } else { Safety::Offer };
    let mut edits = vec![msg.name_charset(id, charset)?];
    if matches!(msg.entity(id).encoding, Encoding::Absent | Encoding::SevenBit) {
        (octets.len() < 1_000_000).then_some(())?;
        edits.append(&mut encode_part(msg, id, octets, Transfer::for_text(octets))?);
        safety = safety.max(Safety::Rewrite);
    }
    Some((edits, safety))
}
