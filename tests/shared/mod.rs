//! Where the test data lies that is not part of the repository.
#![allow(clippy::unwrap_used, clippy::print_stdout, dead_code)]

use std::path::{Path, PathBuf};

/// The folder of test data of others, if it is there: `KENPIN_SHARED`, or `../shared` beside the package.
pub fn corpora() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("KENPIN_SHARED").map_or_else(beside, PathBuf::from).join("corpora");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no {}", folder.display());
    None
}

/// All HTML files of the sets `html-*`: their names and texts.
pub fn html_files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let Some(corpora) = corpora() else { return files };
    for set in std::fs::read_dir(corpora).unwrap() {
        let path = set.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with("html-") {
            walk(&path, &mut files);
        }
    }
    files.sort();
    files
}

fn walk(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|it| it == "html" || it == "htm") {
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            files.push((path.display().to_string(), text));
        }
    }
}
