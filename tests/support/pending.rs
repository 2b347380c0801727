//! Rules that tables name and that are not written yet. This file goes when the last of them is there.

use std::collections::{BTreeMap, BTreeSet};

/// Rules that are waited for, with what asks for them.
#[derive(Default)]
pub struct Pending(BTreeMap<String, Vec<String>>);

impl Pending {
    /// Whether there is no rule `id` yet; it must be one of the catalogue, if that is there.
    #[track_caller]
    pub fn is_missing(&mut self, id: &str, asked_by: &str) -> bool {
        let missing = kenpin::rules::find(id).is_none();
        if missing {
            let known = catalogue();
            assert!(known.is_empty() || known.contains(id), "{asked_by}: {id} is no rule of the catalogue");
            self.0.entry(id.to_owned()).or_default().push(asked_by.to_owned());
        }
        missing
    }

    /// Prints them.
    pub fn print(&self) {
        let all: usize = self.0.values().map(Vec::len).sum();
        println!("pending: {all} findings of {} rules", self.0.len());
        for (id, asked_by) in &self.0 {
            println!("  {id}: {}", asked_by.join(", "));
        }
    }
}

/// The ids in rules.tsv beside the corpora.
fn catalogue() -> BTreeSet<String> {
    let Some(folder) = super::corpora::folder() else { return BTreeSet::new() };
    let text = std::fs::read_to_string(folder.join("../rules/rules.tsv")).unwrap_or_default();
    text.lines().skip(1).filter_map(|line| Some(line.split('\t').next()?.to_owned())).collect()
}
