//! From bytes to text, always with a way back: transfer encodings, encoded-words, parameters, charsets.

pub mod base64;
pub mod charset;
pub mod compose;
mod faults;
pub mod kana;
pub mod mojibake;
pub mod param;
pub mod qp;
pub mod word;

pub use faults::Faults;
