//! Wire format and header fields.

pub mod bad_address_syntax;
pub mod bad_date_syntax;
pub mod bare_lf;
pub mod bcc_present;
pub mod display_name_problem;
pub mod dots_in_local_part;
pub mod duplicate_singleton_field;
pub mod header_line_without_colon;
pub mod limit_reached;
pub mod line_over_998;
pub mod many_visible_recipients;
pub mod missing_date;
pub mod missing_or_empty_from;
pub mod non_ascii_address;
pub mod not_a_message;
pub mod raw_8bit_header;
pub mod unquoted_display_name_special;
