//! Where encoded-words may not stand, in words.

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::text::Text;

/// All cases, in the order of [`crate::message::Misplaced`].
pub const CASES: &[&Case] = &[&ADDRESS, &ID, &STRUCTURED, &TOUCHING, &PUNCTUATION];

const fn case(name: &'static str, message: Text, demands: &'static [Demand]) -> Case {
    Case { name, message, demands }
}

const ERROR: &[Demand] = &[Demand::error(Rfc, Refuse), Demand::error(Gmail, Refuse)];
const WARNING: &[Demand] = &[Demand::warning(Rfc, Display), Demand::warning(Gmail, Advice)];

/// In an address, or in place of one.
pub static ADDRESS: Case = case(
    "address",
    Text::new(
        "An address in {name} is an encoded-word, which nobody decodes.",
        "{name}のアドレスがencoded-wordになっています。アドレスはデコードされません。",
    ),
    ERROR,
);
/// In a message identifier.
pub static ID: Case = case(
    "id",
    Text::new("An identifier in {name} holds an encoded-word.", "{name}のIDにencoded-wordがあります。"),
    ERROR,
);
/// In a field or parameter that takes none.
pub static STRUCTURED: Case = case(
    "structured",
    Text::new("{name} takes no encoded-word here.", "{name}のこの位置ではencoded-wordを使えません。"),
    WARNING,
);
/// It touches other text.
pub static TOUCHING: Case = case(
    "touching",
    Text::new(
        "No blank separates this encoded-word from what stands beside it ({count} such words in the field).",
        "encoded-wordと隣の文字の間に空白がありません(このフィールドに{count}個)。",
    ),
    WARNING,
);
/// It touches a bracket or a comma.
pub static PUNCTUATION: Case = case("punctuation", TOUCHING.message, &[Demand::info(Rfc, Advice)]);
