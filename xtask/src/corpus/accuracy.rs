//! How often each rule was right about wanted mail: `docs/accuracy.md`, from `xtask/accuracy.tsv`.
//!
//! The table holds what a person judged, with tabs between: rule, case, path, place, R (right), W (wrong) or D (doubtful),
//! and for W and D the reason. `*` as path and place stands for all findings of a case that have no line of their own: read
//! all of them first.

use std::fmt::Write as _;

use super::firing::Firing;
use super::wanted;
use crate::shell::{self, Outcome, root};

const TABLE: &str = "xtask/accuracy.tsv";
const PAGE: &str = "docs/accuracy.md";

/// What somebody judged a finding to be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Verdict {
    Right,
    Wrong,
    Doubtful,
}

/// A line of the table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Judgement<'t> {
    rule: &'t str,
    case: &'t str,
    path: &'t str,
    place: &'t str,
    verdict: Verdict,
    reason: &'t str,
}

impl<'t> Judgement<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let mut cells = line.split('\t');
        let mut cell = || cells.next();
        let [rule, case, path, place] = [cell()?, cell()?, cell()?, cell()?];
        let verdict = match cell()? {
            "R" => Verdict::Right,
            "W" => Verdict::Wrong,
            "D" => Verdict::Doubtful,
            _ => return None,
        };
        let reason = cell().unwrap_or_default();
        let explained = verdict == Verdict::Right || !reason.is_empty();
        (explained && cells.next().is_none()).then_some(Self { rule, case, path, place, verdict, reason })
    }

    fn is_about(&self, firing: &Firing) -> bool {
        let here = self.path == firing.path && self.place == firing.span();
        (self.rule, self.case) == (firing.rule, firing.case) && (here || self.is_for_all())
    }

    fn is_for_all(&self) -> bool {
        self.path == "*" && self.place == "*"
    }
}

/// Writes the page, or compares it; tells what is not judged, and what was judged and is gone.
pub fn run(firings: &[Firing], messages: usize, check: bool) -> Outcome {
    let table = shell::read(&root(TABLE))?;
    let judgements = read(&table)?;
    let open: Vec<&Firing> = firings.iter().filter(|it| judgement(&judgements, it).is_none()).collect();
    let gone: Vec<&Judgement> =
        judgements.iter().filter(|judged| !firings.iter().any(|it| judged.is_about(it))).collect();
    let page = page(firings, &judgements, messages);
    let stale = shell::read(&root(PAGE)).ok().as_ref() != Some(&page);
    if stale && !check {
        shell::write(&root(PAGE), &page)?;
        println!("wrote {PAGE}");
    }
    if !open.is_empty() {
        println!("# not judged: lines for {TABLE}, with R, W or D for the ?\n{}", unjudged(&open));
    }
    for judged in &gone {
        println!("gone: {}\t{}\t{}\t{}", judged.rule, judged.case, judged.path, judged.place);
    }
    match (open.len(), gone.len()) {
        (0, 0) if stale && check => Err(format!("{PAGE} is not as {TABLE} says (run  cargo xtask corpus --accuracy)")),
        (0, 0) => Ok(()),
        (open, gone) => Err(format!("{open} findings are not judged, {gone} judgements are of findings that are gone")),
    }
}

fn read(table: &str) -> Result<Vec<Judgement<'_>>, String> {
    let mut judgements = Vec::new();
    for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let judgement = Judgement::read(line);
        let wrong = || format!("{TABLE}:{}: not rule, case, path, place, R|W|D, reason (for W and D)", at + 1);
        judgements.push(judgement.ok_or_else(wrong)?);
    }
    judgements.sort();
    let twice = judgements.windows(2).find(|pair| {
        let key = |it: &Judgement<'_>| [it.rule, it.case, it.path, it.place].map(str::to_owned);
        key(&pair[0]) == key(&pair[1])
    });
    match twice {
        Some(pair) => {
            Err(format!("{TABLE}: {} in {} at {} is judged twice", pair[0].rule, pair[0].path, pair[0].place))
        }
        None => Ok(judgements),
    }
}

fn judgement<'j, 't>(judgements: &'j [Judgement<'t>], firing: &Firing) -> Option<&'j Judgement<'t>> {
    let mut about = judgements.iter().filter(|judged| judged.is_about(firing));
    let first = about.next()?;
    Some(if first.is_for_all() { about.next().unwrap_or(first) } else { first })
}

/// Lines to be completed, each under what there is to read.
fn unjudged(open: &[&Firing]) -> String {
    let mut out = String::new();
    for it in open {
        let _ = writeln!(out, "# {} | {} | {}", it.level.name(), it.excerpt, it.message);
        let _ = writeln!(out, "{}\t{}\t{}\t{}\t?", it.rule, it.case, it.path, it.span());
    }
    out
}

