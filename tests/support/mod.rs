//! What several tests share.
#![allow(dead_code, clippy::unwrap_used, clippy::print_stdout)] // Each test uses its part of it, and says what it skips.

pub mod command;
pub mod corpora;
pub mod example;
pub mod expect;
pub mod facts;
pub mod found;
pub mod letter;
pub mod spans;
pub mod stalwart;
pub mod table;

use kenpin::rule::Rule;
use std::path::PathBuf;

/// The file that a rule is written in.
pub fn rule_file(rule: &Rule) -> PathBuf {
    let name = format!("src/rules/{}/{}.rs", rule.group.name(), rule.id.replace('-', "_"));
    let name = name.replace("/8bit", "/eight_bit");
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}
