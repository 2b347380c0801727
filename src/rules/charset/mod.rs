//! Character sets and encoded-words.

pub mod bidi_controls;
pub mod bom_in_part;
pub mod charset_missing;
pub mod charset_unknown_or_odd;
pub mod declared_charset_conflict;
pub mod denormalised_text;
pub mod encoded_word_in_quotes;
pub mod encoded_word_malformed;
pub mod encoded_word_position;
pub mod encoded_word_splits_character;
pub mod encoded_word_too_long;
pub mod halfwidth_katakana;
pub mod invisible_characters;
pub mod iso2022jp_escape_error;
pub mod iso2022jp_vendor_character;
pub mod legacy_charset_advice;
pub mod mixed_script_word;
pub mod mojibake_pattern;
pub mod needless_encoded_word;
pub mod non_ascii_in_us_ascii;
pub mod private_use_or_carrier_emoji;
pub mod undecodable_bytes;
