//! The tree of parts is the one that three other readers see: mail-parser, with charset and transfer encoding, in the
//! messages that it is tested with; MimeKit, in two mailboxes; CPython's email package, in every message (facts.json).
//!
//! Each repairs broken mail its own way: what differs stands in trees.tsv, with the section that decides. Thunderbird's
//! `.out.txt` files hold the text that it shows, not trees; its messages are among those of facts.json.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::scan::Encoding;
use kenpin::{Input, Message};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::facts::{self, Known};
use support::stalwart::{self, Node};
use support::{corpora, table};

/// What is another tree here: reader, message, reason.
const OTHERS: &str = include_str!("trees.tsv");

/// The entities inside `id`.
fn children(msg: &Message, id: u32) -> Vec<u32> {
    msg.entities().filter(|(_, entity, _)| entity.parent == Some(id)).map(|(child, ..)| child).collect()
}

/// A media type in lower case. A charset that follows without a semicolon is part of it; its fold is not.
fn media(msg: &Message, id: u32) -> String {
    words(&msg.parts[id as usize].media.text(msg.bytes()))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The tree in the shape of facts.json: a type, or a type with its children.
fn tree(msg: &Message, id: u32) -> Value {
    let (media, children) = (media(msg, id), children(msg, id));
    match children.is_empty() {
        true => Value::String(media),
        false => {
            let children = children.into_iter().map(|child| tree(msg, child)).collect();
            Value::Object([(media, Value::Array(children))].into_iter().collect())
        }
    }
}

/// CPython reads the blocks of a delivery status, and of a report, as messages; here they are content.
fn without_report_blocks(fact: &Value) -> Value {
    let Value::Object(map) = fact else { return Value::String(words(fact.as_str().unwrap())) };
    let (media, children) = map.iter().next().unwrap();
    let is_message = ["message/rfc822", "message/global", "message/news"].contains(&media.as_str());
    if media.starts_with("message/") && !is_message {
        return Value::String(media.clone());
    }
    let children = children.as_array().unwrap().iter().map(without_report_blocks).collect();
    Value::Object([(media.clone(), Value::Array(children))].into_iter().collect())
}

#[test]
fn trees_are_those_of_cpython() {
    // All, and those that differ, of the well-formed messages of each set.
    let mut sets: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut all, mut differ) = (0, BTreeSet::new());
    for Known { name, bytes, fact } in &facts::all() {
        let msg = Message::new(Input::file(bytes));
        let (own, theirs) = (tree(&msg, 0), without_report_blocks(&fact["structure"]));
        all += 1;
        let differs = own != theirs;
        if differs {
            println!("{name}\n  own    {own}\n  theirs {theirs}");
            differ.insert(name.clone());
        }
        if facts::is_well_formed(fact) {
            let set = sets.entry(name.split('/').next().unwrap().to_owned()).or_default();
            *set = (set.0 + 1, set.1 + usize::from(differs));
        }
    }
    if all == 0 {
        return;
    }
    let sound: usize = sets.values().map(|(all, _)| all).sum();
    println!("CPython: {all} trees, {sound} of them well formed, {} differ", differ.len());
    assert!(all >= 2_500 && sound >= 2_240 && sets.contains_key("mime-thunderbird"));
    table::differ(&differ, OTHERS, "cpython");
    for (all, differ) in sets.into_values() {
        table::few(differ, all);
    }
}

