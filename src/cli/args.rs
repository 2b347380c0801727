//! What the command line takes.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A linter for e-mail messages: what is wrong, at which bytes, why it matters and to whom, and the fix.
#[derive(Parser, Debug)]
#[command(name = "kenpin", version, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Check messages: .eml files, folders of them, mbox files, .emlx; `-` or nothing reads one message from standard input
    Check(Check),
    /// Check a draft before it is a message: an HTML file, or JSON {subject, from, preheader, html, text, headers, esp}
    Draft(Check),
    /// Explain a rule
    Explain(Explain),
    /// List the rules
    Rules(Rules),
}

#[derive(clap::Args, Debug)]
pub struct Check {
    /// Files and folders; `-` is standard input
    pub files: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Lowest level that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    /// Whose demands count: gmail, yahoo, outlook, icloud, yahoo-jp, docomo, au, softbank, jp-carriers, law-jp …, auto, all
    #[arg(long, visible_alias = "profile", value_name = "NAME")]
    pub audience: Vec<String>,
    /// A recipient: brings in the demands of its receiver
    #[arg(long, value_name = "ADDR")]
    pub rcpt: Vec<String>,
    /// What kind of mail it is: personal, transactional, bulk, discussion-list, dsn, mdn, arf, auto-reply
    #[arg(long)]
    pub kind: Option<String>,
    /// At which stage it is: template, outgoing, received
    #[arg(long)]
    pub stage: Option<String>,
    /// An outgoing message as it will be sent: missing authentication counts
    #[arg(long = "final")]
    pub is_final: bool,
    /// Whether it is advertising
    #[arg(long, value_name = "yes|no")]
    pub ad: Option<String>,
    /// The mail system whose tokens a template holds
    #[arg(long, value_name = "NAME")]
    pub esp: Option<String>,
    /// The envelope sender
    #[arg(long, value_name = "ADDR")]
    pub mail_from: Option<String>,
    /// The name given in HELO
    #[arg(long, value_name = "NAME")]
    pub helo: Option<String>,
    /// The sending server's address
    #[arg(long, value_name = "IP")]
    pub client_ip: Option<String>,
    /// The current time, for rules that need one
    #[arg(long, value_name = "RFC3339")]
    pub now: Option<String>,
    /// Documentation domains such as example.com are fine
    #[arg(long)]
    pub allow_example: bool,
    /// Set the level of a rule, or switch it off
    #[arg(long, value_name = "ID=off|info|warning|error")]
    pub rule: Vec<String>,
    /// Colour: on a terminal, always, never
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
    /// Threads to use; all cores by default
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Read paths from standard input, each ended by a NUL
    #[arg(long)]
    pub stdin0: bool,
}

#[derive(clap::Args, Debug)]
pub struct Explain {
    /// The rule's id
    pub rule: String,
    /// Language
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

#[derive(clap::Args, Debug)]
pub struct Rules {
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// Language
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Ndjson,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ListFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Lang {
    En,
    Ja,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

impl From<Lang> for kenpin::text::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::En,
            Lang::Ja => Self::Ja,
        }
    }
}

impl Check {
    /// The options for the library.
    ///
    /// # Errors
    /// When a value is none that the option takes.
    pub fn options(&self) -> Result<kenpin::Options, kenpin::options::OptionError> {
        let mut options = kenpin::Options { lang: self.lang.into(), ..kenpin::Options::default() };
        let single = [
            ("kind", &self.kind),
            ("stage", &self.stage),
            ("ad", &self.ad),
            ("esp", &self.esp),
            ("mail-from", &self.mail_from),
            ("helo", &self.helo),
            ("client-ip", &self.client_ip),
            ("now", &self.now),
        ];
        for (key, value) in single {
            if let Some(value) = value {
                options.set(key, value)?;
            }
        }
        for (key, values) in [("audience", &self.audience), ("rcpt", &self.rcpt), ("rule", &self.rule)] {
            for value in values {
                options.set(key, value)?;
            }
        }
        options.is_final = self.is_final;
        options.allow_example = self.allow_example;
        Ok(options)
    }
}
