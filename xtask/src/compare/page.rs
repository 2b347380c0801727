//! `docs/compare.md`.

use std::fmt::Write as _;

use kenpin::rules;

use super::spamassassin::Rules;
use super::{Answer, OPEN, PEERS, Peer, Row, SPAMASSASSIN};

const ANSWERS: [Answer; 4] = [Answer::Ours, Answer::Planned, Answer::Open, Answer::None];

const HEAD: &str = "<!-- Written by `cargo xtask compare`. -->
# What other checkers check

Each check that four other programs make about the text of a message, and the rule of kenpin that looks at the same; or
why there is none. Two of the four look for faults, as kenpin does (IETF Message Lint, KumoMTA), and two for spam
(Rspamd, SpamAssassin): many signs of spam are no faults. Planned rules have no link yet. `cargo xtask compare` writes
this page from `xtask/compare.tsv`, which is kept by hand, and from `xtask/spamassassin.tsv`.

A check with several rules is planned until all of them are there.

| Checker | Checks | Ours | Planned | No rule yet | Not ours |
|---|--:|--:|--:|--:|--:|
";

/// The page.
pub fn page(rows: &[Row], spam: &Rules) -> String {
    let mut out = HEAD.to_owned();
    for peer in PEERS {
        let of = |answer| rows.iter().filter(|row| row.peer == peer.key && row.answer() == answer).count();
        let [ours, planned, open, none] = ANSWERS.map(of);
        let (name, sum) = (peer.name, ours + planned + open + none);
        let scope = if peer.key == SPAMASSASSIN { ", rules by name" } else { "" };
        let _ = writeln!(out, "| [{name}](#{}){scope} | {sum} | {ours} | {planned} | {open} | {none} |", anchor(name));
    }
    let counted: usize = spam.counts.iter().map(|count| count.rules).sum();
    let [ours, planned, none] = tally(spam);
    let _ = writeln!(out, "| SpamAssassin, the other rules | {counted} | {ours} | {planned} | 0 | {none} |");
    out.push_str("\nSources:\n\n");
    for peer in PEERS {
        let _ = writeln!(out, "- {}: {}.", peer.name, peer.source);
    }
    for peer in PEERS {
        section(&mut out, peer, rows);
    }
    others(&mut out, spam);
    out
}

fn section(out: &mut String, peer: &Peer, rows: &[Row]) {
    let _ = writeln!(out, "\n## {}\n\n{}", peer.name, peer.about);
    let of = |wanted: &[Answer]| -> Vec<&Row> {
        rows.iter().filter(|row| row.peer == peer.key && wanted.contains(&row.answer())).collect()
    };
    let parts = [
        ("", "Theirs | Ours", of(&[Answer::Ours, Answer::Planned])),
        ("no rule yet", "Theirs | What it is about", of(&[Answer::Open])),
        ("not ours", "Theirs | Why not", of(&[Answer::None])),
    ];
    for (title, columns, rows) in parts.iter().filter(|part| !part.2.is_empty()) {
        if !title.is_empty() {
            let _ = writeln!(out, "\n### {}: {}", peer.name, title);
        }
        let _ = writeln!(out, "\n| {columns} |\n|---|---|");
        for (checks, row) in grouped(rows, peer.named) {
            let _ = writeln!(out, "| {checks} | {} |", answered(row));
        }
    }
}

/// Checks with the same answer together, where they have names.
fn grouped<'r, 't>(rows: &[&'r Row<'t>], named: bool) -> Vec<(String, &'r Row<'t>)> {
    let mut groups: Vec<(String, &Row)> = Vec::new();
    for &row in rows {
        let check = if named { format!("`{}`", row.check) } else { row.check.to_owned() };
        match groups.iter_mut().find(|(_, it)| named && (&it.ids, it.note) == (&row.ids, row.note)) {
            Some((checks, _)) => {
                let _ = write!(checks, ", {check}");
            }
            None => groups.push((check, row)),
        }
    }
    groups
}

/// Our rules and the note.
fn answered(row: &Row) -> String {
    let note = row.note.trim_start_matches(OPEN);
    let ids: Vec<String> = row.ids.iter().map(|id| link(id)).collect();
    match (ids.is_empty(), note.is_empty()) {
        (true, _) => note.to_owned(),
        (_, true) => ids.join(", "),
        _ => format!("{} ({note})", ids.join(", ")),
    }
}

fn link(id: &str) -> String {
    if rules::find(id).is_some() { format!("[{id}](rules/{id}.md)") } else { format!("{id} *(planned)*") }
}

/// SpamAssassin's rules that are only counted, by reason.
fn others(out: &mut String, spam: &Rules) {
    let [ours, planned, _] = tally(spam);
    let mut whys: Vec<(&str, usize)> = Vec::new();
    for count in spam.counts.iter().filter(|count| count.ids.is_empty()) {
        match whys.iter_mut().find(|(why, _)| *why == count.why) {
            Some((_, rules)) => *rules += count.rules,
            None => whys.push((count.why, count.rules)),
        }
    }
    whys.sort_by_key(|&(_, rules)| std::cmp::Reverse(rules));
    let _ = writeln!(
        out,
        "\n### SpamAssassin: the other rules\n\nRules about body, HTML and links, and rules that the message alone \
         does not decide, by their number.\n\n| What | Rules |\n|---|--:|\n\
         | look at the same as a rule of ours | {ours} |\n| look at the same as a planned rule | {planned} |"
    );
    for (why, rules) in whys {
        let _ = writeln!(out, "| {why} | {rules} |");
    }
}

/// Of the rules that are only counted: ours, planned, none.
fn tally(spam: &Rules) -> [usize; 3] {
    let mut sums = [0; 3];
    for count in &spam.counts {
        let is_there = count.ids.iter().all(|id| rules::find(id).is_some());
        sums[if count.ids.is_empty() { 2 } else { usize::from(!is_there) }] += count.rules;
    }
    sums
}

fn anchor(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::read;
    use super::super::spamassassin::Count;
    use super::*;

    #[test]
    fn the_page_counts_and_links() {
        let rows = read(
            "kumomta\tA\tbare-lf\nkumomta\tB\tbare-lf\nkumomta\tC\tto-come\tlater\nmsglint\tthis\t-\topen: that\n\
             rspamd\tD\t-\tno fault\n",
        )
        .unwrap();
        let counts = vec![Count { ids: vec!["bare-lf"], why: "", rules: 3 }, Count { ids: vec![], why: "x", rules: 4 }];
        let page = page(&rows, &Rules { rows: Vec::new(), counts });
        for line in [
            "| [KumoMTA](#kumomta) | 3 | 2 | 1 | 0 | 0 |",
            "| SpamAssassin, the other rules | 7 | 3 | 0 | 0 | 4 |",
            "| `A`, `B` | [bare-lf](rules/bare-lf.md) |",
            "| `C` | to-come *(planned)* (later) |",
            "### IETF Message Lint: no rule yet\n\n| Theirs | What it is about |",
            "| this | that |",
            "| `D` | no fault |",
        ] {
            assert!(page.contains(line), "{line}\n{page}");
        }
    }
}
