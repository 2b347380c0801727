//! Messages of others, read in place.

use std::path::{Path, PathBuf};

/// The folder of the corpora, if it is there.
pub fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("KENPIN_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let folder = shared.join("corpora");
    if !folder.is_dir() {
        println!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

/// All files below `folder`, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// All messages: files that end in `.eml`.
pub fn messages() -> Vec<PathBuf> {
    let Some(folder) = folder() else { return Vec::new() };
    files(&folder).into_iter().filter(|path| path.extension().is_some_and(|it| it == "eml")).collect()
}
