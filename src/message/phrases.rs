//! Phrases by which texts and addresses are told, from `data/kinds.txt`.

use crate::tables::{self, Table};
use crate::words::Words;
use std::sync::OnceLock;

/// Phrases that are searched together.
#[derive(Clone, Copy)]
pub enum Phrases {
    /// Of mail that can be unsubscribed from.
    Unsubscribe,
    /// Of the subjects of receipts and codes.
    Transactional,
    /// Of leaving a list, in texts.
    Leave,
    /// Of leaving a list, in addresses.
    LeaveUrl,
    /// Of texts that only say that there is HTML.
    NoHtml,
}

/// The lists that each is made of.
const LISTS: [&[&str]; 5] =
    [&["unsubscribe"], &["transactional"], &["unsubscribe", "leave"], &["leave", "leave-url"], &["no-html"]];

impl Phrases {
    /// Whether one of them stands in `text`.
    pub fn stand_in(self, text: &[u8]) -> bool {
        static ALL: [OnceLock<Words>; LISTS.len()] = [const { OnceLock::new() }; LISTS.len()];
        let read = || {
            let mut words = Vec::new();
            for list in LISTS[self as usize] {
                words.append(&mut tables::list(Table::Kinds, list));
            }
            Words::new(&words)
        };
        ALL[self as usize].get_or_init(read).stand_in(text)
    }
}
