//! What the caller gives beside the message. Command line, page and configuration all set it by name.

use crate::profile::{Level, Profile};
use crate::span::Span;
use crate::text::Lang;
use crate::value::date::DateTime;
use std::fmt;

pub use crate::message::{Kind, Stage};

/// A message as it was given.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The bytes; for a draft its fields one after the other.
    pub bytes: &'a [u8],
    /// Where they come from.
    pub origin: Origin,
}

impl<'a> Input<'a> {
    /// A file: every byte is as it was sent.
    pub const fn file(bytes: &'a [u8]) -> Self {
        Self { bytes, origin: Origin::File }
    }

    /// Pasted text: line ends and 8-bit bytes may have been changed on the way.
    pub const fn pasted(bytes: &'a [u8]) -> Self {
        Self { bytes, origin: Origin::Pasted }
    }
}

/// Where the bytes of an [`Input`] come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A file: line ends and bytes are original.
    File,
    /// Text pasted somewhere: line ends and bytes are not known to be original.
    Pasted,
    /// The fields of a draft, each with its bytes of the input. UTF-8.
    Draft(Vec<(DraftField, Span)>),
}

impl Origin {
    /// The stretch of an input of `len` bytes that a place is in: the whole, or one field of a draft.
    ///
    /// An empty place between two fields belongs to the first.
    pub fn piece(&self, place: Span, len: u32) -> (Option<DraftField>, Span) {
        let Self::Draft(fields) = self else { return (None, Span::new(0, len)) };
        let holds = |(_, span): &&(DraftField, Span)| match place.is_empty() {
            true => span.start < place.start && place.start <= span.end,
            false => span.start <= place.start && place.start < span.end,
        };
        let touches = |(_, span): &&(DraftField, Span)| span.start <= place.start && place.start <= span.end;
        let found = fields.iter().find(holds).or_else(|| fields.iter().find(touches)).or(fields.first());
        found.map_or((None, Span::new(0, len)), |(field, span)| (Some(*field), *span))
    }
}

crate::rule::named! {
    /// A field of a draft.
    DraftField {
        /// The subject.
        Subject = "subject",
        /// The sender as `name <address>`.
        From = "from",
        /// The text shown beside the subject in a list.
        Preheader = "preheader",
        /// The HTML.
        Html = "html",
        /// The plain text.
        Text = "text",
        /// Further header fields, one a line.
        Headers = "headers",
    }
}

/// In which unit columns and offsets are given beside bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unit {
    /// Bytes only.
    #[default]
    Bytes,
    /// UTF-16 code units too (JavaScript).
    Utf16,
}

/// What the caller asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Language of the report.
    pub lang: Lang,
    /// Further unit of offsets.
    pub unit: Unit,
    /// Whose demands count; empty for `auto`.
    pub audience: Vec<Profile>,
    /// Whether `auto` was asked for beside names.
    pub auto: bool,
    /// Recipients.
    pub rcpt: Vec<String>,
    /// What kind of mail it is, where the caller knows.
    pub kind: Option<Kind>,
    /// At which stage it is, where the caller knows.
    pub stage: Option<Stage>,
    /// Whether it is an outgoing message as it will be sent.
    pub is_final: bool,
    /// Whether it is advertising, where the caller knows.
    pub ad: Option<bool>,
    /// The mail system whose tokens a template holds.
    pub esp: Option<String>,
    /// The envelope sender.
    pub mail_from: Option<String>,
    /// The name given in HELO.
    pub helo: Option<String>,
    /// The client's address.
    pub client_ip: Option<String>,
    /// The current time.
    pub now: Option<DateTime>,
    /// Whether documentation domains are fine.
    pub allow_example: bool,
    /// Levels set for single rules, one for each; `None` switches the rule off.
    pub levels: Vec<(&'static str, Option<Level>)>,
}

/// A value that an option cannot take.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OptionError {
    /// No option has this name.
    UnknownKey(String),
    /// The option does not take this value; what it takes.
    BadValue {
        /// The option.
        key: String,
        /// What was given.
        value: String,
        /// What it takes.
        takes: String,
    },
}

