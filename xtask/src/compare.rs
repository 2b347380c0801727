//! `cargo xtask compare`: `docs/compare.md`, what other checkers check and which rule of ours looks at the same.
//!
//! Written from `xtask/compare.tsv`, which is kept by hand, and `xtask/spamassassin.tsv`, which is condensed from the
//! list of SpamAssassin's rules in `../shared` where that folder is there. `codegen` writes both files too.

mod page;
mod spamassassin;

use std::collections::BTreeSet;
use std::path::PathBuf;

use kenpin::rules;

use crate::args::Args;
use crate::shell::{self, Outcome, root};

const TABLE: &str = "xtask/compare.tsv";
const PAGE: &str = "docs/compare.md";
/// The list of all rules, there or planned, from `../shared`.
const PLANNED: &str = "rules/rules.tsv";

/// How a note begins where a rule could be written.
const OPEN: &str = "open: ";

/// A checker that is compared.
struct Peer {
    /// Its name in the table.
    key: &'static str,
    name: &'static str,
    /// Where its list stands, and of which day it is.
    source: &'static str,
    about: &'static str,
    /// Whether its checks have names, and can stand together in a row.
    named: bool,
}

const SPAMASSASSIN: &str = "spamassassin";

static PEERS: &[Peer] = &[
    Peer {
        key: "msglint",
        name: "IETF Message Lint",
        source: "its page <http://www.apps.ietf.org/content/message-lint>, a stored copy of it without a date, read on \
                 2026-11-24",
        about: "The page describes its checks in 20 points; points that hold several checks are taken apart here, in \
                words of our own.",
        named: false,
    },
    Peer {
        key: "kumomta",
        name: "KumoMTA",
        source: "`MessageConformance` in <https://github.com/KumoCorp/kumomta>, `crates/mailparsing`, commit 3ebc1e8 \
                 of 2026-08-04",
        about: "The flags of `message:check_fix_conformance`.",
        named: true,
    },
    Peer {
        key: "rspamd",
        name: "Rspamd",
        source: "<https://github.com/rspamd/rspamd>, `rules`, `src/plugins/lua` and `conf/scores.d`, commit eaac8e9 of \
                 2026-08-21",
        about: "The symbols about header, MIME structure, attachments, HTML and links, without the names of callbacks. \
                Whole groups that need DNS, lists or learned data (SPF, DKIM, DMARC, ARC, RBL, SURBL, fuzzy, Bayes, \
                neural, reputation, free mail) are left out.",
        named: true,
    },
    Peer {
        key: SPAMASSASSIN,
        name: "SpamAssassin",
        source: "<https://github.com/apache/spamassassin>, the rules of `rules` and the active ones of `rulesrc`, \
                 commit f7fe7b8 of 2024-10-24",
        about: "By name: its header rules that the message alone decides, and rules of other kinds beside our groups \
                `format`, `mime`, `attachment` and `charset`. A rule stands beside ours where both look at the same \
                property; thresholds differ.",
        named: true,
    },
];

/// A check of a peer, or a few with the same answer.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Row<'t> {
    peer: &'t str,
    check: &'t str,
    /// Our rules that look at the same.
    ids: Vec<&'t str>,
    /// A remark, or why there is no rule.
    note: &'t str,
}

/// What we have to set against a check.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Answer {
    /// All rules named are there.
    Ours,
    /// Some are still to be written.
    Planned,
    /// A rule could be written.
    Open,
    /// There will be none.
    None,
}

impl<'t> Row<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let mut cells = line.split('\t');
        let (peer, check, ids) = (cells.next()?, cells.next()?, cells.next()?);
        let note = cells.next().unwrap_or_default();
        let ids = ids_of(ids);
        let told = !ids.is_empty() || !note.trim_start_matches(OPEN).is_empty();
        let known = PEERS.iter().any(|it| it.key == peer);
        (known && told && !check.is_empty() && cells.next().is_none()).then_some(Self { peer, check, ids, note })
    }

    fn answer(&self) -> Answer {
        match (self.ids.is_empty(), self.note.starts_with(OPEN)) {
            (true, true) => Answer::Open,
            (true, false) => Answer::None,
            _ if self.ids.iter().all(|id| rules::find(id).is_some()) => Answer::Ours,
            _ => Answer::Planned,
        }
    }
}

