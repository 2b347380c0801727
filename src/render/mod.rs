//! Reports for people and programs: siblings over `&Report`.

pub mod json;
#[cfg(feature = "cli")]
pub mod term;
