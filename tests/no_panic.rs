//! No input makes it panic, take long, or point outside: all corpora whole, cut and damaged.
//!
//! Meant for `cargo test --release`; other builds look at a sample.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::options::DraftField;
use kenpin::render::{json, term};
use kenpin::span::Span;
use kenpin::text::{Lang, Texts};
use kenpin::{Input, Options, Origin, lint};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use support::{corpora, spans};

/// Bytes linted for all cuts of one file together: a large file gets fewer cuts.
const CUT_BYTES: usize = 20_000_000;
const MOST_CUTS: usize = 200;
/// A whole lint of 1 MB takes far less on the slowest machine, also in a debug build.
const PER_MB: Duration = Duration::from_secs(2);

/// What ran, and what went wrong.
#[derive(Default)]
struct Tally {
    files: AtomicUsize,
    lints: AtomicUsize,
    renders: AtomicUsize,
    findings: AtomicUsize,
    faults: Mutex<Vec<String>>,
    slowest: Mutex<(Duration, String)>,
}

/// Numbers that are the same on every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn of(name: &str) -> Self {
        // FNV-1a of the name, so that each file has its own damage whatever the order.
        let seed = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(seed | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        usize::try_from(bits).unwrap() % limit.max(1)
    }
}

impl Tally {
    /// Lints, and looks at everything that came out.
    fn lint(&self, name: &str, input: Input, options: &Options, render: bool) {
        let (len, start) = (input.bytes.len(), Instant::now());
        let run = || {
            let report = lint(input, options);
            let mut faults = spans::faults(&report);
            self.findings.fetch_add(report.findings.len(), Relaxed);
            let took = start.elapsed();
            if render {
                faults.extend(rendered(&report));
                self.renders.fetch_add(1, Relaxed);
            }
            (faults, took)
        };
        let result = catch_unwind(AssertUnwindSafe(run));
        self.lints.fetch_add(1, Relaxed);
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok((found, took)) = result else {
            faults.push(format!("{name}: panicked"));
            return;
        };
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
        let limit = PER_MB + PER_MB * u32::try_from(len >> 20).unwrap();
        if took > limit {
            faults.push(format!("{name}: {took:?} for {len} bytes"));
        }
        let mut slowest = self.slowest.lock().unwrap_or_else(PoisonError::into_inner);
        if took > slowest.0 {
            *slowest = (took, name.to_owned());
        }
    }

    fn message(&self, name: &str, bytes: &[u8], cuts: usize) {
        let options = Options::default();
        let mut all = options.clone();
        all.set("audience", "all").unwrap();
        all.set("lang", "ja").unwrap();
        all.set("unit", "utf16").unwrap();
        all.set("final", "").unwrap();
        self.lint(name, Input::file(bytes), &options, true);
        self.lint(&format!("{name} for all"), Input::file(bytes), &all, true);
        self.lint(&format!("{name} pasted"), Input::pasted(bytes), &options, false);
        self.draft(name, bytes);
        let mut dice = Dice::of(name);
        let step = (bytes.len() / cuts.max(1)).max(1);
        for (index, end) in (0..bytes.len()).step_by(step).take(cuts).enumerate() {
            let end = (end + dice.below(step)).min(bytes.len());
            let name = format!("{name} cut at {end}");
            self.lint(&name, Input::file(&bytes[..end]), &options, index % 50 == 0);
        }
        for round in 0..cuts / 4 {
            let mut damaged = if bytes.is_empty() { vec![0] } else { bytes.to_vec() };
            for _ in 0..=dice.below(20) {
                let at = dice.below(damaged.len());
                // Bytes that mean something to a reader do more harm than others.
                damaged[at] = if dice.below(2) == 0 { SHARP[dice.below(SHARP.len())] } else { dice.below(256) as u8 };
            }
            self.lint(&format!("{name} damaged, round {round}"), Input::file(&damaged), &all, round % 25 == 0);
        }
    }

