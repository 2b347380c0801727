//! What the tree promises its readers: short files and functions, arrows that point one way, a sorted list of rules.
//!
//! Each test names every place that breaks its promise, not only the first.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Modules under `src/`, from left to right: each uses only what stands in its own line or above.
const LAYERS: &[&[&str]] = &[
    &["digits", "find", "order", "span", "tables", "words"],
    &["line", "scan"],
    &["decode"],
    &["html", "value"],
    &["auth", "bounce"],
    // Each part of what a rule is names the others; `fix` makes edits for rules and applies them.
    &["finding", "fix", "message", "options", "profile", "rule", "source", "text"],
    &["rules"],
    &["report"],
    &["lib"],
    &["render"],
    &["cli", "main", "wasm"],
];

/// Arrows that point the other way, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[("options", "rules", "a level is set only for a rule that exists")];

const RULE_LINES: usize = 150;
const SOURCE_LINES: usize = 400;
const TEST_LINES: usize = 600;
const FUNCTION_LINES: usize = 60;

/// Crates that the product does without, each larger or slower than what is there (docs/decisions.md).
const UNWANTED_CRATES: &[&str] = &["regex", "regex-lite", "fancy-regex", "url", "idna", "psl", "lol_html", "html5ever"];

const BANNED_RULE_NAMES: &str = include_str!("banned_rule_names.txt");

#[test]
fn files_are_short() {
    let too_long = sources().filter_map(|file| {
        let lines = read(&file).lines().count();
        let limit = if is_test(&file) {
            TEST_LINES
        } else if is_rule(&file) {
            RULE_LINES
        } else {
            SOURCE_LINES
        };
        (lines > limit).then(|| format!("{}: {lines} lines, {limit} are allowed", named(&file)))
    });
    none(too_long);
}

#[test]
fn functions_are_short() {
    let too_long = sources().flat_map(|file| {
        let text = read(&file);
        let long = functions(&text).into_iter().filter(|&(_, length)| length > FUNCTION_LINES);
        let long = long.map(|(line, length)| format!("{}:{line}: a function of {length} lines", named(&file)));
        long.collect::<Vec<_>>()
    });
    none(too_long);
}

/// Line and length of every function of a formatted source: its end is the brace at its own indentation.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut functions = Vec::new();
    for (start, line) in lines.iter().enumerate().filter(|(_, line)| opens_function(line)) {
        let indent = &line[..line.len() - line.trim_start().len()];
        let ends = |line: &&str| line.strip_prefix(indent).is_some_and(|rest| rest.starts_with('}'));
        let declared = |line: &&str| line.starts_with(&format!("{indent})")) && line.ends_with(';');
        let end = lines[start + 1..].iter().position(|line| ends(line) || declared(line));
        if let Some(end) = end {
            functions.push((start + 1, end + 2));
        }
    }
    functions
}

fn opens_function(line: &str) -> bool {
    let code = line.trim_start();
    let words: Vec<&str> = code.split(' ').collect();
    let is_function = words.iter().position(|word| matches!(*word, "fn" | "function")).is_some_and(|at| {
        words[..at].iter().all(|word| {
            word.starts_with("pub") || matches!(*word, "const" | "async" | "export" | "default" | "unsafe" | "extern")
        })
    });
    is_function && !code.ends_with([';', '}'])
}

#[test]
fn functions_are_measured() {
    let text = "impl A {\n    fn a() {\n        1;\n    }\n\n    pub(crate) const fn b(\n        c: u8,\n    ) -> u8 {\n        c\n    \
                }\n    fn d(&self);\n}\nexport async function e() {\n}\nfn f() {}\n// fn g() {\n";
    assert_eq!(functions(text), [(2, 3), (6, 5), (13, 2)]);
}

#[test]
fn arrows_point_one_way() {
    let files: Vec<PathBuf> = files("src", &["rs"]).collect();
    assert!(files.len() > 5, "src is empty");
    none(files.iter().flat_map(|file| {
        let from = module(file);
        let text = read(file);
        let code = text.split("#[cfg(test)]").next().unwrap();
        let used = uses(code).into_iter().filter(|(_, to)| *to != from && !may_use(&from, to));
        used.map(|(line, to)| format!("{}:{line}: {from} must not use {to}", named(file))).collect::<Vec<_>>()
    }));
}

