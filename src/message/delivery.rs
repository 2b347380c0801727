//! What a delivery status says (RFC 3464 section 2).

use super::Message;
use crate::find::begins;

impl Message<'_> {
    /// Whether a field of a delivery status is about a recipient.
    pub fn names_recipient(&self, id: u32) -> bool {
        let octets = self.octets(id);
        let mut lines = octets.split(|byte| matches!(byte, b'\r' | b'\n'));
        lines.any(|line| ["final-recipient", "original-recipient", "action"].iter().any(|name| begins(line, name)))
    }
}
