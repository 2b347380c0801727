//! Characters that mean something only at one carrier or in one font, and U+FFFD, the trace of a lost one.
//!
//! Japanese mobile carriers put their emoji into empty rows of JIS X 0208 (85 to 94) and into the user-defined codes of
//! Shift_JIS; fonts with icons use private characters of Unicode. All others see a box, a blank or another sign. U+FFFD
//! (�) says that a program before could not read a character. In rows 89 to 92 `iso2022jp-vendor-character` speaks.
//!
//! # Bad
//! ```eml bytes
//! Subject: =?Shift_JIS?B?+J8=?=
//!                        ~~~~ private-use-or-carrier-emoji
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=ISO-2022-JP
//!
//! \x1b$B9Auz\x1b(B
//!         ~~ private-use-or-carrier-emoji
//! ```
//! # Bad
//! ```eml
//! Subject: =?UTF-8?B?7oCB?=
//!                    ~~~~ private-use-or-carrier-emoji
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! =E6=B8=AF=EF=BF=BD
//!          ~~~~~~~~~ private-use-or-carrier-emoji
//! ```
//! # Good
//! ```eml
//! Subject: =?UTF-8?B?4pii77iP?=
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: 8bit
//!
//! 港より
//! ```

use crate::decode::charset::{Charset, FaultKind};
use crate::digits::hex;
use crate::finding::{Case, Place};
use crate::message::Unit;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Cx, Group, Rule, Sink, Source};
use crate::span::Span;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "private-use-or-carrier-emoji",
    group: Group::Charset,
    level: Level::Warning,
    sources: &[Source::heuristic(
        "What the codes of carriers mean is known to them; ARIB's and Unicode's emoji replaced them from 2008 on",
        "携帯電話会社の絵文字は各社独自の符号で、2008年以降、Unicodeの絵文字に置き換えられた",
    )],
    title: Text::new("Characters that only some readers know", "特定の環境でしか表示されない文字があります"),
    why: Text::new(
        "Everybody else sees a box, a blank or another sign in their place.",
        "ほかの環境では、四角や空白、別の文字になります。",
    ),
    help: Text::new(
        "Send UTF-8 with emoji of Unicode, and pictures for icons of your own.",
        "UTF-8で送り、Unicodeの絵文字を使ってください。独自の記号は画像にします。",
    ),
    cases: &[&JIS, &SHIFT_JIS, &PRIVATE, &LOST],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

const WARNING: &[Demand] = &[
    Demand::warning(Rfc, Display),
    Demand::warning(Docomo, Display),
    Demand::warning(Au, Display),
    Demand::warning(Softbank, Display),
];
static JIS: Case = Case::new(
    "jis",
    WARNING,
    "Rows of JIS X 0208 that are empty ({rows}) are used, {count} times; carriers keep emoji there.",
    "JIS X 0208の空き領域({rows}区)の文字が{count}個あります。携帯電話会社が絵文字に使っている領域です。",
);
static SHIFT_JIS: Case = Case::new(
    "shift-jis",
    WARNING,
    "User-defined codes of Shift_JIS: {count}, the first {shown}. They are emoji of a carrier, or one's own.",
    "Shift_JISの外字領域の文字が{count}個あります(最初は {shown})。携帯電話の絵文字か、独自の外字です。",
);
static PRIVATE: Case = Case::new(
    "private-use",
    WARNING,
    "Private-use characters of Unicode: {count}.",
    "Unicodeの私用領域の文字が{count}個あります。",
);
static LOST: Case = Case::new(
    "lost",
    &[Demand::error(Rfc, Display)],
    "Characters were lost before sending, and U+FFFD stands in their place: {count}.",
    "送信前に文字が{count}個失われ、U+FFFDになっています。",
);
/// The codes of carriers, by charset.
const CODES: &[(&Case, Charset, FaultKind)] =
    &[(&JIS, Charset::ISO_2022_JP, FaultKind::Unassigned), (&SHIFT_JIS, Charset::SHIFT_JIS, FaultKind::PrivateUse)];
static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    // Fields that have spoken: their characters are private ones in Unicode too.
    let mut spoken = Vec::new();
    for (case, charset, kind) in CODES {
        for coded in &mut msg.faulty_in(*charset) {
            coded.keep_emoji();
            let mut places = Vec::new();
            let found = coded.faults(*kind);
            for (piece, fault) in &found {
                places.push(piece.place(fault));
            }
            let Some((piece, fault)) = found.first() else { continue };
            if let Unit::Field(field) = coded.unit {
                spoken.push(field.span);
            }
            let shown = hex(fault.raw.slice(&piece.octets));
            report(case, &places, places.len(), (shown, coded.rows(*kind)), sink);
        }
    }
    for written in &msg.written() {
        let (mut private, mut lost) = (Vec::new(), Vec::new());
        if !written.is_whole(msg) || matches!(written.unit, Unit::Field(field) if spoken.contains(&field.span)) {
            continue;
        }
        // What is looked for begins with one of the last bytes that characters begin with: U+E000 is EE 80 80.
        for (at, _) in written.text().bytes().enumerate().filter(|(_, byte)| *byte >= 0xEE) {
            let char = written.text()[at..].chars().next().unwrap_or_default();
            let spans = match char {
                '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => &mut private,
                char::REPLACEMENT_CHARACTER => &mut lost,
                _ => continue,
            };
            spans.push(Span::of(at, at + char.len_utf8()));
        }
        report(&PRIVATE, &written.places(&private), private.len(), (String::new(), String::new()), sink);
        report(&LOST, &written.places(&lost), lost.len(), (String::new(), String::new()), sink);
    }
}

fn report(case: &'static Case, places: &[Place], count: usize, (shown, rows): (String, String), sink: &mut Sink) {
    if count > 0 {
        sink.report_places(case, places, &MORE).arg("count", count).arg("shown", shown).arg("rows", rows);
    }
}