fn page(firings: &[Firing], judgements: &[Judgement], messages: usize) -> String {
    let wanted = wanted::received();
    let mut out = format!(
        "# How often the rules are right\n\n\
         What kenpin says, with its defaults, about {messages} messages: {wanted} that their readers wanted (newsletters, \
         list mail, personal mail) and {} examples of RFCs. Every finding was read. Right: the message has the \
         defect, and the text and the mark fit it. Wrong: it has not. Doubtful: it has, but whether it needs saying is a \
         matter of opinion.\n\n\
         The messages are others' and not part of this repository; `xtask/wanted.txt` names them. \
         `cargo xtask corpus --accuracy` writes this page from `xtask/accuracy.tsv`.\n\n\
         | Rule | Fired | Right | Wrong | Doubtful |\n|---|--:|--:|--:|--:|\n",
        messages - wanted
    );
    let mut sum = [0; 5];
    for rule in firings.chunk_by(|a, b| a.rule == b.rule) {
        let mut row = [rule.len(), 0, 0, 0, 0];
        for firing in rule {
            row[judgement(judgements, firing).map_or(4, |judged| judged.verdict as usize + 1)] += 1;
        }
        (0..5).for_each(|at| sum[at] += row[at]);
        let [fired, right, wrong, doubtful, _] = row;
        let _ = writeln!(out, "| [{0}](rules/{0}.md) | {fired} | {right} | {wrong} | {doubtful} |", rule[0].rule);
    }
    let [fired, right, wrong, doubtful, open] = sum;
    let _ = writeln!(out, "| **all** | **{fired}** | **{right}** | **{wrong}** | **{doubtful}** |");
    if open > 0 {
        let _ = writeln!(out, "\n{open} findings are not judged yet.");
    }
    let silent = kenpin::rules::ALL.iter().filter(|rule| firings.iter().all(|it| it.rule != rule.id));
    let silent: Vec<String> = silent.map(|rule| format!("`{}`", rule.id)).collect();
    let _ = writeln!(out, "\nSilent on all of them: {}.", silent.join(", "));
    for (title, verdict) in [("Wrong", Verdict::Wrong), ("Doubtful", Verdict::Doubtful)] {
        let listed: Vec<_> = judgements.iter().filter(|it| it.verdict == verdict).collect();
        if !listed.is_empty() {
            let _ = writeln!(out, "\n## {title}\n");
        }
        for it in listed {
            let _ = writeln!(out, "- `{}` in `{}`: {}", it.rule, it.path, it.reason);
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use kenpin::profile::Level;
    use kenpin::span::Span;

    fn firing(rule: &'static str, start: u32) -> Firing {
        let (excerpt, message) = ("x".to_owned(), "y".to_owned());
        Firing {
            rule,
            case: "plain",
            path: "a/b.eml".into(),
            place: Span::at(start),
            level: Level::Info,
            excerpt,
            message,
        }
    }

    #[test]
    fn judgements_are_read() {
        let table = "# rule\na\tplain\ta/b.eml\t1..1\tR\na\tplain\ta/b.eml\t2..2\tW\tnot one\n";
        let judgements = read(table).unwrap();
        assert!(judgements[0].is_about(&firing("a", 1)) && !judgements[0].is_about(&firing("a", 2)));
        assert_eq!(judgements[1].verdict, Verdict::Wrong);
        let table = "a\tplain\ta/b.eml\t2..2\tW\tnot one\na\tplain\t*\t*\tR\n";
        let judgements = read(table).unwrap();
        let verdict = |start| judgement(&judgements, &firing("a", start)).unwrap().verdict;
        assert_eq!((verdict(1), verdict(2)), (Verdict::Right, Verdict::Wrong));
        for bad in ["a\tplain\tb\t1..1\tW", "a\tplain\tb\t1..1\t?", "a\tplain\tb\t1..1\tR\n".repeat(2).as_str()] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_page_counts() {
        let judgements = read("a\tplain\ta/b.eml\t1..1\tR\na\tplain\ta/b.eml\t2..2\tD\tsmall\n").unwrap();
        let page = page(&[firing("a", 1), firing("a", 2), firing("a", 3)], &judgements, 60);
        assert!(page.contains("| [a](rules/a.md) | 3 | 1 | 0 | 1 |"), "{page}");
        assert!(
            page.contains("1 findings are not judged yet.") && page.contains("- `a` in `a/b.eml`: small"),
            "{page}"
        );
    }
}
