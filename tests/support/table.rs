//! Tables of what is known, in files beside the tests: columns between tabs, a head line, `#` before a remark.

use std::collections::BTreeSet;

/// The rows of a table with `N` columns, without its head.
#[track_caller]
pub fn rows<const N: usize>(text: &str) -> Vec<[&str; N]> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip(1).map(row).collect()
}

#[track_caller]
fn row<const N: usize>(line: &str) -> [&str; N] {
    let columns: Vec<&str> = line.split('\t').collect();
    columns.try_into().unwrap_or_else(|_| panic!("not {N} columns: {line}"))
}

/// What differs from a reader is what the table (reader, name, reason) says, no more and no less.
#[track_caller]
pub fn differ(found: &BTreeSet<String>, table: &str, reader: &str) {
    let rows = rows::<3>(table);
    let known: Vec<_> = rows.iter().filter(|[of, ..]| *of == reader).collect();
    let bare: Vec<_> = known.iter().filter(|[.., reason]| !reason.contains("RFC ")).collect();
    assert!(bare.is_empty(), "without the section that decides: {bare:?}");
    let names: BTreeSet<String> = known.iter().map(|[_, name, _]| (*name).to_owned()).collect();
    assert_eq!(names.len(), known.len(), "a name stands twice");
    assert_eq!(found, &names, "left: what differs; right: what is known to");
}

/// At most 3 % of `all`.
#[track_caller]
pub fn few(count: usize, all: usize) {
    assert!(count * 100 <= all * 3, "{count} of {all} are more than 3 %");
}
