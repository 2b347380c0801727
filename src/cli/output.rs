//! Printing reports: text, JSON, NDJSON, in input order.

use super::Outcome;
use super::args::{Check, Colour, FailOn, Format};
use kenpin::Report;
use kenpin::profile::Level;
use kenpin::render::{json, term};
use kenpin::text::Texts;
use std::io::{self, IsTerminal, Write};

/// Columns where the terminal does not tell.
const WIDTH: usize = 100;

/// Turns one report into the text that is printed for it.
pub fn render(report: &Report, args: &Check, name: &str) -> String {
    let texts = Texts::BuiltIn(args.lang.into());
    match args.format {
        Format::Json | Format::Ndjson => json::report(report, texts, name),
        Format::Text => {
            let mut out = String::new();
            // Writing to a string cannot fail.
            let _ = term::write(&mut out, report, texts, name, style(args));
            out
        }
    }
}

fn style(args: &Check) -> term::Style {
    let terminal = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let colour = match args.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal,
    };
    let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    term::Style { colour, width: columns.unwrap_or(WIDTH).clamp(40, 160) }
}

/// Prints what belongs before, between and after the reports.
pub struct Printer<W> {
    out: W,
    format: Format,
    count: u64,
}

impl<W: Write> Printer<W> {
    /// Begins.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn new(mut out: W, format: Format) -> io::Result<Self> {
        if format == Format::Json {
            write!(out, "{{\"version\":\"{}\",\"messages\":[", env!("CARGO_PKG_VERSION"))?;
        }
        Ok(Self { out, format, count: 0 })
    }

    /// Prints one report.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn report(&mut self, text: &str) -> io::Result<()> {
        match self.format {
            Format::Json if self.count > 0 => write!(self.out, ",{text}")?,
            Format::Ndjson => writeln!(self.out, "{text}")?,
            Format::Text if self.count > 0 => write!(self.out, "\n{text}")?,
            _ => write!(self.out, "{text}")?,
        }
        self.count += 1;
        Ok(())
    }

    /// Ends.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn finish(mut self) -> io::Result<()> {
        if self.format == Format::Json {
            writeln!(self.out, "]}}")?;
        }
        self.out.flush()
    }
}

/// What a report means for the exit status.
pub fn outcome(report: &Report, fail_on: FailOn) -> Outcome {
    let lowest = match fail_on {
        FailOn::Error => Level::Error,
        FailOn::Warning => Level::Warning,
        FailOn::Info => Level::Info,
        FailOn::Never => return Outcome::Clean,
    };
    let found = report.findings.iter().any(|finding| finding.level >= lowest);
    if found { Outcome::Found } else { Outcome::Clean }
}
