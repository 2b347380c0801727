//! Size, balance, wording.

pub mod empty_body;
pub mod gmail_clip;
pub mod image_only;
pub mod jp_carrier_size;
pub mod message_size;
