//! The words of all rules, in both languages.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::rule::Rule;
use kenpin::text::{Text, fill};
use kenpin::{Input, lint};
use std::collections::BTreeSet;
use support::example::blocks;

/// What kind of words it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Slot {
    Title,
    /// Whole sentences.
    Sentences,
    /// A button's words, or a sentence beside a related place.
    Note,
}

/// All texts of a rule, named.
fn texts(rule: &'static Rule) -> Vec<(String, Slot, &'static Text)> {
    let mut texts = vec![
        ("title".to_owned(), Slot::Title, &rule.title),
        ("why".to_owned(), Slot::Sentences, &rule.why),
        ("help".to_owned(), Slot::Sentences, &rule.help),
    ];
    texts.extend(rule.cases.iter().map(|case| (format!("case {}", case.name), Slot::Sentences, &case.message)));
    texts.extend(rule.notes.iter().map(|note| (format!("note {}", note.name), Slot::Note, &note.text)));
    texts
}

/// Collects what is wrong with the texts of all rules.
fn complain(check: impl Fn(Slot, &Text) -> Option<String>) {
    let (mut faults, mut seen) = (Vec::new(), 0);
    for rule in kenpin::rules::ALL {
        for (name, slot, text) in texts(rule) {
            seen += 1;
            faults.extend(check(slot, text).map(|why| format!("{}, {name}: {why}", rule.id)));
        }
    }
    println!("{seen} texts of {} rules", kenpin::rules::ALL.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn nothing_is_empty() {
    complain(|_, text| (text.en.trim().is_empty() || text.ja.trim().is_empty()).then(|| "empty".to_owned()));
    let bare = kenpin::rules::ALL.iter().filter(|rule| rule.cases.is_empty() || rule.sources.is_empty());
    assert_eq!(bare.map(|rule| rule.id).collect::<Vec<_>>(), Vec::<&str>::new(), "no case or no source");
}

#[test]
fn both_languages_take_the_same_arguments() {
    complain(|slot, text| {
        let (en, ja) = (placeholders(text.en), placeholders(text.ja));
        // A sentence on why may name the sender's domain in one language only; what is reported may not.
        (en != ja && slot != Slot::Title).then(|| format!("{en:?} and {ja:?}"))
    });
}

#[test]
fn sentences_end() {
    complain(|slot, text| {
        let (en, ja) = (text.en.trim_end_matches(['"', ')']), text.ja.trim_end_matches(['」', ')']));
        match slot {
            Slot::Sentences if !en.ends_with(['.', '!', '?']) => Some(format!("no period: {}", text.en)),
            Slot::Sentences if !ja.ends_with('。') => Some(format!("no 。: {}", text.ja)),
            Slot::Title if en.ends_with('.') => Some(format!("a title with a period: {}", text.en)),
            Slot::Title if ja.ends_with('。') => Some(format!("a title with 。: {}", text.ja)),
            // A note is a sentence in both languages or in none.
            Slot::Note if en.ends_with('.') != ja.ends_with('。') => Some(format!("{} / {}", text.en, text.ja)),
            _ => None,
        }
    });
}

#[test]
fn japanese_is_set_as_japanese() {
    let japanese = |c: char| ('\u{3041}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c);
    complain(|_, text| {
        let chars: Vec<char> = text.ja.chars().collect();
        let half = chars.iter().any(|c| ('\u{ff61}'..='\u{ff9f}').contains(c));
        // A dot before a letter opens a file name's ending.
        let latin_stop = chars.windows(2).enumerate().any(|(at, pair)| {
            let goes_on = chars.get(at + 2).is_some_and(char::is_ascii_alphanumeric);
            japanese(pair[0]) && matches!(pair[1], ',' | '.' | '?' | '!') && !goes_on
        });
        let wide_latin = chars.iter().any(|c| ('\u{ff21}'..='\u{ff5a}').contains(c) || matches!(c, '，' | '．'));
        match () {
            () if half => Some(format!("half-width katakana: {}", text.ja)),
            () if latin_stop => Some(format!("Latin punctuation after Japanese: {}", text.ja)),
            () if wide_latin => Some(format!("full-width Latin letters or commas: {}", text.ja)),
            () if !chars.iter().any(|c| japanese(*c)) => Some(format!("no Japanese: {}", text.ja)),
            () => None,
        }
    });
}

#[test]
fn nothing_is_left_over() {
    complain(|_, text| {
        let both = || [text.en, text.ja].into_iter();
        let blanks = both().any(|it| it.contains("  ") || it.trim() != it || it.contains(['\n', '\t']));
        // Spelled in two, so that no search for what is left to do ends here.
        let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), "Lorem"];
        let todo = both().any(|it| marks.iter().any(|word| it.contains(word)));
        let before_stop = text.ja.contains(" 。") || text.ja.contains(" 、") || format!("{} ", text.en).contains(" . ");
        let foreign = text.en.chars().any(|c| ('\u{3001}'..='\u{303f}').contains(&c));
        match () {
            () if blanks => Some("blanks that do not belong there".to_owned()),
            () if todo => Some("unfinished".to_owned()),
            () if before_stop => Some("a blank before a full stop".to_owned()),
            () if foreign => Some("Japanese punctuation in English".to_owned()),
            () => None,
        }
    });
}

#[test]
fn names_are_kebab_case_and_unique() {
    let kebab = |name: &str| {
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !name.is_empty() && name.chars().all(fine) && !name.starts_with('-') && !name.ends_with('-')
    };
    let mut ids = BTreeSet::new();
    for rule in kenpin::rules::ALL {
        assert!(kebab(rule.id) && ids.insert(rule.id), "{}", rule.id);
        let names: Vec<&str> = rule.cases.iter().map(|case| case.name).collect();
        let notes: Vec<&str> = rule.notes.iter().map(|note| note.name).collect();
        for list in [names, notes] {
            assert!(list.iter().all(|name| kebab(name)), "{}: {list:?}", rule.id);
            assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "{}: {list:?}", rule.id);
        }
        for stronger in rule.yields_to {
            assert!(stronger.to != rule.id, "{} yields to itself", rule.id);
        }
    }
}

