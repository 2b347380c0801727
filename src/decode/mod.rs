//! From bytes to text, always with a way back: transfer encodings, encoded-words, parameters, charsets.

pub mod base64;
mod faults;
pub mod qp;

pub use faults::Faults;
