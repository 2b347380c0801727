//! Wire format and header fields.

pub mod limit_reached;
pub mod not_a_message;
