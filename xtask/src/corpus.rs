//! `cargo xtask corpus`: what the rules find in mail that others wrote.
//!
//! As a table of rules and sets; with `--show` finding by finding, to be read; with `--accuracy` against what somebody
//! judged them to be.

mod accuracy;
mod firing;
mod wanted;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use kenpin::profile::Level;
use kenpin::{Input, Options, Report};

use crate::args::Args;
use crate::shell::{self, Outcome};
use firing::Firing;

/// The table's columns, good mail first: title, and how the names of its sets begin.
const COLUMNS: &[(&str, &str)] = &[
    ("news", "real-newsletters"),
    ("hardham", "real-hardham"),
    ("easyham", "real-easyham"),
    ("chatmail", "real-chatmail"),
    ("ja", "ja-"),
    ("sublime", "real-sublime"),
    ("rspamd", "rules-"),
    ("auth", "auth-"),
    ("bounce", "bounce-"),
    ("mime", "mime-"),
    ("other", ""),
];
/// Paths printed for each rule.
const SAMPLES: usize = 3;

/// Messages with the finding by column, findings in all, and where.
#[derive(Default)]
struct Row {
    messages: [usize; COLUMNS.len()],
    findings: usize,
    /// The highest that it had.
    level: Option<Level>,
    /// Column and path.
    samples: Vec<(usize, String)>,
}

type Rows = BTreeMap<&'static str, Row>;

/// The command.
pub fn run(mut args: Args) -> Outcome {
    let only = args.value("--rule")?;
    let set = args.value("--set")?.unwrap_or_default();
    let level = args.value("--level")?;
    let least =
        level.map_or(Ok(Level::Info), |name| Level::parse(&name).ok_or(format!("there is no level {name:?}")))?;
    let (show, judged, check) = (args.flag("--show"), args.flag("--accuracy"), args.flag("--check"));
    let is_wanted = args.flag("--wanted") || judged;
    args.finish()?;
    if judged && (only.is_some() || !set.is_empty() || least > Level::Info) {
        return Err("--accuracy is about all findings in all wanted mail".to_owned());
    }
    let Some(folder) = shell::shared("corpora") else {
        println!("../shared/corpora is not there: nothing was read");
        return Ok(());
    };
    let mut files = messages(&folder, is_wanted)?;
    files.retain(|file| named(&folder, file).starts_with(&set));
    let asked = |rule: &str, level| level >= least && only.as_ref().is_none_or(|only| only == rule);
    if show || judged {
        let mut firings = lint_all(&folder, &files, |name, report| {
            let found = report.findings.iter().filter(|finding| asked(finding.rule.id, finding.level));
            found.map(|finding| Firing::of(name, report, finding)).collect()
        });
        firings.sort();
        if judged {
            return accuracy::run(&firings, files.len(), check);
        }
        firing::show(&firings, files.len());
        return Ok(());
    }
    let found = lint_all(&folder, &files, |name, report| {
        let found = report.findings.iter().filter(|finding| asked(finding.rule.id, finding.level));
        vec![(name.to_owned(), found.map(|finding| (finding.rule.id, finding.level)).collect::<Vec<_>>())]
    });
    let mut rows = Rows::new();
    for (name, found) in &found {
        add(&mut rows, found, name);
    }
    print!("{}", table(&rows, &totals(&folder, &files)));
    Ok(())
}

/// The messages of the collection; of wanted mail alone if asked.
fn messages(folder: &Path, wanted: bool) -> Result<Vec<PathBuf>, String> {
    let mut files = shell::files(folder);
    files.retain(|file| file.extension().is_some_and(|extension| extension == "eml"));
    if wanted {
        let names: Vec<String> = files.iter().map(|file| named(folder, file)).collect();
        let wanted = wanted::list(&names)?;
        files.retain(|file| wanted.contains(&named(folder, file)));
    }
    Ok(files)
}

/// A file as the collection calls it.
fn named(folder: &Path, file: &Path) -> String {
    file.strip_prefix(folder).unwrap_or(file).display().to_string().replace('\\', "/")
}

/// Lints on every core; `look` takes what it wants of each report.
fn lint_all<T: Send>(folder: &Path, files: &[PathBuf], look: impl Fn(&str, &Report) -> Vec<T> + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let Ok(bytes) = std::fs::read(file) else { continue };
            let report = kenpin::lint(Input::file(&bytes), &Options::default());
            let seen = look(&named(folder, file), &report);
            let Ok(mut found) = found.lock() else { return };
            found.extend(seen);
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(work);
        }
    });
    found.into_inner().unwrap_or_default()
}

fn add(rows: &mut Rows, found: &[(&'static str, Level)], name: &str) {
    let column = column(name);
    let mut seen = Vec::new();
    for &(rule, level) in found {
        let row = rows.entry(rule).or_default();
        row.findings += 1;
        row.level = row.level.max(Some(level));
        if !seen.contains(&rule) {
            seen.push(rule);
            row.messages[column] += 1;
            row.samples.push((column, name.to_owned()));
        }
    }
}

fn column(name: &str) -> usize {
    COLUMNS.iter().position(|(_, start)| name.starts_with(start)).unwrap_or_default()
}

fn totals(folder: &Path, files: &[PathBuf]) -> [usize; COLUMNS.len()] {
    let mut totals = [0; COLUMNS.len()];
    for file in files {
        totals[column(&named(folder, file))] += 1;
    }
    totals
}

/// Rules with most good mail first; below it, where each was seen.
fn table(rows: &Rows, totals: &[usize; COLUMNS.len()]) -> String {
    let mut sorted: Vec<_> = rows.iter().collect();
    sorted.sort_by_key(|(_, row)| std::cmp::Reverse((row.messages, row.findings)));
    let mut out = format!("{:<42} {:<8}", "messages with a finding of the rule", "level");
    for (title, _) in COLUMNS {
        let _ = write!(out, "{title:>9}");
    }
    let _ = write!(out, "{:>10}\n{:<51}", "findings", "messages in the set");
    for total in totals {
        let _ = write!(out, "{total:>9}");
    }
    out.push('\n');
    for (rule, row) in &sorted {
        let _ = write!(out, "{rule:<42} {:<8}", row.level.map_or("", Level::name));
        for count in row.messages {
            let _ = write!(out, "{:>9}", if count == 0 { ".".to_owned() } else { count.to_string() });
        }
        let _ = writeln!(out, "{:>10}", row.findings);
    }
    out.push('\n');
    for (rule, row) in &sorted {
        let mut samples: Vec<_> = row.samples.iter().collect();
        samples.sort();
        let samples: Vec<&str> = samples.iter().take(SAMPLES).map(|(_, name)| name.as_str()).collect();
        let _ = writeln!(out, "{rule}: {}", samples.join(", "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_count_messages_and_findings() {
        let mut rows = Rows::new();
        let found = [("a", Level::Error), ("b", Level::Info), ("a", Level::Warning)];
        add(&mut rows, &found, "real-hardham/1.eml");
        add(&mut rows, &found[..1], "mime-x/2.eml");
        let table = table(&rows, &[9; COLUMNS.len()]);
        let first = table.lines().nth(2).unwrap_or_default();
        let cells: Vec<&str> = first.split_whitespace().collect();
        assert_eq!(cells, ["a", "error", ".", "1", ".", ".", ".", ".", ".", ".", ".", "1", ".", "3"]);
        assert!(table.ends_with("a: real-hardham/1.eml, mime-x/2.eml\nb: real-hardham/1.eml\n"), "{table}");
    }
}
