//! Who sent a message: the engines over the message and the DNS answers that are handed in.

pub mod dns;
pub mod spf;
