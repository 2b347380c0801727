//! Structure and transfer encodings.

pub mod alternative_missing_text;
pub mod alternative_order;
pub mod base64_for_ascii_text;
pub mod base64_illegal_content;
pub mod base64_line_length;
pub mod boundary_collision;
pub mod boundary_missing;
pub mod boundary_syntax;
pub mod boundary_unterminated;
pub mod content_type_syntax;
pub mod cte_on_composite;
pub mod eight_bit_in_7bit;
pub mod eight_bit_or_binary_cte;
pub mod mime_version;
pub mod nesting_or_part_count;
pub mod outer_cte_too_narrow;
pub mod part_header_body_separator;
pub mod preamble_or_epilogue_text;
pub mod qp_invalid_escape;
pub mod qp_line_too_long;
pub mod qp_raw_octet;
pub mod qp_soft_break_damage;
pub mod qp_trailing_space;
pub mod unknown_cte;
pub mod unresolved_cid;
pub mod useless_multipart;
