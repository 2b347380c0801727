//! Reports for people and programs: siblings over `&Report`.

pub mod json;
