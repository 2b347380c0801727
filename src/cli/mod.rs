//! `kenpin check`, `draft`, `explain`, `rules`.

mod args;
mod check;
mod draft;
mod explain;
mod output;
mod read;
mod rules;

use args::{Args, Command};
use clap::Parser;
use std::io;
use std::process::ExitCode;

/// What a run comes to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// Nothing at or above the level that fails.
    Clean,
    /// Something at or above it.
    Found,
    /// Wrong usage, or an input that cannot be read.
    Trouble,
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => error.exit(),
    };
    let outcome = match args.command {
        Command::Check(check) => check::run(&check),
        Command::Draft(draft) => draft::run(&draft),
        Command::Explain(explain) => explain::run(&explain),
        Command::Rules(rules) => rules::run(&rules),
    };
    match outcome {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // The reader of our output has gone, as `head` does: nothing is wrong.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(Outcome::Trouble as u8)
        }
    }
}

/// Says on standard error what went wrong; that it may be closed is no reason to stop.
pub fn complain(message: &str) {
    use std::io::Write;
    // A file may have a name that a terminal would act on.
    let message = kenpin::render::term::visible(message);
    let _ = writeln!(io::stderr(), "kenpin: {message}");
}
