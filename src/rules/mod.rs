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
    &mime::alternative_order::RULE,
    &format::bad_address_syntax::RULE,
    &format::bad_date_syntax::RULE,
    &format::bare_lf::RULE,
    &mime::base64_illegal_content::RULE,
    &mime::base64_line_length::RULE,
    &mime::boundary_collision::RULE,
    &mime::boundary_missing::RULE,
    &mime::boundary_unterminated::RULE,
    &charset::charset_missing::RULE,
    &charset::charset_unknown_or_odd::RULE,
    &mime::content_type_syntax::RULE,
    &mime::cte_on_composite::RULE,
    &format::duplicate_singleton_field::RULE,
    &charset::encoded_word_malformed::RULE,
    &charset::encoded_word_too_long::RULE,
    &body::gmail_clip::RULE,
    &format::header_line_without_colon::RULE,
    &format::limit_reached::RULE,
    &format::line_over_998::RULE,
    &unsubscribe::list_unsubscribe_missing::RULE,
    &body::message_size::RULE,
    &mime::mime_version::RULE,
    &format::missing_date::RULE,
    &format::missing_or_empty_from::RULE,
    &charset::non_ascii_in_us_ascii::RULE,
    &format::not_a_message::RULE,
    &unsubscribe::one_click_missing::RULE,
    &unsubscribe::one_click_value::RULE,
    &mime::qp_invalid_escape::RULE,
    &mime::qp_line_too_long::RULE,
    &format::raw_8bit_header::RULE,
    &identity::spf_identity_unaligned::RULE,
    &link::text_href_mismatch::RULE,
    &charset::undecodable_bytes::RULE,
    &mime::unknown_cte::RULE,
    &mime::unresolved_cid::RULE,
    &link::url_count::RULE,
];

/// The rule that speaks alone where the input is no message.
pub const NOT_A_MESSAGE: &str = format::not_a_message::RULE.id;

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
