//! The header fields that kenpin knows by name.

use std::cmp::Ordering;

macro_rules! names {
    ($($variant:ident = $text:literal,)*) => {
        /// A header field's name, letter case aside.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        #[allow(missing_docs)] // The names say what they are.
        pub enum Name { $($variant,)* Other }

        const TEXTS: &[&str] = &[$($text,)* ""];
        const VALUES: &[Name] = &[$(Name::$variant,)* Name::Other];
    };
}

names! {
    ArcAuthenticationResults = "ARC-Authentication-Results",
    ArcMessageSignature = "ARC-Message-Signature",
    ArcSeal = "ARC-Seal",
    AuthenticationResults = "Authentication-Results",
    AutoSubmitted = "Auto-Submitted",
    Bcc = "Bcc",
    Cc = "Cc",
    CfblAddress = "CFBL-Address",
    Comments = "Comments",
    ContentDescription = "Content-Description",
    ContentDisposition = "Content-Disposition",
    ContentId = "Content-ID",
    ContentLocation = "Content-Location",
    ContentTransferEncoding = "Content-Transfer-Encoding",
    ContentType = "Content-Type",
    Date = "Date",
    DeliveredTo = "Delivered-To",
    DkimSignature = "DKIM-Signature",
    FeedbackId = "Feedback-ID",
    From = "From",
    InReplyTo = "In-Reply-To",
    Keywords = "Keywords",
    ListArchive = "List-Archive",
    ListHelp = "List-Help",
    ListId = "List-Id",
    ListOwner = "List-Owner",
    ListPost = "List-Post",
    ListSubscribe = "List-Subscribe",
    ListUnsubscribe = "List-Unsubscribe",
    ListUnsubscribePost = "List-Unsubscribe-Post",
    MessageId = "Message-ID",
    MimeVersion = "MIME-Version",
    Precedence = "Precedence",
    Received = "Received",
    ReceivedSpf = "Received-SPF",
    References = "References",
    ReplyTo = "Reply-To",
    ResentBcc = "Resent-Bcc",
    ResentCc = "Resent-Cc",
    ResentDate = "Resent-Date",
    ResentFrom = "Resent-From",
    ResentMessageId = "Resent-Message-ID",
    ResentSender = "Resent-Sender",
    ResentTo = "Resent-To",
    ReturnPath = "Return-Path",
    Sender = "Sender",
    Subject = "Subject",
    To = "To",
    XAutoreply = "X-Autoreply",
    XCsaComplaints = "X-CSA-Complaints",
    XFailedRecipients = "X-Failed-Recipients",
    XOriginalTo = "X-Original-To",
}

impl Name {
    /// The name that `bytes` spell.
    pub fn of(bytes: &[u8]) -> Self {
        // The table is sorted by letters, case aside, so a binary search finds it.
        let (mut low, mut high) = (0, TEXTS.len() - 1);
        while low < high {
            let middle = usize::midpoint(low, high);
            match compare(TEXTS[middle].as_bytes(), bytes) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return VALUES[middle],
                Ordering::Greater => high = middle,
            }
        }
        Self::Other
    }

    /// Whether its body is a list of addresses (RFC 5322 sections 3.6.2, 3.6.3 and 3.6.6).
    pub const fn holds_addresses(self) -> bool {
        let resent =
            matches!(self, Self::ResentFrom | Self::ResentSender | Self::ResentTo | Self::ResentCc | Self::ResentBcc);
        resent || matches!(self, Self::From | Self::Sender | Self::ReplyTo | Self::To | Self::Cc | Self::Bcc)
    }

    /// The usual spelling; empty for a field that has no name here.
    pub const fn text(self) -> &'static str {
        TEXTS[self as usize]
    }
}

fn compare(one: &[u8], other: &[u8]) -> Ordering {
    for (at, one) in one.iter().enumerate() {
        let Some(other) = other.get(at) else { return Ordering::Greater };
        let order = one.to_ascii_lowercase().cmp(&other.to_ascii_lowercase());
        if order != Ordering::Equal {
            return order;
        }
    }
    one.len().cmp(&other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_found() {
        for (index, text) in TEXTS[..TEXTS.len() - 1].iter().enumerate() {
            assert_eq!(Name::of(text.to_ascii_uppercase().as_bytes()), VALUES[index], "{text}");
            assert_eq!(VALUES[index].text(), *text);
        }
        assert_eq!(Name::of(b"X-Unknown"), Name::Other);
        assert_eq!(Name::of(b""), Name::Other);
    }
}
