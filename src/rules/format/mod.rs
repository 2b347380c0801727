//! Wire format and header fields.

pub mod bad_address_syntax;
pub mod bad_date_syntax;
pub mod bad_message_id_syntax;
pub mod bare_cr;
pub mod bare_lf;
pub mod bom_at_start;
pub mod control_char;
pub mod duplicate_singleton_field;
pub mod folded_blank_line;
pub mod header_line_without_colon;
pub mod header_over_provider_limit;
pub mod invalid_header_name;
pub mod limit_reached;
pub mod line_over_998;
pub mod missing_date;
pub mod missing_header_body_separator;
pub mod missing_message_id;
pub mod missing_or_empty_from;
pub mod not_a_message;
pub mod nul_octet;
pub mod raw_8bit_header;
pub mod space_before_colon;
pub mod weak_message_id_domain;
