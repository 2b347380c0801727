//! Messages with what CPython's email package says about them (facts.json).

use super::corpora;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A message, and what CPython says about it.
pub struct Known {
    /// Set, folders and file.
    pub name: String,
    /// The message.
    pub bytes: Vec<u8>,
    /// What CPython says.
    pub fact: Value,
}

/// All messages.
pub fn all() -> Vec<Known> {
    let Some(folder) = corpora::folder() else { return Vec::new() };
    let mut all = Vec::new();
    for path in corpora::files(&folder).into_iter().filter(|path| path.ends_with("facts.json")) {
        let set = path.parent().unwrap();
        let facts: BTreeMap<String, Value> = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        for (name, fact) in
            facts.into_iter().filter(|(name, _)| Path::new(name).extension().is_some_and(|it| it == "eml"))
        {
            let bytes = std::fs::read(set.join(&name)).unwrap();
            let name = format!("{}/{name}", set.file_name().unwrap().to_string_lossy());
            all.push(Known { name, bytes, fact });
        }
    }
    all
}

/// Whether CPython saw nothing wrong, and knows the line ends: its parser reads CR as text.
pub fn is_well_formed(fact: &Value) -> bool {
    fact["python_defects"].as_array().is_none_or(Vec::is_empty) && fact["newline"] != "cr"
}
