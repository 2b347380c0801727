//! Base64 read and written.

use super::*;
use proptest::prelude::*;

fn kinds(raw: &[u8]) -> Vec<Fault> {
    decode(raw).faults.list().iter().map(|(kind, _)| *kind).collect()
}

#[test]
fn quads_lines_and_padding() {
    let got = decode(b"44GC\r\n44GE\r\nYQ==\r\n");
    assert_eq!(got.bytes, "あいa".as_bytes());
    assert_eq!(got.map.to_raw(Span::new(3, 6)), Span::new(6, 10));
    assert_eq!(got.map.to_raw(Span::new(0, 7)), Span::new(0, 15));
    assert_eq!(got.faults.count(), 0);
}

#[test]
fn a_quantum_over_a_line_end() {
    let got = decode(b"44\r\nGC44GE");
    assert_eq!(got.bytes, "あい".as_bytes());
    assert_eq!(got.map.to_raw(Span::new(0, 3)), Span::new(0, 6));
}

#[test]
fn faults() {
    assert_eq!(kinds(b"aGVsbG8"), [Fault::Truncated]);
    assert_eq!(kinds(b"aGVsbG8="), []);
    assert_eq!(kinds(b"aGVsbG9="), [Fault::TrailingBits]);
    assert_eq!(kinds(b"aGVs!!bG8="), [Fault::Illegal]);
    assert_eq!(kinds(b"aGVs bG8="), [Fault::Blank]);
    assert_eq!(kinds(b"aGVsbG8=aGVs"), [Fault::AfterPadding]);
    assert_eq!(
        kinds(b"YQ==\r\n* a_bCD"),
        [Fault::AfterPadding, Fault::Blank, Fault::AfterPadding, Fault::UrlAlphabet, Fault::Truncated]
    );
    assert_eq!(kinds(b"=aGVs"), [Fault::StrayPadding]);
    assert_eq!(kinds(b"_-8="), [Fault::UrlAlphabet, Fault::UrlAlphabet]);
    assert_eq!(kinds(b"aGVsa"), [Fault::Truncated]);
}

#[test]
fn blocks_hold_the_alphabet() {
    for byte in 0..=255 {
        assert_eq!(is_alphabet(&[byte; 3]), SEXTETS[byte as usize] != INVALID, "{byte}");
    }
}

proptest! {
    #[test]
    fn what_is_encoded_decodes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let raw = encode(&bytes, "\r\n");
        let got = decode(&raw);
        prop_assert_eq!(got.faults.count(), 0);
        prop_assert_eq!(&got.bytes, &bytes);
        prop_assert_eq!(audit(&raw).1, bytes.len() as u64);
    }

    #[test]
    fn maps_tile_and_the_audit_agrees(raw in prop::collection::vec(prop::sample::select(b"QUJD= \r\n!-".to_vec()), 0..200)) {
        let got = decode(&raw);
        let (faults, len) = audit(&raw);
        prop_assert_eq!(faults.list(), got.faults.list());
        prop_assert_eq!(len, got.bytes.len() as u64);
        let (raw_end, out_end) = got.map.ends();
        prop_assert_eq!((raw_end as usize, out_end as usize), (raw.len(), got.bytes.len()));
    }
}
