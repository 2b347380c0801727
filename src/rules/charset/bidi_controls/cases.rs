//! How controls of direction show, in words.

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::text::Text;

/// All cases, the worst first.
pub const CASES: &[&Case] = &[&HEADER, &LINK, &OVERRIDE, &OPEN, &MARK];

const fn case(name: &'static str, message: Text, demands: &'static [Demand]) -> Case {
    Case { name, message, demands }
}

const ERROR: &[Demand] = &[Demand::error(Security, Warn), Demand::error(Spamfilter, Folder)];
const WARNING: &[Demand] = &[Demand::warning(Security, Display), Demand::warning(Spamfilter, Folder)];

/// In the Subject or a name of the sender.
pub static HEADER: Case = case(
    "header",
    Text::new(
        "Controls of text direction stand in this field ({count}).",
        "このフィールドに、文字の向きを変える制御文字があります({count}個)。",
    ),
    ERROR,
);
/// In the address of a link.
pub static LINK: Case = case(
    "link",
    Text::new(
        "The address of this link holds controls of text direction ({count} in this part).",
        "リンク先のURLに、文字の向きを変える制御文字があります(このパートに{count}個)。",
    ),
    ERROR,
);
/// Text of the body runs backwards.
pub static OVERRIDE: Case = case(
    "override",
    Text::new(
        "Text is forced to run from right to left here ({count} controls in this part).",
        "ここから文字が強制的に右から左へ並びます(このパートの制御文字は{count}個)。",
    ),
    WARNING,
);
/// One in the body is not closed.
pub static OPEN: Case = case(
    "open",
    Text::new(
        "A control of text direction is not closed ({count} in this part).",
        "文字の向きを変える制御文字が閉じられていません(このパートに{count}個)。",
    ),
    WARNING,
);
/// A mark without any text from right to left.
pub static MARK: Case = case(
    "mark",
    Text::new(
        "An invisible mark of direction stands where all text runs from left to right ({count}).",
        "左から右へ書く文字しかないのに、向きを示す見えない文字があります({count}個)。",
    ),
    WARNING,
);