/// The module under `src/` that a file belongs to.
fn module(file: &Path) -> String {
    let path = file.strip_prefix(root().join("src")).unwrap();
    let first = path.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// Line and module of each `crate::` path in code; what the root itself exports counts as `lib`.
fn uses(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for rest in line.split("crate::").skip(1) {
            let names = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap());
            let names = if rest.starts_with('{') { names.split(", ").collect() } else { vec![names] };
            for name in names {
                let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
                let is_module = LAYERS.iter().any(|layer| layer.contains(&&name[..end]));
                found.push((index + 1, if is_module { name[..end].to_owned() } else { "lib".to_owned() }));
            }
        }
    }
    found
}

/// The root names every module and re-exports from all of them.
fn may_use(from: &str, to: &str) -> bool {
    let layer = |module: &str| LAYERS.iter().position(|layer| layer.contains(&module));
    let excepted = EXCEPTIONS.iter().any(|(left, right, _)| (*left, *right) == (from, to));
    excepted || from == "lib" || matches!((layer(from), layer(to)), (Some(from), Some(to)) if from >= to)
}

#[test]
fn arrows_are_read() {
    let code =
        "use crate::span::Span;\nuse crate::{scan, Report};\n// crate::rules\nlet a = crate::lint(crate::value::x);\n";
    let read = uses(code);
    let read: Vec<(usize, &str)> = read.iter().map(|(line, to)| (*line, to.as_str())).collect();
    assert_eq!(read, [(1, "span"), (2, "scan"), (2, "lib"), (4, "lib"), (4, "value")]);
    assert!(may_use("rules", "message") && !may_use("scan", "message") && !may_use("scan", "lib"));
    assert!(!may_use("unknown", "span"));
}

#[test]
fn rules_are_listed_in_order() {
    let text = read(&root().join("src/rules/mod.rs"));
    let (_, rest) = text.split_once("ALL: &[&Rule] = &[").expect("src/rules/mod.rs holds the list ALL");
    let listed = rest.split_once("];").unwrap().0.split(',').map(str::trim);
    let listed: Vec<&str> = listed.filter(|entry| entry.starts_with('&')).collect();
    let mut expected: Vec<(String, String)> = rule_files()
        .map(|file| {
            let group = file.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
            let module = file.file_stem().unwrap().to_str().unwrap();
            (id_of(module), format!("&{group}::{module}::RULE"))
        })
        .collect();
    expected.sort();
    let expected: Vec<String> = expected.into_iter().map(|(_, entry)| entry).collect();
    assert_eq!(listed, expected, "the list in src/rules/mod.rs holds each rule's file once, sorted by id");
}

#[test]
fn rules_are_named_after_the_defect() {
    none(rule_files().flat_map(|file| {
        let text = read(&file);
        let id = id_of(file.file_stem().unwrap().to_str().unwrap());
        let mut faults = Vec::new();
        if !text.contains(&format!("id: \"{id}\",")) {
            faults.push(format!("{}: its id is not {id}, as the file is named", named(&file)));
        }
        faults.extend(banned(&id).map(|pattern| format!("{}: {pattern} is banned as a name", named(&file))));
        faults
    }));
}

/// The id that belongs to a module; a module's name cannot begin with a digit.
fn id_of(module: &str) -> String {
    module.replace('_', "-").replace("eight-bit", "8bit")
}

fn banned(id: &str) -> Option<&'static str> {
    let mut patterns = BANNED_RULE_NAMES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    patterns.find(|pattern| pattern.strip_suffix('*').map_or(id == *pattern, |start| id.starts_with(start)))
}

#[test]
fn banned_names_are_known() {
    assert!(banned("no-subject").is_some());
    assert!(banned("subject-missing").is_none());
}

#[test]
fn heavy_crates_stay_out_of_the_product() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let tree = ["tree", "--package", "kenpin", "--edges", "normal", "--all-features", "--prefix", "none", "--locked"];
    let output = Command::new(cargo).args(tree).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.lines().any(|line| line.starts_with("memchr ")), "the tree cannot be read");
    none(tree.lines().filter(|line| UNWANTED_CRATES.contains(&line.split(' ').next().unwrap())).map(str::to_owned));
}

