//! The words of the rule, and who demands what.

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::text::{Note, Text};

pub static SINGLE: Case = Case {
    name: "single",
    message: Text::new(
        "This alternative has one part: there is no choice.",
        "alternativeなのに、パートが1つしかありません。",
    ),
    demands: &[Demand::info(Rfc, Advice), Demand::info(Spamfilter, Folder)],
};
pub static NONE: Case = Case {
    name: "no-part",
    message: Text::new("This multipart has no part at all.", "パートが1つもありません。"),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};
pub static EMPTY: Case = Case {
    name: "empty",
    message: Text::new(
        "This alternative is empty: who reads it sees nothing.",
        "このパートは空です。こちらを表示する環境では何も見えません。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};
pub static MIXED: Case = Case {
    name: "mixed",
    message: Text::new(
        "Text and HTML of the same content go as multipart/mixed, one after the other.",
        "同じ内容のテキストとHTMLがmultipart/mixedに並んでいます。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Spamfilter, Folder)],
};

pub static UNWRAP: Note = Note::new("unwrap", "Leave the multipart out", "マルチパートを外す");
pub static CHANGE: Note = Note::new("change", "Make it an alternative", "alternativeにする");
