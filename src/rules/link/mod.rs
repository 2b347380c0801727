//! Links.

pub mod dangerous_scheme;
pub mod insecure_scheme;
pub mod ip_literal_host;
pub mod malformed_url;
pub mod non_public_host;
pub mod text_href_mismatch;
pub mod url_count;
pub mod url_domain_count;
pub mod url_shortener;
