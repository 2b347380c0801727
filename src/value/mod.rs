//! The values of structured header fields, with the place of every token; and the domains that stand in them.

pub mod addr;
pub mod date;
pub mod domain;
pub mod file_name;
pub mod invisible;
pub mod lex;
pub mod list_id;
pub mod lock;
pub mod lookalike;
pub mod magic;
pub mod mailto;
pub mod msgid;
pub mod received;
pub mod shortener;
pub mod tags;
pub mod uris;
pub mod url;
pub mod zip;
