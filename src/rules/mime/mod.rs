//! Structure and transfer encodings.

pub mod alternative_missing_text;
pub mod alternative_order;
pub mod alternative_parts_disagree;
pub mod base64_illegal_content;
pub mod base64_line_length;
pub mod boundary_collision;
pub mod boundary_missing;
pub mod boundary_unterminated;
pub mod calendar_part;
pub mod content_id_problem;
pub mod content_type_syntax;
pub mod cte_on_composite;
pub mod disposition_syntax;
pub mod eight_bit_in_7bit;
pub mod embedded_message_problem;
pub mod format_flowed;
pub mod mime_version;
pub mod orphan_inline_part;
pub mod qp_invalid_escape;
pub mod qp_line_too_long;
pub mod related_root;
pub mod report_structure;
pub mod signed_structure;
pub mod unknown_cte;
pub mod unresolved_cid;
