//! Leaving a list.

pub mod body_unsubscribe_dead;
pub mod body_unsubscribe_missing;
pub mod list_unsubscribe_missing;
pub mod list_unsubscribe_repeated;
pub mod list_unsubscribe_syntax;
pub mod one_click_missing;
pub mod one_click_several_web_uris;
pub mod one_click_value;
pub mod unsubscribe_mailto_faulty;
pub mod unsubscribe_uri_bad_host;
pub mod unsubscribe_uri_not_https;
