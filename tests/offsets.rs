//! Header sections, fields and bodies begin and end where two other readers have them: MimeKit, in two mailboxes, and
//! mail-parser, in the messages that it is tested with. Both with LF and with CRLF.
//!
//! Each repairs broken mail its own way: what differs stands in offsets.tsv, with the section that decides.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::scan::{Entity, Scan};
use serde_json::Value;
use std::collections::BTreeSet;
use support::stalwart::{self, Node};
use support::{corpora, table};

/// What stands elsewhere here: reader, message, reason. Of MimeKit's mailboxes mailbox, message and place in the tree.
const ELSEWHERE: &str = include_str!("offsets.tsv");

/// Where an entity stands: its header section, its body, the end of its body.
type Place = [usize; 3];

/// The entities of MimeKit's tree, a parent before its children. A message stands there twice: as a message, and as the
/// entity that it is.
fn places_of_mimekit(node: &Value, found: &mut Vec<Place>) {
    let at = |name: &str| usize::try_from(node[name].as_u64().unwrap()).unwrap();
    found.push(["beginOffset", "headersEndOffset", "endOffset"].map(at));
    for child in node["children"].as_array().into_iter().flatten() {
        places_of_mimekit(child, found);
    }
    if let Some(message) = node.get("message") {
        places_of_mimekit(&message["body"], found);
    }
}

fn place(entity: &Entity) -> Place {
    [entity.header.start, entity.body.start, entity.body.end].map(|offset| offset as usize)
}

/// Where the entities of a message in a mailbox stand there. The `From ` line above it is no part of it.
fn places_in_mailbox(message: &[u8], base: usize) -> Vec<Place> {
    let scan = Scan::of(message);
    let mut places: Vec<Place> = scan.entities.iter().map(|it| place(it).map(|offset| base + offset)).collect();
    places[0][0] = base + scan.fields[0].span.start as usize;
    places
}

#[test]
fn offsets_are_those_of_mimekit() {
    let Some(folder) = corpora::folder().map(|folder| folder.join("mime-mimekit/mbox")) else { return };
    let (mut compared, mut differ) = (0, BTreeSet::new());
    for name in ["content-length", "issue1189"] {
        let text = std::fs::read(folder.join(format!("{name}.mbox.txt"))).unwrap();
        for (form, bytes) in [("unix", corpora::with_lf(&text)), ("dos", corpora::with_crlf(&text))] {
            let offsets = std::fs::read(folder.join(format!("{name}.{form}-offsets.json"))).unwrap();
            let messages: Vec<Value> = serde_json::from_slice(&offsets).unwrap();
            let marker = |at: usize| Some(usize::try_from(messages.get(at)?["mboxMarkerOffset"].as_u64()?).unwrap());
            for (index, message) in messages.iter().enumerate() {
                let base = marker(index).unwrap();
                // The line end before the next marker belongs to the mailbox.
                let end = marker(index + 1).map_or(bytes.len(), |next| next - if form == "dos" { 2 } else { 1 });
                let own = places_in_mailbox(&bytes[base..end], base);
                let mut theirs = Vec::new();
                places_of_mimekit(&message["body"], &mut theirs);
                assert_eq!(own.len(), theirs.len(), "{name} {form} {index}");
                for (at, (own, theirs)) in own.iter().zip(&theirs).enumerate() {
                    compared += 1;
                    if own != theirs {
                        println!("{name} {form} {index} {at}: own {own:?}, theirs {theirs:?}");
                        differ.insert(format!("{name} {index} {at}"));
                    }
                }
            }
        }
    }
    println!("MimeKit: {compared} entities, {} of one form differ", differ.len());
    assert!(compared >= 238);
    table::differ(&differ, ELSEWHERE, "mimekit");
    table::few(differ.len(), compared / 2);
}

/// What was compared with mail-parser, and the entities that differ.
#[derive(Default)]
struct Compared {
    entities: usize,
    fields: usize,
    differ: usize,
}

impl Compared {
    /// Compares an entity and those inside. Where they are others, the tree is (tests/trees.rs).
    fn compare(&mut self, scan: &Scan, id: u32, theirs: &Node) {
        let entity = &scan.entities[id as usize];
        let field = |it: &kenpin::scan::Field| [it.span.start, it.body.start, it.span.end].map(|it| it as usize);
        let fields: Vec<Place> = scan.fields_of(entity).iter().map(field).collect();
        self.entities += 1;
        self.fields += fields.len();
        let same = place(entity) == theirs.offsets && fields == theirs.fields;
        let children = scan.entities.iter().enumerate().filter(|(_, child)| child.parent == Some(id));
        let children: Vec<u32> = children.map(|(child, _)| u32::try_from(child).unwrap()).collect();
        self.differ += usize::from(!same || children.len() != theirs.children.len());
        if children.len() == theirs.children.len() {
            for (child, theirs) in children.into_iter().zip(&theirs.children) {
                self.compare(scan, child, theirs);
            }
        }
    }
}

#[test]
fn offsets_are_those_of_mail_parser() {
    let (mut sound, mut malformed) = (Compared::default(), Compared::default());
    let mut differ = BTreeSet::new();
    let expected = stalwart::all();
    if expected.is_empty() {
        return;
    }
    for message in &expected {
        let compared = if message.name.starts_with("malformed/") { &mut malformed } else { &mut sound };
        let before = compared.differ;
        compared.compare(&Scan::of(&message.bytes), 0, &message.root);
        if compared.differ > before {
            differ.insert(message.name.clone());
        }
    }
    for (name, Compared { entities, fields, differ }) in [("sound", &sound), ("malformed", &malformed)] {
        println!("mail-parser, {name}: {entities} entities and {fields} fields, {differ} entities differ");
    }
    assert!(sound.entities >= 660 && sound.fields >= 2_500);
    table::differ(&differ, ELSEWHERE, "mail-parser");
    table::few(sound.differ, sound.entities);
}
