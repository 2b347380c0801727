//! The Public Suffix List: from the list as published to our text, and from our text to the packed form.
//!
//! # Packed form
//! Ten bytes of snapshot date, then one *block*: the top-level labels in byte order, each with its children.
//! An entry of a block is
//! - one head byte below 0x20: the low four bits say how many bytes it shares with the label before it (at most 15),
//!   bit 0x10 says that its rule stands in the private section;
//! - the rest of the label in UTF-8 (U-label; no byte of it lies in 0x00..=0x1F or 0x40..=0x5F);
//! - unless it is a plain rule without children, one kind byte 0x40 | [`RULE`] | [`WILDCARD`] | [`EXCEPTION`] |
//!   [`CHILDREN`] | [`WILDCARD_PRIVATE`];
//! - with [`CHILDREN`], the length of their block (seven bits a byte, low ones first, 0x80 = more) and the block.
//!
//! Most entries are plain rules, so leaving out their kind byte is what makes the form small; one stream compressed
//! better than separate ones for shape and text. `kenpin::value::domain` reads it in place.

use std::collections::BTreeMap;
use std::path::Path;

use crate::args::Args;
use crate::shell::{self, Outcome, root};

const RULE: u8 = 1;
const WILDCARD: u8 = 2;
const EXCEPTION: u8 = 4;
const CHILDREN: u8 = 8;
const WILDCARD_PRIVATE: u8 = 16;

const PRIVATE_HEAD: u8 = 0x10;
const MAX_SHARED: usize = 15;

/// Our text of the list, which [`pack`] packs.
pub const TEXT_FILE: &str = "data/public-suffixes.txt";
/// The packed form.
pub const PACKED_FILE: &str = "data/public-suffixes.bin";

/// `cargo xtask suffixes FILE PACKAGE`: takes the list over as published; `cargo xtask codegen` then packs it.
pub fn run(mut args: Args) -> Outcome {
    let (file, package) = args.word().zip(args.word()).ok_or("which? A list, and the package that it is from")?;
    args.finish()?;
    shell::write(&root(TEXT_FILE), extract(&shell::read(Path::new(&file))?, &package))?;
    println!("wrote {TEXT_FILE}; next: cargo xtask codegen");
    Ok(())
}

