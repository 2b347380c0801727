//! The examples in the rules' documentation are their tests.
//!
//! Every Bad block must give exactly the marked findings, every Good block none, and Fixed must equal what the fixes of
//! the block before it make of it, and be silent.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::finding::Edit;
use kenpin::{Input, Options, Report, lint};
use std::collections::BTreeSet;
use support::example::{Block, Heading, blocks};

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
    let options = block.options();
    let built = block.build();
    let report = lint(Input::file(&built.bytes), &options);
    let found = found(&report);
    let expected: BTreeSet<_> = built.marks.iter().map(|mark| (mark.rule.clone(), mark.show(&built.bytes))).collect();
    let matched: BTreeSet<_> = built
        .marks
        .iter()
        .filter(|mark| report.findings.iter().any(|it| it.rule.id == mark.rule && mark.fits(it.place.raw)))
        .map(|mark| (mark.rule.clone(), mark.show(&built.bytes)))
        .collect();
    if matched.len() != expected.len() || report.findings.len() != built.marks.len() {
        let text = String::from_utf8_lossy(&built.bytes[..built.bytes.len().min(3000)]).into_owned();
        return Err(format!("expected {expected:#?}\nfound {found:#?}\nin\n{text}"));
    }
    if block.heading == Heading::Fixed {
        fixed(rule, &built.bytes, before.ok_or("Fixed without Bad")?)?;
    }
    Ok(())
}

fn found(report: &Report) -> BTreeSet<(String, String)> {
    let bytes = report.msg.bytes();
    let show = |finding: &kenpin::finding::Finding| {
        let span = finding.place.raw;
        let text = String::from_utf8_lossy(&span.slice(bytes)[..span.len().min(200) as usize]).into_owned();
        (finding.rule.id.to_owned(), format!("{}..{} {text:?}", span.start, span.end))
    };
    report.findings.iter().map(show).collect()
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
