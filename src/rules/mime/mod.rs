//! Structure and transfer encodings.

pub mod alternative_missing_text;
pub mod base64_illegal_content;
pub mod boundary_unterminated;
pub mod content_type_syntax;
pub mod eight_bit_in_7bit;
pub mod mime_version;
pub mod qp_invalid_escape;
