//! The rules, one file each, in folders by group. `cargo xtask new-rule` adds the two lines that a new one needs.

pub mod attachment;
pub mod auth;
pub mod body;
pub mod charset;
pub mod format;
pub mod identity;
pub mod link;
pub mod list;
pub mod mime;
pub mod unsubscribe;

use crate::profile::Audience;
use crate::rule::Rule;

/// Every rule, sorted by id.
pub static ALL: &[&Rule] = &[
    &mime::eight_bit_in_7bit::RULE,
    &mime::eight_bit_or_binary_cte::RULE,
    &identity::address_domain_not_fqdn::RULE,
    &format::address_exotic_characters::RULE,
    &format::address_spacing::RULE,
    &mime::alternative_missing_text::RULE,
    &mime::alternative_order::RULE,
    &mime::alternative_parts_disagree::RULE,
    &format::bad_address_syntax::RULE,
    &format::bad_date_syntax::RULE,
    &format::bad_message_id_syntax::RULE,
    &format::bare_cr::RULE,
    &format::bare_lf::RULE,
    &mime::base64_for_ascii_text::RULE,
    &mime::base64_illegal_content::RULE,
    &mime::base64_line_length::RULE,
    &format::bcc_present::RULE,
    &charset::bidi_controls::RULE,
    &attachment::blocked_extension_gmail::RULE,
    &attachment::blocked_extension_outlook::RULE,
    &unsubscribe::body_unsubscribe_dead::RULE,
    &unsubscribe::body_unsubscribe_missing::RULE,
    &format::bom_at_start::RULE,
    &charset::bom_in_part::RULE,
    &mime::boundary_collision::RULE,
    &mime::boundary_missing::RULE,
    &mime::boundary_syntax::RULE,
    &mime::boundary_unterminated::RULE,
    &mime::calendar_part::RULE,
    &charset::charset_missing::RULE,
    &charset::charset_unknown_or_odd::RULE,
    &mime::content_id_problem::RULE,
    &mime::content_type_syntax::RULE,
    &format::control_char::RULE,
    &mime::cte_on_composite::RULE,
    &link::dangerous_scheme::RULE,
    &format::date_out_of_range::RULE,
    &charset::declared_charset_conflict::RULE,
    &charset::denormalised_text::RULE,
    &identity::display_name_holds_other_address::RULE,
    &format::display_name_problem::RULE,
    &mime::disposition_syntax::RULE,
    &auth::dkim_absent::RULE,
    &identity::dkim_identity_unaligned::RULE,
    &identity::dmarc_no_aligned_identifier::RULE,
    &identity::dmarc_single_leg::RULE,
    &format::dots_in_local_part::RULE,
    &attachment::double_extension::RULE,
    &format::duplicate_singleton_field::RULE,
    &mime::embedded_message_problem::RULE,
    &body::empty_body::RULE,
    &charset::encoded_word_in_quotes::RULE,
    &charset::encoded_word_malformed::RULE,
    &charset::encoded_word_position::RULE,
    &charset::encoded_word_splits_character::RULE,
    &charset::encoded_word_too_long::RULE,
    &attachment::encrypted_archive::RULE,
    &attachment::filename_2231_error::RULE,
    &attachment::filename_dangerous_characters::RULE,
    &attachment::filename_encoded_word::RULE,
    &attachment::filename_raw_8bit::RULE,
    &format::folded_blank_line::RULE,
    &mime::format_flowed::RULE,
    &identity::from_freemail_bulk::RULE,
    &identity::from_multiple::RULE,
    &body::gmail_clip::RULE,
    &charset::halfwidth_katakana::RULE,
    &format::header_line_without_colon::RULE,
    &format::header_over_provider_limit::RULE,
    &body::image_only::RULE,
    &link::insecure_scheme::RULE,
    &format::invalid_header_name::RULE,
    &charset::invisible_characters::RULE,
    &link::ip_literal_host::RULE,
    &charset::iso2022jp_escape_error::RULE,
    &charset::iso2022jp_vendor_character::RULE,
    &body::jp_carrier_size::RULE,
    &format::leftover_or_revealing_header::RULE,
    &charset::legacy_charset_advice::RULE,
    &format::limit_reached::RULE,
    &format::line_over_78::RULE,
    &format::line_over_998::RULE,
    &list::list_id_missing::RULE,
    &list::list_id_syntax::RULE,
    &unsubscribe::list_unsubscribe_missing::RULE,
    &unsubscribe::list_unsubscribe_repeated::RULE,
    &unsubscribe::list_unsubscribe_syntax::RULE,
    &attachment::magic_mismatch::RULE,
    &link::malformed_url::RULE,
    &format::many_visible_recipients::RULE,
    &format::mbox_from_line::RULE,
    &body::message_size::RULE,
    &mime::mime_version::RULE,
    &format::missing_date::RULE,
    &format::missing_destination::RULE,
    &format::missing_header_body_separator::RULE,
    &format::missing_message_id::RULE,
    &format::missing_or_empty_from::RULE,
    &format::missing_or_empty_subject::RULE,
    &charset::mixed_script_word::RULE,
    &charset::mojibake_pattern::RULE,
    &charset::needless_encoded_word::RULE,
    &mime::nesting_or_part_count::RULE,
    &format::non_ascii_address::RULE,
    &charset::non_ascii_in_us_ascii::RULE,
    &link::non_public_host::RULE,
    &format::not_a_message::RULE,
    &format::nul_octet::RULE,
    &identity::null_return_path_misuse::RULE,
    &format::obsolete_date_form::RULE,
    &attachment::octet_stream_without_disposition::RULE,
    &unsubscribe::one_click_missing::RULE,
    &unsubscribe::one_click_several_web_uris::RULE,
    &unsubscribe::one_click_value::RULE,
    &mime::orphan_inline_part::RULE,
    &mime::outer_cte_too_narrow::RULE,
    &mime::part_header_body_separator::RULE,
    &mime::preamble_or_epilogue_text::RULE,
    &charset::private_use_or_carrier_emoji::RULE,
    &mime::qp_invalid_escape::RULE,
    &mime::qp_line_too_long::RULE,
    &mime::qp_raw_octet::RULE,
    &mime::qp_soft_break_damage::RULE,
    &mime::qp_trailing_space::RULE,
    &format::raw_8bit_header::RULE,
    &format::received_syntax::RULE,
    &mime::related_root::RULE,
    &format::reply_header_syntax::RULE,
    &identity::reply_to_foreign_or_dead::RULE,
    &mime::report_structure::RULE,
    &format::resent_block::RULE,
    &mime::signed_structure::RULE,
    &format::smtp_capture_artifact::RULE,
    &format::space_before_colon::RULE,
    &identity::spf_identity_unaligned::RULE,
    &link::text_href_mismatch::RULE,
    &attachment::tnef_winmail::RULE,
    &format::trace_order::RULE,
    &attachment::type_does_not_match_name::RULE,
    &charset::undecodable_bytes::RULE,
    &mime::unknown_cte::RULE,
    &format::unquoted_display_name_special::RULE,
    &mime::unresolved_cid::RULE,
    &unsubscribe::unsubscribe_mailto_faulty::RULE,
    &unsubscribe::unsubscribe_uri_bad_host::RULE,
    &unsubscribe::unsubscribe_uri_not_https::RULE,
    &format::unusual_local_part::RULE,
    &link::url_count::RULE,
    &link::url_domain_count::RULE,
    &link::url_shortener::RULE,
    &mime::useless_multipart::RULE,
    &format::weak_message_id_domain::RULE,
];

/// The rule that speaks alone where the input is no message.
pub const NOT_A_MESSAGE: &str = format::not_a_message::RULE.id;

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// Those that demand something in any rule.
pub const DEMANDERS: Audience = demanders(ALL);

const fn demanders(list: &[&Rule]) -> Audience {
    let (mut all, mut rule) = (Audience::NOBODY, 0);
    while rule < list.len() {
        let mut case = 0;
        while case < list[rule].cases.len() {
            let (demands, mut at) = (list[rule].cases[case].demands, 0);
            while at < demands.len() {
                all = all.with(&[demands[at].profile]);
                at += 1;
            }
            case += 1;
        }
        rule += 1;
    }
    all
}
