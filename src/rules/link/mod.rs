//! Links.

pub mod text_href_mismatch;
pub mod url_count;
