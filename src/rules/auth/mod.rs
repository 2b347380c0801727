//! DKIM, ARC, SPF, DMARC in the message.

pub mod dkim_absent;
