//! Names of attachments in others' mail: which one is read, and which finding speaks.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::{Input, Options, lint};
use support::corpora;

/// A file, the names of its files as they are read, and the findings about names as rule and case.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const ROWS: &[Row] = &[
    ("real-chatmail/attach_filename_simple.eml", &["test.html"], &[]),
    ("real-chatmail/attach_filename_apostrophed.eml", &["Maßnahmen Okt. 2021.html"], &[]),
    (
        "real-chatmail/attach_filename_apostrophed_cont.eml",
        &["Maßnahmen März 2022.html"],
        &["filename-2231-error quotes"],
    ),
    ("real-chatmail/attach_filename_apostrophed_cp1252.eml", &["Auftragsbestätigung.pdf"], &[]),
    ("real-chatmail/attach_filename_apostrophed_windows1251.eml", &["программирование.HTM"], &[]),
    // A 2231 parameter that holds an encoded-word: it is that which is wrong.
    (
        "real-chatmail/attach_filename_apostrophed_invalid.eml",
        &["somedäüta.html.zip"],
        &["filename-encoded-word quoted"],
    ),
    // Two names: RFC 2231's is read, and both findings have their own place.
    (
        "real-chatmail/attach_filename_combined.eml",
        &["Maßnahmen Okt. 2020.ignored.html"],
        &["filename-2231-error differs", "filename-encoded-word beside"],
    ),
    (
        "real-chatmail/attach_filename_encoded_words.eml",
        &["Maßnahmen Okt. 2020.html"],
        &["filename-encoded-word quoted"],
    ),
    ("real-chatmail/attach_filename_encoded_words_bad_delimiter.eml", &["foo.bar"], &["filename-encoded-word quoted"]),
    ("real-chatmail/attach_filename_encoded_words_binary.eml", &[" § 165 Abs"], &["filename-encoded-word quoted"]),
    (
        "real-chatmail/attach_filename_encoded_words_cont.eml",
        &["Maßn'ah'men Okt. 2020.html"],
        &["filename-encoded-word quoted"],
    ),
    (
        "real-chatmail/attach_filename_encoded_words_windows1251.eml",
        &["file Что нового 2020.pdf"],
        &["filename-encoded-word quoted"],
    ),
    // Decomposed letters, as macOS has them.
    (
        "real-chatmail/pdf_filename_continuation.eml",
        &["test pdf a\u{308}o\u{308}u\u{308}ß.pdf"],
        &["filename-encoded-word beside"],
    ),
    ("real-chatmail/pdf_filename_simple.eml", &["simple.pdf"], &[]),
    (
        "mime-enmime/mail/mime-bad-8bit-filename.raw.eml",
        &["管理.doc"],
        &["filename-raw-8bit utf-8", "filename-raw-8bit utf-8"],
    ),
    (
        "mime-rubymail/attachment_emails/attachment_nonascii_filename.eml",
        &["ciële.txt"],
        &["filename-raw-8bit utf-8", "filename-raw-8bit utf-8"],
    ),
    (
        "mime-rubymail/attachment_emails/attachment_with_quoted_filename.eml",
        &["Eelanalüüsi päring.jpg"],
        &["filename-encoded-word beside"],
    ),
];

#[test]
fn names_and_findings() {
    let Some(folder) = corpora::folder() else { return };
    let mut failures = Vec::new();
    for (path, names, findings) in ROWS {
        let bytes = std::fs::read(folder.join(path)).unwrap();
        let report = lint(Input::file(&bytes), &Options::default());
        let read: Vec<_> = report.msg.files().iter().map(kenpin::message::File::name).collect();
        let about = |id: &str| id.starts_with("filename-") || id == "raw-8bit-header";
        let found = report.findings.iter().filter(|it| about(it.rule.id));
        let found: Vec<_> = found.map(|it| format!("{} {}", it.rule.id, it.case.name)).collect();
        if read != *names || found != *findings {
            failures.push(format!("{path}: {read:?} {found:?}"));
        }
    }
    println!("{} files", ROWS.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A zip archive whose only file is called `name`, with or without a password.
fn zip(name: &str, encrypted: bool) -> Vec<u8> {
    let flags = [u8::from(encrypted), 8];
    let len = (name.len() as u16).to_le_bytes();
    let size = (name.len() as u32 + 46).to_le_bytes();
    let start = (name.len() as u32 + 30).to_le_bytes();
    let head = [b"\x14\0", &flags[..], &[0; 18], &len, &[0; 2]].concat();
    let local = [b"PK\x03\x04", &head[..], name.as_bytes()].concat();
    let directory = [b"PK\x01\x02\x14\0", &head[..], &[0; 14], name.as_bytes()].concat();
    [&local[..], &directory, b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &size, &start, &[0; 2]].concat()
}

/// Hard case 49 of the catalogue: archives are listed from their end, in any transfer encoding and any length of line.
#[test]
fn archives_are_listed_in_any_encoding() {
    let build = |name: &str, encrypted: bool, encoding: &str| {
        let archive = zip(name, encrypted);
        let body = match encoding {
            "binary" => archive,
            "base64" => kenpin::decode::base64::encode(&archive, "\r\n"),
            "one line" => kenpin::decode::base64::encode(&archive, ""),
            _ => archive.iter().flat_map(|byte| format!("={byte:02X}").into_bytes()).collect(),
        };
        let encoding = if encoding == "one line" { "base64" } else { encoding };
        let head = format!(
            "From: a@minatobunko.co.jp\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: application/zip; name=a.zip\r\n\
             Content-Transfer-Encoding: {encoding}\r\n\r\n"
        );
        [head.into_bytes(), body].concat()
    };
    let found = |bytes: &[u8]| {
        let report = lint(Input::file(bytes), &Options::default());
        let findings = report.findings.iter().filter(|it| it.rule.group.name() == "attachment");
        findings.map(|it| format!("{} {}", it.rule.id, it.case.name)).collect::<Vec<_>>()
    };
    for encoding in ["binary", "base64", "one line", "quoted-printable"] {
        assert_eq!(found(&build("見積/setup.exe", false, encoding)), ["blocked-extension-gmail inside"], "{encoding}");
        assert_eq!(found(&build("見積書.pdf", true, encoding)), ["encrypted-archive locked"], "{encoding}");
        assert_eq!(found(&build("見積書.pdf", false, encoding)), [""; 0], "{encoding}");
        let nested = found(&build("a.zip", true, encoding));
        assert_eq!(nested, ["blocked-extension-gmail nested", "encrypted-archive locked"], "{encoding}");
        assert_eq!(found(&build("a.pdf.js", false, encoding)), ["double-extension inside"], "{encoding}");
    }
}
