//! The reference pages and tables, in Markdown.

use std::fmt::Write as _;

use kenpin::rule::Group;
use kenpin::source::Source;
use kenpin::text::Text;

use super::Entry;

/// How line one of every generated page begins.
pub const WRITTEN: &str = "<!-- Written by `cargo xtask codegen`";

/// A language of the pages.
pub struct Language {
    /// Where its pages stand.
    pub folder: &'static str,
    /// From its folder to the root of the tree.
    up: &'static str,
    text: fn(&Text) -> &'static str,
    /// Whether the long explanation, which is English, belongs here.
    explains: bool,
    rules: &'static str,
    why: &'static str,
    help: &'static str,
    explanation: &'static str,
    bad: &'static str,
    fixed: &'static str,
    good: &'static str,
    who: &'static str,
    sources: &'static str,
    facts: &'static str,
    columns: &'static str,
    demands: &'static str,
    other: &'static str,
}

/// English.
pub static ENGLISH: Language = Language {
    folder: "docs/rules",
    up: "../..",
    text: |text| text.en,
    explains: true,
    rules: "Rules",
    why: "Why it matters",
    help: "What to do",
    explanation: "Explanation",
    bad: "Bad",
    fixed: "Fixed",
    good: "Good",
    who: "Who asks for it",
    sources: "Sources",
    columns: "| rule | level | basis | confidence | fix | since |",
    facts: "| group | level | basis | confidence | fix | since |",
    demands: "| finding | who | level | outcome |",
    other: "日本語",
};

/// Japanese.
pub static JAPANESE: Language = Language {
    folder: "docs/rules/ja",
    up: "../../..",
    text: |text| text.ja,
    explains: false,
    rules: "ルール",
    why: "なぜ重要か",
    help: "対処方法",
    explanation: "解説",
    bad: "悪い例",
    fixed: "直した例",
    good: "良い例",
    who: "誰が求めているか",
    sources: "出典",
    columns: "| ルール | 重大度 | 根拠 | 確度 | 修正 | 導入 |",
    facts: "| 分類 | 重大度 | 根拠 | 確度 | 修正 | 導入 |",
    demands: "| 指摘 | 誰が | 重大度 | 結果 |",
    other: "English",
};

/// The page of one rule.
pub fn page(entry: &Entry, language: &Language) -> String {
    let rule = entry.rule;
    let text = language.text;
    let mut page = format!("{WRITTEN} from {}. -->\n# {}\n\n{}\n\n", entry.file, rule.id, prose(text(&rule.title)));
    let other = if language.explains { format!("ja/{}.md", rule.id) } else { format!("../{}.md", rule.id) };
    let _ = writeln!(page, "[{}](README.md) · [{}]({other})\n", language.rules, language.other);
    let _ = writeln!(page, "{}\n|---|---|---|---|---|---|", language.facts);
    let facts = [
        rule.group.name(),
        rule.level.name(),
        rule.basis.name(),
        rule.confidence.name(),
        rule.fixes.name(),
        rule.since,
    ];
    let _ = writeln!(page, "| {} |", facts.join(" | "));
    section(&mut page, language.why, &prose(text(&rule.why)));
    section(&mut page, language.help, &prose(text(&rule.help)));
    if language.explains {
        section(&mut page, language.explanation, &entry.doc.explanation);
    }
    for (heading, example) in &entry.doc.examples {
        section(&mut page, &example_heading(heading, language), example);
    }
    section(&mut page, language.who, &demands(entry, language));
    section(&mut page, language.sources, &rule.sources.iter().map(|it| source(it, language)).collect::<String>());
    page
}

fn section(page: &mut String, heading: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(page, "\n## {heading}\n\n{}", text.trim_end());
    }
}

fn example_heading(heading: &str, language: &Language) -> String {
    let (word, rest) = heading.split_at(heading.find(' ').unwrap_or(heading.len()));
    let word = match word {
        "Bad" => language.bad,
        "Fixed" => language.fixed,
        _ => language.good,
    };
    format!("{word}{rest}")
}

