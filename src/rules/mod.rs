//! The rules, one file each, in folders by group. `cargo xtask new-rule` adds the two lines that a new one needs.

pub mod body;
pub mod charset;
pub mod format;
pub mod identity;
pub mod link;
pub mod mime;
pub mod unsubscribe;

use crate::rule::Rule;

/// Every rule, sorted by id.
pub static ALL: &[&Rule] = &[
    &mime::eight_bit_in_7bit::RULE,
    &mime::alternative_missing_text::RULE,
    &mime::base64_illegal_content::RULE,
    &mime::boundary_unterminated::RULE,
    &charset::encoded_word_malformed::RULE,
    &body::gmail_clip::RULE,
    &format::limit_reached::RULE,
    &unsubscribe::list_unsubscribe_missing::RULE,
    &body::message_size::RULE,
    &mime::mime_version::RULE,
    &format::not_a_message::RULE,
    &unsubscribe::one_click_missing::RULE,
    &unsubscribe::one_click_value::RULE,
    &mime::qp_invalid_escape::RULE,
    &identity::spf_identity_unaligned::RULE,
    &link::text_href_mismatch::RULE,
    &charset::undecodable_bytes::RULE,
    &link::url_count::RULE,
];

/// The rule that speaks alone where the input is no message.
pub const NOT_A_MESSAGE: &str = format::not_a_message::RULE.id;

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
