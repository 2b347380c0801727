//! Fixes on others' mail: each removes its finding, brings no new one, and leaves what is read as it was.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::finding::{Finding, Safety};
use kenpin::fix::apply;
use kenpin::message::LinkPlace;
use kenpin::profile::Level;
use kenpin::scan::{Form, Name};
use kenpin::value::domain::to_ascii;
use kenpin::{Input, Message, Options, Report, lint};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use support::corpora;
use unicode_normalization::UnicodeNormalization;

/// How often each rule and case occurs.
type Counts = BTreeMap<(&'static str, &'static str), usize>;

/// Fixes tried of one rule and case in one file.
const EACH: usize = 5;

fn counts(report: &Report, at_least: Level) -> Counts {
    let mut counts = Counts::new();
    for finding in report.findings.iter().filter(|finding| finding.level >= at_least) {
        *counts.entry((finding.rule.id, finding.case.name)).or_default() += 1;
    }
    counts
}

/// What a reader and a filter see of a message.
#[derive(PartialEq, Eq, Debug)]
struct Read {
    texts: Vec<String>,
    subject: Option<String>,
    from: Vec<String>,
    links: Vec<String>,
    parts: Vec<String>,
}

fn read(msg: &Message) -> Read {
    let text = |id: &u32| {
        // CRCRLF is one line end.
        let text = with_canonical_links(msg, *id).replace("\r\r\n", "\n").replace("\r\n", "\n").replace('\r', "\n");
        // Nobody sees which charset HTML names, a mark at the start, or of how many pieces a letter is.
        let text = without_inner_charsets(&text);
        text.trim_start_matches('\u{feff}').trim_end_matches('\n').nfc().collect()
    };
    let inner = |id: u32| match msg.parts[id as usize].media.is(msg.bytes(), "message/rfc822") {
        true if msg.entity(id).form == Form::Leaf => read(&Message::new(Input::file(&msg.octets(id)))).parts,
        _ => Vec::new(),
    };
    let media = msg.entities().map(|(id, entity, part)| {
        // What the first bytes tell is what it is, whatever it was declared as.
        let file = msg.files().iter().find(|file| file.entity == id);
        if let Some(kind) = file.and_then(|file| file.content) {
            return format!("{} {}", kind.name(), msg.octets(id).len());
        }
        let content = if entity.form == Form::Leaf { msg.text(id).octets } else { 0 };
        // What is not text must keep every byte; a report is read by lines.
        let by_lines = ["text", "message"].iter().any(|media| part.media.has_type(msg.bytes(), media));
        format!("{} {}", part.media.text(msg.bytes()), if by_lines { 0 } else { content })
    });
    // A part of nothing, as a delimiter opens at the very end, shows nothing.
    let shows = |text: &String| !text.trim().is_empty();
    let read = Read {
        texts: msg.body.iter().map(text).filter(shows).collect(),
        subject: msg.field(Name::Subject).map(|field| {
            let text = msg.text_of(field).text.nfc().collect::<String>();
            text.trim().trim_start_matches('\u{feff}').to_owned()
        }),
        from: names(msg),
        links: msg.links().iter().map(|link| canonical(&link.url)).collect(),
        parts: media
            .chain(msg.entities().flat_map(|(id, ..)| inner(id)))
            .filter(|part| part != "text/plain 0" && part != "text/html 0")
            .collect(),
    };
    read.in_any_order()
}

/// HTML without `<meta>` tags that name a charset.
fn without_inner_charsets(text: &str) -> String {
    let tags = text.split_inclusive('>').map(|piece| match piece.rfind("<meta").or_else(|| piece.rfind("<META")) {
        Some(at) if piece[at..].to_ascii_lowercase().contains("charset") => &piece[..at],
        _ => piece,
    });
    tags.collect()
}

impl Read {
    /// Alternatives may be swapped: each is read for itself.
    fn in_any_order(mut self) -> Self {
        for list in [&mut self.texts, &mut self.links, &mut self.parts] {
            list.sort();
        }
        self
    }
}

