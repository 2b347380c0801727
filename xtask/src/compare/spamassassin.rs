//! SpamAssassin's rules: condensed from the list in `../shared`, and read with the answers given by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{PLANNED, Row, SPAMASSASSIN, TABLE as BY_HAND, ids_of};
use crate::shell;

/// The condensed list, with tabs between: kind, what decides it, our ids or -, why not, names or how many.
pub const TABLE: &str = "xtask/spamassassin.tsv";
const LIST: &str = "rules/spamassassin.tsv";

/// Groups of ours whose counterparts are named, whatever their kind.
const NAMED_GROUPS: [&str; 4] = ["format", "mime", "attachment", "charset"];

/// All of its rules.
pub struct Rules<'t> {
    /// Those that are named, with the answers given by hand.
    pub rows: Vec<Row<'t>>,
    /// The others, counted.
    pub counts: Vec<Count<'t>>,
}

/// Rules that are not named, with the same answer.
pub struct Count<'t> {
    pub ids: Vec<&'t str>,
    pub why: &'t str,
    pub rules: usize,
}

/// The condensed list, if the whole one is there.
pub fn condense() -> Result<Option<String>, String> {
    let (Some(list), Some(planned)) = (shell::shared(LIST), shell::shared(PLANNED)) else { return Ok(None) };
    Ok(Some(condensed(&shell::read(&list)?, &shell::read(&planned)?)))
}

/// What of the list belongs into the tree: names and our ids.
fn condensed(list: &str, planned: &str) -> String {
    let numbers = numbers(planned);
    let mut lines: BTreeMap<[&str; 4], (Vec<&str>, usize)> = BTreeMap::new();
    for line in list.lines().skip(1) {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default().trim();
        let (name, kind, needs, code) = (cell(), cell(), cell(), cell());
        let is_local = needs == "local";
        let (id, group) = numbers.get(code).filter(|_| is_local).copied().unwrap_or(("-", ""));
        let why = if id == "-" { why(needs, code) } else { "" };
        let is_named = is_local && (kind == "header" || NAMED_GROUPS.contains(&group));
        let (names, count) = lines.entry([kind, word(needs), id, why]).or_default();
        if is_named { names.push(name) } else { *count += 1 }
    }
    let mut out =
        "# Written by `cargo xtask compare`: kind, what decides it, our id or -, why not, rules or how many.\n"
            .to_owned();
    for (cells, (names, count)) in lines {
        let cells = cells.join("\t");
        if !names.is_empty() {
            let _ = writeln!(out, "{cells}\t{}", names.join(" "));
        }
        if count > 0 {
            let _ = writeln!(out, "{cells}\t{count}");
        }
    }
    out
}

/// Our rule, and its group, by its numbers in the catalogue.
fn numbers(planned: &str) -> BTreeMap<&str, (&str, &str)> {
    let mut numbers = BTreeMap::new();
    for line in planned.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [id, group, _, codes, ..] = cells[..] {
            numbers.extend(codes.split(' ').map(|code| (code, (id, group))));
        }
    }
    numbers
}

fn word(needs: &str) -> &'static str {
    match needs {
        "local" => "message",
        "network/list/bayes" => "network",
        _ => "server",
    }
}

/// Why there is no rule, from what the list says.
fn why(needs: &str, code: &str) -> &'static str {
    match (word(needs), code) {
        ("network", _) => "needs DNS, lists that change daily, or learned data",
        ("server", _) => "needs what only the receiving server knows: trusted relays, HELO, envelope",
        (_, "none: MUA/ratware fingerprints") => "mark of one mail program or spam tool",
        (_, "none: freemail lists") => "needs a list of free mail services",
        (_, "none: PDF inspection") => "looks into PDF files",
        (_, code) if code.starts_with("BODY017") => "words and phrases of spam",
        _ => "tells a property of the message, no fault",
    }
}

/// The condensed list, with answers from the table kept by hand in the place of its own.
pub fn read<'t>(condensed: &'t str, by_hand: &[Row<'t>]) -> Result<Rules<'t>, String> {
    let answers: BTreeMap<&str, &Row> =
        by_hand.iter().filter(|row| row.peer == SPAMASSASSIN).map(|row| (row.check, row)).collect();
    let mut rules = Rules { rows: Vec::new(), counts: Vec::new() };
    for line in condensed.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, _, ids, why, names] = cells[..] else { return Err(format!("{TABLE}: not five cells: {line}")) };
        let ids = ids_of(ids);
        match names.parse() {
            Ok(count) => rules.counts.push(Count { ids, why, rules: count }),
            Err(_) => rules.rows.extend(names.split(' ').map(|check| match answers.get(check) {
                Some(&row) => row.clone(),
                None => Row { peer: SPAMASSASSIN, check, ids: ids.clone(), note: why },
            })),
        }
    }
    let named: BTreeSet<&str> = rules.rows.iter().map(|row| row.check).collect();
    match answers.keys().find(|check| !named.contains(*check)) {
        Some(check) => Err(format!("{BY_HAND}: {TABLE} does not name {check}")),
        None => Ok(rules),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ALL: &str = "rule\tkind\tdecidability\tour_code\tdescription\n\
        A\theader\tlocal\tFMT001\tWords of theirs\n\
        B\theader\tlocal\tnone: MUA/ratware fingerprints\tx\n\
        C\tbody\tlocal\tBODY017 (phrase/scam content) or none\tx\n\
        D\tmeta\tnetwork/list/bayes\tFMT001\tx\n\
        E\tmeta\tlocal\tPROV007\tx\n";
    const OURS: &str =
        "id\tgroup\tlevel\tcatalogue\ttier\tfix\nline-over-998\tformat\terror\tFMT001 PROV007\t1\tnone\n";

    #[test]
    fn the_list_is_condensed() {
        let text = condensed(ALL, OURS);
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(lines[0], "body\tmessage\t-\twords and phrases of spam\t1");
        assert_eq!(lines[1], "header\tmessage\t-\tmark of one mail program or spam tool\tB");
        assert_eq!(lines[2], "header\tmessage\tline-over-998\t\tA");
        assert_eq!(lines[3], "meta\tmessage\tline-over-998\t\tE");
        assert_eq!((lines.len(), lines[4].ends_with("\t1"), text.contains("Words")), (5, true, false));
    }

    #[test]
    fn answers_by_hand_hold() {
        let text = condensed(ALL, OURS);
        let by_hand = super::super::read("spamassassin\tB\tbare-lf\tseen\n").unwrap();
        let rules = read(&text, &by_hand).unwrap();
        let row = rules.rows.iter().find(|row| row.check == "B").unwrap();
        assert_eq!((&row.ids[..], row.note), (&["bare-lf"][..], "seen"));
        assert_eq!((rules.rows.len(), rules.counts.iter().map(|it| it.rules).sum::<usize>()), (3, 2));
        let gone = super::super::read("spamassassin\tZ\tbare-lf\n").unwrap();
        assert!(read(&text, &gone).is_err());
    }
}
