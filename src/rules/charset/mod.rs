//! Character sets and encoded-words.

pub mod bidi_controls;
pub mod charset_missing;
pub mod charset_unknown_or_odd;
pub mod encoded_word_in_quotes;
pub mod encoded_word_malformed;
pub mod encoded_word_position;
pub mod encoded_word_splits_character;
pub mod encoded_word_too_long;
pub mod invisible_characters;
pub mod mixed_script_word;
pub mod needless_encoded_word;
pub mod non_ascii_in_us_ascii;
pub mod undecodable_bytes;
