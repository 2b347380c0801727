//! Character sets and encoded-words.

pub mod encoded_word_malformed;
pub mod undecodable_bytes;
