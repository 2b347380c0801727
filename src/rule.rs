//! A rule is a value: identity, sources, texts and one function.

mod reported;

use crate::finding::{Arg, Case, Edit, Finding, Fix, Found, Place, Safety};
use crate::message::{Kind, Message, Stage};
use crate::options::Options;
use crate::profile::Level;
pub use crate::source::Source;
use crate::span::Span;
use crate::text::{Note, Text};

/// A rule. Rules are `static`; the list is [`crate::rules::ALL`].
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Kebab-case, names the defect; the only identity.
    pub id: &'static str,
    /// Its folder and heading.
    pub group: Group,
    /// Level where no audience decides, as listed.
    pub level: Level,
    /// What kind of demand it is.
    pub basis: Basis,
    /// How sure a finding is.
    pub confidence: Confidence,
    /// The version that brought it.
    pub since: &'static str,
    /// Where it is written.
    pub sources: &'static [Source],
    /// Stronger rules that speak for the same defect.
    pub yields_to: &'static [Yield],
    /// Inputs without which it says nothing.
    pub needs: &'static [Needs],
    /// Whether it can offer a repair, and of which kind at best.
    pub fixes: Fixes,
    /// What is wrong, in a few words.
    pub title: Text,
    /// Why it matters, and to whom.
    pub why: Text,
    /// What to do.
    pub help: Text,
    /// The ways in which it shows; the first is the plain one.
    pub cases: &'static [&'static Case],
    /// Words for related places and fixes.
    pub notes: &'static [&'static Note],
    /// Looks at the message and reports.
    pub check: fn(&Cx, &mut Sink),
}

impl Rule {
    /// What most rules have in common: take the rest from here.
    pub const BASE: Self = Self {
        id: "",
        group: Group::Format,
        level: Level::Error,
        basis: Basis::Standard,
        confidence: Confidence::Certain,
        since: "0.1.0",
        sources: &[],
        yields_to: &[],
        needs: &[],
        fixes: Fixes::None,
        title: Text::new("", ""),
        why: Text::new("", ""),
        help: Text::new("", ""),
        cases: &[],
        notes: &[],
        check: |_, _| {},
    };
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The names of all values, in order.
            pub const NAMES: &'static [&'static str] = &[$($text,)*];

            /// As the contract names it.
            pub const fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }

            /// The value of this name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.get($crate::rule::place_of(Self::NAMES, name)?).copied()
            }
        }
    };
}
pub(crate) use named;

/// Where in a list a name stands.
pub(crate) fn place_of(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|it| *it == name)
}

named! {
    /// What a rule is about.
    Group {
        /// Attachments and file names.
        Attachment = "attachment",
        /// DKIM, ARC, SPF, DMARC in the message.
        Auth = "auth",
        /// Size, balance, wording.
        Body = "body",
        /// Returned mail and complaints.
        Bounce = "bounce",
        /// Character sets and encoded-words.
        Charset = "charset",
        /// Records in DNS.
        Dns = "dns",
        /// Wire format and header fields.
        Format = "format",
        /// Markup.
        Html = "html",
        /// Who sent it.
        Identity = "identity",
        /// What laws ask for.
        Law = "law",
        /// Links.
        Link = "link",
        /// Mailing-list fields.
        List = "list",
        /// Structure and transfer encodings.
        Mime = "mime",
        /// Good practice.
        Practice = "practice",
        /// Tokens of mail systems.
        Template = "template",
        /// Leaving a list.
        Unsubscribe = "unsubscribe",
    }
}

named! {
    /// What kind of demand stands behind a rule.
    Basis {
        /// An internet standard.
        Standard = "standard",
        /// A law.
        Law = "law",
        /// A receiver's own terms.
        Receiver = "receiver",
        /// Experience.
        Practice = "practice",
    }
}

named! {
    /// How sure a finding is.
    Confidence {
        /// The bytes prove it.
        Certain = "certain",
        /// Nearly always right.
        Likely = "likely",
        /// Worth a look.
        Hint = "hint",
    }
}

named! {
    /// The best repair a rule can offer.
    Fixes {
        /// None.
        None = "none",
        /// Nobody sees a change.
        Safe = "safe",
        /// Something is encoded anew.
        Rewrite = "rewrite",
        /// With the author's consent.
        Offer = "offer",
    }
}

named! {
    /// An input that a rule asks for; without it, it says nothing.
    Needs {
        /// A receiver or law that is not in force.
        Audience = "audience",
        /// The bytes as sent; pasted text has lost them.
        Bytes = "bytes",
        /// The envelope: MAIL FROM.
        Envelope = "envelope",
        /// DNS answers.
        Dns = "dns",
        /// Header fields that a draft does not have.
        Headers = "headers",
        /// A whole message; a draft is none yet.
        Message = "message",
        /// The HTML field of a draft.
        Html = "html",
        /// The text field of a draft.
        Text = "text",
        /// The current time.
        Now = "now",
    }
}

