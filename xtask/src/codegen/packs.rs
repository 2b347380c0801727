//! What the WebAssembly build reads beside the module: words per language, and the rules as JSON.

use kenpin::source;
use kenpin::text::{Lang, Text};
use serde_json::{Value, json};

use super::Entry;
use crate::shell::Outcome;

/// A language pack: lines `rule.slot<TAB>text`, sorted by the bytes before the tab.
pub fn pack(entries: &[Entry], lang: Lang) -> String {
    let words = |text: &'static Text| match lang {
        Lang::En => text.en,
        Lang::Ja => text.ja,
    };
    let texts = entries.iter().flat_map(slots).map(|(key, text)| (key, words(text).to_owned()));
    let sources = entries.iter().map(|entry| (format!("{}.sources", entry.rule.id), source::packed(entry.rule, lang)));
    let mut lines: Vec<(String, String)> = texts.chain(sources).collect();
    lines.sort();
    lines.into_iter().flat_map(|(key, text)| [key, "\t".to_owned(), text, "\n".to_owned()]).collect()
}

/// Refuses texts that a pack cannot hold, and names that stand twice.
pub fn check(entries: &[Entry]) -> Outcome {
    let mut slots: Vec<(String, &Text)> = entries.iter().flat_map(slots).collect();
    slots.sort_by(|a, b| a.0.cmp(&b.0));
    for (key, text) in &slots {
        for (language, words) in [("en", text.en), ("ja", text.ja)] {
            if words.is_empty() || words.contains(['\n', '\r', '\t']) {
                return Err(format!("{key}, {language}: a text must be one line with words in it, not {words:?}"));
            }
        }
    }
    match slots.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(format!("two texts have the name {}", pair[0].0)),
        None => Ok(()),
    }
}

/// Every text of a rule under the name that packs know it by.
fn slots(entry: &Entry) -> Vec<(String, &'static Text)> {
    let rule = entry.rule;
    let mut slots: Vec<(String, &Text)> = [("title", &rule.title), ("why", &rule.why), ("help", &rule.help)]
        .map(|(slot, text)| (slot.into(), text))
        .into();
    slots.extend(rule.cases.iter().map(|case| (format!("case-{}", case.name), &case.message)));
    slots.extend(rule.notes.iter().map(|note| (format!("note-{}", note.name), &note.text)));
    slots.into_iter().map(|(slot, text)| (format!("{}.{slot}", rule.id), text)).collect()
}

/// The contract's list of rules, with texts in both languages and the long docs.
pub fn json(entries: &[Entry]) -> String {
    let rules: Vec<Value> = entries.iter().map(rule).collect();
    format!("{}\n", json!({ "rules": rules }))
}

fn rule(entry: &Entry) -> Value {
    let rule = entry.rule;
    json!({
        "id": rule.id,
        "group": rule.group.name(),
        "level": rule.level.name(),
        "basis": rule.basis.name(),
        "confidence": rule.confidence.name(),
        "since": rule.since,
        "title": rule.title.en,
        "fix": rule.fixes.name(),
        "why": rule.why.en,
        "help": rule.help.en,
        "ja": { "title": rule.title.ja, "why": rule.why.ja, "help": rule.help.ja },
        "doc": entry.doc.whole(),
    })
}
