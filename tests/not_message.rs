//! Inputs that are no message get one finding that says what they are, and nothing else.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::scan::{FaultKind, NotMessage};
use kenpin::{Input, Options, lint};
use std::fmt::Write;
use support::corpora;

fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

const MAIL: &str = "From: letters@minatobunko.co.jp\r\nSubject: Letters\r\n\r\nHello.\r\n";

fn cases() -> Vec<(&'static str, Vec<u8>, NotMessage)> {
    use NotMessage::*;
    vec![
        ("nothing", Vec::new(), Empty),
        ("blanks", b" \r\n\t\r\n ".to_vec(), Empty),
        ("blanks beyond what is sniffed", vec![b'\n'; 20_000], Empty),
        ("UTF-16, little end first", utf16(MAIL, true, false), Utf16),
        ("UTF-16, big end first", utf16(MAIL, true, true), Utf16),
        ("UTF-16 without a mark", utf16(MAIL, false, false), Utf16),
        ("UTF-16, big end first, without a mark", utf16(MAIL, false, true), Utf16),
        ("Outlook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0".to_vec(), OutlookMsg),
        ("gzip", b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), Archive),
        ("zip", b"PK\x03\x04\x14\0\0\0".to_vec(), Archive),
        ("zstd", b"\x28\xb5\x2f\xfd\0\0".to_vec(), Archive),
        ("PDF", b"%PDF-1.7\n%\xe2\xe3\n".to_vec(), Binary),
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), Binary),
        ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), Binary),
        ("a page", b"<!DOCTYPE html>\n<html><body>Date: x</body></html>".to_vec(), Html),
        ("a page after blank lines", b"\n\n  <html>\n".to_vec(), Html),
        ("a fragment", b"<table><tr><td>From: x</td></tr></table>".to_vec(), Html),
        ("SMTP", b"220 mx.example ESMTP\r\nEHLO a\r\n250 OK\r\n".to_vec(), SmtpTranscript),
        ("SMTP as the client says it", b"EHLO a\r\nMAIL FROM:<a@b.example>\r\n".to_vec(), SmtpTranscript),
        ("Gmail's page", b"Original Message\nMessage ID\t<1@x>\nCreated at:\tMon\n".to_vec(), ShowOriginal),
        ("Gmail's page in Japanese", "元のメッセージ\nメッセージ ID\t<1@x>\n".as_bytes().to_vec(), ShowOriginal),
        ("JSON", b"{\"from\": \"a@b.example\"}".to_vec(), Json),
        ("a list in JSON", b"[{\"a\": 1}]".to_vec(), Json),
        ("an empty line first", [b"\r\n", MAIL.as_bytes()].concat(), BlankStart),
        ("text", b"Dear Yuko,\n\nthank you.\n".to_vec(), NoFields),
        ("Japanese text", "こんにちは。\nお元気ですか。\n".as_bytes().to_vec(), NoFields),
    ]
}

#[test]
fn each_is_told_and_nothing_else_is_said() {
    for (name, bytes, want) in cases() {
        for input in [Input::file(&bytes), Input::pasted(&bytes)] {
            let report = lint(input, &Options::default());
            assert_eq!(report.not_message(), Some(want), "{name}");
            let rules: Vec<_> = report.findings.iter().map(|finding| finding.rule.id).collect();
            assert_eq!(rules, ["not-a-message"], "{name}");
            assert_eq!(support::spans::faults(&report), Vec::<String>::new(), "{name}");
            assert!(report.facts().from.is_none(), "{name}");
        }
    }
}

#[test]
fn what_is_a_message_is_none_of_these() {
    let long = format!("X-Long: {}\r\n{MAIL}", "x".repeat(10_000));
    let mut fields = String::new();
    (0..60).for_each(|index| write!(fields, "Unheard-Of-{index}: x\r\n").unwrap());
    for (name, text) in [
        ("plain", MAIL.to_owned()),
        ("one field", "Subject: x\r\n\r\n".to_owned()),
        ("a field without an end", "Subject: x".to_owned()),
        ("an mbox's line first", format!("From a Tue Nov 24 09:30:00 2026\n{MAIL}")),
        ("old Mac", MAIL.replace("\r\n", "\r")),
        ("Unix", MAIL.replace("\r\n", "\n")),
        ("a long first field", long),
        ("JSON as its body", format!("Content-Type: application/json\r\n\r\n{}", "{\"a\": 1}")),
        ("a page as its body", format!("{MAIL}<html></html>")),
        ("fields that nobody knows", fields),
        ("upper case", MAIL.to_uppercase()),
    ] {
        let report = lint(Input::file(text.as_bytes()), &Options::default());
        assert_eq!(report.not_message(), None, "{name}");
    }
}

/// The corpora hold messages, each page of them is a page, and no archive hides among them.
#[test]
fn others_files_are_what_they_are() {
    let mut odd = Vec::new();
    let files = corpora::messages();
    for path in &files {
        let bytes = std::fs::read(path).unwrap();
        let report = lint(Input::file(&bytes), &Options::default());
        if let Some(what) = report.not_message() {
            let name = path.to_string_lossy().into_owned();
            odd.push((name.split_once("corpora/").unwrap().1.to_owned(), what));
        }
    }
    println!("{} messages, {} of them none:\n{odd:#?}", files.len(), odd.len());
    assert!(odd.len() <= 25, "{} messages are said to be none", odd.len());
    let Some(folder) = corpora::folder() else { return };
    let is_page = |path: &std::path::PathBuf| path.extension().is_some_and(|it| it == "html" || it == "htm");
    let pages: Vec<_> = corpora::files(&folder).into_iter().filter(is_page).collect();
    let told = pages.iter().filter(|path| {
        let bytes = std::fs::read(path).unwrap();
        lint(Input::file(&bytes), &Options::default()).not_message() == Some(NotMessage::Html)
    });
    let told = told.count();
    println!("{told} of {} pages are told", pages.len());
    assert!(pages.is_empty() || told * 100 >= pages.len() * 80);
}

/// Limits are visible, never silent.
#[test]
fn limits_are_said() {
    let parts = |count: usize| {
        let part = "--b\r\n\r\nx\r\n".repeat(count);
        format!(
            "{}Content-Type: multipart/mixed; boundary=b\r\n\r\n{part}--b--\r\n",
            MAIL.split_once("\r\n\r\n").unwrap().0.to_owned() + "\r\n"
        )
    };
    for (count, said) in [(5_000, false), (10_100, true)] {
        let text = parts(count);
        let report = lint(Input::file(text.as_bytes()), &Options::default());
        let limit = report.msg.scan.faults.iter().any(|fault| matches!(fault.kind, FaultKind::Limit(_)));
        assert_eq!(limit, said, "{count} parts");
        assert_eq!(report.findings.iter().any(|finding| finding.rule.id == "limit-reached"), said, "{count} parts");
    }
}