/// Each way in which the rule speaks, and who demands what there.
fn demands(entry: &Entry, language: &Language) -> String {
    let mut table = format!("{}\n|---|---|---|---|\n", language.demands);
    for case in entry.rule.cases {
        let mut message = cell((language.text)(&case.message));
        if case.demands.is_empty() {
            let _ = writeln!(table, "| {message} | - | {} | - |", entry.rule.level.name());
        }
        for demand in case.demands {
            let (who, level, outcome) = (demand.profile.name(), demand.level.name(), demand.outcome.name());
            let _ = writeln!(table, "| {message} | {who} | {level} | {outcome} |");
            message.clear();
        }
    }
    table
}

fn source(source: &Source, language: &Language) -> String {
    match *source {
        Source::Rfc(number, "") => format!("- [RFC {number}](https://www.rfc-editor.org/rfc/rfc{number})\n"),
        Source::Rfc(number, part) => {
            let kind = if part.starts_with(|c: char| c.is_ascii_digit()) { "section" } else { "appendix" };
            format!("- [RFC {number} {kind} {part}](https://www.rfc-editor.org/rfc/rfc{number}#{kind}-{part})\n")
        }
        Source::Page { name, url: "", checked } => format!("- {name} ({checked})\n"),
        Source::Page { name, url, checked } => format!("- [{name}]({url}) ({checked})\n"),
        Source::Heuristic(what) => format!("- {}\n", (language.text)(&what)),
    }
}

/// The list of all rules with their pages.
pub fn index(entries: &[Entry], language: &Language) -> String {
    let other = if language.explains { "ja/README.md" } else { "../README.md" };
    let up = language.up;
    let mut page = format!("{WRITTEN} from src/rules. -->\n# {} ({})\n\n", language.rules, entries.len());
    let _ = writeln!(page, "[kenpin]({up}/README.md) · [{}]({other})", language.other);
    for group in Group::ALL {
        let rules: Vec<&Entry> = entries.iter().filter(|entry| entry.rule.group == *group).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = writeln!(page, "\n## {}\n\n{}\n|---|---|---|---|---|---|", group.name(), language.columns);
        for entry in rules {
            let rule = entry.rule;
            let (level, basis, confidence) = (rule.level.name(), rule.basis.name(), rule.confidence.name());
            let title = cell((language.text)(&rule.title));
            let (id, fix, since) = (rule.id, rule.fixes.name(), rule.since);
            let _ = writeln!(page, "| [{id}]({id}.md): {title} | {level} | {basis} | {confidence} | {fix} | {since} |");
        }
    }
    page
}

/// The table in the tree's README.
pub fn table(entries: &[Entry]) -> String {
    let mut table =
        "<!-- Written by `cargo xtask codegen`. -->\n\n| rule | what it finds | level | fix |\n|---|---|---|---|\n"
            .to_owned();
    for Entry { rule, .. } in entries {
        let (id, title) = (rule.id, cell(rule.title.en));
        let _ =
            writeln!(table, "| [{id}](docs/rules/{id}.md) | {title} | {} | {} |", rule.level.name(), rule.fixes.name());
    }
    table.push('\n');
    table
}

/// Words that Markdown must not take for markup.
fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for c in text.chars() {
        in_code ^= c == '`';
        if matches!(c, '<' | '*' | '_') && !in_code {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same inside a table, where a bar ends the cell even in code.
fn cell(text: &str) -> String {
    prose(text).replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        assert_eq!(prose("a <b> `x_<y>` *|T|*"), "a \\<b> `x_<y>` \\*|T|\\*");
        assert_eq!(cell("*|T|*"), "\\*\\|T\\|\\*");
    }

    #[test]
    fn sources_become_links() {
        let appendix = source(&Source::rfc(5322, "A.1"), &ENGLISH);
        assert_eq!(appendix, "- [RFC 5322 appendix A.1](https://www.rfc-editor.org/rfc/rfc5322#appendix-A.1)\n");
        assert_eq!(source(&Source::heuristic("counted", "数えた"), &ENGLISH), "- counted\n");
    }
}
