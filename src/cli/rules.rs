//! `kenpin rules`.

use super::Outcome;
use super::args::{ListFormat, Rules};
use kenpin::render::json;
use kenpin::text::{Slot, Texts};
use std::io::{self, Write};

/// Runs it.
///
/// # Errors
/// When standard output fails.
pub fn run(args: &Rules) -> io::Result<Outcome> {
    let texts = Texts::BuiltIn(args.lang.into());
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        ListFormat::Json => writeln!(out, "{}", json::rules(texts))?,
        ListFormat::Text => {
            for rule in kenpin::rules::ALL {
                let title = texts.get(rule, Slot::Title);
                let (group, level) = (rule.group.name(), rule.level.name());
                writeln!(out, "{:<32} {group:<12} {level:<8} {title}", rule.id)?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Clean)
}
