//! Size, balance, wording.

pub mod gmail_clip;
pub mod message_size;
