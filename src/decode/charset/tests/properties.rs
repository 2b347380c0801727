//! What holds for any bytes in any charset.

use proptest::prelude::*;

use super::super::{Charset, Decoded, decode, decode_text, encode};
use super::lend_host;
use crate::span::Span;

/// Plain text, text of any script in the charset itself, and noise, mixed.
fn pieces(set: Charset) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        "[ -~\r\n]{0,40}".prop_map(String::into_bytes),
        "[ぁ-ん一-龥ァ-ヶｱ-ﾝà-ÿа-я가-힣\\\\~¥①]{0,8}".prop_map(move |text| {
            text.chars().filter_map(|char| encode(set, &char.to_string())).flatten().collect()
        }),
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(vec![&b"\x1B$B"[..], b"\x1B(B", b"\x1B(J", b"\x1B(I", b"+AGE-", b"+2D3eAA-", b"+"])
            .prop_map(<[u8]>::to_vec),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = (Charset, Vec<u8>)> {
    lend_host();
    prop::sample::select(Charset::all().collect::<Vec<_>>()).prop_flat_map(|set| (Just(set), pieces(set)))
}

fn check_map(bytes: &[u8], decoded: &Decoded) {
    let map = &decoded.map;
    if map.runs().is_empty() {
        assert_eq!(decoded.text.as_bytes(), bytes);
        return;
    }
    let (mut raw, mut out) = (0, 0);
    for run in map.runs() {
        assert_eq!((run.raw, run.out), (raw, out), "runs touch each other");
        raw += run.units * u32::from(run.raw_len);
        out += run.units * u32::from(run.out_len);
        let shown = &decoded.text.as_bytes()[run.out as usize..out as usize];
        if (run.raw_len, run.out_len) == (1, 1) {
            assert_eq!(&bytes[run.raw as usize..raw as usize], shown, "copied");
        } else if run.out_len > 0 {
            let units = shown.chunks_exact(run.out_len.into());
            assert!(units.into_iter().all(|unit| std::str::from_utf8(unit).is_ok()), "a unit is whole characters");
        }
    }
    assert_eq!((raw as usize, out as usize), (bytes.len(), decoded.text.len()), "and tile both sides");
}

fn check_faults(decoded: &Decoded) {
    let mut last = Span::at(0);
    for fault in decoded.faults.list() {
        assert!(last.end <= fault.raw.start || fault.raw == last, "in order");
        last = fault.raw;
        assert_eq!(decoded.map.to_raw(fault.out), fault.raw, "{fault:?}");
        let shown = &decoded.text[fault.out.range()];
        assert_eq!(shown.chars().count(), usize::from(!fault.raw.is_empty()), "{fault:?}");
    }
    assert_eq!(decoded.faults.list().len(), decoded.faults.total() as usize, "short texts are listed whole");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn maps_tile_and_faults_point((set, bytes) in any_text()) {
        let decoded = decode(set, &bytes);
        check_map(&bytes, &decoded);
        check_faults(&decoded);
        prop_assert_eq!(&decoded.text, &decode_text(set, &bytes));
    }

    #[test]
    fn pieces_decode_to_pieces((set, bytes) in any_text(), from in any::<prop::sample::Index>()) {
        prop_assume!(!matches!(set, Charset::ISO_2022_JP | Charset::UTF_7 | Charset::UTF_16));
        let decoded = decode(set, &bytes);
        let chars: Vec<_> = decoded.text.char_indices().collect();
        prop_assume!(!chars.is_empty());
        // From one character to the end: what follows a bad sequence may complete another one.
        let start = chars[from.index(chars.len())].0;
        let raw = decoded.map.to_raw(Span::of(start, decoded.text.len()));
        if decoded.map.to_out(raw).start as usize == start {
            prop_assert_eq!(decode_text(set, raw.slice(&bytes)), &decoded.text[start..]);
        }
    }

    #[test]
    fn what_is_written_reads_back(index in any::<prop::sample::Index>(), text in "\\PC{0,20}") {
        lend_host();
        let sets: Vec<_> = Charset::all().collect();
        let set = *index.get(&sets);
        let text: String = text.chars().filter(|char| encode(set, &char.to_string()).is_some()).collect();
        if let Some(bytes) = encode(set, &text) {
            let decoded = decode(set, &bytes);
            prop_assert!(decoded.faults.is_empty(), "{:?}", decoded.faults);
            prop_assert_eq!(windows_names(&decoded.text), windows_names(&text));
        }
    }
}

/// The text as Windows' tables name it.
fn windows_names(text: &str) -> String {
    let pairs =
        "\u{301C}\u{FF5E}\u{2212}\u{FF0D}\u{2016}\u{2225}\u{2014}\u{2015}\u{A2}\u{FFE0}\u{A3}\u{FFE1}\u{AC}\u{FFE2}";
    let pairs: Vec<char> = pairs.chars().collect();
    text.chars().map(|char| pairs.chunks(2).find(|pair| pair[0] == char).map_or(char, |pair| pair[1])).collect()
}
