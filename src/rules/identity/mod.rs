//! Who sent it.

pub mod spf_identity_unaligned;
