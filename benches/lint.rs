//! Speed, growth and memory of a lint, each against its bar. Run by `cargo xtask bench`, which makes the mail.
//!
//! Speed is a ratio to mail-parser's bare parse of the same bytes, both in this process, on one thread, in alternating
//! rounds, best of each: what else the machine does falls on both.

#![allow(clippy::print_stdout, clippy::print_stderr, missing_docs)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use kenpin::{Input, Options};
use mail_parser::MessageParser;

/// Class, and how many times longer than a bare parse a lint may take.
const CLASSES: &[(&str, f64)] =
    &[("text2k", 4.0), ("news30k", 3.0), ("html120k", 4.0), ("att1m", 2.0), ("att25m", 1.5)];
const ROUNDS: usize = 7;

/// How many times longer an adversarial input of twice the size may take.
const GROWTH: f64 = 2.6;
const TRIES: usize = 5;
const MOST_TRIES: usize = 40;
/// Below this, growth is noise.
const MEASURABLE: Duration = Duration::from_millis(5);

/// Peak memory by the message's size, the message itself included.
const MEMORY: f64 = 2.0;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--memory", file] => memory_child(Path::new(file)),
        [folder] => all(Path::new(folder), ""),
        [folder, case] => all(Path::new(folder), case),
        _ => {
            // `cargo test --benches` and the like come without arguments.
            println!("run  cargo xtask bench");
            ExitCode::SUCCESS
        }
    }
}

/// Measures everything whose name holds `case`.
fn all(folder: &Path, case: &str) -> ExitCode {
    let mut over = Vec::new();
    println!("{:<20} {:>8} {:>10} {:>10} {:>8} {:>6}", "speed", "messages", "lint MB/s", "parse MB/s", "ratio", "bar");
    for (class, bar) in CLASSES.iter().filter(|(class, _)| class.contains(case)) {
        over.extend(speed(&folder.join("mail").join(class), class, *bar));
    }
    println!("\n{:<20} {:>10} {:>10} {:>8} {:>6}", "growth", "N/2 ms", "N ms", "ratio", "bar");
    for name in hard_cases(&folder.join("hard")).iter().filter(|name| name.contains(case)) {
        over.extend(growth(&folder.join("hard"), name));
    }
    if "att25m".contains(case) {
        over.extend(memory(&folder.join("mail/att25m")));
    }
    if over.is_empty() {
        println!("\nevery bar is kept");
        return ExitCode::SUCCESS;
    }
    println!("\nover the bar: {}", over.join(", "));
    ExitCode::FAILURE
}

/// The class's name where it is over its bar.
fn speed(folder: &Path, class: &str, bar: f64) -> Option<String> {
    let messages: Vec<Vec<u8>> = files(folder).iter().filter_map(|file| fs::read(file).ok()).collect();
    if messages.is_empty() {
        println!("{class:<20} not there");
        return Some(class.to_owned());
    }
    let bytes: usize = messages.iter().map(Vec::len).sum();
    let (mut linted, mut parsed) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        parsed = parsed.min(time(|| messages.iter().for_each(|message| parse(message))));
        linted = linted.min(time(|| messages.iter().for_each(|message| lint(message))));
    }
    let ratio = linted.as_secs_f64() / parsed.as_secs_f64();
    let rate = |time: Duration| megabytes(bytes) / time.as_secs_f64();
    let count = messages.len();
    println!("{class:<20} {count:>8} {:>10.0} {:>10.0} {ratio:>8.2} {bar:>6.1}", rate(linted), rate(parsed));
    (ratio > bar).then(|| class.to_owned())
}

/// Names of the adversarial inputs: `NAME.1.eml` is whole, `NAME.2.eml` half of it.
fn hard_cases(folder: &Path) -> Vec<String> {
    let names = files(folder)
        .into_iter()
        .filter_map(|file| file.file_name()?.to_str()?.strip_suffix(".1.eml").map(str::to_owned));
    names.collect()
}

/// The case's name where it is over the bar.
fn growth(folder: &Path, name: &str) -> Option<String> {
    let read = |size: u32| fs::read(folder.join(format!("{name}.{size}.eml"))).ok();
    let (half, whole) = (read(2)?, read(1)?);
    let (mut of_half, mut of_whole, mut ratio, mut tries) = (Duration::MAX, Duration::MAX, f64::MAX, 0);
    // On a busy machine the best of a few may still be a disturbed one: what looks bad is looked at longer.
    while tries < TRIES || (of_whole > MEASURABLE && ratio > GROWTH && tries < MOST_TRIES) {
        of_half = of_half.min(time(|| lint(&half)));
        of_whole = of_whole.min(time(|| lint(&whole)));
        ratio = of_whole.as_secs_f64() / of_half.as_secs_f64();
        tries += 1;
    }
    let counts = of_whole > MEASURABLE;
    let mark = if counts { "" } else { "  (too short to count)" };
    println!(
        "{name:<20} {:>10.2} {:>10.2} {ratio:>8.2} {GROWTH:>6.1}{mark}",
        milliseconds(of_half),
        milliseconds(of_whole)
    );
    (counts && ratio > GROWTH).then(|| name.to_owned())
}

/// Lints one large message in a process of its own.
fn memory(folder: &Path) -> Option<String> {
    println!("\n{:<20} {:>10} {:>10} {:>8} {:>6}", "memory", "peak MB", "message", "ratio", "bar");
    let over = Some("memory".to_owned());
    let Some(file) = files(folder).into_iter().next() else {
        println!("att25m is not there");
        return over;
    };
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program).arg("--memory").arg(&file).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let Some(peak) = text.trim().parse::<usize>().ok().filter(|&peak| peak > 0) else {
        println!("not measured: the peak is read from /proc/self/status, which only Linux has");
        return None;
    };
    let size = usize::try_from(file.metadata().ok()?.len()).ok()?;
    let ratio = megabytes(peak) / megabytes(size);
    println!("{:<20} {:>10.1} {:>10.1} {ratio:>8.2} {MEMORY:>6.1}", "att25m", megabytes(peak), megabytes(size));
    if ratio > MEMORY { over } else { None }
}

/// Prints by how many bytes the peak grew when the message was read and linted.
fn memory_child(file: &Path) -> ExitCode {
    let before = peak();
    let Ok(message) = fs::read(file) else { return ExitCode::FAILURE };
    lint(&message);
    println!("{}", peak().saturating_sub(before));
    ExitCode::SUCCESS
}

/// The process's peak of resident memory, in bytes.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kilobytes.unwrap_or_default() * 1024
}

fn lint(message: &[u8]) {
    black_box(kenpin::lint(Input::file(message), &Options::default()));
}

fn parse(message: &[u8]) {
    black_box(MessageParser::default().parse(message));
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[allow(clippy::cast_precision_loss)] // No file here has 2^52 bytes.
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