/// Compares an entity and those inside with mail-parser's; a type, a charset and an encoding only where one is given.
fn compare(msg: &Message, id: u32, theirs: &Node, differ: &mut Vec<String>) -> usize {
    let part = &msg.parts[id as usize];
    let charset = part.charset.map(|param| String::from_utf8_lossy(&param.text(msg.bytes())).to_ascii_lowercase());
    let encoding = theirs.encoding.as_ref().map_or(Encoding::Absent, |it| Encoding::of(it.as_bytes()));
    let mut note = |what: &str, own: &dyn std::fmt::Debug, other: &dyn std::fmt::Debug| {
        differ.push(format!("{what} of {id}: own {own:?}, theirs {other:?}"));
    };
    if theirs.media.as_ref().is_some_and(|theirs| *theirs != media(msg, id)) {
        note("type", &media(msg, id), &theirs.media);
    }
    if charset != theirs.charset {
        note("charset", &charset, &theirs.charset);
    }
    if msg.entity(id).encoding != encoding {
        note("encoding", &msg.entity(id).encoding, &theirs.encoding);
    }
    let children = children(msg, id);
    if children.len() != theirs.children.len() {
        note("parts", &children.len(), &theirs.children.len());
        return 1;
    }
    let inside = children.into_iter().zip(&theirs.children);
    1 + inside.map(|(child, theirs)| compare(msg, child, theirs, differ)).sum::<usize>()
}

#[test]
fn trees_are_those_of_mail_parser() {
    let (mut entities, mut sound, mut differ) = (0, BTreeSet::new(), BTreeSet::new());
    for message in stalwart::all() {
        let msg = Message::new(Input::file(&message.bytes));
        let mut differs = Vec::new();
        entities += compare(&msg, 0, &message.root, &mut differs);
        if !differs.is_empty() {
            println!("{}\n  {}", message.name, differs.join("\n  "));
            differ.insert(message.name.clone());
        }
        sound.insert(message.name);
    }
    if sound.is_empty() {
        return;
    }
    sound.retain(|name| !name.starts_with("malformed/"));
    let of_sound = sound.intersection(&differ).count();
    println!("mail-parser: {entities} entities; of {} sound messages {of_sound} differ", sound.len());
    assert!(entities >= 750 && sound.len() >= 84);
    table::differ(&differ, OTHERS, "mail-parser");
    table::few(of_sound, sound.len());
}

/// The trees of a mailbox as MimeKit prints them: a line for each entity, three blanks deeper for each level.
fn trees_of_mimekit(text: &str) -> Vec<Vec<String>> {
    let message = |text: &str| {
        let lines = text.lines().filter(|line| line.trim_start().starts_with("Content-Type: "));
        lines.map(str::to_ascii_lowercase).collect()
    };
    text.split("\n\n").filter(|text| !text.trim().is_empty()).map(message).collect()
}

#[test]
fn trees_are_those_of_mimekit() {
    let Some(folder) = corpora::folder().map(|folder| folder.join("mime-mimekit/mbox")) else { return };
    let (mut all, mut differ) = (0, BTreeSet::new());
    for name in ["content-length", "issue1189"] {
        let read = |suffix: &str| std::fs::read(folder.join(format!("{name}{suffix}"))).unwrap();
        let text = read(".mbox.txt");
        let offsets: Vec<Value> = serde_json::from_slice(&read(".unix-offsets.json")).unwrap();
        let summary = String::from_utf8(read("-summary.txt")).unwrap();
        let trees = trees_of_mimekit(&summary);
        assert_eq!(offsets.len(), trees.len());
        for (index, (theirs, offsets)) in trees.iter().zip(&offsets).enumerate() {
            let at = |name: &str| usize::try_from(offsets[name].as_u64().unwrap()).unwrap();
            let msg = Message::new(Input::file(&text[at("beginOffset")..at("endOffset")]));
            let line = |(id, entity, _): (u32, &kenpin::scan::Entity, _)| {
                format!("{}content-type: {}", "   ".repeat(entity.depth as usize), media(&msg, id))
            };
            let own: Vec<String> = msg.entities().map(line).collect();
            all += 1;
            if own != *theirs {
                println!("{name} {index}\n  own    {own:?}\n  theirs {theirs:?}");
                differ.insert(format!("{name} {index}"));
            }
        }
    }
    println!("MimeKit: {all} trees, {} differ", differ.len());
    assert!(all >= 33);
    table::differ(&differ, OTHERS, "mimekit");
    table::few(differ.len(), all);
}
