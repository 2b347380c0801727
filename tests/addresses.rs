//! Addresses of three public test sets, in From and in To, against what their authors say of them.
//!
//! The sets `addr-isemail` and `addr-flanker` label each address: in From, a broken one must give an error, an obsolete
//! form or comments at most a warning, and a valid one nothing. What the addresses are used for, such as whether a domain
//! can be looked up, is no matter of their grammar and not counted. [`DIFFERENCES`] lists where we differ, and why.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::profile::Level;
use kenpin::{Input, Options, lint};
use std::collections::BTreeSet;
use support::corpora;

/// Rules that judge what an address is made of.
const GRAMMAR: [&str; 11] = [
    "bad-address-syntax",
    "bare-cr",
    "bare-lf",
    "control-char",
    "dots-in-local-part",
    "from-multiple",
    "missing-or-empty-from",
    "non-ascii-address",
    "nul-octet",
    "raw-8bit-header",
    "unquoted-display-name-special",
];

/// What a set says of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    /// Broken: an error.
    Broken,
    /// Obsolete, or with comments: at most a warning.
    Old,
    /// Valid: nothing.
    Valid,
}

/// Addresses of which we say something else, and where it is written.
const DIFFERENCES: &[(&str, &str)] = &[
    // Both sets have it: one as valid, one as broken. We warn.
    ("test@xn--example.com", "RFC 5890 section 2.3.1: a fake A-label"),
    // Broken by the label, and legal.
    ("partially.\"quoted\"@sld.com", "RFC 5322 section 4.4: obs-local-part, words with dots between them"),
    ("first.\"\".last@iana.org", "RFC 5322 section 4.4: obs-local-part, words with dots between them"),
    ("foo@[\\1.2.3.4]", "RFC 5322 section 4.1: obs-dtext holds quoted pairs"),
    ("\"foo\"(yay)@(hoopla)[1.2.3.4]", "RFC 5322 section 4.4: comments beside the @"),
    ("\"test\\\r\n blah\"@iana.org", "RFC 5322 section 2.2.3: unfolded it is a quoted pair with a blank"),
    // A matter of size, which the grammar does not limit.
    ("0123456789…@example.com", "RFC 5321 section 4.5.3.1.1: 64 octets, a limit of SMTP"),
    // Valid by the label, where every server on the way speaks SMTPUTF8; the options can say so.
    ("用户@例子.广告", "RFC 6531 section 3.3: only with SMTPUTF8"),
    ("उपयोगकर्ता@उदाहरण.कॉम", "RFC 6531 section 3.3: only with SMTPUTF8"),
    ("юзер@екзампл.ком", "RFC 6531 section 3.3: only with SMTPUTF8"),
    ("θσερ@εχαμπλε.ψομ", "RFC 6531 section 3.3: only with SMTPUTF8"),
    ("Dörte@Sörensen.example.com", "RFC 6531 section 3.3: only with SMTPUTF8"),
    ("аджай@экзампл.рус", "RFC 6531 section 3.3: only with SMTPUTF8"),
    // NUL is no matter of addresses: `nul-octet` speaks of it anywhere.
    ("\"test\\\0\"@iana.org", "RFC 5322 section 4: no NUL in a message"),
    ("\"Unicode NULL \\\0\"@char.com", "RFC 5322 section 4: no NUL in a message"),
    ("test@[RFC-5322-\\\u{7}-domain-literal]", "RFC 5322 section 4.1: control characters are obsolete"),
];

/// An address as the list has it: the long one is cut.
fn short(address: &str) -> String {
    match address.strip_prefix("0123456789").filter(|rest| rest.len() > 900) {
        Some(_) => "0123456789…@example.com".to_owned(),
        None => address.to_owned(),
    }
}

/// The highest level at which the grammar of `field: address` is reported.
fn level(field: &str, address: &str) -> Option<Level> {
    let from = if field == "From" { "" } else { "From: a@minatobunko.co.jp\r\n" };
    let message =
        format!("{from}{field}: {address}\r\nDate: Tue, 24 Nov 2026 09:30:00 +0900\r\nSubject: a\r\n\r\nb\r\n");
    let report = lint(Input::file(message.as_bytes()), &Options::default());
    report.findings.iter().filter(|it| GRAMMAR.contains(&it.rule.id)).map(|it| it.level).max()
}

fn agrees(class: Class, address: &str) -> bool {
    let level = level("From", address);
    match class {
        Class::Broken => level == Some(Level::Error),
        Class::Old => level != Some(Level::Error),
        Class::Valid => level.is_none(),
    }
}

