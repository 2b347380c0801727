//! What a rule reports: a case of the rule, a place, arguments and perhaps a fix. No prose, no policy.

use crate::profile::{Demand, Level};
use crate::rule::Rule;
use crate::span::Span;
use crate::text::{Note, Text};

/// One way in which a rule's defect shows: its wording, and who demands what.
#[derive(Debug)]
pub struct Case {
    /// Unique within its rule, kebab-case.
    pub name: &'static str,
    /// What is wrong here, with `{arguments}`.
    pub message: Text,
    /// Whose demand it breaks, at which level, with which outcome.
    pub demands: &'static [Demand],
}

impl Case {
    /// A case with its wording in English and in Japanese.
    pub const fn new(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Self {
        Self { name, message: Text::new(en, ja), demands }
    }
}

/// A defect at a place.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// Which case of it.
    pub case: &'static Case,
    /// Its level: the highest that anybody in the audience demands.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// Other places that belong to it (the first of two fields, further occurrences).
    pub related: Vec<(Place, &'static Note)>,
    /// Arguments of the wording, in the order given.
    pub args: Vec<(&'static str, Arg)>,
    /// A repair.
    pub fix: Option<Fix>,
}

/// A place in the input, and the same place in decoded text where there is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Bytes of the input. Empty where something is missing: it belongs there.
    pub raw: Span,
    /// The same spot in the decoded text of a part.
    pub shown: Option<Shown>,
}

impl From<Span> for Place {
    fn from(raw: Span) -> Self {
        Self { raw, shown: None }
    }
}

/// A place in the decoded text of a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown {
    /// Index of the entity in the message's list.
    pub entity: u32,
    /// Bytes of its decoded text (UTF-8).
    pub span: Span,
}

/// A value inside a wording.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Arg {
    /// A count, size or position.
    Number(u64),
    /// Text from the message or from a table.
    Text(String),
}

impl Arg {
    /// Appends the value as a reader wants it: digits grouped by commas, control characters made visible.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Number(number) => write_grouped(*number, out),
            Self::Text(text) => out.extend(text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c })),
        }
    }
}

/// `1234567` as `1,234,567`.
fn write_grouped(number: u64, out: &mut String) {
    let digits = crate::digits::decimal(number);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<i32> for Arg {
    fn from(number: i32) -> Self {
        Self::Number(number.unsigned_abs().into())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// How far a fix may be trusted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Safety {
    /// No reader sees a change, and no signature present covers the edited bytes.
    Safe,
    /// Encodes something anew, or breaks a signature; what is read stays the same.
    Rewrite,
    /// Only with the author's consent: it adds or chooses something.
    Offer,
}

impl Safety {
    /// As the contract names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Rewrite => "rewrite",
            Self::Offer => "offer",
        }
    }
}

/// A repair: edits of the input's bytes.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What the button says.
    pub title: &'static Note,
    /// Sorted, disjoint.
    pub edits: Vec<Edit>,
    /// How far it may be trusted.
    pub safety: Safety,
    /// `DKIM-Signature` and other fields whose signature the edits break.
    pub breaks: Vec<Span>,
}

impl Fix {
    /// A fix with one edit.
    pub fn one(title: &'static Note, safety: Safety, edit: Edit) -> Self {
        Self::new(title, safety, vec![edit])
    }

    /// A fix with several edits.
    pub fn new(title: &'static Note, safety: Safety, edits: Vec<Edit>) -> Self {
        Self { title, edits, safety, breaks: Vec::new() }
    }
}

/// `span` of the input becomes `text`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Bytes to replace; empty for an insertion.
    pub span: Span,
    /// Bytes to put there; empty for a deletion.
    pub text: Vec<u8>,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<Vec<u8>>) -> Self {
        Self { span, text: text.into() }
    }

    /// Inserts `text` before byte `at`.
    pub fn insert(at: u32, text: impl Into<Vec<u8>>) -> Self {
        Self { span: Span::at(at), text: text.into() }
    }

    /// Deletes `span`.
    pub const fn delete(span: Span) -> Self {
        Self { span, text: Vec::new() }
    }

    /// Puts double quotes around `span`.
    pub fn quote(span: Span, edits: &mut Vec<Self>) {
        edits.push(Self::insert(span.start, "\""));
        edits.push(Self::insert(span.end, "\""));
    }

    /// Deletes each of `spans`.
    pub fn delete_all(spans: &[Span]) -> Vec<Self> {
        let mut edits = Vec::new();
        for span in spans {
            edits.push(Self::delete(*span));
        }
        edits
    }
}

/// Places that make one finding, and the edits that mend them.
#[derive(Debug, Default)]
pub struct Found {
    /// The case of the first place.
    pub case: Option<&'static Case>,
    /// The places, in order.
    pub places: Vec<Span>,
    /// The edits, in order.
    pub edits: Vec<Edit>,
    /// Whether a place is among them that no edit mends.
    pub hopeless: bool,
}

impl Found {
    /// Adds a place that no edit mends.
    pub fn add(&mut self, case: &'static Case, place: Span) {
        self.case.get_or_insert(case);
        self.places.push(place);
        self.hopeless = true;
    }

    /// Adds a place, and the edit that mends it.
    pub fn add_edit(&mut self, case: &'static Case, place: Span, edit: Edit) {
        let hopeless = self.hopeless;
        self.add(case, place);
        self.edits.push(edit);
        self.hopeless = hopeless;
    }
}
