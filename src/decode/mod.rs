//! Bytes to text, always with a map back to the bytes.

pub mod charset;
