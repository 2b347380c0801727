//! Leaving a list.

pub mod list_unsubscribe_missing;
pub mod list_unsubscribe_repeated;
pub mod list_unsubscribe_syntax;
pub mod one_click_missing;
pub mod one_click_several_web_uris;
pub mod one_click_value;
pub mod unsubscribe_uri_not_https;
