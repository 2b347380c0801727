//! `kenpin check`.

use super::args::Check;
use super::output::{self, Printer};
use super::{Outcome, complain, read};
use kenpin::{Input, Options, lint};
use rayon::prelude::*;
use std::io::{self, Read};
use std::path::PathBuf;

/// Files checked at once: enough for all cores, few enough that output flows.
const AT_ONCE: usize = 64;

/// Runs it.
///
/// # Errors
/// When standard output fails.
pub fn run(args: &Check) -> io::Result<Outcome> {
    let options = match args.options() {
        Ok(options) => options,
        Err(error) => {
            complain(&error.to_string());
            return Ok(Outcome::Trouble);
        }
    };
    if let Some(jobs) = args.jobs {
        // Set once, before any work: it cannot fail here, and a failure would only mean other threads.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let (paths, complaints) = read::paths(&arguments(args)?, &["eml", "emlx", "mbox"]);
    for complaint in &complaints {
        complain(complaint);
    }
    let mut worst = if complaints.is_empty() { Outcome::Clean } else { Outcome::Trouble };
    let mut printer = Printer::new(io::BufWriter::new(io::stdout().lock()), args.format)?;
    for batch in paths.chunks(AT_ONCE) {
        let results: Vec<_> = batch.par_iter().map(|path| check(path, args, &options)).collect();
        for (path, result) in batch.iter().zip(results) {
            match result {
                Ok(reports) => {
                    for (text, outcome) in reports {
                        printer.report(&text)?;
                        worst = worst.max(outcome);
                    }
                }
                Err(error) => {
                    complain(&format!("{}: {error}", path.display()));
                    worst = Outcome::Trouble;
                }
            }
        }
    }
    printer.finish()?;
    Ok(worst)
}

/// The paths given: as arguments, on standard input, or standard input itself.
fn arguments(args: &Check) -> io::Result<Vec<PathBuf>> {
    if args.stdin0 {
        let mut list = Vec::new();
        io::stdin().lock().read_to_end(&mut list)?;
        let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        return Ok(names.map(path).collect());
    }
    Ok(if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files.clone() })
}

/// A path as it stands: a name need not be UTF-8.
#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

fn check(path: &std::path::Path, args: &Check, options: &Options) -> io::Result<Vec<(String, Outcome)>> {
    let sources = read::messages(path)?;
    let one = |source: &read::Source| {
        let report = lint(Input::file(&source.bytes), options);
        (output::render(&report, args, &source.name), output::outcome(&report, args.fail_on))
    };
    Ok(sources.iter().map(one).collect())
}
