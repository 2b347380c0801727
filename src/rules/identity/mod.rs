//! Who sent it.

pub mod address_domain_not_fqdn;
pub mod display_name_holds_other_address;
pub mod dkim_identity_unaligned;
pub mod dmarc_no_aligned_identifier;
pub mod dmarc_single_leg;
pub mod from_freemail_bulk;
pub mod from_multiple;
pub mod null_return_path_misuse;
pub mod reply_to_foreign_or_dead;
pub mod spf_identity_unaligned;
