//! What Rspamd's own tests expect of its messages, and forbid, holds here (rspamd.tsv), where it follows from the bytes.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::rules;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::{corpora, found, table};

/// Symbol, when, rules or why not, options.
const TABLE: &str = include_str!("rspamd.tsv");

/// Symbols that are expected and not found, or forbidden and found: symbol, message, why.
const OTHERWISE: &[(&str, &str, &str)] = &[
    ("BROKEN_CONTENT_TYPE", "fws_fn.eml", "its picture is none, only base64 of nothing"),
    ("INVALID_MSGID", "invalid_mid_allowed.eml", "it is invalid; a list of the server allows it"),
    ("MIME_BAD_EXTENSION", "exe_attm.eml", "a program; a list of the server allows its name"),
    ("MIME_BAD_EXTENSION", "rar-date-bad-ext.eml", "the name stands in a RAR, whose list is not read"),
    ("MIME_BAD_EXTENSION", "rar4.eml", "the name stands in a RAR, whose list is not read"),
    ("MIME_DOUBLE_BAD_EXTENSION", "next2last-doublebad.eml", "`.scr.xz` is packed; Gmail names gz and bz2"),
    ("MIME_HTML_ONLY", "alt-html-calendar.eml", "HTML and an invitation: there is no text to read"),
    ("MIME_HTML_ONLY", "alternative-empty-related.eml", "boundary-missing speaks for the part that is not found"),
    ("MISSING_MID", "dmarc/onsubdomain_pass_relaxed.eml", "it is missing; a list of the server allows that"),
    ("PHISHING", "phishing_same_label_cross_tld.eml", "the same name under another suffix may be another owner's"),
    ("PHISHING", "redir_phishing_safe.eml", "where the address leads is known to who asks it"),
    ("R_PARTS_DIFFER", "alternative-related.eml", "a text of one word: trivial-text-part, of a later stage"),
    ("R_DKIM_NA", "dmarc/no_dkim_valid_spf.eml", "who forwarded it has sealed it (ARC) and removed the signature"),
];

/// What a rule owes that is there: symbol, message, what it must learn.
const OWED: &[(&str, &str, &str)] = &[
    ("PHISHING", "phishing_query_nested.eml", "the last address within the link's own is the one that is shown"),
    ("PHISHING", "phishing_query_safe.eml", "the address within the link's own is the one that is shown"),
];

/// What the tests say of a symbol: messages for which it is expected, or forbidden.
type Symbols = BTreeMap<String, BTreeMap<String, bool>>;

fn symbols(expected: &Value) -> Symbols {
    let mut symbols = Symbols::new();
    for (file, cases) in expected.as_object().unwrap() {
        for case in cases.as_array().unwrap() {
            for (key, is_expected) in [("forbid", false), ("expect", true)] {
                for symbol in case[key].as_array().unwrap() {
                    let files = symbols.entry(symbol.as_str().unwrap().to_owned()).or_default();
                    // In a case with another envelope or other settings it may be the other way round.
                    *files.entry(file.clone()).or_default() |= is_expected;
                }
            }
        }
    }
    symbols
}

#[test]
fn symbols_have_their_counterparts() {
    let Some(folder) = corpora::folder().map(|folder| folder.join("rules-rspamd")) else { return };
    let symbols = symbols(&serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap());
    let (mut otherwise, mut checked) = (BTreeSet::new(), [0, 0]);
    let known: BTreeSet<_> = OTHERWISE.iter().chain(OWED).map(|(symbol, file, _)| (*symbol, *file)).collect();
    for [symbol, _, ids, options] in table::rows::<4>(TABLE).into_iter().filter(|row| row[1] == "now") {
        for (file, is_expected) in &symbols[symbol] {
            let found = found::ids(&std::fs::read(folder.join(file)).unwrap(), options);
            if found::any(&found, ids) == *is_expected {
                checked[usize::from(*is_expected)] += 1;
            } else {
                println!("{symbol} {file}: expected {is_expected}, found {found:?}");
                otherwise.insert((symbol, file.as_str()));
            }
        }
    }
    println!("as there: {} found that are expected, {} not found that are forbidden", checked[1], checked[0]);
    println!("{} otherwise", otherwise.len());
    assert!(checked[0] + checked[1] >= 43);
    assert_eq!(otherwise, known);
}

#[test]
fn every_symbol_is_in_the_table() {
    let rows = table::rows::<4>(TABLE);
    let names: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(names.len(), rows.len(), "a symbol stands twice");
    for [symbol, when, what, options] in &rows {
        match *when {
            "now" | "context" | "no defect" => assert!(!what.is_empty(), "{symbol}"),
            "later" => assert!(rules::find(what).is_none(), "{symbol}: {what} is there now"),
            other => panic!("{symbol}: {other}"),
        }
        assert!(options.is_empty() || *when == "now", "{symbol}");
    }
    let Some(folder) = corpora::folder() else { return };
    let expected = std::fs::read(folder.join("rules-rspamd/expected.json")).unwrap();
    let there = symbols(&serde_json::from_slice(&expected).unwrap());
    assert_eq!(names, there.keys().map(String::as_str).collect());
}
