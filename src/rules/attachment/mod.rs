//! Attachments and file names.

pub mod blocked_extension_gmail;
pub mod blocked_extension_outlook;
pub mod double_extension;
pub mod encrypted_archive;
pub mod filename_2231_error;
pub mod filename_dangerous_characters;
pub mod filename_encoded_word;
pub mod filename_raw_8bit;
pub mod magic_mismatch;
pub mod octet_stream_without_disposition;
pub mod tnef_winmail;
pub mod type_does_not_match_name;