impl OptionError {
    /// What is wrong, as a sentence.
    pub fn message(&self) -> String {
        match self {
            Self::UnknownKey(key) => ["there is no option `", key, "`"].concat(),
            Self::BadValue { key, value, takes } => ["`", key, "` cannot be `", value, "`; it takes ", takes].concat(),
        }
    }
}

impl fmt::Display for OptionError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for OptionError {}

/// What an option takes: a description, or the names of its values. Empty where there is no such option.
type Takes = &'static [&'static str];

const FLAG: Takes = &["yes or no"];
const RULE_LEVEL: Takes = &["ID=off|info|warning|error"];

impl Options {
    /// Sets one option by its name on the command line. Repeatable ones add.
    ///
    /// # Errors
    /// When there is no such option, or it does not take the value.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), OptionError> {
        match self.put(key, value) {
            Ok(()) => Ok(()),
            Err([]) => Err(OptionError::UnknownKey(key.to_owned())),
            Err(takes) => {
                Err(OptionError::BadValue { key: key.to_owned(), value: value.to_owned(), takes: takes.join(", ") })
            }
        }
    }

    fn put(&mut self, key: &str, value: &str) -> Result<(), Takes> {
        match key {
            "lang" => self.lang = Lang::parse(value).ok_or(&["en or ja"] as Takes)?,
            "unit" => {
                self.unit = match value {
                    "bytes" => Unit::Bytes,
                    "utf16" => Unit::Utf16,
                    _ => return Err(&["bytes or utf16"]),
                }
            }
            "audience" | "profile" => self.add_audience(value).ok_or(Profile::NAMES)?,
            "rcpt" => self.rcpt.push(value.to_owned()),
            "kind" => self.kind = Some(Kind::parse(value).ok_or(Kind::NAMES)?),
            "stage" => self.stage = Some(Stage::parse(value).ok_or(Stage::NAMES)?),
            "final" => self.is_final = flag(value)?,
            "ad" => self.ad = Some(flag(value)?),
            "now" => {
                let now = DateTime::parse_rfc3339(value);
                self.now = Some(now.ok_or(&["a time such as 2026-11-24T09:00:00+09:00"] as Takes)?);
            }
            "allow-example" => self.allow_example = flag(value)?,
            "rule" => self.set_level(value)?,
            _ => {
                let text = match key {
                    "esp" => &mut self.esp,
                    "mail-from" => &mut self.mail_from,
                    "helo" => &mut self.helo,
                    "client-ip" => &mut self.client_ip,
                    _ => return Err(&[]),
                };
                *text = Some(value.to_owned());
            }
        }
        Ok(())
    }

    /// `bare-lf=off`.
    fn set_level(&mut self, value: &str) -> Result<(), Takes> {
        let (id, level) = value.split_once('=').ok_or(RULE_LEVEL)?;
        let level = match level {
            "off" => None,
            _ => Some(Level::parse(level).ok_or(RULE_LEVEL)?),
        };
        let rule = crate::rules::find(id).ok_or(&["the id of a rule (see `kenpin rules`)"] as Takes)?;
        self.levels.retain(|(other, _)| *other != rule.id);
        self.levels.push((rule.id, level));
        Ok(())
    }

    /// The level set for a rule, if one is; `None` within switches it off.
    pub fn level(&self, rule: &str) -> Option<Option<Level>> {
        self.levels.iter().find(|(id, _)| *id == rule).map(|(_, level)| *level)
    }

    fn add_audience(&mut self, name: &str) -> Option<()> {
        match name {
            "auto" => self.auto = true,
            // Not SMTPUTF8: that is no demand, it is a permission that has to be claimed.
            "all" => self.audience.extend(Profile::ALL.iter().filter(|profile| **profile != Profile::Smtputf8)),
            "jp-carriers" => self.audience.extend([Profile::Docomo, Profile::Au, Profile::Softbank]),
            "apple" => self.audience.push(Profile::Icloud),
            _ => self.audience.push(Profile::parse(name)?),
        }
        Some(())
    }
}

fn flag(value: &str) -> Result<bool, Takes> {
    match value {
        "" | "true" | "yes" => Ok(true),
        "false" | "no" => Ok(false),
        _ => Err(FLAG),
    }
}