#[test]
fn files_are_named_after_what_they_hold() {
    let vague = ["utils", "util", "helpers", "helper", "common", "misc", "stuff"];
    none(
        sources().filter(|file| vague.contains(&file.file_stem().unwrap().to_str().unwrap())).map(|file| named(&file)),
    );
}

#[test]
fn what_is_left_to_do_has_an_issue() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    none(lines_of(sources()).filter_map(|(place, line)| {
        let mark = marks.iter().find_map(|mark| line.split_once(mark))?;
        let number = mark.1.trim_start_matches(['(', ':', ' ']);
        let named = number.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        (!named).then(|| format!("{place}: {}", line.trim()))
    }));
}

#[test]
fn sources_hold_no_emoji() {
    none(lines_of(sources()).filter_map(|(place, line)| {
        let emoji = line.chars().find(|c| is_emoji(*c))?;
        Some(format!("{place}: U+{:04X}; write it as an escape", u32::from(emoji)))
    }));
}

/// Pictographs and what asks for them; arrows, check marks and kana stay.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1faff}' | '\u{2600}'..='\u{26ff}' | '\u{2705}' | '\u{274c}' | '\u{fe0f}')
}

#[test]
fn only_one_file_knows_the_browser() {
    let crates = ["wasm_bindgen", "js_sys", "web_sys"];
    let own = [root().join("src/wasm.rs"), root().join("src/wasm")];
    let others = files("src", &["rs"]).filter(|file| !own.iter().any(|own| file.starts_with(own)));
    none(lines_of(others).filter_map(|(place, line)| {
        let found = crates.iter().find(|name| line.contains(*name))?;
        Some(format!("{place}: {found} belongs into src/wasm.rs"))
    }));
}

/// Fails with every place found.
#[track_caller]
fn none(places: impl Iterator<Item = String>) {
    let places: Vec<String> = places.collect();
    assert!(places.is_empty(), "\n{}\n", places.join("\n"));
}

/// Every file that people write in a programming language.
fn sources() -> impl Iterator<Item = PathBuf> {
    let folders = ["src", "tests", "benches", "xtask/src", "fuzz/fuzz_targets", "pkg", "www", "editors"];
    let files: Vec<PathBuf> = folders.iter().flat_map(|folder| files(folder, &["rs", "ts", "css"])).collect();
    assert!(files.len() > 10, "the tree cannot be read");
    files.into_iter()
}

/// The files with one of these extensions below a folder, sorted; what is built or fetched is left out.
fn files(folder: &str, extensions: &[&str]) -> impl Iterator<Item = PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Ok(entries) = fs::read_dir(&path) {
            if !matches!(name.as_str(), "node_modules" | "dist" | "wasm" | "target" | "public") || folder == "src" {
                open.extend(entries.map(|entry| entry.unwrap().path()));
            }
        } else if extensions.iter().any(|extension| name.ends_with(&format!(".{extension}"))) {
            found.push(path);
        }
    }
    found.sort();
    found.into_iter()
}

fn rule_files() -> impl Iterator<Item = PathBuf> {
    files("src/rules", &["rs"]).filter(|file| is_rule(file))
}

/// `src/rules/<group>/<id>.rs`.
fn is_rule(file: &Path) -> bool {
    let rules = root().join("src/rules");
    file.strip_prefix(rules).is_ok_and(|path| path.components().count() == 2 && !path.ends_with("mod.rs"))
}

fn is_test(file: &Path) -> bool {
    let path = file.strip_prefix(root()).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "test")))
        || name == "tests.rs"
        || name.ends_with(".test.ts")
}

/// Place and text of every line.
fn lines_of(files: impl Iterator<Item = PathBuf>) -> impl Iterator<Item = (String, String)> {
    files.flat_map(|file| {
        let lines: Vec<(String, String)> = read(&file)
            .lines()
            .enumerate()
            .map(|(index, line)| (format!("{}:{}", named(&file), index + 1), line.to_owned()))
            .collect();
        lines
    })
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

fn named(file: &Path) -> String {
    file.strip_prefix(root()).unwrap().display().to_string()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
