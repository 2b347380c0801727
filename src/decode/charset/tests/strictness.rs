//! Where mail is stricter than the web, or kinder.

use super::super::{Charset, FaultKind, decode, decode_text, encode, set_host_decoder};
use super::{charset, lend_host};
use crate::span::Span;

/// Text and faults of `bytes`: kind, bytes, place in the text.
fn read(set: Charset, bytes: &[u8]) -> (String, Vec<(FaultKind, Span, Span)>) {
    let decoded = decode(set, bytes);
    let faults = decoded.faults.list().iter().map(|fault| (fault.kind, fault.raw, fault.out)).collect();
    (decoded.text.into_owned(), faults)
}

fn kinds(set: Charset, bytes: &[u8]) -> Vec<FaultKind> {
    read(set, bytes).1.into_iter().map(|fault| fault.0).collect()
}

#[test]
fn ascii_is_seven_bits() {
    let (text, faults) = read(Charset::US_ASCII, b"caf\xE9 \x81");
    assert_eq!(text, "café \u{FFFD}");
    assert_eq!(faults[0], (FaultKind::EightBit, Span::new(3, 4), Span::new(3, 5)));
    assert_eq!(faults[1], (FaultKind::Unassigned, Span::new(5, 6), Span::new(6, 9)));
    assert_eq!(encode(Charset::US_ASCII, "é"), None);
}

#[test]
fn latin1_shows_windows_1252_and_says_so() {
    let (text, faults) = read(Charset::ISO_8859_1, b"\xE9\x93\x8D");
    assert_eq!(text, "é“\u{FFFD}");
    assert_eq!(faults[0], (FaultKind::VendorCharacter, Span::new(1, 2), Span::new(2, 5)));
    assert_eq!(faults[1].0, FaultKind::Unassigned);
    assert_eq!(encode(Charset::ISO_8859_1, "é\u{A0}"), Some(vec![0xE9, 0xA0]));
    assert_eq!(encode(Charset::ISO_8859_1, "“"), None);
}

#[test]
fn iso_2022_jp_decodes_with_its_map() {
    let decoded = decode(Charset::ISO_2022_JP, b"a\x1B$B$\"$$\x1B(Bb");
    assert_eq!(decoded.text, "aあいb");
    assert!(decoded.faults.is_empty());
    assert_eq!(decoded.map.to_raw(Span::new(4, 7)), Span::new(6, 8));
    assert_eq!(decoded.map.to_raw(Span::new(0, 8)), Span::new(0, 12));
}

#[test]
fn iso_2022_jp_must_return_to_ascii() {
    let (text, faults) = read(Charset::ISO_2022_JP, b"\x1B$B$\"\r\n$$");
    assert_eq!(text, "あ\r\nい", "a line end is a line end in any state");
    assert_eq!(
        faults,
        [(FaultKind::NotBackInAscii, Span::at(5), Span::at(3)), (FaultKind::NotBackInAscii, Span::at(9), Span::at(8)),]
    );
    assert_eq!(kinds(Charset::ISO_2022_JP, b"\x1B(Ja\r\n\x1B(B"), [], "JIS-Roman may end a line");
    assert_eq!(kinds(Charset::ISO_2022_JP, b"\x1B(Ja"), [FaultKind::NotBackInAscii], "but not the text");
    assert_eq!(decode(Charset::ISO_2022_JP, b"\x1B$B$\"").faults.undecodable(), 0);
}

#[test]
fn iso_2022_jp_takes_escapes_in_a_row() {
    assert_eq!(read(Charset::ISO_2022_JP, b"\x1B(B\x1B$B\x1B(Ba"), ("a".into(), vec![]));
}

#[test]
fn iso_2022_jp_faults() {
    use FaultKind::{EightBit, HalfwidthKatakana, Incomplete, Malformed, Unassigned, UnknownEscape, VendorCharacter};
    let set = Charset::ISO_2022_JP;
    assert_eq!(kinds(set, b"\x82\xA0"), [EightBit, EightBit]);
    assert_eq!(kinds(set, b"\x1B$B\xA4\xA2\x1B(B"), [EightBit, EightBit]);
    assert_eq!(kinds(set, b"\x1B$A"), [UnknownEscape]);
    assert_eq!(kinds(set, b"\x1B"), [UnknownEscape]);
    assert_eq!(kinds(set, b"\x0E1\x0F"), [UnknownEscape, UnknownEscape]);
    assert_eq!(kinds(set, b"\x1B$B$\x1B(B"), [Incomplete]);
    assert_eq!(read(set, b"\x1B$B$\n\x1B(B").0, "\u{FFFD}\n");
    assert_eq!(kinds(set, b"\x1B$B \x1B(B"), [Malformed]);
    assert_eq!(kinds(set, b"\x1B$B)!\x1B(B"), [Unassigned]);
    assert_eq!(read(set, b"\x1B$B-!\x1B(B").0, "①");
    assert_eq!(kinds(set, b"\x1B$B-!\x1B(B"), [VendorCharacter]);
    assert_eq!(kinds(set, b"\x1B$By!\x1B(B"), [VendorCharacter]);
    assert_eq!(read(set, b"\x1B(I1\x1B(B").0, "ｱ");
    assert_eq!(kinds(set, b"\x1B(I1\x1B(B"), [HalfwidthKatakana]);
}

