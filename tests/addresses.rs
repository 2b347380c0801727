//! Valid addresses of two public test sets must not be reported as bad syntax.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::{Input, Options, lint};
use support::corpora;

/// Whether `bad-address-syntax` speaks about a message to this recipient, other than in a note.
fn is_reported(address: &str) -> bool {
    let message = format!("From: a@minatobunko.co.jp\r\nTo: {address}\r\nSubject: a\r\n\r\nb\r\n");
    let report = lint(Input::file(message.as_bytes()), &Options::default());
    let level = kenpin::profile::Level::Warning;
    report.findings.iter().any(|it| it.rule.id == "bad-address-syntax" && it.level >= level)
}

#[test]
fn flanker() {
    let Some(folder) = corpora::folder() else { return };
    let lines = |name: &str| {
        let text = std::fs::read(folder.join("addr-flanker").join(name)).unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let valid = lines("mailbox_valid.txt");
    let wrong: Vec<_> = valid.iter().filter(|address| is_reported(address)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let invalid = lines("mailbox_invalid.txt");
    let caught = invalid.iter().filter(|address| is_reported(address)).count();
    println!("{} valid, {} invalid of which {caught} are reported", valid.len(), invalid.len());
    for address in invalid.iter().filter(|address| !is_reported(address)) {
        println!("not reported: {address}");
    }
    assert!(valid.len() > 20 && caught * 2 > invalid.len());
}

#[test]
fn isemail() {
    let Some(folder) = corpora::folder() else { return };
    let (mut valid, mut invalid, mut caught) = (0, 0, 0);
    let mut wrong = Vec::new();
    for name in ["tests.xml", "tests-original.xml"] {
        let text = std::fs::read_to_string(folder.join("addr-isemail").join(name)).unwrap();
        for test in text.split("<test ").skip(1) {
            let address = unescape(element(test, "address"));
            // A line end that folds nothing ends the field: what is tested then is another address.
            if address.replace("\r\n ", "").contains(['\r', '\n']) {
                continue;
            }
            let is_bad = element(test, "category") == "ISEMAIL_ERR";
            let reported = is_reported(&address);
            valid += usize::from(!is_bad);
            invalid += usize::from(is_bad);
            caught += usize::from(is_bad && reported);
            if is_bad != reported {
                wrong.push((is_bad, address, element(test, "diagnosis").to_owned()));
            }
        }
    }
    println!("{valid} valid, {invalid} invalid of which {caught} are reported");
    for (_, address, diagnosis) in wrong.iter().filter(|(is_bad, ..)| *is_bad) {
        println!("not reported: {address:?} {diagnosis}");
    }
    wrong.retain(|(is_bad, ..)| !is_bad);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(valid > 100 && caught * 2 > invalid);
}

fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let open = format!("<{name}>");
    let Some(at) = xml.find(&open) else { return "" };
    let rest = &xml[at + open.len()..];
    &rest[..rest.find('<').unwrap_or(rest.len())]
}

/// Entities of XML; U+2400 and the 32 after it stand for the control characters.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (name, after) = rest[at + 1..].split_once(';').unwrap();
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => char::from_u32(u32::from_str_radix(name.trim_start_matches("#x"), 16).unwrap()).unwrap(),
        });
        rest = after;
    }
    out.push_str(rest);
    out.chars()
        .map(|c| if ('\u{2400}'..'\u{2420}').contains(&c) { (c as u32 - 0x2400) as u8 as char } else { c })
        .collect()
}
