//! Every code of every charset against encoding_rs, in both directions.

use encoding_rs::Encoding;
use proptest::prelude::*;

use super::super::label::Kind;
use super::super::{Charset, FaultKind, decode, decode_text, encode};
use super::{charset, lend_host};

/// What encoding_rs shows for `bytes`.
fn theirs(label: &str, bytes: &[u8]) -> String {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap();
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// What encoding_rs writes for `text`, where it can.
fn their_bytes(label: &str, text: &str) -> Option<Vec<u8>> {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, _, lossy) = encoding.encode(text);
    (!lossy).then(|| bytes.into_owned())
}

fn every_char() -> impl Iterator<Item = char> {
    ('\0'..='\u{2FFFF}').chain('\u{E0000}'..='\u{E01FF}')
}

fn assert_same(label: &str, bytes: &[u8]) {
    assert_eq!(decode_text(charset(label), bytes), theirs(label, bytes), "{label} {bytes:02X?}");
}

#[test]
fn every_byte_of_the_single_byte_sets() {
    let mut seen = 0;
    for set in Charset::all().filter(|set| matches!(set.kind(), Kind::Single(_))) {
        seen += 1;
        let encoding = Encoding::for_label(set.name().as_bytes()).unwrap();
        assert!(encoding.name().eq_ignore_ascii_case(set.name()));
        for byte in 0..=0xFF_u8 {
            let bytes = [byte];
            let (ours, their) = (decode(set, &bytes), theirs(set.name(), &bytes));
            if set.name().starts_with("windows-") && (0x80..=0x9F).contains(&u32::from(their.chars().next().unwrap())) {
                assert_eq!(ours.text, "\u{FFFD}", "{set} {byte:02X}: a hole, not a C1 control");
                assert_eq!(ours.faults.list()[0].kind, FaultKind::Unassigned);
                continue;
            }
            assert_eq!(ours.text, their, "{set} {byte:02X}");
            assert_eq!(ours.faults.is_empty(), !their.contains('\u{FFFD}'), "{set} {byte:02X}");
        }
        for char in every_char() {
            let text = char.to_string();
            let ours = encode(set, &text);
            let wanted = their_bytes(set.name(), &text).filter(|bytes| decode(set, bytes).faults.is_empty());
            assert_eq!(ours, wanted, "{set} {char:?}");
        }
    }
    assert_eq!(seen, 28);
}

#[test]
fn every_pair_of_bytes() {
    lend_host();
    for label in ["shift_jis", "euc-jp", "gbk", "gb18030", "big5", "euc-kr"] {
        for lead in 0x80..=0xFF {
            if label == "shift_jis" && lead == 0x80 {
                continue;
            }
            for trail in (0..=0xFF).filter(|&trail| (label, trail) != ("shift_jis", 0x80)) {
                assert_same(label, &[lead, trail]);
                assert_same(label, &[lead, trail, b'z']);
            }
        }
    }
    assert_eq!(decode_text(Charset::SHIFT_JIS, &[0x80]), "\u{FFFD}", "no C1 control");
}

#[test]
fn every_code_of_jis_x_0212() {
    lend_host();
    for lead in 0x80..=0xFF {
        for trail in 0..=0xFF {
            assert_same("euc-jp", &[0x8F, lead, trail]);
            assert_same("euc-jp", &[0x8F, lead, trail, b'z']);
        }
    }
}

#[test]
fn every_pair_of_iso_2022_jp() {
    lend_host();
    for lead in 0..=0xFF {
        // Line ends, escapes and shifts are treated differently on purpose; see strictness.rs.
        for trail in (0..=0xFF).filter(|trail| ![0x0A, 0x0D, 0x1B, 0x0E, 0x0F].contains(trail)) {
            if ![0x0A, 0x0D, 0x1B, 0x0E, 0x0F].contains(&lead) {
                assert_same("iso-2022-jp", &[0x1B, b'$', b'B', lead, trail, 0x1B, b'(', b'B', b'z']);
                assert_same("iso-2022-jp", &[0x1B, b'(', b'I', lead, trail, 0x1B, b'(', b'B', b'z']);
            }
        }
    }
    for byte in (0..=0xFF).filter(|&byte| byte != 0x1B) {
        assert_same("iso-2022-jp", &[0x1B, b'(', b'J', byte, b'z']);
        assert_same("iso-2022-jp", &[b'a', byte, b'z']);
        assert_same("iso-2022-jp", &[b'a', 0x1B, byte, b'z']);
    }
}

#[test]
fn every_four_byte_code_of_gb18030() {
    lend_host();
    for pointer in
        (0..40_000_u32).chain((40_000..1_260_000).step_by(77)).chain([188_999, 189_000, 1_237_575, 1_237_576])
    {
        let (lead, rest) = (pointer / 12_600, pointer % 12_600);
        if lead > 0xFE - 0x81 {
            break;
        }
        let code =
            [lead as u8 + 0x81, (rest / 1260) as u8 + 0x30, (rest / 10 % 126) as u8 + 0x81, (rest % 10) as u8 + 0x30];
        assert_same("gb18030", &code);
    }
}