    /// The same bytes as each field of a draft, and cut into all fields at once.
    fn draft(&self, name: &str, bytes: &[u8]) {
        let options = Options::default();
        let draft = |fields| Input { bytes, origin: Origin::Draft(fields) };
        let whole = Span::of(0, bytes.len());
        for field in DraftField::ALL {
            let name = format!("{name} as the draft's {}", field.name());
            self.lint(&name, draft(vec![(*field, whole)]), &options, *field == DraftField::Html);
        }
        let count = DraftField::ALL.len();
        let place = |index: usize| bytes.len() * index / count;
        let cut = DraftField::ALL.iter().enumerate().map(|(at, field)| (*field, Span::of(place(at), place(at + 1))));
        self.lint(&format!("{name} as a whole draft"), draft(cut.collect()), &options, true);
    }
}

/// Both languages as text and as JSON; what is wrong with them.
/// Bytes that mean something to a reader of mail.
const SHARP: &[u8] = b"=?;:\"()<>@,-\r\n \t\x1b&\x00\xff\x8f%*\\";

fn rendered(report: &kenpin::Report) -> Vec<String> {
    let mut faults = Vec::new();
    for lang in [Lang::En, Lang::Ja] {
        let texts = Texts::BuiltIn(lang);
        let text = json::report(report, texts, "x.eml");
        if let Err(error) = serde_json::from_str::<serde_json::Value>(&text) {
            faults.push(format!("JSON: {error}"));
        }
        let mut out = String::new();
        let style = term::Style { colour: false, width: 80 };
        if term::write(&mut out, report, texts, "x.eml", style).is_err() || out.is_empty() {
            faults.push("no text".to_owned());
        }
        // A terminal would act on these.
        let acts = |c: &char| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c);
        if let Some(odd) = out.chars().find(acts) {
            faults.push(format!("the text holds {odd:?}"));
        }
    }
    faults
}

/// Works through `files` in two threads.
fn in_threads(tally: &Tally, files: &[PathBuf], work: impl Fn(&str, &[u8]) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(path) = files.get(next.fetch_add(1, Relaxed)) {
                    work(&short(path), &std::fs::read(path).unwrap());
                    tally.files.fetch_add(1, Relaxed);
                }
            });
        }
    });
}

fn short(path: &Path) -> String {
    let text = path.to_string_lossy();
    text.split_once("corpora/").map_or(text.to_string(), |(_, rest)| rest.to_owned())
}

fn tell(what: &str, tally: &Tally, start: Instant) {
    let count = |number: &AtomicUsize| number.load(Relaxed);
    let (files, lints, findings) = (count(&tally.files), count(&tally.lints), count(&tally.findings));
    let slowest = tally.slowest.lock().unwrap_or_else(PoisonError::into_inner);
    println!("{what}: {files} files, {lints} reports, {findings} findings, {} rendered", count(&tally.renders));
    println!("{what}: {:?} in all, the slowest {:?} for {}", start.elapsed(), slowest.0, slowest.1);
    let faults = tally.faults.lock().unwrap_or_else(PoisonError::into_inner);
    let some: Vec<_> = faults.iter().take(40).cloned().collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), some.join("\n"));
}

/// All in a release build, one in twenty otherwise.
fn sampled(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let step = if cfg!(debug_assertions) { 20 } else { 1 };
    files.into_iter().step_by(step).collect()
}

#[test]
fn every_message_ends_well() {
    let (start, tally) = (Instant::now(), Tally::default());
    let files = sampled(corpora::messages());
    in_threads(&tally, &files, |name, bytes| {
        let cuts = (CUT_BYTES / bytes.len().max(1)).clamp(3, MOST_CUTS);
        tally.message(name, bytes, if cfg!(debug_assertions) { cuts / 10 } else { cuts });
    });
    tell("messages", &tally, start);
}

/// Pages, vectors, licences, tables: whatever else is there, as a message and as a draft.
#[test]
fn every_other_file_ends_well() {
    let (start, tally) = (Instant::now(), Tally::default());
    let Some(folder) = corpora::folder() else { return };
    let other = |path: &PathBuf| path.extension().is_none_or(|it| it != "eml");
    let files = sampled(corpora::files(&folder).into_iter().filter(other).collect());
    in_threads(&tally, &files, |name, bytes| tally.message(name, bytes, 4));
    tell("other files", &tally, start);
}
