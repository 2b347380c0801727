//! The rules, one file each, in folders by group. `cargo xtask new-rule` adds the two lines that a new one needs.

pub mod body;
pub mod format;
pub mod identity;
pub mod link;
pub mod unsubscribe;

use crate::rule::Rule;

/// Every rule, sorted by id.
pub static ALL: &[&Rule] = &[
    &body::gmail_clip::RULE,
    &format::limit_reached::RULE,
    &unsubscribe::list_unsubscribe_missing::RULE,
    &body::message_size::RULE,
    &format::not_a_message::RULE,
    &unsubscribe::one_click_missing::RULE,
    &unsubscribe::one_click_value::RULE,
    &identity::spf_identity_unaligned::RULE,
    &link::text_href_mismatch::RULE,
    &link::url_count::RULE,
];

/// The rule that speaks alone where the input is no message.
pub const NOT_A_MESSAGE: &str = format::not_a_message::RULE.id;

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
