//! Leaving a list.

pub mod list_unsubscribe_missing;
pub mod one_click_missing;
pub mod one_click_value;
