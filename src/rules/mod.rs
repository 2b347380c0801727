//! The rules, one file each, in folders by group. `cargo xtask new-rule` adds the two lines that a new one needs.

pub mod auth;
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
    &identity::address_domain_not_fqdn::RULE,
    &mime::alternative_missing_text::RULE,
    &mime::alternative_order::RULE,
    &format::bad_address_syntax::RULE,
    &format::bad_date_syntax::RULE,
    &format::bad_message_id_syntax::RULE,
    &format::bare_cr::RULE,
    &format::bare_lf::RULE,
    &mime::base64_illegal_content::RULE,
    &mime::base64_line_length::RULE,
    &format::bcc_present::RULE,
    &unsubscribe::body_unsubscribe_dead::RULE,
    &unsubscribe::body_unsubscribe_missing::RULE,
    &format::bom_at_start::RULE,
    &charset::bom_in_part::RULE,
    &mime::boundary_collision::RULE,
    &mime::boundary_missing::RULE,
    &mime::boundary_unterminated::RULE,
    &charset::charset_missing::RULE,
    &charset::charset_unknown_or_odd::RULE,
    &mime::content_type_syntax::RULE,
    &format::control_char::RULE,
    &mime::cte_on_composite::RULE,
    &link::dangerous_scheme::RULE,
    &charset::declared_charset_conflict::RULE,
    &charset::denormalised_text::RULE,
    &identity::display_name_holds_other_address::RULE,
    &format::display_name_problem::RULE,
    &auth::dkim_absent::RULE,
    &identity::dkim_identity_unaligned::RULE,
    &identity::dmarc_no_aligned_identifier::RULE,
    &identity::dmarc_single_leg::RULE,
    &format::dots_in_local_part::RULE,
    &format::duplicate_singleton_field::RULE,
    &body::empty_body::RULE,
    &charset::encoded_word_malformed::RULE,
    &charset::encoded_word_too_long::RULE,
    &format::folded_blank_line::RULE,
    &identity::from_freemail_bulk::RULE,
    &identity::from_multiple::RULE,
    &body::gmail_clip::RULE,
    &charset::halfwidth_katakana::RULE,
    &format::header_line_without_colon::RULE,
    &format::header_over_provider_limit::RULE,
    &body::image_only::RULE,
    &link::insecure_scheme::RULE,
    &format::invalid_header_name::RULE,
    &link::ip_literal_host::RULE,
    &charset::iso2022jp_escape_error::RULE,
    &charset::iso2022jp_vendor_character::RULE,
    &body::jp_carrier_size::RULE,
    &charset::legacy_charset_advice::RULE,
    &format::limit_reached::RULE,
    &format::line_over_998::RULE,
    &list::list_id_missing::RULE,
    &list::list_id_syntax::RULE,
    &unsubscribe::list_unsubscribe_missing::RULE,
    &unsubscribe::list_unsubscribe_repeated::RULE,
    &unsubscribe::list_unsubscribe_syntax::RULE,
    &link::malformed_url::RULE,
    &format::many_visible_recipients::RULE,
    &body::message_size::RULE,
    &mime::mime_version::RULE,
    &format::missing_date::RULE,
    &format::missing_header_body_separator::RULE,
    &format::missing_message_id::RULE,
    &format::missing_or_empty_from::RULE,
    &charset::mojibake_pattern::RULE,
    &format::non_ascii_address::RULE,
    &charset::non_ascii_in_us_ascii::RULE,
    &link::non_public_host::RULE,
    &format::not_a_message::RULE,
    &format::nul_octet::RULE,
    &identity::null_return_path_misuse::RULE,
    &unsubscribe::one_click_missing::RULE,
    &unsubscribe::one_click_several_web_uris::RULE,
    &unsubscribe::one_click_value::RULE,
    &charset::private_use_or_carrier_emoji::RULE,
    &mime::qp_invalid_escape::RULE,
    &mime::qp_line_too_long::RULE,
    &format::raw_8bit_header::RULE,
    &identity::reply_to_foreign_or_dead::RULE,
    &format::space_before_colon::RULE,
    &identity::spf_identity_unaligned::RULE,
    &link::text_href_mismatch::RULE,
    &charset::undecodable_bytes::RULE,
    &mime::unknown_cte::RULE,
    &format::unquoted_display_name_special::RULE,
    &mime::unresolved_cid::RULE,
    &unsubscribe::unsubscribe_mailto_faulty::RULE,
    &unsubscribe::unsubscribe_uri_bad_host::RULE,
    &unsubscribe::unsubscribe_uri_not_https::RULE,
    &link::url_count::RULE,
    &link::url_domain_count::RULE,
    &link::url_shortener::RULE,
    &format::weak_message_id_domain::RULE,
];

/// The rule that speaks alone where the input is no message.
pub const NOT_A_MESSAGE: &str = format::not_a_message::RULE.id;

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
