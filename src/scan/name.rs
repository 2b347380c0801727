//! The header fields that kenpin knows by name.

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
        let found = TEXTS[..TEXTS.len() - 1].binary_search_by(|text| {
            let known = text.bytes().map(|byte| byte.to_ascii_lowercase());
            known.cmp(bytes.iter().map(u8::to_ascii_lowercase))
        });
        found.map_or(Self::Other, |index| VALUES[index])
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
