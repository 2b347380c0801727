//! Bytes above 127 in a part that says it has seven bits, or says nothing.
//!
//! Without Content-Transfer-Encoding a body is `7bit`. A server that believes it may cut the eighth bit off, refuse the
//! mail, or encode it and so break its signature. Quoted-printable and base64 pass everywhere.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//!
//! Un café, s'il vous plaît, monsieur.
//!       ~ 8bit-in-7bit
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! Un caf=C3=A9, s'il vous pla=C3=AEt, monsieur.
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! これはMIMEです。
//! ~~~~~~ 8bit-in-7bit
//! --leaf
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 7bit
//!
//! 港より
//! ~~~~~~ 8bit-in-7bit
//! --leaf--
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
use crate::message::Message;
use crate::message::repair::encode_leaf;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::{Encoding, Form};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "8bit-in-7bit",
    group: Group::Mime,
    needs: &[Needs::Bytes],
    fixes: Fixes::Rewrite,
    sources: &[Source::rfc(2045, "6.2")],
    yields_to: &[Yield { to: "non-ascii-in-us-ascii", within: Near::Entity }],
    title: Text::new("8-bit bytes in a 7-bit part", "7bitのはずのパートに8ビットの文字があります"),
    why: Text::new(
        "A server that trusts the label may refuse the mail, garble it, or encode it anew and break the DKIM signature.",
        "宣言を信じた途中のサーバーが、受信を拒否したり、8ビット目を落として文字化けさせたり、\
         再エンコードしてDKIM署名を壊したりすることがあります。迷惑メールフィルターの評価も下がります。",
    ),
    help: Text::new(
        "Encode the part as quoted-printable or base64 and say so in Content-Transfer-Encoding.",
        "パートをquoted-printableかbase64でエンコードし、Content-Transfer-Encodingにそう書いてください。",
    ),
    cases: &[&BODY, &AROUND],
    notes: &[&MORE, &ENCODE],
    check,
    ..Rule::BASE
};

const DEMANDS: &[Demand] = &[
    Demand::error(Rfc, Display),
    Demand::warning(Mta, Refuse),
    Demand::warning(Spamfilter, Folder),
    Demand::warning(Docomo, Display),
    Demand::warning(Au, Display),
    Demand::warning(Softbank, Display),
];

static BODY: Case = Case {
    name: "body",
    message: Text::new(
        "The part counts as 7bit, but {count} of its bytes are above 127.",
        "7bitとして扱われるパートに、127を超えるバイトが{count}個あります。",
    ),
    demands: DEMANDS,
};
static AROUND: Case = Case {
    name: "around",
    message: Text::new(
        "The text around the parts counts as 7bit, but {count} of its bytes are above 127.",
        "パートの前後の文章は7bitとして扱われますが、127を超えるバイトが{count}個あります。",
    ),
    demands: DEMANDS,
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");
static ENCODE: Note = Note::new("encode", "Encode the part", "パートをエンコードする");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    if msg.scan.audit.ascii {
        return;
    }
    for &id in &msg.own {
        let entity = msg.entity(id);
        let (case, places) = match entity.form {
            _ if !matches!(entity.encoding, Encoding::Absent | Encoding::SevenBit) => continue,
            Form::Leaf => (&BODY, vec![entity.body]),
            Form::Multipart { boundary: Some(_), .. } => (&AROUND, msg.around_parts(id)),
            Form::Multipart { .. } | Form::Message => continue,
        };
        let (runs, count) = wide_runs(msg, &places);
        if !runs.is_empty() {
            let edits = if entity.form == Form::Leaf { encode_leaf(msg, id) } else { None };
            sink.report_all(case, &runs, &MORE).arg("count", count).edits(&ENCODE, Safety::Rewrite, edits);
        }
    }
}

/// The first four runs of bytes above 127 in some places, and how many such bytes there are in all.
fn wide_runs(msg: &Message, places: &[Span]) -> (Vec<Span>, usize) {
    let (mut runs, mut count) = (Vec::new(), 0);
    for place in places {
        let (bytes, mut end) = (msg.slice(*place), 0);
        count += bytes.iter().filter(|byte| !byte.is_ascii()).count();
        while runs.len() < 4
            && let Some(ascii) = bytes[end..].iter().position(|byte| !byte.is_ascii())
        {
            let start = end + ascii;
            end = start + bytes[start..].iter().take_while(|byte| !byte.is_ascii()).count();
            runs.push(Span::of(start, end).shift(place.start));
        }
    }
    (runs, count)
}
