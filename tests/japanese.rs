//! Japanese text in others' mail: what the rules say of its bytes against the facts that CPython's strict codecs found.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::decode::charset;
use kenpin::finding::{Arg, Finding};
use kenpin::{Input, Options, Report, lint};
use serde_json::Value;
use std::collections::BTreeSet;
use support::corpora;

/// English with curly quotes, signs or Latin letters: any such byte pairs up in CP932, which the facts try first.
const WESTERN: &str = "windows-1252, not CP932";
/// Every byte is a character there, so that strict codecs see no fault; UTF-8 it is all the same.
const LATIN: &str = "UTF-8 decodes as ISO-8859-1";
const OTHER: &str = "Big5 and KOI8-U, which we do not guess: the facts' windows-1252 is none";
const BASE64: &str = "random bytes, or base64 that is broken";
const ATTACHED: &str = "an attachment, which is not judged";
const SEVEN: &str = "ISO-2022-JP has seven bits: ASCII to a strict codec";
const NOBODY: &str = "no charset fits, and none is declared";
const MARK: &str = "a mark at the start makes a body of all to CPython; bom-at-start says so";
const CUT: &str = "one character is cut at the end";

/// Messages of which the facts say something else, and why.
const DIFFERENT: &[(&str, &str)] = &[
    ("bounce-sisimai/bsd/rfc3464-08.eml", BASE64),
    ("bounce-sisimai/dos/lhost-mailmarshalsmtp-01.eml", LATIN),
    ("bounce-sisimai/mac/lhost-mailmarshalsmtp-01.eml", LATIN),
    ("mime-cyrus/iso-2022-jp.eml", SEVEN),
    ("mime-enmime/parts/chardet-fail.raw.eml", NOBODY),
    ("mime-enmime/parts/chardet-success-big-5.raw.eml", OTHER),
    ("mime-mimekit/messages/feedback-report.txt.eml", MARK),
    ("mime-rubymail/error_emails/content_transfer_encoding_7-bit.eml", LATIN),
    ("mime-stalwart/eml/legacy/026.eml", ATTACHED),
    ("mime-stalwart/eml/malformed/019.eml", WESTERN),
    ("mime-stalwart/eml/thirdparty/002.eml", BASE64),
    ("mime-stalwart/eml/thirdparty/005.eml", CUT),
    ("mime-thunderbird/reader/noCharsetKOI8U.eml", OTHER),
    ("real-hardham/00051.2dbf15ab121393e6ea3e30a8a12fa23b.eml", WESTERN),
    ("real-hardham/00083.5c1fe69b6ebb360baac59ddca2b9bda0.eml", WESTERN),
    ("real-hardham/00108.c616dad1b875643b5f48452beadf54b0.eml", WESTERN),
    ("real-hardham/00158.8042a8d7b2a93ebdee1df8239cfea2b0.eml", WESTERN),
    ("real-hardham/00161.786d4f37f37d9043eb4fc2d3521b78b4.eml", WESTERN),
    ("real-hardham/00181.01c5d96083c6e7770b1704791cf4bb3e.eml", WESTERN),
    ("real-hardham/00191.5fd77d5b5c491cd7d2eaa004e78f5075.eml", WESTERN),
    ("real-hardham/00192.660d3367a86966f1a2a38d328215c905.eml", WESTERN),
    ("real-hardham/00193.0ec2d3762629686bdebde22f730a15e9.eml", WESTERN),
    ("real-hardham/00194.c7439a37e68aa99a7fb9242d46f02666.eml", WESTERN),
    ("real-hardham/00202.8482d07f3281465b273327bb83bd9a39.eml", WESTERN),
    ("real-hardham/00224.0b10471bd4bcd9b5aad01f0431f72d9f.eml", WESTERN),
    ("real-hardham/00249.b9183324a9726e8b6c8779045a921243.eml", WESTERN),
    ("rules-rspamd/spam.eml", ATTACHED),
];

type Facts = BTreeSet<String>;

