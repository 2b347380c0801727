//! The HTML of a mail part: tokens, character references and what stands on a page, with spans into the text.
//!
//! There is no tree and no rendering. [`token`] cuts decoded text by the tokenization states of the HTML Standard,
//! [`entity`] decodes character references with a map back, [`page`] gathers links and visible text in one pass.

pub mod conditional;
pub mod css;
pub mod entity;
pub mod link;
pub mod name;
pub mod page;
mod reader;
mod srcset;
mod tag;
pub mod token;
