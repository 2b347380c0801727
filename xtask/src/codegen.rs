//! `cargo xtask codegen`: what is written from the rules' values and docs, and from data.
//!
//! Committed: reference pages in two languages, their index, the table in `README.md`, the comparison with other checkers;
//! charset tables and the packed Public Suffix List. For the WebAssembly build, not
//! committed: a language pack per language and `rules.json`.

mod doc;
mod packs;
mod pages;

use std::path::{Path, PathBuf};

use kenpin::rule::Rule;
use kenpin::rules::ALL;
use kenpin::text::Lang;

use crate::args::Args;
use crate::shell::{self, Outcome, root};
use crate::{charset, compare, lowercase, psl};
use doc::Doc;

const BEGIN: &str = "<!-- rules:begin -->\n";
const END: &str = "<!-- rules:end -->";

/// The command.
pub fn run(mut args: Args) -> Outcome {
    let check = args.flag("--check");
    args.finish()?;
    let entries = entries()?;
    packs::check(&entries)?;
    let files = committed(&entries)?;
    settle(&files, &stale(&files), check, "codegen")?;
    if check {
        println!("{} rules, {} files: nothing drifted", entries.len(), files.len());
    }
    Ok(())
}

/// Writes the files that are not as they should be and removes the stale ones; with `check` that is an error instead,
/// which names them and `command`.
pub fn settle(files: &[(PathBuf, Vec<u8>)], stale: &[PathBuf], check: bool, command: &str) -> Outcome {
    let drifted = files.iter().filter(|(path, content)| std::fs::read(path).ok().as_ref() != Some(content));
    if check {
        let names = drifted.map(|(path, _)| path).chain(stale).map(|path| format!("  {}\n", named(path)));
        let names: String = names.collect();
        if names.is_empty() {
            return Ok(());
        }
        return Err(format!("these files are not as rules and data say (run  cargo xtask {command}):\n{names}"));
    }
    for (path, content) in drifted {
        shell::write(path, content)?;
        println!("wrote {}", named(path));
    }
    for path in stale {
        std::fs::remove_file(path).map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
        println!("removed {}", named(path));
    }
    Ok(())
}

/// Names and contents of what the WebAssembly build needs beside the module.
pub fn wasm_files() -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let entries = entries()?;
    packs::check(&entries)?;
    let en = packs::pack(Lang::En);
    let ja = packs::pack(Lang::Ja);
    Ok(vec![
        ("tables.bin", kenpin::tables::file()),
        ("en.txt", en.into()),
        ("ja.txt", ja.into()),
        ("rules.json", packs::json(&entries).into()),
    ])
}

/// A rule and the docs of its file.
struct Entry {
    rule: &'static Rule,
    /// Path of its file, from the root of the tree.
    file: String,
    doc: Doc,
}

/// The module of a rule: a module's name cannot begin with a digit.
fn module(id: &str) -> String {
    id.replace("8bit", if id.starts_with('8') { "eight_bit" } else { "8bit" }).replace('-', "_")
}

fn entries() -> Result<Vec<Entry>, String> {
    let entry = |rule: &'static Rule| {
        let file = format!("src/rules/{}/{}.rs", rule.group.name().replace('-', "_"), module(rule.id));
        let doc = Doc::parse(&shell::read(&root(&file))?);
        Ok(Entry { rule, file, doc })
    };
    ALL.iter().copied().map(entry).collect()
}

/// Paths and contents of all committed files.
fn committed(entries: &[Entry]) -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
    let mut files = tables()?;
    files.extend(compare::files()?);
    for language in [&pages::ENGLISH, &pages::JAPANESE] {
        let folder = root(language.folder);
        files.push((folder.join("README.md"), pages::index(entries, language).into()));
        for entry in entries {
            files.push((folder.join(format!("{}.md", entry.rule.id)), pages::page(entry, language).into()));
        }
    }
    let readme = root("README.md");
    if readme.is_file() {
        let text = with_table(&shell::read(&readme)?, &pages::table(entries))?;
        files.push((readme, text.into()));
    } else {
        println!("README.md is not there: its table was left out");
    }
    Ok(files)
}

/// What is packed from data.
fn tables() -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
    let charsets = charset::generate().into_iter().map(|(path, bytes)| (root(path), bytes));
    let suffixes = psl::pack(&shell::read(&root(psl::TEXT_FILE))?);
    let lowercase = lowercase::pack();
    Ok(charsets.chain([(root(psl::PACKED_FILE), suffixes), (root(lowercase::PACKED_FILE), lowercase)]).collect())
}

/// The README with the table between its two marks.
fn with_table(readme: &str, table: &str) -> Result<String, String> {
    let place = readme.split_once(BEGIN).and_then(|(head, rest)| Some((head, rest.split_once(END)?.1)));
    let (head, tail) = place.ok_or(format!("README.md lacks the lines {} and {END}", BEGIN.trim_end()))?;
    Ok(format!("{head}{BEGIN}{table}{END}{tail}"))
}

/// Generated pages of rules that are no more.
fn stale(files: &[(PathBuf, Vec<u8>)]) -> Vec<PathBuf> {
    let mut pages = shell::files(&root(pages::ENGLISH.folder));
    pages.retain(|path| {
        files.iter().all(|(file, _)| file != path)
            && shell::read(path).is_ok_and(|text| text.starts_with(pages::WRITTEN))
    });
    pages
}

fn named(path: &Path) -> String {
    path.strip_prefix(root("")).unwrap_or(path).display().to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_table_replaces_what_stood_there() {
        let readme = format!("a\n{BEGIN}old\n{END}\nb\n");
        assert_eq!(with_table(&readme, "new\n").unwrap(), format!("a\n{BEGIN}new\n{END}\nb\n"));
        assert!(with_table("a\n", "new\n").is_err());
    }
}
