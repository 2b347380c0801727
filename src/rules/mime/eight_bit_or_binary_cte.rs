//! A part goes as `8bit` under a DKIM signature, or as `binary`.
//!
//! 8bit needs a server that offers 8BITMIME at every step, and binary one that offers BINARYMIME, which few do. A server
//! that must hand the mail on to one without encodes it anew, and that breaks the signature; or it sends the mail back.
//!
//! 8bit without a signature loses nothing on such a way and is not told, nor is it in mail that was received.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: binary
//!                            ~~~~~~ 8bit-or-binary-cte
//!
//! Hello.
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! DKIM-Signature: v=1; a=rsa-sha256; d=minatobunko.co.jp; s=a; h=from:to:subject:date:message-id;
//!  bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=YQ==
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!                            ~~~~ 8bit-or-binary-cte
//!
//! Un café, s'il vous plaît, monsieur.
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! 港より
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::encode_leaf;
use crate::message::{Message, Stage};
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::{Encoding, LineEnds};
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "8bit-or-binary-cte",
    group: Group::Mime,
    level: Level::Info,
    needs: &[Needs::Bytes],
    fixes: Fixes::Rewrite,
    yields_to: &[Yield { to: "cte-on-composite", within: Near::Span }],
    sources: &[Source::rfc(2045, "6.2"), Source::rfc(3030, "3"), Source::rfc(6152, ""), Source::rfc(6376, "5.3")],
    title: Text::new("A part needs more than 7-bit servers offer", "8bitやbinaryのまま送られるパートがあります"),
    why: Text::new(
        "A server whose next one does not take it must encode the part anew, which breaks the DKIM signature, or return \
         the mail.",
        "次のサーバーが対応していなければ、途中で再エンコードされてDKIM署名が壊れるか、メールが送り返されます。",
    ),
    help: Text::new(
        "Encode the part as quoted-printable or base64, before it is signed.",
        "署名の前に、パートをquoted-printableかbase64でエンコードしてください。",
    ),
    cases: &[&EIGHT, &BINARY, &LABEL],
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

static EIGHT: Case = Case {
    name: "8bit",
    message: Text::new(
        "{count} parts are 8bit under a DKIM signature.",
        "DKIM署名のあるメールに、8bitのパートが{count}個あります。",
    ),
    demands: &[Demand::info(Rfc, Advice), Demand::info(Mta, Advice)],
};
static BINARY: Case = Case {
    name: "binary",
    message: Text::new(
        "The part is binary: its lines and bytes are not those of text.",
        "このパートはbinaryで、行やバイトがテキストの範囲を超えています。",
    ),
    demands: &[Demand::warning(Rfc, Refuse), Demand::warning(Mta, Refuse)],
};
static LABEL: Case = Case {
    name: "label",
    message: Text::new(
        "The part is labelled binary and need not be.",
        "binaryである必要がないのに、binaryと書かれています。",
    ),
    demands: &[Demand::info(Rfc, Advice), Demand::info(Mta, Refuse)],
};

static MORE: Note = Note::new("more", "This part too.", "このパートも同じです。");
static ENCODE: Note = Note::new("encode", "Encode the part", "パートをエンコードする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.leaves_in(Encoding::Binary) {
        let case = if is_text(msg, id) { &LABEL } else { &BINARY };
        report(msg, case, &[id], sink);
    }
    // What was received came through, and servers label anew what they hand to a mailbox.
    if !msg.signatures.is_empty() && !msg.scan.audit.ascii && cx.stage() != Stage::Received {
        let mut wide = Vec::new();
        for &id in &msg.leaves_in(Encoding::EightBit) {
            if !msg.slice(msg.entity(id).body).is_ascii() {
                wide.push(id);
            }
        }
        report(msg, &EIGHT, &wide, sink);
    }
}

/// Whether a part would pass as 8bit (RFC 2045 section 2.8): short lines, no NUL, and CR and LF in pairs alone.
fn is_text(msg: &Message, id: u32) -> bool {
    let (body, lines) = (msg.entity(id).body, msg.scan.lines);
    let raw = msg.slice(body);
    let ends = |byte| crate::find::count(byte, raw);
    let paired = lines.lf > lines.crlf || ends(b'\r') == ends(b'\n');
    paired && memchr::memchr(0, raw).is_none() && lines.longer_than(msg.bytes(), body, 998).is_empty()
}

fn report(msg: &Message, case: &'static Case, parts: &[u32], sink: &mut Sink) {
    // Line ends of one kind more would be no help in a file that mixes them.
    let lines = msg.scan.lines;
    let mut whole = lines.ends != LineEnds::Mixed || lines.lf <= lines.crlf;
    let (mut places, mut edits) = (Vec::new(), Vec::new());
    for id in parts {
        if let Some(value) = msg.encoding_value(*id) {
            places.push(value);
        }
        if whole {
            let mut own = encode_leaf(msg, *id).unwrap_or_default();
            whole = !own.is_empty();
            edits.append(&mut own);
        }
    }
    let edits = if whole { edits } else { Vec::new() };
    sink.report_all(case, &places, &MORE).arg("count", parts.len()).mend(&ENCODE, Safety::Rewrite, edits);
}