#[test]
fn every_character_of_the_large_sets() {
    lend_host();
    for label in ["shift_jis", "euc-jp", "gbk", "gb18030", "big5", "euc-kr"] {
        let set = charset(label);
        for char in every_char() {
            let text = char.to_string();
            let ours = encode(set, &text);
            let their = their_bytes(label, &text);
            if ours == their {
                continue;
            }
            // Theirs reads back as another character: not a code for this one.
            let lossy = their.as_deref().is_some_and(|bytes| decode_text(set, bytes) != text);
            // U+20AC in GBK: both 80 and A2 E3 read back, and only the latter is in every copy of the table.
            let euro = (label, char) == ("gbk", '€');
            // GB18030 has a code for U+FFFD, which says the same whether it was meant or not.
            let unknown = (label, char) == ("gb18030", '\u{FFFD}');
            assert!((lossy && ours.is_none()) || euro || unknown, "{label} {char:?} {ours:02X?} {their:02X?}");
        }
    }
}

#[test]
fn every_character_of_iso_2022_jp() {
    for char in every_char() {
        let text = char.to_string();
        match (encode(Charset::ISO_2022_JP, &text), their_bytes("iso-2022-jp", &text)) {
            (ours, their) if ours == their => {}
            // Vendor rows, and half-width katakana that would become wide.
            (None, Some(their)) => {
                let read = decode(Charset::ISO_2022_JP, &their);
                assert!(read.faults.count(FaultKind::VendorCharacter) == 1 || read.text != text, "{char:?}");
            }
            // Characters that JIS and Windows name differently.
            (Some(ours), _) => {
                assert!("\u{301C}\u{2016}\u{2014}\u{A2}\u{A3}\u{AC}".contains(char), "{char:?}");
                assert_eq!(ours.len(), 8);
            }
            _ => unreachable!(),
        }
    }
}

#[test]
fn labels_mean_what_the_web_says() {
    let mut known = 0;
    for set in Charset::all() {
        assert_eq!(Charset::from_label(set.name().as_bytes()), Some(set), "{set}");
        for label in set.labels() {
            assert_eq!(Charset::from_label(label.to_ascii_uppercase().as_bytes()), Some(set), "{label}");
            let Some(encoding) = Encoding::for_label(label.as_bytes()) else { continue };
            known += 1;
            let expected = match set.name() {
                "US-ASCII" | "ISO-8859-1" => "windows-1252",
                "UTF-16" => "UTF-16LE",
                name => name,
            };
            assert!(encoding.name().eq_ignore_ascii_case(expected), "{label}: {} {expected}", encoding.name());
        }
    }
    // The standard has 228, of which six mean "replacement" and one x-user-defined.
    assert_eq!(known, 228 - 7);
    assert_eq!(Charset::from_label(b" \"UTF8\"\t"), Some(Charset::UTF_8));
    assert_eq!(Charset::from_label(b""), None);
    assert_eq!(Charset::from_label(b" "), None);
    assert_eq!(Charset::from_label(b"utf-8 utf8"), None);
    assert_eq!(Charset::from_label(b"iso-2022-kr"), None);
}

#[test]
fn constants_have_their_names() {
    let named = [
        (Charset::US_ASCII, "US-ASCII"),
        (Charset::UTF_8, "UTF-8"),
        (Charset::ISO_8859_1, "ISO-8859-1"),
        (Charset::WINDOWS_1252, "windows-1252"),
        (Charset::ISO_2022_JP, "ISO-2022-JP"),
        (Charset::SHIFT_JIS, "Shift_JIS"),
        (Charset::EUC_JP, "EUC-JP"),
        (Charset::UTF_7, "UTF-7"),
        (Charset::UTF_16, "UTF-16"),
    ];
    for (set, name) in named {
        assert_eq!(set.name(), name);
    }
}

/// Bytes that make decoders take turns: leads, trails, digits, escapes, blanks.
fn tricky() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        any::<u8>(),
        prop::sample::select(&b"09Az~@\x1B$B(JI \n\x80\x81\x8E\x8F\xA0\xA1\xB1\xDF\xE0\xF8\xFC\xFE\xFF"[..]),
    ];
    prop::collection::vec(byte, 0..60)
}

proptest! {
    #[test]
    fn any_bytes_of_stateless_sets(bytes in tricky()) {
        lend_host();
        for label in ["euc-jp", "gbk", "gb18030", "big5", "euc-kr", "utf-8", "koi8-r"] {
            prop_assert_eq!(decode_text(charset(label), &bytes), theirs(label, &bytes), "{}", label);
        }
        // An odd byte after half a pair is one U+FFFD on the web, two here.
        let even = &bytes[..bytes.len() / 2 * 2];
        for label in ["utf-16le", "utf-16be"] {
            prop_assert_eq!(decode_text(charset(label), even), theirs(label, even), "{}", label);
        }
        let bytes: Vec<u8> = bytes.into_iter().filter(|&byte| byte != 0x80).collect();
        prop_assert_eq!(decode_text(Charset::SHIFT_JIS, &bytes), theirs("shift_jis", &bytes));
    }
}