#[test]
fn iso_2022_jp_is_written_by_the_book() {
    let written = |text| encode(Charset::ISO_2022_JP, text);
    assert_eq!(written("あ\r\nい").unwrap(), b"\x1B$B$\"\x1B(B\r\n\x1B$B$$\x1B(B");
    assert_eq!(written("¥100").unwrap(), b"\x1B(J\\100\x1B(B");
    assert_eq!(written("〜").unwrap(), b"\x1B$B!A\x1B(B");
    assert_eq!(written("①"), None);
    assert_eq!(written("ｱ"), None);
    assert_eq!(written("\u{1F600}"), None);
    assert_eq!(written("\u{1B}"), None);
}

#[test]
fn shift_jis_private_codes_are_shown_and_told() {
    assert_eq!(read(Charset::SHIFT_JIS, b"\xF8\x9F").0, "\u{E63E}");
    assert_eq!(kinds(Charset::SHIFT_JIS, b"\xF8\x9F"), [FaultKind::PrivateUse]);
    assert_eq!(encode(Charset::SHIFT_JIS, "¥"), None, "5C reads back as a backslash");
}

#[test]
fn incomplete_means_the_end() {
    for (label, bytes) in [
        ("shift_jis", &b"\x82"[..]),
        ("euc-jp", b"\xA4"),
        ("euc-jp", b"\x8F\xA4"),
        ("utf-8", b"\xE3\x81"),
        ("utf-16le", b"a"),
        ("utf-7", b"+"),
        ("big5", b"\xA4"),
        ("gb18030", b"\x81\x30\x81"),
    ] {
        lend_host();
        assert_eq!(kinds(charset(label), bytes), [FaultKind::Incomplete], "{label}");
    }
}

#[test]
fn utf_7_examples_of_rfc_2152() {
    let read = |bytes: &'static [u8]| decode_text(Charset::UTF_7, bytes);
    assert_eq!(read(b"A+ImIDkQ."), "A\u{2262}\u{391}.");
    assert_eq!(read(b"Hi Mom -+Jjo--!"), "Hi Mom -\u{263A}-!");
    assert_eq!(read(b"+ZeVnLIqe-"), "日本語");
    assert_eq!(read(b"Item 3 is +AKM-1."), "Item 3 is £1.");
    assert_eq!(read(b"1 +- 1 = 2"), "1 + 1 = 2");
    assert_eq!(read(b"+2D3eAA-"), "\u{1F600}");
}

#[test]
fn utf_7_maps_to_the_letters_that_complete_a_character() {
    let decoded = decode(Charset::UTF_7, b"+ZeVnLIqe-!");
    assert_eq!(decoded.map.to_raw(Span::new(0, 3)), Span::new(1, 4));
    assert_eq!(decoded.map.to_raw(Span::new(3, 6)), Span::new(4, 7));
    assert_eq!(decoded.map.to_raw(Span::new(6, 9)), Span::new(7, 9));
    assert_eq!(decoded.map.to_raw(Span::new(9, 10)), Span::new(10, 11));
}

#[test]
fn utf_7_faults() {
    use FaultKind::{EightBit, LoneSurrogate, Malformed};
    assert_eq!(kinds(Charset::UTF_7, b"\xE9"), [EightBit]);
    assert_eq!(kinds(Charset::UTF_7, b"+ x"), [Malformed]);
    assert_eq!(kinds(Charset::UTF_7, b"+2D0-"), [LoneSurrogate]);
    assert_eq!(kinds(Charset::UTF_7, b"+3gA-"), [LoneSurrogate]);
    assert_eq!(kinds(Charset::UTF_7, b"+AGF-"), [Malformed], "bits left over");
    assert_eq!(kinds(Charset::UTF_7, b"+AGEA-"), [Malformed], "a letter too many");
}

#[test]
fn utf_16_follows_its_mark() {
    assert_eq!(decode_text(Charset::UTF_16, b"\xFE\xFF\x30\x42"), "あ");
    assert_eq!(decode_text(Charset::UTF_16, b"\xFF\xFE\x42\x30"), "あ");
    assert_eq!(decode_text(Charset::UTF_16, b"\x42\x30"), "あ");
    assert_eq!(decode(Charset::UTF_16, b"\xFE\xFF\x30\x42").map.to_raw(Span::new(0, 3)), Span::new(2, 4));
}

#[test]
fn many_faults_are_counted_not_kept() {
    let bytes = vec![0xFF; 100_000];
    for label in ["utf-8", "us-ascii", "iso-2022-jp", "shift_jis", "euc-jp", "big5"] {
        let decoded = decode(charset(label), &bytes);
        assert!(decoded.faults.total() >= 50_000, "{label}");
        assert!(decoded.faults.list().len() <= 1000 && decoded.map.runs().len() <= 2, "{label}");
    }
}

#[test]
fn the_first_host_stays() {
    lend_host();
    set_host_decoder(|_, _| None);
    assert_eq!(decode_text(charset("big5"), b"\xA4\xA4\xA4\xE5"), "中文");
}
