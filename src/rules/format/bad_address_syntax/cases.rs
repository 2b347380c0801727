//! What can be wrong with an address list, in words.

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::text::Text;
use crate::value::addr::Fault;

/// Each fault as two cases: in a field that says who writes, and in one that says to whom.
macro_rules! cases {
    ($($fault:pat, $sender:ident, $recipient:ident, $name:literal, $en:literal, $ja:literal;)*) => {
        $(static $sender: Case = Case { name: $name, message: Text::new($en, $ja), demands: SENDER };
        static $recipient: Case =
            Case { name: concat!($name, "-recipient"), message: Text::new($en, $ja), demands: RECIPIENT };)*

        /// All cases.
        pub const CASES: &[&Case] = &[$(&$sender,)* $(&$recipient,)* &EMPTY];

        /// The cases of a fault: in From, Sender and Reply-To, and elsewhere.
        pub const fn cases_of(fault: Fault) -> (&'static Case, &'static Case) {
            match fault {
                $($fault => (&$sender, &$recipient),)*
                Fault::EmptyElement => (&EMPTY, &EMPTY),
            }
        }
    };
}

const SENDER: &[Demand] = &[
    Demand::error(Rfc, Refuse),
    Demand::error(Gmail, Refuse),
    Demand::warning(Yahoo, Refuse),
    Demand::warning(Spamfilter, Folder),
];
const RECIPIENT: &[Demand] = &[
    Demand::warning(Rfc, Display),
    Demand::warning(Gmail, Refuse),
    Demand::warning(Yahoo, Refuse),
    Demand::warning(Spamfilter, Folder),
];

static EMPTY: Case = Case {
    name: "empty",
    message: Text::new("{name} has an empty place between commas.", "{name}のカンマの間が空いています。"),
    demands: &[Demand::info(Rfc, Advice)],
};

cases! {
    Fault::UnclosedAngle | Fault::UnopenedAngle, ANGLE, TO_ANGLE, "angle",
        "{name} has an angle bracket without its partner.",
        "{name}の山括弧(<>)が対応していません。";
    Fault::UnclosedQuote, QUOTE, TO_QUOTE, "quote",
        "{name} has a quote that is not closed.",
        "{name}の引用符が閉じていません。";
    Fault::UnclosedComment | Fault::UnopenedComment, COMMENT, TO_COMMENT, "comment",
        "{name} has a parenthesis without its partner.",
        "{name}の丸括弧が対応していません。";
    Fault::MissingAt, NO_AT, TO_NO_AT, "no-at",
        "`{token}` in {name} is no mail address.",
        "{name}の `{token}` はメールアドレスではありません。";
    Fault::HalfAddress, HALF, TO_HALF, "half",
        "`{token}` in {name} is half an address.",
        "{name}の `{token}` は、アドレスの片側しかありません。";
    Fault::Semicolon, SEMICOLON, TO_SEMICOLON, "semicolon",
        "{name} has a semicolon between addresses; commas separate them.",
        "{name}の区切りがセミコロンです。アドレスはカンマで区切ります。";
    Fault::TwoAddresses, TWO, TO_TWO, "two",
        "{name} has two addresses without a comma between them.",
        "{name}に、カンマなしで並んだアドレスがあります。";
    Fault::TextAfterAngle, AFTER, TO_AFTER, "after",
        "{name} has text after `>`.",
        "{name}の `>` の後ろに余分な文字があります。";
    Fault::EmptyAngle, HOLLOW, TO_HOLLOW, "hollow",
        "{name} has angle brackets with nothing in them.",
        "{name}の山括弧の中が空です。";
    Fault::UnclosedGroup, GROUP, TO_GROUP, "group",
        "{name} begins a group that no semicolon ends.",
        "{name}のグループが、セミコロンで終わっていません。";
    Fault::BadAddress, ODD, TO_ODD, "odd",
        "`{token}` cannot stand there in an address of {name}.",
        "{name}のアドレスのこの位置に `{token}` は書けません。";
}
