//! The README shows what the command line prints, to the letter.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::process::Command;

#[test]
fn the_example_in_the_readme_is_true() {
    let Some(kenpin) = option_env!("CARGO_BIN_EXE_kenpin") else {
        println!("skipped: the command line is not part of this build");
        return;
    };
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let (_, rest) = readme.split_once("$ kenpin check docs/letter.eml\n").expect("the README has an example");
    let shown = rest.split_once("\n```\n").unwrap().0;
    let run = Command::new(kenpin)
        .args(["check", "docs/letter.eml"])
        .env_remove("COLUMNS")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let printed = String::from_utf8(run.stdout).unwrap();
    assert_eq!(printed.trim_end(), shown, "the example in README.md is not what kenpin prints");
    assert_eq!(run.status.code(), Some(1));
}