/// The text of a part, with the addresses of its HTML spelled in one way.
fn with_canonical_links(msg: &Message, id: u32) -> String {
    let mut text = msg.text(id).text.to_string();
    let mut last = text.len();
    for link in msg.links().iter().rev().filter(|link| link.entity == id && link.place != LinkPlace::Text) {
        let range = link.span.range();
        // Of addresses inside one another, as in a style, the last is spelled out.
        if range.end <= last {
            last = range.start;
            text.replace_range(range, &canonical(&link.url));
        }
    }
    text
}

/// An address as browsers read it (URL Standard, section 4.4): backslashes are slashes, two slashes follow the scheme, and
/// what must be encoded is.
fn canonical(url: &str) -> String {
    let mut out = String::new();
    for c in url.chars() {
        match c {
            '\t' | '\n' | '\r' => {}
            '\\' => out.push('/'),
            ' ' | '"' | '<' | '>' | '^' | '|' | '`' | '\u{7f}'.. => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(out, "%{byte:02X}");
                }
            }
            _ => out.push(c),
        }
    }
    for scheme in ["http:", "https:"] {
        let head = out.get(..scheme.len()).filter(|head| head.eq_ignore_ascii_case(scheme)).map(str::to_owned);
        if let Some(head) = head {
            out = format!("{head}//{}", out[scheme.len()..].trim_start_matches('/'));
        }
    }
    out
}

/// Decoded display names, without quotes, and addresses of From; domains as A-labels, which name the same.
fn names(msg: &Message) -> Vec<String> {
    let mailboxes = msg.from().mailboxes.iter();
    let name = |mailbox: &kenpin::value::addr::Mailbox| {
        let name = mailbox.name.map(|name| {
            let text = kenpin::decode::word::HeaderText::read(msg.bytes(), name).text.into_owned();
            text.trim_matches('"').to_owned()
        });
        let address = String::from_utf8_lossy(msg.slice(mailbox.addr)).into_owned();
        let ascii = address.rsplit_once('@').and_then(|(local, domain)| Some((local, to_ascii(domain)?)));
        let address = ascii.map_or(address.clone(), |(local, domain)| [local, "@", &domain].concat());
        format!("{} {address}", name.unwrap_or_default())
    };
    mailboxes.map(name).collect()
}

/// What differs, in a few words.
fn difference(before: &Read, after: &Read) -> Option<String> {
    let lists = [
        ("texts", &before.texts, &after.texts),
        ("From", &before.from, &after.from),
        ("links", &before.links, &after.links),
        ("parts", &before.parts, &after.parts),
    ];
    if before.subject != after.subject {
        return Some(format!("subject {:?} -> {:?}", before.subject, after.subject));
    }
    let (what, old, new) = lists.into_iter().find(|(_, old, new)| old != new)?;
    if old.len() != new.len() {
        return Some(format!("{what}: {} -> {}", old.len(), new.len()));
    }
    let (old, new) = old.iter().zip(new).find(|(old, new)| old != new)?;
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let show = |text: &str| text.chars().skip(same.saturating_sub(20)).take(60).collect::<String>();
    Some(format!("{what}: {:?} -> {:?}", show(old), show(new)))
}

/// What one fix breaks.
fn broken(report: &Report, finding: &Finding, seen: &Read, options: &Options) -> Vec<String> {
    let Some(fix) = &finding.fix else { return Vec::new() };
    let bytes = match apply(report.msg.bytes(), &fix.edits) {
        Ok(bytes) => bytes,
        Err(error) => return vec![error.to_string()],
    };
    let mut faults = Vec::new();
    let after = lint(Input::file(&bytes), options);
    let key = (finding.rule.id, finding.case.name);
    let (old, new) = (counts(report, Level::Info), counts(&after, Level::Info));
    let count = |counts: &Counts, key| counts.get(key).copied().unwrap_or_default();
    if count(&new, &key) >= count(&old, &key) {
        faults.push(format!("does not remove its finding: {} before, {} after", count(&old, &key), count(&new, &key)));
    }
    let (old, new) = (counts(report, Level::Warning), counts(&after, Level::Warning));
    for (key, number) in new.iter().filter(|(key, number)| **number > count(&old, key)) {
        faults.push(format!("brings {} ({}): {} -> {number}", key.0, key.1, count(&old, key)));
    }
    if fix.safety != Safety::Offer {
        let change = difference(seen, &read(&after.msg));
        faults.extend(change.map(|change| format!("is {} but changes {change}", fix.safety.name())));
    }
    faults
}

