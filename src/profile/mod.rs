//! Receivers, laws and other demanders: who asks for what, and what follows.

mod audience;
mod freemail;
mod limits;

pub use audience::{Audience, receiver_of_domain, receiver_of_host};
pub use freemail::is_freemail;
pub use limits::limit;

use crate::rule::named;

named! {
    /// How bad a finding is, worst last.
    Level {
        /// A fact, or a matter of style.
        Info = "info",
        /// Likely harm.
        Warning = "warning",
        /// Refused, broken or unreadable somewhere that matters.
        Error = "error",
    }
}

named! {
    /// What follows from a finding at a receiver, worst last.
    Outcome {
        /// Nothing yet: advice.
        Advice = "advice",
        /// Shown badly, or without a button.
        Display = "display",
        /// The reader sees a warning.
        Warn = "warn",
        /// Put into the junk folder.
        Folder = "folder",
        /// Refused.
        Refuse = "refuse",
    }
}

named! {
    /// Who demands something.
    Profile {
        /// The standards.
        Rfc = "rfc",
        /// Mail servers on the way.
        Mta = "mta",
        /// M3AAWG's practices.
        M3aawg = "m3aawg",
        /// Spam filters.
        Spamfilter = "spamfilter",
        /// The reader's security.
        Security = "security",
        /// The reader's privacy.
        Privacy = "privacy",
        /// Readers who do not see the page as drawn.
        Accessibility = "accessibility",
        /// Mail with UTF-8 header fields.
        Smtputf8 = "smtputf8",
        /// Gmail.
        Gmail = "gmail",
        /// Yahoo and AOL.
        Yahoo = "yahoo",
        /// Outlook.com and Microsoft 365.
        Outlook = "outlook",
        /// iCloud.
        Icloud = "icloud",
        /// Yahoo!メール of LY Corporation.
        YahooJp = "yahoo-jp",
        /// docomo.
        Docomo = "docomo",
        /// au.
        Au = "au",
        /// SoftBank.
        Softbank = "softbank",
        /// 特定電子メール法 and 特定商取引法.
        LawJp = "law-jp",
        /// CAN-SPAM.
        LawUs = "law-us",
        /// CASL.
        LawCa = "law-ca",
        /// The ePrivacy directive.
        LawEu = "law-eu",
    }
}

impl Profile {
    /// Whether it can refuse, folder or punish: a receiver or a law.
    pub const fn is_receiver_or_law(self) -> bool {
        self as u8 >= Self::Gmail as u8
    }
}

/// One demander's view of a defect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Demand {
    /// Who.
    pub profile: Profile,
    /// How bad it is for them.
    pub level: Level,
    /// What they do about it.
    pub outcome: Outcome,
}

impl Demand {
    /// An error with this outcome.
    pub const fn error(profile: Profile, outcome: Outcome) -> Self {
        Self { profile, level: Level::Error, outcome }
    }

    /// A warning with this outcome.
    pub const fn warning(profile: Profile, outcome: Outcome) -> Self {
        Self { profile, level: Level::Warning, outcome }
    }

    /// A note with this outcome.
    pub const fn info(profile: Profile, outcome: Outcome) -> Self {
        Self { profile, level: Level::Info, outcome }
    }
}
