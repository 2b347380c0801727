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

/// `bytes` with LF at the end of each line, and without any CR.
pub fn with_lf(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| *byte != b'\r').collect()
}

/// `bytes` with CRLF at the end of each line; a CR elsewhere stays.
pub fn with_crlf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for &byte in bytes {
        if byte == b'\n' && out.last() != Some(&b'\r') {
            out.push(b'\r');
        }
        out.push(byte);
    }
    out
}

/// All messages: files that end in `.eml`.
pub fn messages() -> Vec<PathBuf> {
    let Some(folder) = folder() else { return Vec::new() };
    files(&folder).into_iter().filter(|path| path.extension().is_some_and(|it| it == "eml")).collect()
}
