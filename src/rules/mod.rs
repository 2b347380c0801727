//! The rules, one file each, in folders by group. `cargo xtask new-rule` adds the two lines that a new one needs.

pub mod body;
pub mod charset;
pub mod format;
pub mod identity;
pub mod link;
pub mod list;
pub mod mime;
pub mod unsubscribe;

use crate::rule::Rule;

/// Every rule, sorted by id.
pub static ALL: &[&Rule] = &[
    &mime::eight_bit_in_7bit::RULE,
    &mime::alternative_missing_text::RULE,
    &format::bad_address_syntax::RULE,
    &format::bad_date_syntax::RULE,
    &format::bare_lf::RULE,
    &mime::base64_illegal_content::RULE,
    &unsubscribe::body_unsubscribe_dead::RULE,
    &unsubscribe::body_unsubscribe_missing::RULE,
    &mime::boundary_unterminated::RULE,
    &format::duplicate_singleton_field::RULE,
    &body::empty_body::RULE,
    &charset::encoded_word_malformed::RULE,
    &body::gmail_clip::RULE,
    &format::header_line_without_colon::RULE,
    &body::image_only::RULE,
    &body::jp_carrier_size::RULE,
    &format::limit_reached::RULE,
    &format::line_over_998::RULE,
    &list::list_id_missing::RULE,
    &list::list_id_syntax::RULE,
    &unsubscribe::list_unsubscribe_missing::RULE,
    &unsubscribe::list_unsubscribe_repeated::RULE,
    &unsubscribe::list_unsubscribe_syntax::RULE,
    &body::message_size::RULE,
    &mime::mime_version::RULE,
    &format::missing_date::RULE,
    &format::missing_or_empty_from::RULE,
    &format::not_a_message::RULE,
    &unsubscribe::one_click_missing::RULE,
    &unsubscribe::one_click_several_web_uris::RULE,
    &unsubscribe::one_click_value::RULE,
    &mime::qp_invalid_escape::RULE,
    &format::raw_8bit_header::RULE,
    &identity::spf_identity_unaligned::RULE,
    &link::text_href_mismatch::RULE,
    &charset::undecodable_bytes::RULE,
    &unsubscribe::unsubscribe_mailto_faulty::RULE,
    &unsubscribe::unsubscribe_uri_bad_host::RULE,
    &unsubscribe::unsubscribe_uri_not_https::RULE,
    &link::url_count::RULE,
];

/// The rule that speaks alone where the input is no message.
pub const NOT_A_MESSAGE: &str = format::not_a_message::RULE.id;

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
