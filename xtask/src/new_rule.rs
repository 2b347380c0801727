//! `cargo xtask new-rule GROUP/ID`: a rule's file, and its lines in the list.

use kenpin::rule::Group;

use crate::args::Args;
use crate::shell::{self, Outcome, root};

const LIST: &str = "src/rules/mod.rs";
/// How its slice begins.
const OPEN: &str = "ALL: &[&Rule] = &[";
/// Names that say nothing about the defect; `tests/tidy.rs` reads the same file.
const BANNED: &str = include_str!("../../tests/banned_rule_names.txt");

/// The command.
pub fn run(mut args: Args) -> Outcome {
    let name = args.word().ok_or("which? For example  cargo xtask new-rule format/subject-missing")?;
    args.finish()?;
    let (group, id) = name.split_once('/').ok_or(format!("{name:?} is not GROUP/ID"))?;
    let group = Group::parse(group).ok_or_else(|| {
        let groups: Vec<&str> = Group::ALL.iter().map(|group| group.name()).collect();
        format!("there is no group {group:?}; there are {}", groups.join(", "))
    })?;
    check_id(id)?;
    let (folder, module) = (group.name().replace('-', "_"), id.replace('-', "_"));
    if let Some(taken) = existing(&module) {
        return Err(format!("{id} exists: {taken}"));
    }
    let (list, group_list) = (root(LIST), root(&format!("src/rules/{folder}/mod.rs")));
    let rules = shell::read(&list)?;
    let modules = shell::read(&group_list).unwrap_or_else(|_| format!("//! Rules about {}.\n\n", group.name()));
    let file = format!("src/rules/{folder}/{module}.rs");
    shell::write(&list, with_rule(&with_module(&rules, &folder), &folder, &module)?)?;
    shell::write(&group_list, with_module(&modules, &module))?;
    shell::write(&root(&file), skeleton(group, id))?;
    println!(
        "wrote {file} and its lines in the lists of rules\nnext: its docs and examples, its texts, its check; then  cargo test"
    );
    Ok(())
}

/// Kebab-case, and a name of the defect.
fn check_id(id: &str) -> Outcome {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !id.split('-').all(is_word) || !id.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Err(format!("{id:?} is not kebab-case"));
    }
    let patterns = BANNED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let banned = |pattern: &&str| pattern.strip_suffix('*').map_or(id == *pattern, |start| id.starts_with(start));
    match patterns.clone().find(banned) {
        Some(pattern) => Err(format!("{id:?} says what is checked, not what is wrong ({pattern} is banned)")),
        None => Ok(()),
    }
}

/// The file of a rule of this name, in whichever group.
fn existing(module: &str) -> Option<String> {
    let name = format!("{module}.rs");
    let files = shell::files(&root("src/rules"));
    let file = files.iter().find(|file| file.file_name().is_some_and(|file| file == name.as_str()))?;
    Some(file.strip_prefix(root("")).unwrap_or(file).display().to_string())
}

/// The file with `pub mod NAME;` among its sorted modules.
fn with_module(text: &str, name: &str) -> String {
    let line = format!("pub mod {name};");
    let mut lines: Vec<&str> = text.lines().collect();
    if !lines.contains(&line.as_str()) {
        let is_module = |other: &&str| other.starts_with("pub mod ");
        let last = || lines.iter().rposition(is_module).map_or(lines.len(), |at| at + 1);
        let later = lines.iter().position(|other| is_module(other) && **other > *line);
        lines.insert(later.unwrap_or_else(last), &line);
    }
    lines.join("\n") + "\n"
}

/// The list with the rule in its slice, sorted by id.
fn with_rule(list: &str, folder: &str, module: &str) -> Result<String, String> {
    let (head, rest) = list.split_once(OPEN).ok_or(format!("{LIST} lacks `{OPEN}`"))?;
    let (body, tail) = rest.split_once(']').ok_or(format!("`{OPEN}` in {LIST} never ends"))?;
    let entry = format!("&{folder}::{module}::RULE");
    let mut entries: Vec<&str> = body.split(',').map(str::trim).filter(|entry| !entry.is_empty()).collect();
    entries.push(&entry);
    entries.sort_by_key(|entry| entry.rsplit("::").nth(1).unwrap_or_default().replace('_', "-"));
    Ok(format!("{head}{OPEN}\n    {},\n]{tail}", entries.join(",\n    ")))
}

fn skeleton(group: Group, id: &str) -> String {
    SKELETON.replace("{id}", id).replace("{group}", &format!("{group:?}")).replace("{since}", env!("CARGO_PKG_VERSION"))
}

/// A rule that compiles and finds nothing: its Bad example fails until the check is written.
const SKELETON: &str = r#"//! What is wrong, in one sentence.
//!
//! Why, at the length it needs: who reads these bytes, and what goes wrong there.
//!
//! # Bad
//! ```eml
//! Subject: the mail that has the defect, with the bytes marked
//! ~~~~~~~ {id}
//! ```
//! # Good
//! ```eml
//! Subject: the nearest mail that has not
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Rule, Sink, Source};
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "{id}",
    group: Group::{group},
    level: Level::Warning,
    basis: Basis::Standard,
    since: "{since}",
    sources: &[Source::rfc(5322, "")],
    title: Text::new("", ""),
    why: Text::new("", ""),
    help: Text::new("", ""),
    cases: &[&PLAIN],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case { name: "plain", message: Text::new("", ""), demands: &[Demand::warning(Rfc, Advice)] };

fn check(_cx: &Cx, _sink: &mut Sink) {}
"#;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_sorted_in() {
        let text = "//! Docs.\n\npub mod b;\npub mod d;\n\nuse e;\n";
        assert_eq!(with_module(text, "a"), "//! Docs.\n\npub mod a;\npub mod b;\npub mod d;\n\nuse e;\n");
        assert_eq!(with_module(text, "c"), "//! Docs.\n\npub mod b;\npub mod c;\npub mod d;\n\nuse e;\n");
        assert_eq!(with_module(text, "x"), "//! Docs.\n\npub mod b;\npub mod d;\npub mod x;\n\nuse e;\n");
        assert_eq!(with_module(text, "d"), text);
        assert_eq!(with_module("//! Docs.\n\n", "a"), "//! Docs.\n\npub mod a;\n");
    }

    #[test]
    fn a_rule_is_sorted_in_by_its_id() {
        let long = with_rule("ALL: &[&Rule] = &[\n    &z::a::RULE,\n    &a::c::RULE,\n];\n", "m", "b").unwrap();
        assert_eq!(long, "ALL: &[&Rule] = &[\n    &z::a::RULE,\n    &m::b::RULE,\n    &a::c::RULE,\n];\n");
        let first = with_rule("ALL: &[&Rule] = &[];\n", "m", "b").unwrap();
        assert_eq!(first, "ALL: &[&Rule] = &[\n    &m::b::RULE,\n];\n");
        assert!(with_rule("", "m", "b").is_err());
    }

    #[test]
    fn names_are_judged() {
        assert!(check_id("subject-missing").is_ok());
        for id in
            ["", "Subject", "a--b", "-a", "a_b", "2x", "no-subject", "check-subject", "disallow-x", "invalid-rule"]
        {
            assert!(check_id(id).is_err(), "{id}");
        }
    }
}
