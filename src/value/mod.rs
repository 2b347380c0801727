//! The values of structured header fields, with the place of every token.

pub mod addr;
pub mod date;
pub mod lex;
pub mod tags;
pub mod uris;
pub mod url;
