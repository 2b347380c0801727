//! Where invisible characters stand, in words.

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::text::Text;

/// All cases, the worst first.
pub const CASES: &[&Case] = &[&LINK, &CARRIER, &WORD, &STRAY, &BODY];

const fn case(name: &'static str, message: Text, demands: &'static [Demand]) -> Case {
    Case { name, message, demands }
}

const ERROR: &[Demand] =
    &[Demand::error(Security, Warn), Demand::error(Spamfilter, Folder), Demand::error(Gmail, Folder)];
const WARNING: &[Demand] =
    &[Demand::warning(Security, Display), Demand::warning(Spamfilter, Folder), Demand::warning(Gmail, Folder)];

/// In the address of a link.
pub static LINK: Case = case(
    "link",
    Text::new(
        "The address of this link holds invisible characters ({count} in this part).",
        "リンク先のURLに見えない文字があります(このパートに{count}か所)。",
    ),
    ERROR,
);
/// Characters that carry a text.
pub static CARRIER: Case = case(
    "carrier",
    Text::new(
        "Invisible characters that can carry a hidden text stand here ({count}).",
        "隠し文章の運び役になる、見えない文字が並んでいます({count}か所)。",
    ),
    ERROR,
);
/// In a word of the Subject or of a name.
pub static WORD: Case = case(
    "word",
    Text::new(
        "Invisible characters stand inside a word ({count} in this field).",
        "単語の途中に見えない文字があります(このフィールドに{count}か所)。",
    ),
    ERROR,
);
/// Elsewhere in the Subject or a name.
pub static STRAY: Case = case(
    "stray",
    Text::new(
        "Invisible characters stand here ({count} in this field).",
        "見えない文字があります(このフィールドに{count}か所)。",
    ),
    WARNING,
);
/// In a word of the body.
pub static BODY: Case = case(
    "body",
    Text::new(
        "Invisible characters stand inside a word ({count} in this part).",
        "単語の途中に見えない文字があります(このパートに{count}か所)。",
    ),
    WARNING,
);
