//! A boundary that is not written as its grammar has it.
//!
//! It has at most 70 characters, letters, digits, blanks and `'()+_,-./:=?`, and does not end in a blank. A missing or
//! empty one, and missing quotes, are findings of other rules.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary="---- next ---- "
//!                                          ~~~~~~~~~~~~~~~ boundary-syntax
//!
//! ------ next ----
//!
//! Hello.
//! ------ next ---- --
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary="---- next ----"
//!
//! ------ next ----
//!
//! Hello.
//! ------ next ------
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=*leaf*
//!                                         ~~~~~~ boundary-syntax
//!
//! --*leaf*
//!
//! Hello.
//! --*leaf*--
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary="kenpin-0_leaf"
//!
//! --kenpin-0_leaf
//!
//! Hello.
//! --kenpin-0_leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary="=_Next Part? (1)"
//!
//! --=_Next Part? (1)  
//!
//! Hello.
//! --=_Next Part? (1)--
//! ```

use crate::finding::{Case, Safety};
use crate::message::repair::{ends_in_blanks, is_boundary_character, rename_boundary, trim_boundary};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::scan::Form;
use crate::text::{Note, Text};

/// The rule.
pub static RULE: Rule = Rule {
    id: "boundary-syntax",
    group: Group::Mime,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    yields_to: &[
        Yield { to: "boundary-missing", within: Near::Span },
        Yield { to: "boundary-collision", within: Near::Span },
    ],
    sources: &[Source::rfc(2046, "5.1.1")],
    title: Text::new("The boundary breaks its grammar", "boundaryが規格の書式に合っていません"),
    why: Text::new(
        "Programs that go by the grammar cut the boundary short or do not know it, and then find no parts or no end.",
        "規格どおりに読むソフトは、boundaryを途中で切ったり認識できなかったりして、パートや終わりの位置を見失います。",
    ),
    help: Text::new(
        "Let the library make the boundary, or take up to 70 letters, digits, `=` and `_`, in quotes.",
        "boundaryはライブラリに任せるか、英数字と「=」「_」で70文字以内にし、引用符で囲んでください。",
    ),
    cases: &[&BLANK, &LONG, &CHARACTERS],
    notes: &[&TRIM, &RENAME],
    check,
    ..Rule::BASE
};

static BLANK: Case = Case {
    name: "blank",
    message: Text::new(
        "The boundary ends in a blank, which readers leave out.",
        "boundaryの末尾に空白があります。受信側では取り除かれます。",
    ),
    demands: &[Demand::error(Rfc, Display), Demand::error(Mta, Display)],
};
static LONG: Case = Case {
    name: "long",
    message: Text::new(
        "The boundary has {length} characters; 70 are allowed.",
        "boundaryが{length}文字あります。70文字が上限です。",
    ),
    demands: &[Demand::error(Rfc, Display), Demand::error(Mta, Display)],
};
static CHARACTERS: Case = Case {
    name: "characters",
    message: Text::new("`{text}` must not stand in a boundary.", "`{text}` はboundaryに使えません。"),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Mta, Display)],
};

static TRIM: Note = Note::new("trim", "Delete the blank", "空白を削除");
static RENAME: Note = Note::new("rename", "Give it another boundary", "別のboundaryに変える");

fn check(cx: &Cx, sink: &mut Sink) {
    let (msg, mut fixes) = (cx.msg, 0);
    for &id in &msg.own {
        let Form::Multipart { boundary: Some(boundary), .. } = msg.entity(id).form else { continue };
        let Some(param) = msg.param(id, "boundary") else { continue };
        let text = msg.slice(boundary);
        // Folds and escapes in a boundary are legal, and beyond what is looked at here.
        if crate::find::memchr3(b'\\', b'\r', b'\n', text).is_some() {
            continue;
        }
        let odd = text.iter().position(|byte| !is_boundary_character(byte));
        let (case, title) = match odd {
            _ if ends_in_blanks(msg, id) => (&BLANK, &TRIM),
            _ if text.len() > 70 => (&LONG, &RENAME),
            Some(_) => (&CHARACTERS, &RENAME),
            None => continue,
        };
        // Each renaming looks through the whole message.
        fixes += 1;
        let edits = match odd {
            _ if fixes > 20 => None,
            None if text.len() <= 70 => trim_boundary(msg, id),
            _ => rename_boundary(msg, id),
        };
        let shown = String::from_utf8_lossy(&text[odd.unwrap_or_default()..]);
        let shown = shown.get(..shown.chars().next().map_or(0, char::len_utf8)).unwrap_or_default();
        let reported = sink.report(case, param.value).arg("length", text.len()).arg("text", shown);
        reported.edits(title, Safety::Safe, edits);
    }
}
