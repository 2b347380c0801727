//! Any bytes decode, in every encoding and charset, and every decoded byte leads back into them.
#![no_main]

use kenpin::decode::charset::{self, Charset};
use kenpin::decode::word::HeaderText;
use kenpin::decode::{base64, qp};
use kenpin::html::page::Page;
use kenpin::span::{Span, SpanMap};
use libfuzzer_sys::fuzz_target;

const CHARSETS: [Charset; 9] = [
    Charset::US_ASCII,
    Charset::UTF_8,
    Charset::ISO_8859_1,
    Charset::WINDOWS_1252,
    Charset::ISO_2022_JP,
    Charset::SHIFT_JIS,
    Charset::EUC_JP,
    Charset::UTF_7,
    Charset::UTF_16,
];

fuzz_target!(|input: &[u8]| {
    let decoded = qp::decode(input);
    leads_back(&decoded.map, decoded.bytes.len(), input.len());
    let decoded = base64::decode(input);
    leads_back(&decoded.map, decoded.bytes.len(), input.len());
    for charset in CHARSETS {
        let decoded = charset::decode(charset, input);
        leads_back(&decoded.map, decoded.text.len(), input.len());
        assert_eq!(charset::decode_text(charset, input), decoded.text, "{charset:?}");
    }
    let _ = HeaderText::read(input, Span::of(0, input.len()));
    let _ = Page::read(&String::from_utf8_lossy(input));
});

/// Every byte of the decoded side leads to a place inside the raw one, never further left than the byte before it.
fn leads_back(map: &SpanMap, decoded: usize, raw: usize) {
    let mut last = 0;
    for at in 0..decoded {
        let span = map.to_raw(Span::of(at, at + 1));
        assert!(span.start >= last && span.start <= span.end && span.end as usize <= raw, "{at}: {span:?} of {raw}");
        last = span.start;
    }
}
