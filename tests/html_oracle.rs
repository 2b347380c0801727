//! The HTML reader against another tokenizer (html5gum) on pages that others wrote, and on made-up ones.
//!
//! Start tags, end tags, attributes with decoded values, decoded text, comments and doctypes must agree. html5gum is
//! put into the states for raw text by hand: its own switch takes `<noscript>` as raw text, as a browser with scripts
//! does, and misses `<noframes>`. Both sides are compared after the input preprocessing of HTML Standard, section
//! 13.2.3.5 (CR LF and CR become LF), and with U+FFFD for NUL where the standard puts it: kenpin keeps the bytes as
//! they are and leaves that to those who need it. No other difference is allowed.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use html5gum::{DefaultEmitter, State, Token};
use kenpin::html::entity::{Context, decode};
use kenpin::html::token::{Content, Kind, Quote, Tokenizer};
use proptest::prelude::*;

#[path = "support/corpora.rs"]
#[allow(dead_code)] // Each test uses its part of it.
mod corpora;

/// What both tokenizers say, written alike.
#[derive(Clone, PartialEq, Debug)]
enum Piece {
    Start(String, Vec<(String, String)>, bool),
    End(String),
    Text(String),
    Comment(String),
    Doctype,
}

/// The start tags after which text is raw.
fn state_after(name: &str) -> Option<State> {
    Some(match name {
        "textarea" | "title" => State::RcData,
        "plaintext" => State::PlainText,
        "script" => State::ScriptData,
        "style" | "iframe" | "xmp" | "noembed" | "noframes" => State::RawText,
        _ => return None,
    })
}

fn theirs(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut emitter: DefaultEmitter = DefaultEmitter::default();
    emitter.naively_switch_states(false);
    let mut tokens = html5gum::Tokenizer::new_with_emitter(text, emitter);
    while let Some(Ok(token)) = tokens.next() {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match token {
            Token::StartTag(tag) => {
                let mut attributes: Vec<_> =
                    tag.attributes.iter().map(|(name, value)| (text(name), text(&value.value))).collect();
                attributes.sort();
                let name = text(&tag.name);
                if let Some(state) = state_after(&name) {
                    tokens.set_state(state);
                }
                pieces.push(Piece::Start(name, attributes, tag.self_closing));
            }
            Token::EndTag(tag) => pieces.push(Piece::End(text(&tag.name))),
            Token::String(string) => add_text(&mut pieces, &text(&string.value)),
            Token::Comment(comment) => pieces.push(Piece::Comment(text(&comment.value))),
            Token::Doctype(_) => pieces.push(Piece::Doctype),
            Token::Error(_) => {}
        }
    }
    pieces
}

fn ours(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut tokens = Tokenizer::new(text);
    while let Some(token) = tokens.next() {
        match token.kind {
            Kind::StartTag { name, self_closing } => {
                let duplicates = tokens.duplicates();
                let kept = tokens.attributes().iter().enumerate().filter(|(at, _)| !duplicates.contains(at));
                let mut attributes: Vec<_> = kept
                    .map(|(_, it)| {
                        assert!(it.quote != Quote::Absent || it.value.is_empty());
                        let value = decode(tokens.slice(it.value), Context::Attribute).text;
                        (no_nul(&tokens.slice(it.name).to_ascii_lowercase()), no_nul(&value))
                    })
                    .collect();
                attributes.sort();
                pieces.push(Piece::Start(no_nul(&tokens.slice(name).to_ascii_lowercase()), attributes, self_closing));
            }
            Kind::EndTag { name } => pieces.push(Piece::End(no_nul(&tokens.slice(name).to_ascii_lowercase()))),
            Kind::Text(Content::Data) => {
                add_text(&mut pieces, &decode(tokens.slice(token.span), Context::Text).text);
            }
            Kind::Text(Content::RcData) => {
                add_text(&mut pieces, &no_nul(&decode(tokens.slice(token.span), Context::Text).text));
            }
            Kind::Text(Content::Raw) => add_text(&mut pieces, &no_nul(tokens.slice(token.span))),
            Kind::Comment { data, .. } => pieces.push(Piece::Comment(no_nul(tokens.slice(data)))),
            Kind::Doctype => pieces.push(Piece::Doctype),
            Kind::Dropped => {}
        }
    }
    pieces
}

fn no_nul(text: &str) -> String {
    text.replace('\0', "\u{FFFD}")
}

/// Adds text, joined to text before it.
fn add_text(pieces: &mut Vec<Piece>, text: &str) {
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.push_str(text);
    } else {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

fn preprocessed(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[test]
fn pages_that_others_wrote() {
    let mut files = 0;
    let mut seen = 0;
    let Some(folder) = corpora::folder() else { return };
    for path in corpora::files(&folder) {
        if path.extension().is_none_or(|it| it != "html") {
            continue;
        }
        let name = path.display();
        let text = preprocessed(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
        let (ours, theirs) = (ours(&text), theirs(&text));
        for (one, other) in ours.iter().zip(&theirs) {
            assert_eq!(one, other, "in {name}");
        }
        assert_eq!(ours.len(), theirs.len(), "in {name}");
        files += 1;
        seen += ours.len();
    }
    println!("{files} HTML files, {seen} tokens agree");
    assert!(files >= 322, "only {files} files");
}

#[test]
fn all_names_of_references() {
    let table = include_str!("../data/entities.txt");
    for text in ["&", "a&", "&;", "&#;", "&#x;", "&#0;", "&#x110000;", "&#xD800;", "&#128;", "&#x9F", "&#13;", "&#1;"] {
        assert_eq!(ours(text), theirs(text), "{text}");
    }
    // Every name that any line of the table can hold, and its neighbours.
    let mut count = 0;
    for name in names(table) {
        for text in [format!("&{name};"), format!("&{name}"), format!("&{name}x"), format!("&{name}=")] {
            assert_eq!(ours(&text), theirs(&text), "{text}");
            let tag = format!("<a b=\"{text}\">");
            assert_eq!(ours(&tag), theirs(&tag), "{tag}");
        }
        count += 1;
    }
    assert_eq!(count, 2125);
}

/// The names in the table, unpacked another way than the product does.
fn names(table: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (line, letter) in table.lines().skip(1).zip(('A'..='Z').chain('a'..='z')) {
        let mut name = letter.to_string();
        for mark in line.chars() {
            if mark.is_ascii_alphanumeric() {
                name.push(mark);
                continue;
            }
            names.push(name.clone());
            let kept = if mark >= ':' { mark as usize - 0x3A } else { mark as usize - 0x20 };
            name.truncate(kept);
        }
        names.push(name);
    }
    // A name is pushed when the next mark comes, so each line begins with the bare letter.
    names.retain(|name| name.len() > 1);
    names
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markup_in_any_order(
        text in "(<|>|/|!|-|--|=|\"|'|\\?|\\[if|]|a|B|<style>|</style|<script|</script>|<!--|-->|<title>\
                 |</title>|<plaintext>|doctype|<!doctype|<!\\[CDATA\\[|\x20|\
                 \n|\t|\x0C|あ|&amp|&copy|;|&#|&#x|1|&not|in|&|\0|\\PC){0,25}"
    ) {
        prop_assert_eq!(ours(&text), theirs(&text));
    }
}
