//! Character sets and encoded-words.

pub mod charset_missing;
pub mod charset_unknown_or_odd;
pub mod encoded_word_malformed;
pub mod encoded_word_too_long;
pub mod iso2022jp_escape_error;
pub mod non_ascii_in_us_ascii;
pub mod undecodable_bytes;
