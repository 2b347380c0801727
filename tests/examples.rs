//! The examples in the rules' documentation are their tests.
//!
//! Every Bad block must give exactly the marked findings, every Good block none, and Fixed must equal what the fixes of
//! the block before it make of it, and be silent.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::finding::Edit;
use kenpin::{Input, Options, lint};
use support::example::{Block, Heading, blocks};
use support::expect::expect;

#[test]
fn examples_hold() {
    let mut failures = Vec::new();
    let mut checked = 0;
    for rule in kenpin::rules::ALL {
        let path = support::rule_file(rule);
        let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let blocks = blocks(&source);
        checked += blocks.len();
        for (index, block) in blocks.iter().enumerate() {
            let before = index.checked_sub(1).map(|index| &blocks[index]);
            if let Err(why) = check(rule.id, block, before) {
                failures.push(format!("{}:{}: {why}", path.display(), block.line));
            }
        }
        for heading in [Heading::Bad, Heading::Good] {
            let silent = rule.id == "limit-reached" && heading == Heading::Bad;
            if !silent && !blocks.iter().any(|block| block.heading == heading) {
                failures.push(format!("{}: no {heading:?} example", path.display()));
            }
        }
    }
    println!("{checked} examples of {} rules", kenpin::rules::ALL.len());
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn check(rule: &str, block: &Block, before: Option<&Block>) -> Result<(), String> {
    let bytes = expect(block)?;
    if block.heading == Heading::Fixed {
        fixed(rule, &bytes, before.ok_or("Fixed without Bad")?)?;
    }
    Ok(())
}

/// Applying the rule's fixes to the Bad example gives the Fixed one.
fn fixed(rule: &str, want: &[u8], bad: &Block) -> Result<(), String> {
    let options: Options = bad.options();
    let built = bad.build();
    let report = lint(Input::file(&built.bytes), &options);
    let fixes = report.findings.iter().filter(|finding| finding.rule.id == rule).filter_map(|it| it.fix.as_ref());
    let edits: Vec<Edit> = fixes.flat_map(|fix| fix.edits.clone()).collect();
    let got = kenpin::fix::apply(&built.bytes, &edits).map_err(|error| error.to_string())?;
    if got == want {
        return Ok(());
    }
    Err(format!("fixed:\n{}\nwanted:\n{}", String::from_utf8_lossy(&got), String::from_utf8_lossy(want)))
}
