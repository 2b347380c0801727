//! Cases where a naive checker is wrong, each with the findings that are right, silence included.
//!
//! They stand in `tests/hard_cases/*.md`, a section each with a number; the blocks are written as in the rules'
//! documentation (see `support/example.rs`). A block without marks must give no finding at all.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use std::path::Path;
use support::example::cases;
use support::expect::expect;

/// How many cases there are.
const CASES: usize = 52;

#[test]
fn each_is_judged_right() {
    let mut seen = [0; CASES + 1];
    let mut failures = Vec::new();
    for (path, text) in texts() {
        for section in text.split("\n## ").skip(1) {
            let (number, _) = section.split_once(". ").expect("a section begins with its number");
            let title = section.lines().next().unwrap();
            for block in cases(section) {
                seen[number.parse::<usize>().unwrap()] += 1;
                if let Err(why) = expect(&block) {
                    failures.push(format!("{path}, {title}, line {}: {why}", block.line));
                }
            }
        }
    }
    println!("{} messages for {CASES} cases", seen.iter().sum::<usize>());
    let missing: Vec<_> = (1..=CASES).filter(|&number| seen[number] == 0).collect();
    assert!(failures.is_empty() && missing.is_empty(), "missing: {missing:?}\n{}", failures.join("\n\n"));
}

fn texts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hard_cases");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<_> =
        files.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect();
    texts.sort();
    texts
}
