//! Edits that several rules offer: bodies encoded anew, fields folded and encoded, multiparts closed.

mod body;
mod boundary;
mod composite;
mod content_id;
mod content_type;
mod encode_header;
mod encoding_name;
mod header_line;
mod multipart;
mod parameter;
mod reencode;
mod refold;
mod retext;
mod shorten;
mod soft_break;
mod unwrap;
mod uris;
mod word;

pub use body::{Transfer, encode_body, encode_leaf, encode_part, escape_literals};
pub use boundary::{ends_in_blanks, is_boundary_character, likely_boundary, rename_boundary, trim_boundary};
pub use composite::decode_composite;
pub use content_id::{add_domain, respell};
pub use content_type::{is_same_again, mend};
pub use encode_header::{encode_header, write_words};
pub use encoding_name::meant_encoding;
pub use header_line::{LineMend, mend_line};
pub use multipart::{Cut, cut_off};
pub use parameter::write_parameter;
pub use reencode::{Reencoded, label, reencode};
pub use refold::refold;
pub use retext::retext;
pub use shorten::shorten;
pub use soft_break::{join_escapes, write_blank};
pub use unwrap::unwrap_child;
pub use uris::mend_uris;
pub use word::repair_word;
