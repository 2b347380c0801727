//! Text that others wrote, read in place.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, MimeHeaders, PartType};

use super::super::{Charset, FaultKind, decode, decode_text, encode, guess};
use super::{charset, lend_host};

/// The folder of test data, where there is one.
fn corpora() -> Option<PathBuf> {
    let shared = std::env::var_os("KENPIN_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = shared.join("corpora");
    if !folder.is_dir() {
        eprintln!("skipped: no {}", folder.display());
        return None;
    }
    Some(folder)
}

/// CPython's pairs `X.txt` and `X-utf8.txt`, and those that kenpin does not decode: no mail reader does, nor the web.
#[test]
fn pairs_of_cpython() {
    lend_host();
    let Some(folder) = corpora().map(|folder| folder.join("ja-cjkencodings")) else { return };
    let pairs = [
        ("iso2022_jp", "iso-2022-jp"),
        ("shift_jis", "shift_jis"),
        ("euc_jp", "euc-jp"),
        ("big5", "big5"),
        ("big5hkscs", "big5-hkscs"),
        ("cp949", "ks_c_5601-1987"),
        ("gb18030", "gb18030"),
        ("gb2312", "gb2312"),
        ("gbk", "gbk"),
    ];
    for (file, label) in pairs {
        let bytes = std::fs::read(folder.join(file).with_extension("txt")).unwrap();
        let wanted = std::fs::read_to_string(folder.join(format!("{file}-utf8.txt"))).unwrap();
        let decoded = decode(charset(label), &bytes);
        assert_eq!(decoded.text, wanted, "{file}");
        assert_eq!(decoded.faults.undecodable(), 0, "{file}");
        // Hong Kong's supplement is read only.
        let written = (file != "big5hkscs").then_some(bytes.clone());
        assert_eq!(encode(charset(label), &wanted), written, "{file}");
    }
    // One line of this file has the make-up sequences of KS X 1001, which the web shows letter by letter.
    let korean = std::fs::read(folder.join("euc_kr.txt")).unwrap();
    let wanted = std::fs::read_to_string(folder.join("euc_kr-utf8.txt")).unwrap();
    let decoded = decode_text(charset("euc-kr"), &korean);
    let differing: Vec<_> = decoded.lines().zip(wanted.lines()).filter(|(ours, theirs)| ours != theirs).collect();
    assert!(differing.len() == 1 && differing[0].0.contains('\u{3164}'));
    for file in ["iso2022_kr", "hz", "johab", "shift_jisx0213", "euc_jisx0213"] {
        assert!(folder.join(format!("{file}.txt")).exists());
        assert_eq!(Charset::from_label(file.as_bytes()), None, "{file}");
    }
}

/// Parts whose label is wrong, and what their bytes are.
#[test]
fn wrong_labels_are_seen_through() {
    let Some(folder) = corpora() else { return };
    let wrong = [
        ("bounce-sisimai/bsd/lhost-ezweb-02.eml", "iso-2022-jp", Charset::EUC_JP),
        ("bounce-sisimai/bsd/lhost-ezweb-03.eml", "iso-2022-jp", Charset::EUC_JP),
        ("bounce-sisimai/bsd/lhost-ezweb-04.eml", "iso-2022-jp", Charset::EUC_JP),
        ("bounce-sisimai/bsd/lhost-ezweb-05.eml", "iso-2022-jp", Charset::EUC_JP),
        ("bounce-sisimai/bsd/lhost-kddi-01.eml", "iso-2022-jp", Charset::UTF_8),
        ("bounce-sisimai/dos/lhost-mfilter-01.eml", "iso-2022-jp", Charset::UTF_8),
        ("bounce-sisimai/dos/lhost-notes-01.eml", "iso-2022-jp", Charset::UTF_8),
        ("mime-thunderbird/reader/wronglyDeclaredShift_JIS.eml", "utf-8", Charset::SHIFT_JIS),
        ("mime-thunderbird/reader/wronglyDeclaredUTF8.eml", "windows-1252", Charset::UTF_8),
        ("mime-thunderbird/reader/noCharsetWindows1252.eml", "us-ascii", Charset::WINDOWS_1252),
        // Another decoder takes these for Shift_JIS: a quotation mark and a letter make a kanji.
        ("real-hardham/00108.c616dad1b875643b5f48452beadf54b0.eml", "us-ascii", Charset::WINDOWS_1252),
        ("real-hardham/00224.0b10471bd4bcd9b5aad01f0431f72d9f.eml", "us-ascii", Charset::WINDOWS_1252),
        ("real-hardham/00249.b9183324a9726e8b6c8779045a921243.eml", "us-ascii", Charset::WINDOWS_1252),
    ];
    let parts = parts(&folder);
    for (file, label, truth) in wrong {
        let declared = charset(label);
        let guessed = parts
            .iter()
            .find(|part| part.file == file && part.charset == Some(declared) && is_wrong(declared, &part.bytes))
            .map(|part| guess(&part.bytes));
        assert_eq!(guessed, Some(Some(truth)), "{file}");
    }
}

fn is_wrong(declared: Charset, bytes: &[u8]) -> bool {
    declared == Charset::WINDOWS_1252 || decode(declared, bytes).faults.undecodable() > 0
}

/// Carriers' and phones' own characters, by the names of the files.
#[test]
fn japanese_phones() {
    use FaultKind::{HalfwidthKatakana, PrivateUse, Unassigned, VendorCharacter};
    let Some(folder) = corpora() else { return };
    let expected = [
        ("au-emoji", Charset::ISO_2022_JP, Unassigned),
        ("au-decomail", Charset::ISO_2022_JP, Unassigned),
        ("iphone-circled-numbers-in-jis", Charset::ISO_2022_JP, VendorCharacter),
        ("iphone-jis", Charset::ISO_2022_JP, HalfwidthKatakana),
        ("docomo-emoji", Charset::SHIFT_JIS, PrivateUse),
        ("softbank-emoji", Charset::SHIFT_JIS, PrivateUse),
    ];
    let parts = parts(&folder.join("ja-jpmobile/unit"));
    for (file, set, kind) in expected {
        let mut of_file = parts.iter().filter(|part| part.file == format!("{file}.eml"));
        let found = of_file.any(|part| {
            part.charset == Some(set)
                && decode(set, &part.bytes).faults.count(kind) > 0
                && guess(&part.bytes) == Some(set)
        });
        assert!(found, "{file}");
    }
}

/// A label that fits is what is guessed, whatever the text.
#[test]
fn right_labels_are_guessed() {
    let Some(folder) = corpora() else { return };
    let mut seen = 0;
    for part in parts(&folder) {
        let Some(set) = part.charset else { continue };
        let is_asked = [Charset::UTF_8, Charset::ISO_2022_JP, Charset::SHIFT_JIS, Charset::EUC_JP].contains(&set);
        let decoded = decode(set, &part.bytes);
        if is_asked && !decoded.text.is_ascii() && decoded.faults.undecodable() == 0 {
            assert_eq!(guess(&part.bytes), Some(set), "{}", part.file);
            seen += 1;
        }
    }
    assert!(seen > 150, "{seen}");
}

/// Every line of Japanese, written in each Japanese charset: even short ones are told apart, all but a few.
#[test]
fn lines_are_guessed() {
    let Some(folder) = corpora() else { return };
    let mut lines = BTreeSet::new();
    for part in parts(&folder) {
        let Some(set) = guess(&part.bytes) else { continue };
        let text = decode_text(set, &part.bytes);
        if text.chars().any(|char| matches!(char, 'ぁ'..='ん')) {
            lines.extend(text.lines().filter(|line| !line.is_ascii()).map(str::to_owned));
        }
    }
    let (mut asked, mut wrong) = (0, Vec::new());
    for line in &lines {
        for set in [Charset::UTF_8, Charset::ISO_2022_JP, Charset::SHIFT_JIS, Charset::EUC_JP] {
            let Some(bytes) = encode(set, line) else { continue };
            asked += 1;
            match guess(&bytes) {
                Some(guessed) if guessed == set => {}
                other => wrong.push((set, other, line)),
            }
        }
    }
    assert!(asked > 1000 && wrong.len() * 200 < asked, "{} of {asked}: {wrong:#?}", wrong.len());
}

/// A text part of a message.
struct Part {
    file: String,
    charset: Option<Charset>,
    bytes: Vec<u8>,
}

/// Every text part of every message below `folder`.
fn parts(folder: &Path) -> Vec<Part> {
    let mut found = Vec::new();
    for path in messages(folder) {
        let raw = std::fs::read(&path).unwrap();
        // The parser that takes the messages apart panics on one of them.
        let Ok(Some(message)) = std::panic::catch_unwind(|| mail_parser::MessageParser::default().parse(&raw)) else {
            continue;
        };
        let file = path.strip_prefix(folder).unwrap().display().to_string();
        let parts = message.parts.iter().filter(|part| matches!(part.body, PartType::Text(_) | PartType::Html(_)));
        found.extend(parts.map(|part| {
            let body = &raw[part.offset_body as usize..part.offset_end as usize];
            let bytes = match part.encoding {
                Encoding::None => Some(body.to_vec()),
                Encoding::QuotedPrintable => quoted_printable_decode(body),
                Encoding::Base64 => base64_decode(body),
            };
            let label = part.content_type().and_then(|value| value.attribute("charset")).unwrap_or("us-ascii");
            let charset = Charset::from_label(label.as_bytes());
            Part { file: file.clone(), charset, bytes: bytes.unwrap_or_default() }
        }));
    }
    found
}

fn messages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "eml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