/// The labelled addresses of both sets.
fn labelled(folder: &std::path::Path) -> Vec<(Class, String)> {
    let mut all = Vec::new();
    for name in ["tests.xml", "tests-original.xml"] {
        let text = std::fs::read_to_string(folder.join("addr-isemail").join(name)).unwrap();
        for test in text.split("<test ").skip(1) {
            let address = unescape(element(test, "address"));
            // A line end that folds nothing ends the field: what is tested then is another address.
            if address.replace("\r\n ", "").contains(['\r', '\n']) {
                continue;
            }
            let class = match element(test, "category") {
                "ISEMAIL_ERR" => Class::Broken,
                "ISEMAIL_DEPREC" | "ISEMAIL_CFWS" => Class::Old,
                _ => Class::Valid,
            };
            all.push((class, address));
        }
    }
    for (name, class) in [("mailbox_valid.txt", Class::Valid), ("mailbox_invalid.txt", Class::Broken)] {
        let text = std::fs::read(folder.join("addr-flanker").join(name)).unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        // A remark stands behind many blanks.
        let lines = text.lines().map(|line| line.split("     ").next().unwrap()).filter(|line| !line.starts_with('#'));
        all.extend(lines.filter(|line| !line.is_empty()).map(|line| (class, line.to_owned())));
    }
    all
}

#[test]
fn findings_agree_with_the_labels() {
    let Some(folder) = corpora::folder() else { return };
    let all = labelled(&folder);
    let differing: Vec<_> = all.iter().filter(|(class, address)| !agrees(*class, address)).collect();
    println!("{} addresses, {} judged otherwise", all.len(), differing.len());
    let mut new = Vec::new();
    for (class, address) in &differing {
        let address = short(address);
        let known = DIFFERENCES.iter().find(|(known, _)| *known == address);
        println!("{class:?} {address:?}: {}", known.map_or("?", |(_, why)| why));
        if known.is_none() {
            new.push(address);
        }
    }
    let found: BTreeSet<String> = differing.iter().map(|(_, address)| short(address)).collect();
    for (address, _) in DIFFERENCES.iter().filter(|(address, _)| !found.contains(*address)) {
        println!("agrees now: {address:?}");
    }
    assert!(new.is_empty(), "{new:#?}");
    assert!(all.len() > 500 && differing.len() * 100 <= all.len() * 3);
}

/// The options can say that SMTPUTF8 is there: then such addresses are fine.
#[test]
fn addresses_for_smtputf8() {
    let message = "From: 用户@例子.广告\r\nDate: Tue, 24 Nov 2026 09:30:00 +0900\r\nSubject: a\r\n\r\nb\r\n";
    let mut options = Options::default();
    options.set("audience", "smtputf8").unwrap();
    let report = lint(Input::file(message.as_bytes()), &options);
    let loud = report.findings.iter().filter(|it| GRAMMAR.contains(&it.rule.id) && it.level > Level::Info);
    assert_eq!(loud.map(|it| it.rule.id).collect::<Vec<_>>(), [] as [&str; 0]);
}

/// The carriers gave out addresses that break the grammar: mail to them is possible, with a warning.
#[test]
fn loose_addresses_of_carriers() {
    let Some(folder) = corpora::folder() else { return };
    let text = std::fs::read_to_string(folder.join("addr-jp-loose/vectors.json")).unwrap();
    let vectors: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut seen = 0;
    let loose =
        vectors["addresses"].as_array().unwrap().iter().filter(|it| it["loose"] != false && it["rfc5321"] == false);
    let own = ["a..b@docomo.ne.jp", "a.@ezweb.ne.jp", ".a.@docomo.ne.jp", "Taro <a...b.@i.softbank.jp>"];
    for address in loose.map(|it| it["address"].as_str().unwrap()).chain(own) {
        seen += 1;
        assert_eq!(level("To", address), Some(Level::Warning), "{address}");
        let message = format!("From: a@minatobunko.co.jp\r\nTo: {address}\r\n\r\nb\r\n");
        let report = lint(Input::file(message.as_bytes()), &Options::default());
        let carriers = report.findings.iter().any(|it| it.rule.id == "dots-in-local-part" && it.case.name == "carrier");
        // A comment in the middle of an address is no matter of dots.
        assert!(carriers || address.contains('('), "{address}");
    }
    let strict = vectors["addresses"].as_array().unwrap().iter().filter(|it| it["rfc5321"] == true);
    for address in strict.map(|it| it["address"].as_str().unwrap()) {
        seen += 1;
        assert_eq!(level("To", address), None, "{address}");
    }
    println!("{seen} addresses");
    assert!(seen > 8);
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