/// What the facts say: rows of JIS X 0208 that it leaves empty, half-width katakana, and what text is that does not decode
/// as declared.
fn theirs(facts: &Value) -> Facts {
    let rows = facts["jis_rows_outside_x0208"].as_array().into_iter().flatten();
    let mut found: Facts = rows.map(|row| format!("row {row}")).collect();
    if facts["jis_half_width_kana_escape"] == true {
        found.insert("half-width katakana".to_owned());
    }
    for text in facts["undecodable"].as_array().into_iter().flatten() {
        let is = match text["decodes_as"].as_str() {
            Some("utf-8") => "UTF-8",
            Some("cp932") => "Shift_JIS",
            Some("euc_jp") => "EUC-JP",
            Some("cp1252") => "windows-1252",
            // Half-width katakana, or told by the rows.
            _ => continue,
        };
        found.insert(format!("{} is {is}", text["declared"].as_str().unwrap_or_default()));
    }
    found
}

fn text<'f>(finding: &'f Finding, name: &str) -> &'f str {
    let arg = finding.args.iter().find(|(arg, _)| *arg == name);
    match arg {
        Some((_, Arg::Text(text))) => text,
        _ => "",
    }
}

/// The same from our findings about the body.
fn ours(report: &Report) -> Facts {
    let mut found = Facts::new();
    let msg = &report.msg;
    let body = msg.entity(0).body.start;
    for finding in &report.findings {
        let part = msg.entity_at(finding.place.raw.start);
        let is = || charset::guess(&msg.octets(part)).map_or("", charset::Charset::name);
        let in_body = finding.place.raw.start >= body;
        match (finding.rule.id, finding.case.name) {
            ("iso2022jp-vendor-character", _) | ("private-use-or-carrier-emoji", "jis") if in_body => {
                found.extend(text(finding, "rows").split(", ").map(|row| format!("row {row}")));
            }
            ("private-use-or-carrier-emoji", "shift-jis") if in_body => {
                found.insert("shift_jis is Shift_JIS".to_owned());
            }
            ("halfwidth-katakana", "iso-2022-jp") if in_body => {
                found.insert("half-width katakana".to_owned());
            }
            ("undecodable-bytes", "fits") => {
                let declared = msg.parts[part as usize].charset.unwrap().text(msg.bytes()).to_ascii_lowercase();
                found.insert(format!("{} is {}", String::from_utf8_lossy(&declared), text(finding, "other")));
            }
            ("mojibake-pattern", "label") => {
                let declared = msg.parts[part as usize].charset.unwrap().text(msg.bytes()).to_ascii_lowercase();
                found.insert(format!("{} is UTF-8", String::from_utf8_lossy(&declared)));
            }
            ("non-ascii-in-us-ascii" | "charset-missing", _) => {
                found.insert(format!("us-ascii is {}", is()));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn as_strict_codecs_see_it() {
    let Some(folder) = corpora::folder() else { return };
    let mut options = Options::default();
    options.set("audience", "all").unwrap();
    let (mut compared, mut told, mut faults) = (0, 0, Vec::new());
    for path in corpora::files(&folder).iter().filter(|path| path.ends_with("facts.json")) {
        let all: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let set = path.parent().unwrap();
        for (name, facts) in all.as_object().unwrap().iter().filter(|(name, _)| name.contains(".eml")) {
            let bytes = std::fs::read(set.join(name)).unwrap();
            let short = format!("{}/{name}", set.file_name().unwrap().to_string_lossy());
            let (theirs, ours) = (theirs(facts), ours(&lint(Input::file(&bytes), &options)));
            compared += 1;
            told += theirs.len();
            let listed = DIFFERENT.iter().any(|(file, _)| *file == short);
            if (theirs == ours) == listed {
                faults.push(format!("{short}: facts {theirs:?}, findings {ours:?}"));
            }
        }
    }
    for (file, why) in DIFFERENT {
        println!("{file}: {why}");
    }
    println!("{compared} messages, {told} facts, {} differ for a reason", DIFFERENT.len());
    assert!(faults.is_empty(), "{} differ:\n{}", faults.len(), faults.join("\n"));
    assert!(told > 60, "{told}");
}

/// The hard cases of Japanese text: what is said, by rule and case.
fn said(header: &str, body: &[u8]) -> Vec<(&'static str, &'static str)> {
    let head = "From: Minato Bunko <letters@minatobunko.co.jp>\r\nTo: Yuko <yuko@readerpost.net>\r\nSubject: Letters\r\n\
                Date: Tue, 24 Nov 2026 09:30:00 +0900\r\nMessage-ID: <1@minatobunko.co.jp>\r\nMIME-Version: 1.0\r\n";
    let bytes = [head.as_bytes(), header.as_bytes(), b"\r\n\r\n", body].concat();
    let mut options = Options::default();
    options.set("audience", "all").unwrap();
    options.set("kind", "personal").unwrap();
    let report = lint(Input::file(&bytes), &options);
    let text = report.findings.iter().filter(|finding| finding.rule.group == kenpin::rule::Group::Charset);
    text.map(|finding| (finding.rule.id, finding.case.name)).collect()
}

const JIS: &str = "Content-Type: text/plain; charset=ISO-2022-JP";

#[test]
fn html_is_read_after_its_charset() {
    // Case 22: kanji of bytes that are `<`, `=` and `&` in ASCII, in quoted-printable too.
    let html = "Content-Type: text/html; charset=ISO-2022-JP";
    assert_eq!(said(html, b"<p>\x1b$B<=<6=&\x1b(B</p>"), []);
    let quoted = format!("{html}\r\nContent-Transfer-Encoding: quoted-printable");
    assert_eq!(said(&quoted, b"<p>=1B$B<=3D<6=3D&=1B(B</p>"), []);
    // Second bytes 5C and 7C of Shift_JIS.
    let sjis = "Content-Type: text/html; charset=Shift_JIS\r\nContent-Transfer-Encoding: 8bit";
    assert_eq!(said(sjis, b"<p title=\"\x83\x5c\">\x95\x5c\x83\x7c</p>"), []);
}

#[test]
fn the_same_character_in_two_charsets() {
    // Case 23.
    assert_eq!(said(JIS, b"\x1b$B-!\x1b(B"), [("iso2022jp-vendor-character", "characters")]);
    let utf8 = "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit";
    assert_eq!(said(utf8, "①".as_bytes()), []);
    let odd = "Content-Type: text/plain; charset=cp50221";
    assert_eq!(said(odd, b"\x1b$B-!\x1b(B"), [("charset-unknown-or-odd", "odd")]);
}

#[test]
fn dashes_and_kana() {
    // Case 24: wave dash, minus and yen are in JIS X 0208 and JIS X 0201.
    assert_eq!(said(JIS, b"\x1b$B!A!]\x1b(J\\\x1b(B"), []);
    let utf8 = "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit";
    assert_eq!(said(utf8, "10時〜18時、10時～18時、−－".as_bytes()), []);
    assert_eq!(said(JIS, b"10\x1b$B;~\x1b(B?18\x1b$B;~\x1b(B"), [("legacy-charset-advice", "lost")]);
    assert_eq!(said(JIS, b"\x1b(I6^\x1b(B"), [("halfwidth-katakana", "iso-2022-jp")]);
    assert_eq!(said(JIS, b"\x1b$B$\"\x1b(B \xb6\xde"), [("halfwidth-katakana", "iso-2022-jp")]);
    assert_eq!(said(JIS, b"\x0e6^\x0f"), [("halfwidth-katakana", "iso-2022-jp")]);
}

#[test]
fn what_belongs_to_another_charset() {
    assert_eq!(said(JIS, "港より、こんにちは".as_bytes()), [("undecodable-bytes", "fits")]);
    assert_eq!(said(JIS, b"\x1b$B9A\xe6\xb8\xaf\x1b(B"), [("iso2022jp-escape-error", "bytes")]);
    assert_eq!(
        said("Content-Type: text/plain; charset=utf-8", b"\x1b$B9A$h$j\x1b(B"),
        [("iso2022jp-escape-error", "label")]
    );
    assert_eq!(said(JIS, b"\x1b$B9A$h$j\x1b(J\r\n"), [("iso2022jp-escape-error", "roman")]);
    assert_eq!(said("Content-Type: text/plain; charset=ISO-2022-JP-2", b"\x1b$A0!\x1b(B"), []);
}
