//! What the WebAssembly build reads beside the module: words per language, and the rules as JSON.

use kenpin::source;
use kenpin::text::{Lang, Pack, Text, Texts};
use serde_json::{Value, json};

use super::Entry;
use crate::shell::Outcome;

/// The language pack.
pub fn pack(lang: Lang) -> String {
    Pack::write(
        kenpin::rules::ALL,
        |rule, slot| Texts::BuiltIn(lang).get(rule, slot),
        |rule| source::packed(rule, lang),
    )
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

/// Every text of a rule under a name of its own.
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