/// A stronger rule, and how near its finding must be to silence this one.
#[derive(Clone, Copy, Debug)]
pub struct Yield {
    /// The rule that speaks.
    pub to: &'static str,
    /// Where its finding must stand.
    pub within: Near,
}

/// How near two findings must be to be one defect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Near {
    /// Their spans share a byte.
    Span,
    /// They are in the same header field.
    Field,
    /// They are in the same MIME entity.
    Entity,
    /// Anywhere in the message.
    Message,
}

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Cx<'m, 'a> {
    /// The message, with everything that rules share computed once.
    pub msg: &'m Message<'a>,
    /// What the caller asked for.
    pub options: &'m Options,
}

impl Cx<'_, '_> {
    /// At which stage the message is.
    pub fn stage(&self) -> Stage {
        self.msg.stage(self.options).value
    }

    /// What kind of mail it is.
    pub fn kind(&self) -> Kind {
        self.msg.kind(self.options).value
    }

    /// Whether a server or a mail program wrote it: a return, a receipt, a complaint.
    pub fn is_report(&self) -> bool {
        matches!(self.kind(), Kind::Dsn | Kind::Mdn | Kind::Arf)
    }
}

/// Where a rule puts what it found.
#[derive(Debug, Default)]
pub struct Sink {
    rule: Option<&'static Rule>,
    findings: Vec<Finding>,
    not_checked: Vec<(&'static Rule, Needs)>,
}

impl Sink {
    /// Names the rule whose findings follow.
    pub fn enter(&mut self, rule: &'static Rule) {
        self.rule = Some(rule);
    }

    /// Reports `case` at `place`. The answer takes arguments, related places and a fix.
    pub fn report(&mut self, case: &'static Case, place: impl Into<Place>) -> Reported<'_> {
        self.add(case, place.into())
    }

    /// Reports `case` at the first of `places`, with the next three as related places; nothing where there are none.
    pub fn report_all(&mut self, case: &'static Case, places: &[Span], more: &'static Note) -> Reported<'_> {
        match places.split_first() {
            Some((first, others)) => self.add(case, (*first).into()).more(others.iter().copied(), more),
            None => Reported { finding: None },
        }
    }

    /// Reports what was found, with its repair where every place has one; nothing where nothing was found.
    pub fn report_found(
        &mut self,
        found: Found,
        more: &'static Note,
        title: &'static Note,
        safety: Safety,
    ) -> Reported<'_> {
        let Some(case) = found.case else { return Reported { finding: None } };
        let edits = if found.hopeless { Vec::new() } else { found.edits };
        self.report_all(case, &found.places, more).mend(title, safety, edits)
    }

    fn add(&mut self, case: &'static Case, place: Place) -> Reported<'_> {
        if let Some(rule) = self.rule {
            let (related, args) = (Vec::new(), Vec::new());
            self.findings.push(Finding { rule, case, level: rule.level, place, related, args, fix: None });
        }
        Reported { finding: self.findings.last_mut() }
    }

    /// Says that the rule lacks an input.
    pub fn not_checked(&mut self, needs: Needs) {
        if let Some(rule) = self.rule {
            self.not_checked.push((rule, needs));
        }
    }

    /// Everything that was reported.
    pub fn into_parts(self) -> (Vec<Finding>, Vec<(&'static Rule, Needs)>) {
        (self.findings, self.not_checked)
    }
}

/// A finding just reported, to be completed.
#[derive(Debug)]
pub struct Reported<'s> {
    finding: Option<&'s mut Finding>,
}

impl Reported<'_> {
    /// Adds an argument for the wording.
    #[allow(clippy::return_self_not_must_use)] // The finding is in the sink already.
    pub fn arg(self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.add_arg(name, value.into())
    }

    fn add_arg(mut self, name: &'static str, value: Arg) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.args.push((name, value));
        }
        self
    }

    /// Adds a related place.
    #[allow(clippy::return_self_not_must_use)]
    pub fn related(self, place: impl Into<Place>, note: &'static Note) -> Self {
        self.add_related(place.into(), note)
    }

    fn add_related(mut self, place: Place, note: &'static Note) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.related.push((place, note));
        }
        self
    }

    /// Adds the first three of further places, each with the same remark.
    #[allow(clippy::return_self_not_must_use)]
    pub fn more<P: Into<Place>>(self, places: impl IntoIterator<Item = P>, note: &'static Note) -> Self {
        places.into_iter().take(3).fold(self, |reported, place| reported.related(place, note))
    }

    /// Adds the repair, if there is one.
    #[allow(clippy::return_self_not_must_use)]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.fix = fix.into();
        }
        self
    }

    /// Adds the repair by `edits`; none where there are none.
    #[allow(clippy::return_self_not_must_use)]
    pub fn mend(self, title: &'static Note, safety: Safety, edits: Vec<Edit>) -> Self {
        self.fix((!edits.is_empty()).then(|| Fix::new(title, safety, edits)))
    }
}
