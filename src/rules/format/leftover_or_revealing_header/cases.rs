//! The cases of leftover fields, in words.

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::text::Text;

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

const SCORED: &[Demand] = &[Demand::info(Spamfilter, Folder), Demand::info(M3aawg, Advice)];

/// What a web server adds.
pub static SCRIPT: Case = case(
    "script",
    &[Demand::warning(Spamfilter, Folder), Demand::warning(Security, Display)],
    "{name} shows what runs on the server.",
    "{name}から、サーバー内部の情報がわかります。",
);
/// Urgent bulk mail.
pub static PRIORITY: Case = case(
    "priority",
    &[Demand::warning(Spamfilter, Folder)],
    "{name} calls this bulk mail urgent.",
    "大量配信のメールですが、{name}が緊急を示しています。",
);
/// Receipts to somebody else.
pub static RECEIPT: Case = case(
    "receipt",
    &[Demand::info(Spamfilter, Folder), Demand::info(Privacy, Advice)],
    "{name} asks each reader for a receipt, to an address other than From.",
    "{name}が、Fromと異なるアドレスへの開封通知を読者全員に求めています。",
);
/// What is obsolete or comes from a mailbox.
pub static LEFT: Case = case(
    "left",
    SCORED,
    "{name} is obsolete or left from elsewhere.",
    "{name}は、廃止されたか、よそで付いたものです。",
);
