//! Whether a block's message gives exactly the findings that are marked in it.

use super::example::Block;
use kenpin::{Input, Report, lint};
use std::collections::BTreeSet;

/// The message of `block`, or how its findings differ from its marks.
pub fn expect(block: &Block) -> Result<Vec<u8>, String> {
    let built = block.build();
    let report = lint(Input::file(&built.bytes), &block.options());
    let name = |mark: &super::example::Mark| (mark.rule.clone(), mark.show(&built.bytes));
    let expected: BTreeSet<_> = built.marks.iter().map(name).collect();
    let fits = |mark: &&super::example::Mark| {
        report.findings.iter().any(|it| it.rule.id == mark.rule && mark.fits(it.place.raw))
    };
    let matched: BTreeSet<_> = built.marks.iter().filter(fits).map(name).collect();
    if matched.len() != expected.len() || report.findings.len() != built.marks.len() {
        let text = String::from_utf8_lossy(&built.bytes[..built.bytes.len().min(3000)]).into_owned();
        return Err(format!("expected {expected:#?}\nfound {:#?}\nin\n{text}", found(&report)));
    }
    Ok(built.bytes)
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
