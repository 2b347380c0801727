//! One defect, one finding: of two rules that see the same thing, the catalogue's overlaps say which one speaks.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeSet;

use kenpin::{Input, Options, lint};

/// Who speaks, who is silent beside it, and a message where both would: header fields and, after an empty line, a body.
/// Fields that every message has are put before those that the message does not set itself.
const CASES: &[(&str, &[&str], &str)] = &[
    (
        "encoded-word-position",
        &["bad-address-syntax", "missing-or-empty-from", "address-exotic-characters", "address-spacing"],
        "From: =?UTF-8?B?bGV0dGVyc0BtaW5hdG9idW5rby5jby5qcA==?=\n\
         Cc: <=?UTF-8?Q?yuko?=@readerpost.net>,=?UTF-8?B?5riv?=<ken@readerpost.net>\n\nx",
    ),
    (
        "display-name-problem",
        &["invisible-characters", "bidi-controls"],
        "From: =?UTF-8?Q?=E2=80=8B=E2=80=AE?= <letters@minatobunko.co.jp>\n\nx",
    ),
    ("list-id-syntax", &["encoded-word-position"], "List-Id: Letters <=?UTF-8?Q?letters?=>\n\nx"),
    ("bad-date-syntax", &["obsolete-date-form", "date-out-of-range"], "Date: Mon, 31 Feb 1970 09:30 JST\n\nx"),
    ("address-domain-not-fqdn", &["unusual-local-part"], "To: \"yuko\"@web1\n\nx"),
    ("missing-or-empty-from", &["from-multiple", "unusual-local-part"], "From:\nSender: a@minatobunko.co.jp\n\nx"),
    ("duplicate-singleton-field", &["missing-message-id"], "Message-ID: <1@minatobunko.co.jp>\nMessage-ID:\n\nx"),
    (
        "list-unsubscribe-repeated",
        &["duplicate-singleton-field"],
        "List-Unsubscribe: <https://www.minatobunko.co.jp/u/1>\n\
         List-Unsubscribe: <mailto:leave@minatobunko.co.jp>\n\nx",
    ),
    (
        "display-name-holds-other-address",
        &["display-name-problem"],
        "From: \"info@bank.co.jp\" <letters@minatobunko.co.jp>\n\nx",
    ),
    ("filename-raw-8bit", &["raw-8bit-header"], "Content-Type: text/plain; name=\"請求書.txt\"\n\nx"),
    ("filename-encoded-word", &["encoded-word-position"], "Content-Type: text/plain; name=\"=?UTF-8?B?44GC?=\"\n\nx"),
    (
        "header-line-without-colon",
        &["invalid-header-name", "missing-header-body-separator"],
        "a line alone\nX-A: 1\n\nx",
    ),
    (
        "part-header-body-separator",
        &["header-line-without-colon"],
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nOur new books\n--b--",
    ),
    (
        "boundary-missing",
        &["alternative-missing-text", "empty-body", "body-unsubscribe-missing", "unresolved-cid"],
        "List-Unsubscribe: <mailto:leave@minatobunko.co.jp>\nPrecedence: bulk\n\
         Content-Type: multipart/alternative\n\n--b\nContent-Type: text/html\n\n<img src=\"cid:1\">\n--b--",
    ),
    (
        "boundary-unterminated",
        &["alternative-missing-text", "empty-body", "body-unsubscribe-missing", "unresolved-cid"],
        "List-Unsubscribe: <mailto:leave@minatobunko.co.jp>\nPrecedence: bulk\n\
         Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src=\"cid:1\" alt=\"\">",
    ),
    (
        "charset-unknown-or-odd",
        &["undecodable-bytes", "charset-missing"],
        "Content-Type: text/plain; charset=x-nothing\nContent-Transfer-Encoding: 8bit\n\n日本語の本文",
    ),
    (
        "non-ascii-in-us-ascii",
        &["undecodable-bytes", "8bit-in-7bit"],
        "Content-Type: text/plain; charset=us-ascii\n\n日本語の本文",
    ),
    (
        "unsubscribe-uri-bad-host",
        &["non-public-host", "ip-literal-host", "url-shortener"],
        "List-Unsubscribe: <https://192.168.0.1/u/1>, <https://bit.ly/3xYz>, <https://localhost/u>\n\nx",
    ),
    (
        "list-unsubscribe-syntax",
        &["unsubscribe-uri-not-https", "one-click-missing"],
        "List-Unsubscribe: http://www.minatobunko.co.jp/u/1\n\nx",
    ),
    (
        "dmarc-no-aligned-identifier",
        &["dmarc-single-leg", "spf-identity-unaligned", "dkim-identity-unaligned", "dkim-absent"],
        "Return-Path: <b@mailer.example-esp.net>\n\
         DKIM-Signature: v=1; a=rsa-sha256; d=esp-mailer.net; s=a; h=from:to:subject:date:message-id;\n \
         bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=YQ==\n\nx",
    ),
    (
        "iso2022jp-escape-error",
        &["undecodable-bytes", "halfwidth-katakana"],
        "Content-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$B9A\x01\x1b(I",
    ),
    (
        "iso2022jp-vendor-character",
        &["undecodable-bytes"],
        "Content-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$B-!\x1b(B",
    ),
];

