//! Counts on pages that others wrote, beside those that html5lib gave (facts.json).
//!
//! `a_href`: elements `a` with `href`; `hosts`: the distinct hosts of their http and https addresses; `img`: elements
//! `img`; `visible_text_chars`: the text outside of `head`, `script`, `style` and `title`, joined as it stands, with
//! white space (of Unicode) collapsed.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeSet;

use kenpin::html::entity::{Context, decode};
use kenpin::html::link::LinkKind;
use kenpin::html::page::Page;
use serde_json::Value;

#[path = "support/corpora.rs"]
#[allow(dead_code)] // Each test uses its part of it.
mod corpora;

const SETS: [&str; 10] = [
    "html-antwort",
    "html-caniemail",
    "html-cerberus",
    "html-foundation",
    "html-konsav",
    "html-leemunroe",
    "html-mailchimp",
    "html-mailgun",
    "html-postmark",
    "html-sendgrid",
];

#[test]
fn counts_equal_those_of_html5lib() {
    let Some(corpora) = corpora::folder() else { return };
    let mut files = 0;
    let mut sums = (0, 0, 0);
    let mut wrong = Vec::new();
    for set in SETS {
        let folder = corpora.join(set);
        let facts: Value = serde_json::from_slice(&std::fs::read(folder.join("facts.json")).unwrap()).unwrap();
        for (file, facts) in facts.as_object().unwrap() {
            let text = String::from_utf8_lossy(&std::fs::read(folder.join(file)).unwrap()).into_owned();
            let (ours, theirs) = (counts(&text), expected(facts));
            sums = (sums.0 + ours.0, sums.1 + ours.1, sums.2 + ours.2);
            if ours != theirs {
                wrong.push(format!("{set}/{file}: {ours:?}, html5lib {theirs:?}"));
            }
            files += 1;
        }
    }
    println!("{files} HTML files counted: {sums:?}");
    assert_eq!(files, 322);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Anchors, images, characters, hosts.
type Counts = (usize, usize, usize, BTreeSet<String>);

fn counts(text: &str) -> Counts {
    let page = Page::read(text);
    let anchors: Vec<_> = page.links.iter().filter(|link| link.kind == LinkKind::Anchor && !link.conditional).collect();
    let hosts = anchors.iter().filter_map(|link| host(&link.url(text))).collect();
    (anchors.len(), page.images as usize, characters(text, &page), hosts)
}

fn expected(facts: &Value) -> Counts {
    let number = |name: &str| facts.get(name).and_then(Value::as_u64).unwrap_or(0) as usize;
    let hosts = facts["hosts"].as_array().unwrap().iter().map(|host| host.as_str().unwrap().to_owned()).collect();
    (number("a_href"), number("img"), number("visible_text_chars"), hosts)
}

/// The text as it stands, without the breaks that blocks make.
fn characters(text: &str, page: &Page) -> usize {
    let joined: String = page.runs.iter().map(|run| decode(&text[run.span.range()], Context::Text).text).collect();
    joined.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1)
}

fn host(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}
