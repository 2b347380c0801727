//! What a report is about (RFC 6522), and whom (RFC 3464 section 2).

use super::Message;
use crate::find::begins;

/// Kinds of reports, and how the media types of their second part begin.
const KINDS: [(&str, &str); 6] = [
    ("delivery-status", "message/delivery-status"),
    ("delivery-status", "message/global-delivery-status"),
    ("disposition-notification", "message/disposition-notification"),
    ("disposition-notification", "message/global-disposition-notification"),
    ("feedback-report", "message/feedback-report"),
    ("tlsrpt", "application/tlsrpt"),
];

/// Whether `report-type` of multipart/report has a standard.
pub fn is_kind_of_report(name: &str) -> bool {
    KINDS.iter().any(|(kind, _)| *kind == name)
}

impl Message<'_> {
    /// The kind of the report in `id`, told by its second part.
    pub fn kind_of_report(&self, id: u32) -> Option<&'static str> {
        let second = *self.children(id).get(1)?;
        let media = self.parts[second as usize].media.text(self.input.bytes);
        KINDS.iter().find(|(_, begin)| media.starts_with(begin)).map(|(kind, _)| *kind)
    }

    /// Whether a field of a delivery status is about a recipient.
    pub fn names_recipient(&self, id: u32) -> bool {
        let octets = self.octets(id);
        let mut lines = octets.split(|byte| matches!(byte, b'\r' | b'\n'));
        lines.any(|line| ["final-recipient", "original-recipient", "action"].iter().any(|name| begins(line, name)))
    }
}