/// Every finding of every example says something whole, and is one of the rule's cases and notes.
#[test]
fn examples_fill_every_placeholder() {
    let (mut faults, mut findings) = (Vec::new(), 0);
    for rule in kenpin::rules::ALL {
        let source = std::fs::read_to_string(support::rule_file(rule)).unwrap();
        for block in blocks(&source) {
            let built = block.build();
            let report = lint(Input::file(&built.bytes), &block.options());
            for finding in &report.findings {
                findings += 1;
                let id = finding.rule.id;
                if !finding.rule.cases.iter().any(|case| std::ptr::eq(*case, finding.case)) {
                    faults.push(format!("{id}: case {} is not listed", finding.case.name));
                }
                let fix = finding.fix.iter().map(|fix| fix.title);
                for note in finding.related.iter().map(|(_, note)| *note).chain(fix) {
                    if !finding.rule.notes.iter().any(|it| std::ptr::eq(*it, note)) {
                        faults.push(format!("{id}: note {} is not listed", note.name));
                    }
                    faults.extend(unfilled(finding, &note.text).map(|it| format!("{id}, note {}: {it}", note.name)));
                }
                let texts = [&finding.case.message, &finding.rule.title, &finding.rule.why, &finding.rule.help];
                let open = texts.iter().filter_map(|text| unfilled(finding, text));
                faults.extend(open.map(|it| format!("{id}, case {}: {it}", finding.case.name)));
            }
        }
    }
    println!("{findings} findings in examples");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn unfilled(finding: &kenpin::finding::Finding, text: &Text) -> Option<String> {
    [text.en, text.ja].into_iter().map(|it| fill(it, &finding.args)).find(|it| it.contains(['{', '}']))
}
