//! Which findings a message gets.

use kenpin::{Input, Options, lint};
use std::collections::BTreeSet;

/// The ids found when everybody's demands count, with further options (`kind=bulk stage=received`). The corpora live at
/// example.com.
pub fn ids(bytes: &[u8], options: &str) -> BTreeSet<&'static str> {
    let mut set = Options::default();
    for pair in ["audience=all", "allow-example=true"].into_iter().chain(options.split(' ')) {
        if let Some((key, value)) = pair.split_once('=') {
            set.set(key, value).unwrap();
        }
    }
    lint(Input::file(bytes), &set).findings.iter().map(|finding| finding.rule.id).collect()
}

/// Whether one of `ids` (`a | b`) was found; each must be a rule.
#[track_caller]
pub fn any(found: &BTreeSet<&str>, ids: &str) -> bool {
    let ids: Vec<&str> = ids.split(" | ").collect();
    let unknown: Vec<_> = ids.iter().filter(|id| kenpin::rules::find(id).is_none()).collect();
    assert!(unknown.is_empty(), "no rules: {unknown:?}");
    ids.iter().any(|id| found.contains(id))
}
