//! The words of the rule, and who demands what.

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::text::{Note, Text};

pub static PREAMBLE: Case = Case {
    name: "preamble",
    message: Text::new(
        "This text before the first part is not shown.",
        "最初のパートの前にあるこの文章は、表示されません。",
    ),
    demands: &[Demand::info(Rfc, Display)],
};
pub static EPILOGUE: Case = Case {
    name: "epilogue",
    message: Text::new(
        "This text after the last part is not shown.",
        "最後のパートの後にあるこの文章は、表示されません。",
    ),
    demands: &[Demand::info(Rfc, Display)],
};
pub static FOOTER: Case = Case { name: "footer", message: EPILOGUE.message, demands: &[Demand::warning(Rfc, Display)] };
pub static LINKS: Case = Case {
    name: "links",
    message: Text::new(
        "HTML or links outside the parts are not shown, but filters see them.",
        "パートの外にあるHTMLやリンクは、表示されませんが、フィルターは調べます。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Security, Warn)],
};
pub static PARTS: Case = Case {
    name: "parts",
    message: Text::new(
        "Parts follow after the closing delimiter; readers do not see them.",
        "終わりの区切り行の後にもパートがありますが、表示されません。",
    ),
    demands: &[Demand::warning(Rfc, Display), Demand::warning(Security, Warn)],
};
pub static REMAINS: Case = Case {
    name: "remains",
    message: Text::new("Remains of delimiters stand outside the parts.", "パートの外に、区切り行の残りがあります。"),
    demands: &[Demand::info(Rfc, Advice)],
};

pub static DELETE: Note = Note::new("delete", "Delete it", "削除する");