/// Rules in a cell of a table.
fn ids_of(cell: &str) -> Vec<&str> {
    cell.split(' ').filter(|id| !id.is_empty() && *id != "-").collect()
}

/// The command.
pub fn run(mut args: Args) -> Outcome {
    let check = args.flag("--check");
    args.finish()?;
    for (path, content) in files()? {
        if std::fs::read(&path).is_ok_and(|now| now == content) {
            continue;
        }
        let name = path.strip_prefix(root("")).unwrap_or(&path).display().to_string();
        if check {
            return Err(format!("{name} is not as rules and tables say (run  cargo xtask compare)"));
        }
        shell::write(&path, content)?;
        println!("wrote {name}");
    }
    Ok(())
}

/// Paths and contents of what is written from the tables; an error where they name rules that nobody plans.
pub fn files() -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
    let mut files = Vec::new();
    let condensed = match spamassassin::condense()? {
        Some(text) => {
            files.push((root(spamassassin::TABLE), text.clone().into()));
            text
        }
        None => shell::read(&root(spamassassin::TABLE))?,
    };
    let table = shell::read(&root(TABLE))?;
    let rows = read(&table)?;
    let spam = spamassassin::read(&condensed, &rows)?;
    let all: Vec<Row> = rows.into_iter().filter(|row| row.peer != SPAMASSASSIN).chain(spam.rows.clone()).collect();
    if let Some(path) = shell::shared(PLANNED) {
        nobody_plans(&all, &shell::read(&path)?)?;
    }
    files.push((root(PAGE), page::page(&all, &spam).into()));
    Ok(files)
}

fn read(table: &str) -> Result<Vec<Row<'_>>, String> {
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let wrong = |why: &str| format!("{TABLE}:{}: {why}", at + 1);
        let row = Row::read(line).ok_or_else(|| wrong("not peer, check, ids or -, note (needed without an id)"))?;
        if !seen.insert((row.peer, row.check)) {
            return Err(wrong("is there twice"));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// An error where a row names a rule that is neither there nor in the list of all.
fn nobody_plans(rows: &[Row], list: &str) -> Outcome {
    let planned: BTreeSet<&str> = list.lines().filter_map(|line| line.split('\t').next()).collect();
    let strange = |id: &&str| rules::find(id).is_none() && !planned.contains(id);
    match rows.iter().find_map(|row| Some((row, row.ids.iter().find(|id| strange(id))?))) {
        Some((row, id)) => Err(format!("{} {}: nobody plans a rule {id}", row.peer, row.check)),
        None => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read() {
        let table =
            "# peer\nkumomta\tA\tbare-lf bare-cr\nrspamd\tB\t-\topen: x\nrspamd\tC\t-\ty\nrspamd\tD\tno-such-rule\n";
        let rows = read(table).unwrap();
        let answers: Vec<Answer> = rows.iter().map(Row::answer).collect();
        assert_eq!(answers, [Answer::Ours, Answer::Open, Answer::None, Answer::Planned]);
        assert_eq!(rows[0].ids, ["bare-lf", "bare-cr"]);
        for bad in ["rspamd\tA\t-", "rspamd\tA\t-\topen: ", "other\tA\tbare-lf", "rspamd\tA\tbare-lf\tx\ty"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(read(&"rspamd\tA\tbare-lf\n".repeat(2)).is_err());
    }

    #[test]
    fn every_rule_is_there_or_planned() {
        let rows = read("rspamd\tA\tbare-lf\nrspamd\tB\tto-come\n").unwrap();
        assert!(nobody_plans(&rows, "id\tgroup\nto-come\tformat\n").is_ok());
        assert!(nobody_plans(&rows, "id\tgroup\n").unwrap_err().contains("to-come"));
    }
}
