//! How the domains of a message fit together.

use super::{Kind, Message, Stage};
use crate::find::{begins, find, split_last};
use crate::options::Options;
use crate::rule::Confidence;
use crate::scan::Name;
use crate::span::Span;
use crate::value::addr::Mailbox;
use crate::value::domain::{self, Mode};
use crate::value::url::Url;

/// How well a domain fits that of From (RFC 9989 section 4.10).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Alignment {
    /// Nothing to compare.
    #[default]
    Unknown,
    /// Different organizations.
    None,
    /// The same organizational domain.
    Relaxed,
    /// The same domain.
    Strict,
}

impl Alignment {
    /// As the contract names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::None => "none",
            Self::Relaxed => "relaxed",
            Self::Strict => "strict",
        }
    }

    /// How `domain` fits `from`.
    pub fn of(domain: &str, from: &str) -> Self {
        match () {
            () if domain.is_empty() || from.is_empty() => Self::Unknown,
            () if domain::aligned(domain, from, Mode::Strict) => Self::Strict,
            () if domain::aligned(domain, from, Mode::Relaxed) => Self::Relaxed,
            () => Self::None,
        }
    }
}

/// What DMARC goes by (RFC 9989 section 4.4): the domain of From, and how well each of the two proofs fits it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Legs<'a> {
    /// The domain of From.
    pub from: &'a str,
    /// Where it stands.
    pub place: Span,
    /// The domain of the bounce address; none where it is not known, empty, or no public name.
    pub path: Option<String>,
    /// How well that domain fits.
    pub spf: Alignment,
    /// How well the best signature fits. No signature fits [`Alignment::None`], unless one may yet come or was there.
    pub dkim: Alignment,
}

/// The year in which DMARC was written down (RFC 7489): nobody looked at older mail in that way.
const DMARC_YEAR: i32 = 2015;

impl<'a> Message<'a> {
    /// What DMARC goes by, where that can be judged: mail that was sent straight to its reader, in the days of DMARC.
    pub fn legs(&self, options: &Options) -> Option<&Legs<'a>> {
        self.legs.get_or_init(|| self.read_legs(options)).as_ref()
    }

    fn read_legs(&self, options: &Options) -> Option<Legs<'a>> {
        let kind = self.kind(options).value;
        let sent = matches!(kind, Kind::Personal | Kind::Transactional | Kind::Bulk);
        if self.is_draft() || !sent || self.stage(options).value == Stage::Template {
            return None;
        }
        let place = self.from().mailboxes.first()?.domain;
        let from = self.from_domain().filter(|domain| domain::organizational_domain(domain).is_some())?;
        if self.is_from_before_dmarc() || self.is_passed_on(options) {
            return None;
        }
        let path = self.envelope_sender(options).and_then(|path| Some(split_last(&path, b'@')?.1.to_owned()));
        // A bare host name has a finding of its own.
        let path = path.filter(|path| domain::organizational_domain(path).is_some());
        let dkim = match self.dkim_alignment(from) {
            Alignment::Unknown if self.lacks_signature(options) => Alignment::None,
            fit => fit,
        };
        let spf = path.as_deref().map(|path| Alignment::of(path, from)).unwrap_or_default();
        Some(Legs { from, place, path, spf, dkim })
    }

    /// Whether no signature is there, nor was, nor will be: a server may sign later, and one that passes mail on may
    /// keep the result alone.
    pub fn lacks_signature(&self, options: &Options) -> bool {
        if !self.signatures.is_empty() || self.may_hide(Name::DkimSignature) {
            return false;
        }
        let finished = options.is_final || self.stage(options).value == Stage::Received;
        let mut results = self.fields().iter().filter(|field| {
            matches!(field.name, Name::AuthenticationResults | Name::ArcAuthenticationResults | Name::ArcSeal)
        });
        finished && !results.any(|it| it.name == Name::ArcSeal || find(self.slice(it.body), b"dkim=pass").is_some())
    }

    /// Whether the message is older than DMARC.
    pub fn is_from_before_dmarc(&self) -> bool {
        self.date().and_then(crate::value::date::Read::date).is_some_and(|date| date.year < DMARC_YEAR)
    }

    /// Whether another server passed it on, under its own bounce address: by the names of the sender rewriting scheme,
    /// a chain of results (RFC 8617), or fields of a redirection (RFC 5322 section 3.6.6).
    pub fn is_passed_on(&self, options: &Options) -> bool {
        let path = self.envelope_sender(options).unwrap_or_default();
        let mut srs = ["srs0=", "srs0+", "srs0-", "srs1=", "srs1+", "srs1-"].iter();
        let rewritten = srs.any(|srs| begins(path.as_bytes(), srs));
        rewritten || [Name::ArcSeal, Name::ResentFrom, Name::ResentTo].iter().any(|name| self.field(*name).is_some())
    }

    /// Whether it is made for many: bulk mail, or a receipt by the caller's word.
    pub fn is_for_many(&self, options: &Options) -> bool {
        let kind = self.kind(options);
        // Words of a subject are too weak a sign to tell a receipt from a letter.
        kind.value == Kind::Bulk || (kind.value == Kind::Transactional && kind.confidence == Confidence::Certain)
    }

    /// The mailbox in Return-Path; none where the bounce address was given beside the message.
    pub fn path_mailbox(&self, options: &Options) -> Option<Mailbox> {
        let list = self.return_path().filter(|_| options.mail_from.is_none())?;
        list.mailboxes.first().copied()
    }

    /// Whether `host` belongs to the system that sent the message: by its bounce address, a signature, or the address in
    /// List-Unsubscribe.
    pub fn is_sent_by(&self, options: &Options, host: &str) -> bool {
        let same = |domain: &str| domain::aligned(domain, host, Mode::Relaxed);
        let path = self.envelope_sender(options);
        let path = path.as_deref().and_then(|path| split_last(path, b'@'));
        path.is_some_and(|(_, domain)| same(domain))
            || self.signatures.iter().any(|signature| same(&signature.domain))
            || self.unsubscribe_uris().uris.iter().take(10).any(|uri| {
                let uri = std::str::from_utf8(self.slice(*uri)).ok().and_then(Url::read);
                uri.is_some_and(|uri| same(uri.host()))
            })
    }

    /// How well the best signature fits `from`.
    pub fn dkim_alignment(&self, from: &str) -> Alignment {
        self.signatures.iter().map(|signature| Alignment::of(&signature.domain, from)).max().unwrap_or_default()
    }
}
