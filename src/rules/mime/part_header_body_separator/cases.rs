//! The words of the rule, and who demands what.

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::text::{Note, Text};

const DEMANDS: &[Demand] =
    &[Demand::error(Rfc, Display), Demand::error(Mta, Display), Demand::error(Spamfilter, Folder)];

pub static HEAD: Case = Case {
    name: "separator",
    message: Text::new(
        "The content of this part begins without an empty line.",
        "このパートは、空行なしで内容が始まっています。",
    ),
    demands: DEMANDS,
};
pub static LINE: Case = Case {
    name: "line",
    message: Text::new(
        "This line among the fields of a part is no field; the empty line may be missing above it.",
        "パートのヘッダーにフィールドでない行があります。この上の空行が抜けているのかもしれません。",
    ),
    demands: DEMANDS,
};

pub static MORE: Note = Note::new("more", "Here too.", "ここも同様です。");
pub static COLON: Note = Note::new("colon", "Put a colon after the name", "フィールド名の後にコロンを補う");
pub static JOIN: Note =
    Note::new("join", "Make it a continuation of the field above", "上のフィールドの続きの行にする");
pub static SEPARATE: Note = Note::new("separate", "Put an empty line before it", "前に空行を入れる");