#[derive(Default)]
struct Tally {
    tried: BTreeMap<(&'static str, &'static str), usize>,
    faults: Vec<String>,
}

impl Tally {
    fn file(&mut self, name: &str, bytes: &[u8], options: &Options) {
        let report = lint(Input::file(bytes), options);
        if report.findings.iter().all(|finding| finding.fix.is_none()) {
            return;
        }
        let seen = read(&report.msg);
        let mut done = Counts::new();
        for finding in &report.findings {
            let Some(fix) = &finding.fix else { continue };
            let times = done.entry((finding.rule.id, finding.case.name)).or_default();
            *times += 1;
            if *times > EACH {
                continue;
            }
            *self.tried.entry((finding.rule.id, fix.safety.name())).or_default() += 1;
            let place = finding.place.raw;
            for fault in broken(&report, finding, &seen, options) {
                let (id, case) = (finding.rule.id, finding.case.name);
                self.faults.push(format!("{id} ({case}), {name} at {}..{}: {fault}", place.start, place.end));
            }
        }
        self.all_at_once(name, &report, &seen, options);
    }

    /// The safe fixes together, as `--fix` makes them: those that touch others' bytes wait for the next round.
    fn all_at_once(&mut self, name: &str, report: &Report, seen: &Read, options: &Options) {
        let mut edits = Vec::new();
        for finding in &report.findings {
            let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safety != Safety::Offer) else { continue };
            let mut more: Vec<_> = edits.clone();
            more.extend(fix.edits.clone());
            if apply(report.msg.bytes(), &more).is_ok() {
                edits = more;
            }
            if edits.len() > 2_000 {
                break;
            }
        }
        if edits.is_empty() {
            return;
        }
        let bytes = apply(report.msg.bytes(), &edits).unwrap();
        let after = lint(Input::file(&bytes), options);
        let change = difference(seen, &read(&after.msg));
        self.faults.extend(change.map(|change| format!("all fixes, {name}: change {change}")));
    }
}

fn short(path: &Path) -> String {
    let text = path.to_string_lossy();
    text.split_once("corpora/").map_or(text.to_string(), |(_, rest)| rest.to_owned())
}

#[test]
fn fixes_do_what_they_promise() {
    let mut options = Options::default();
    options.set("audience", "all").unwrap();
    let files = corpora::messages();
    let half = files.len().div_ceil(2).max(1);
    let work = |files: &[std::path::PathBuf]| {
        let mut tally = Tally::default();
        for path in files {
            tally.file(&short(path), &std::fs::read(path).unwrap(), &options);
        }
        tally
    };
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let threads: Vec<_> = files.chunks(half).map(|files| scope.spawn(move || work(files))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut tried = BTreeMap::new();
    let mut faults = Vec::new();
    for tally in tallies {
        tally.tried.into_iter().for_each(|(key, number)| *tried.entry(key).or_insert(0) += number);
        faults.extend(tally.faults);
    }
    println!("{} messages", files.len());
    for ((rule, safety), number) in &tried {
        println!("{number:6} {safety:8} {rule}");
    }
    faults.sort();
    if let Some(path) = std::env::var_os("KENPIN_FAULTS") {
        std::fs::write(path, faults.join("\n")).unwrap();
    }
    let some: Vec<_> = faults.iter().take(60).cloned().collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), some.join("\n"));
}
