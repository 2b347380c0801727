//! Character sets and encoded-words.

pub mod bom_in_part;
pub mod charset_missing;
pub mod charset_unknown_or_odd;
pub mod declared_charset_conflict;
pub mod denormalised_text;
pub mod encoded_word_malformed;
pub mod encoded_word_too_long;
pub mod halfwidth_katakana;
pub mod iso2022jp_escape_error;
pub mod iso2022jp_vendor_character;
pub mod legacy_charset_advice;
pub mod mojibake_pattern;
pub mod non_ascii_in_us_ascii;
pub mod private_use_or_carrier_emoji;
pub mod undecodable_bytes;
