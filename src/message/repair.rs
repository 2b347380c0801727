//! Edits that several rules offer: bodies encoded anew, fields folded and encoded, multiparts closed.

mod body;
mod encode_header;
mod multipart;
mod reencode;
mod refold;
mod retext;
mod uris;
mod word;

pub use body::{Transfer, encode_body, encode_part};
pub use encode_header::encode_header;
pub use multipart::{Cut, cut_off};
pub use reencode::{Reencoded, reencode};
pub use refold::refold;
pub use retext::retext;
pub use uris::mend_uris;
pub use word::repair_word;