/// Our text of the list: a header, then one rule a line, from the list as published (`public_suffix_list.dat`).
///
/// `package` names the package and version that the file was taken from.
pub fn extract(published: &str, package: &str) -> String {
    let fact = |key| published.lines().find_map(|line| line.strip_prefix(key)).unwrap_or("unknown").trim();
    let version = fact("// VERSION:");
    let mut text = format!(
        "# Public Suffix List: the rules alone, in the order of the source, without its comments.\n\
         # source: https://publicsuffix.org/list/public_suffix_list.dat, by way of {package}\n\
         # version: {version}\n# commit: {}\n# date: {}\n# licence: MPL-2.0\n\
         # This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL\n\
         # was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.\n",
        fact("// COMMIT:"),
        version.get(..10).unwrap_or(version),
    );
    for line in published.lines() {
        let section = match line.trim() {
            "// ===BEGIN ICANN DOMAINS===" => Some("[icann]"),
            "// ===BEGIN PRIVATE DOMAINS===" => Some("[private]"),
            _ => None,
        };
        let rule = line.split_whitespace().next().filter(|rule| !rule.starts_with("//"));
        if let Some(line) = section.or(rule) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// The packed form of our text (`data/public-suffixes.txt`).
///
/// # Panics
/// When the text is not what [`extract`] writes: no date, or a `*` that is not the leftmost label.
pub fn pack(text: &str) -> Vec<u8> {
    let date = text.lines().find_map(|line| line.strip_prefix("# date: ")).expect("the text states its date");
    assert_eq!(date.len(), 10, "a date is written YYYY-MM-DD");
    let mut root = Node::default();
    let mut private = false;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line {
            "[icann]" => private = false,
            "[private]" => private = true,
            rule => root.add(rule, private),
        }
    }
    let mut packed = date.as_bytes().to_vec();
    root.write_children(&mut packed);
    packed
}

/// A label of the list. The value of a fact is whether it comes from the private section.
#[derive(Default)]
struct Node {
    rule: Option<bool>,
    wildcard: Option<bool>,
    exception: Option<bool>,
    children: BTreeMap<Vec<u8>, Node>,
}

impl Node {
    /// A rule that stands in both sections counts for the first.
    fn add(&mut self, rule: &str, private: bool) {
        let (name, exception) = rule.strip_prefix('!').map_or((rule, false), |name| (name, true));
        let (name, wildcard) = name.strip_prefix("*.").map_or((name, false), |name| (name, true));
        assert!(!name.contains('*'), "{rule}: a wildcard below another label");
        let mut node = self;
        for label in name.rsplit('.') {
            let label = label.to_lowercase().into_bytes();
            assert!(!label.is_empty() && label.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b >= 0x80));
            node = node.children.entry(label).or_default();
        }
        let fact = match (wildcard, exception) {
            (true, _) => &mut node.wildcard,
            (_, true) => &mut node.exception,
            _ => &mut node.rule,
        };
        fact.get_or_insert(private);
    }

    fn write_children(&self, out: &mut Vec<u8>) {
        let mut before: &[u8] = &[];
        for (label, child) in &self.children {
            let shared = before.iter().zip(label).take(MAX_SHARED).take_while(|(a, b)| a == b).count();
            let private = child.exception.or(child.rule).unwrap_or(false);
            out.push(u8::try_from(shared).expect("at most 15") | if private { PRIVATE_HEAD } else { 0 });
            out.extend_from_slice(&label[shared..]);
            if child.kind() != RULE {
                out.push(0x40 | child.kind());
            }
            if !child.children.is_empty() {
                let mut block = Vec::new();
                child.write_children(&mut block);
                write_length(block.len(), out);
                out.extend_from_slice(&block);
            }
            before = label;
        }
    }

    fn kind(&self) -> u8 {
        let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
        bit(self.rule.is_some(), RULE)
            | bit(self.wildcard.is_some(), WILDCARD)
            | bit(self.exception.is_some(), EXCEPTION)
            | bit(!self.children.is_empty(), CHILDREN)
            | bit(self.wildcard == Some(true), WILDCARD_PRIVATE)
    }
}

fn write_length(mut length: usize, out: &mut Vec<u8>) {
    while length >= 0x80 {
        out.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{extract, pack};

    const TEXT: &str = include_str!("../../data/public-suffixes.txt");

    #[test]
    fn the_packed_form_in_the_tree_is_that_of_the_text() {
        assert!(
            include_bytes!("../../data/public-suffixes.bin")[..] == pack(TEXT)[..],
            "data/public-suffixes.bin is stale"
        );
    }

    #[test]
    fn the_text_holds_the_whole_list() {
        let rules = TEXT.lines().filter(|line| !line.starts_with(['#', '['])).count();
        assert_eq!(rules, 10_397);
        assert_eq!(TEXT.lines().filter(|line| line.starts_with('[')).collect::<Vec<_>>(), ["[icann]", "[private]"]);
    }

    #[test]
    fn extracts_rules_and_sections() {
        let published = "// VERSION: 2026-10-22_08-36-41_UTC\n// COMMIT: abc\n\n// ===BEGIN ICANN DOMAINS===\n\n\
                         // ck : note\nck\n*.ck remark\n!www.ck\n// ===END ICANN DOMAINS===\n\
                         // ===BEGIN PRIVATE DOMAINS===\nblog.ck\n";
        let text = extract(published, "a package 1.0");
        let (header, rules) = text.split_once("[icann]\n").unwrap();
        assert_eq!(rules, "ck\n*.ck\n!www.ck\n[private]\nblog.ck\n");
        assert!(header.lines().all(|line| line.starts_with('#')));
        assert!(header.contains("# date: 2026-10-22\n") && header.contains("# commit: abc\n"));
    }

    #[test]
    fn packs_shared_prefixes_kinds_and_children() {
        let text = "# date: 2026-10-22\n[icann]\nck\n*.ck\n!www.ck\ncom\ncoop\n[private]\nblog.com\n*.s.coop\n";
        let expected = b"2026-10-22\0ck\x4b\x05\0www\x44\x01om\x49\x05\x10blog\x02op\x49\x03\0s\x52";
        assert_eq!(pack(text), expected);
    }
}
