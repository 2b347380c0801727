//! kenpin reads an e-mail message as bytes, finds what is wrong with it, and points at the exact bytes.

pub mod html;
pub mod span;
