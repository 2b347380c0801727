//! The mail is more than older phones of Japanese carriers show.
//!
//! Smartphones read such mail with ordinary programs; what is left of the older phones cuts a text after about 5,000
//! full-width characters and takes about 100 KB in all. These numbers are from experience and old notices; what au and
//! SoftBank refuse is another finding (`message-size`).
//!
//! # Bad
//! ```eml pad=12000 audience=docomo
//! Subject: a long letter
//!
//! * jp-carrier-size
//! ```
//! # Bad
//! ```eml pad=120000 audience=softbank
//! MIME-Version: 1.0
//! Content-Type: video/mp4
//!
//! * jp-carrier-size
//! * empty-body
//! ```
//! # Good
//! ```eml pad=9000 audience=docomo
//! Subject: a letter
//!
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Level, Outcome::*, Profile::*, limit};
use crate::rule::{Basis, Confidence, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::span::Span;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "jp-carrier-size",
    group: Group::Body,
    level: Level::Info,
    basis: Basis::Practice,
    confidence: Confidence::Hint,
    needs: &[Needs::Message],
    yields_to: &[Yield { to: "message-size", within: Near::Message }],
    sources: &[Source::heuristic(
        "old notices of the carriers and experience with their older phones; smartphones have no such limit",
        "携帯電話会社の過去の案内と従来型の機種での経験による。スマートフォンにこの制限はない",
    )],
    title: Text::new("Too long for older Japanese phones", "従来型の携帯電話には長すぎます"),
    why: Text::new(
        "Older phones of docomo, au and SoftBank cut long texts and drop what goes with large mail.",
        "従来型の携帯電話では、長い本文は途中で切れ、大きなメールは添付ファイルなどが削除されます。",
    ),
    help: Text::new(
        "If you write for such phones, keep the text short and link to the rest.",
        "従来型の機種も対象であれば、本文は短くまとめ、続きはWebで案内してください。",
    ),
    cases: &[&TEXT, &TOTAL],
    check,
    ..Rule::BASE
};

const CARRIERS: &[Demand] =
    &[Demand::info(Docomo, Display), Demand::info(Au, Display), Demand::info(Softbank, Display)];

static TEXT: Case = Case {
    name: "text",
    message: Text::new(
        "The text goes on beyond {limit} bytes (two for a full-width character); older phones cut it here.",
        "本文が{limit}バイト(全角は2バイト)を超えています。従来型の機種ではここで切れます。",
    ),
    demands: CARRIERS,
};
static TOTAL: Case = Case {
    name: "total",
    message: Text::new(
        "{size} bytes in all; older phones take about {limit}.",
        "全体で{size}バイトあります。従来型の機種が受け取れるのは約{limit}バイトです。",
    ),
    demands: CARRIERS,
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let (size, most) = (msg.bytes().len() as u64, const { limit("carrier-message-octets") });
    if size > most {
        sink.report(&TOTAL, Span::new(most as u32, size as u32)).arg("size", size).arg("limit", most);
        return;
    }
    let most = const { limit("carrier-text-octets") };
    let Some(id) = msg.body_part("text/plain") else { return };
    let text = &*msg.text(id).text;
    // A character takes no more bytes on a phone than in UTF-8.
    if text.len() as u64 <= most {
        return;
    }
    let (mut width, mut at) = (0, 0);
    for c in text.chars() {
        width += if matches!(c, '\0'..='\u{7f}' | '\u{ff61}'..='\u{ff9f}') { 1 } else { 2 };
        if width > most {
            break;
        }
        at += c.len_utf8();
    }
    if width > most {
        let span = Span::of(at, text.len());
        sink.report(&TEXT, msg.place_in(id, span)).arg("limit", most);
    }
}
