//! Every message whose name or folder states a defect gets that finding (named_defects.tsv).
//!
//! The table holds every message of `error_emails` of Ruby's mail, of enmime and of Thunderbird, so that none is
//! forgotten: most of Thunderbird's are named after what they hold, not after what is wrong with them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use std::collections::BTreeSet;
use support::{corpora, found, table};

/// File, defect, findings, options.
const TABLE: &str = include_str!("named_defects.tsv");

/// The folders whose messages are all in the table.
const FOLDERS: [&str; 3] = ["mime-rubymail/error_emails", "mime-enmime", "mime-thunderbird"];

/// What a row of the table asks for.
enum Asked<'a> {
    /// These findings.
    Findings(Vec<&'a str>),
    /// Nothing: the name states no defect, or what a standard allows.
    Nothing,
    /// Nothing, though the folder says that something is wrong.
    Exception,
}

fn asked<'a>([file, defect, findings, _]: &[&'a str; 4]) -> Asked<'a> {
    let decided = defect.contains("RFC ");
    match *findings {
        "none" => {
            assert_eq!(*defect, "", "{file}");
            Asked::Nothing
        }
        "legal" | "exception" => {
            assert!(decided, "{file}: no section decides");
            if *findings == "legal" { Asked::Nothing } else { Asked::Exception }
        }
        ids => Asked::Findings(ids.split(", ").collect()),
    }
}

#[test]
fn every_named_defect_is_found() {
    let Some(folder) = corpora::folder() else { return };
    let (mut named, mut gotten, mut exceptions, mut allowed) = (0, 0, 0, 0);
    let mut missed = Vec::new();
    for row in table::rows::<4>(TABLE) {
        let ids = match asked(&row) {
            Asked::Findings(ids) => ids,
            Asked::Exception => {
                exceptions += 1;
                continue;
            }
            Asked::Nothing => {
                allowed += usize::from(row[2] == "legal");
                continue;
            }
        };
        let [file, defect, _, options] = row;
        let found = found::ids(&std::fs::read(folder.join(file)).unwrap(), options);
        named += 1;
        for ids in ids {
            match found::any(&found, ids) {
                true => gotten += 1,
                false => missed.push(format!("{file}: {ids} ({defect})")),
            }
        }
    }
    let all = named + exceptions;
    println!(
        "{all} named defects, {exceptions} of them exceptions; {gotten} findings; {allowed} names of what is allowed"
    );
    assert!(all >= 91);
    table::few(exceptions, all);
    assert!(missed.is_empty(), "not found: {missed:#?}");
}

#[test]
fn the_table_holds_every_message() {
    let Some(folder) = corpora::folder() else { return };
    let rows = table::rows::<4>(TABLE);
    let names: BTreeSet<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(names.len(), rows.len(), "a message stands twice");
    let files = FOLDERS.iter().flat_map(|name| corpora::files(&folder.join(name)));
    let messages = files.filter(|path| path.extension().is_some_and(|it| it == "eml"));
    let there: BTreeSet<String> =
        messages.map(|path| path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names, there);
}
