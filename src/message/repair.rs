//! Edits that several rules offer: bodies encoded anew, fields folded and encoded, multiparts closed.

mod body;
mod boundary;
mod composite;
mod content_id;
mod content_type;
mod encode_header;
mod multipart;
mod recode;
mod reencode;
mod refold;
mod retext;
mod shorten;
mod uris;
mod word;

pub use body::{Transfer, encode_body, encode_part, escape_literals};
pub use boundary::{likely_boundary, rename_boundary};
pub use composite::decode_composite;
pub use content_id::respell;
pub use content_type::{is_same_again, mend};
pub use encode_header::{encode_header, write_words};
pub use multipart::{Cut, cut_off};
pub use recode::{Changes, change, change_text, raw_words, to_utf8, widen_jis, words_to_utf8};
pub use reencode::{Reencoded, reencode};
pub use refold::refold;
pub use retext::retext;
pub use shorten::shorten;
pub use uris::mend_uris;
pub use word::repair_word;
