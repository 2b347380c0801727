//! Mailing-list fields.

pub mod list_id_missing;
pub mod list_id_syntax;
