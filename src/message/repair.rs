//! Edits that several rules offer: bodies encoded anew, multiparts closed, encoded-words written as they are meant.

mod body;
mod multipart;
mod word;

pub use body::{Transfer, encode_body, encode_part};
pub use multipart::{Cut, cut_off};
pub use word::repair_word;
