//! format=flowed that the text does not keep to.
//!
//! Lines that end in a space go on in the next line, so that readers can set paragraphs to their own width. Japanese and
//! Chinese have no spaces between words: there the space shows in the middle of a word, unless `delsp=yes` takes it away.
//! Lines have up to 78 characters, a line of `From ` gets a space before it, a signature begins with `-- ` and its space.
//!
//! # Bad
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8; format=flowed
//! Content-Transfer-Encoding: 8bit
//!
//! 今月の新刊は、海の話と港の\x20
//!                           ~~~~ format-flowed
//! 話です。
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; format=flowed; charset=utf-8
//!                                  ~~~~~~ format-flowed
//!
//! This paragraph is one line of more than seventy-eight characters, and nothing in it can flow.
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8; format=flowed
//!                                                ~~~~~~ format-flowed
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/html; charset=utf-8
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8; format=flowed
//!
//! From the sea comes the rain, from the hills the wind, and
//! ~~~~~ format-flowed
//! from the harbour the smell of fish.
//! --
//! ~~ format-flowed
//! Minato Bunko
//! ```
//! # Good
//! ```eml bytes
//! MIME-Version: 1.0
//! Content-Type: text/plain; charset=utf-8; format=flowed
//!
//! The sea sends the rain, the hills send the wind, and\x20
//! the harbour the smell of fish.
//! --\x20
//! Minato Bunko
//! ```

use crate::finding::{Case, Safety};
use crate::message::FlowedFault;
use crate::profile::{Demand, Level, Outcome::*, Profile, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::scan::Form;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "format-flowed",
    group: Group::Mime,
    level: Level::Info,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(3676, "4.2"), Source::rfc(3676, "4.3"), Source::rfc(3676, "4.4")],
    title: Text::new("The text does not keep to format=flowed", "本文がformat=flowedの書式に合っていません"),
    why: Text::new(
        "Readers join and break the lines of such a text anew: what is written otherwise gets spaces and breaks in wrong \
         places.",
        "受信側で行がつなぎ直されるため、余計な空白が入ったり、改行の位置がおかしくなったりします。",
    ),
    help: Text::new(
        "Leave format=flowed out where the program does not break lines for it. In Japanese and Chinese add delsp=yes.",
        "行をこの書式で折り返さないなら、format=flowedを外してください。日本語ではdelsp=yesを付けます。",
    ),
    cases: &[&SPACES, &UNBROKEN, &LONG, &SIGNATURE, &FROM, &HTML],
    notes: &[&DELSP, &DROP],
    check,
    ..Rule::BASE
};

const fn warning(profile: Profile) -> Demand {
    Demand::warning(profile, Display)
}
const INFO: &[Demand] = &[Demand::info(Rfc, Display)];

static SPACES: Case = Case::new(
    "spaces",
    const { &[warning(Rfc), warning(Docomo), warning(Au), warning(Softbank)] },
    "Spaces show in the middle of sentences: {count} lines are joined with one.",
    "文の途中に空白が表示されます({count}か所)。",
);
static UNBROKEN: Case = Case::new(
    "unbroken",
    INFO,
    "Lines are long, and none of them flows.",
    "長い行があるのに、どの行も継続行になっていません。",
);
static LONG: Case = Case::new("long", INFO, "A line is over 78 characters.", "78文字を超える行があります。");
static SIGNATURE: Case = Case::new("signature", INFO, "`--` lacks its space.", "`--` の後に空白がありません。");
static FROM: Case = Case::new(
    "from",
    INFO,
    "`From` begins a line without a space before it.",
    "行頭の `From` の前に空白がありません。",
);
static HTML: Case = Case::new("html", INFO, "HTML does not flow.", "HTMLにはformat=flowedは無効です。");

static DELSP: Note = Note::new("delsp", "Add delsp=yes", "delsp=yesを付ける");
static DROP: Note = Note::new("drop", "Leave format=flowed out", "format=flowedを外す");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for &id in &msg.own {
        let leaf = msg.entity(id).form == Form::Leaf && !msg.parts[id as usize].attachment;
        if !leaf || msg.param_text(id, "format") != "flowed" {
            continue;
        }
        if msg.is(id, "text/html") {
            let edits = msg.drop_params(id, &["format", "delsp"]);
            sink.report(&HTML, msg.param_place(id, "format")).mend(&DROP, Safety::Safe, edits);
        }
        let faults = if msg.is(id, "text/plain") { msg.flowed_faults(id) } else { Vec::new() };
        for &(fault, place) in &faults {
            let case = match fault {
                FlowedFault::Spaces(count) => {
                    let add = msg.set_param(id, "delsp", "yes");
                    sink.report(&SPACES, place).arg("count", count).edit(&DELSP, Safety::Offer, add);
                    continue;
                }
                // Without the parameter the lines are no shorter: that is another finding.
                FlowedFault::Unbroken => &UNBROKEN,
                FlowedFault::Long => &LONG,
                FlowedFault::Signature => &SIGNATURE,
                FlowedFault::From => &FROM,
            };
            sink.report(case, place);
        }
    }
}