const FIELDS: [&str; 6] = [
    "From: Minato Bunko <letters@minatobunko.co.jp>",
    "To: Yuko Tanabe <yuko@readerpost.net>",
    "Subject: Letters from Minato Bunko",
    "Date: Tue, 24 Nov 2026 09:30:00 +0900",
    "Message-ID: <20261124.1@minatobunko.co.jp>",
    "MIME-Version: 1.0",
];

#[test]
fn the_stronger_rule_speaks_alone() {
    let mut failures = Vec::new();
    for (speaks, silent, text) in CASES {
        let bytes = message(text);
        let mut options = Options::default();
        options.set("final", "yes").unwrap();
        let report = lint(Input::file(&bytes), &options);
        let found: BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule.id).collect();
        let both: Vec<_> = silent.iter().filter(|id| found.contains(*id)).collect();
        if !found.contains(speaks) || !both.is_empty() {
            failures.push(format!("{speaks} should speak, {silent:?} not: {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_row_of_the_catalogue_has_a_case() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/rules/overlaps.md");
    let path = std::env::var_os("KENPIN_SHARED")
        .map_or(path.into(), |shared| std::path::PathBuf::from(shared).join("rules/overlaps.md"));
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("{} is not there: nothing was compared", path.display());
        return;
    };
    let exists = |id: &str| kenpin::rules::find(id).is_some();
    let mut missing = Vec::new();
    for row in table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| speaks")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        for speaks in ids(cells[1]).filter(|id| exists(id)) {
            for silent in ids(cells[2]).filter(|id| exists(id)) {
                let has = CASES.iter().any(|case| case.0 == speaks && case.1.contains(&silent));
                if !has && !ELSEWHERE.contains(&(speaks, silent)) {
                    missing.push(format!("{speaks} before {silent}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Rows that need a message too large for the list above, or that the catalogue's note turns round.
const ELSEWHERE: &[(&str, &str)] = &[
    // A message above 102 KB: examples of both rules.
    ("gmail-clip", "message-size"),
    // "Per field": one looks at fields that hold addresses, the other at Message-ID.
    ("address-domain-not-fqdn", "weak-message-id-domain"),
    // The note: list-unsubscribe-repeated speaks for the List-* fields.
    ("duplicate-singleton-field", "list-unsubscribe-repeated"),
];

/// The rule ids of a cell: `missing-message-id (repeated)` is one.
fn ids(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').filter_map(|name| name.split_whitespace().next())
}

fn message(text: &str) -> Vec<u8> {
    let head = text.split("\n\n").next().unwrap();
    let has = |field: &&&str| {
        let name = field.split_inclusive(':').next().unwrap();
        head.lines().any(|line| line.starts_with(name))
    };
    let fields: Vec<&str> = FIELDS.iter().filter(|field| !has(field)).copied().collect();
    format!("{}\n{text}\n", fields.join("\n")).replace('\n', "\r\n").into_bytes()
}
