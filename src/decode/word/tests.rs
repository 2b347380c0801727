//! Encoded-words on their own.

use super::*;
use proptest::prelude::*;

fn text(raw: &str) -> String {
    HeaderText::read(raw.as_bytes(), Span::of(0, raw.len())).text.into_owned()
}

fn faults(raw: &str) -> Vec<Option<Fault>> {
    let read = HeaderText::read(raw.as_bytes(), Span::of(0, raw.len()));
    read.words.iter().map(|word| word.fault).collect()
}

#[test]
fn words_and_what_stands_between() {
    for (raw, want) in [
        ("plain", "plain"),
        ("a\r\n b", "a b"),
        ("=?UTF-8?B?44GC?=\r\n =?utf-8?q?=E3=81=84_x?= y", "あい x y"),
        ("=?iso-2022-jp*ja?B?GyRCJCIbKEI=?=!", "あ!"),
        ("=?UTF-8?B?44GC?=?", "あ?"),
        ("=?x?y?z?=", "=?x?y?z?="),
        ("=?UTF-8? Q?x?=", "=?UTF-8? Q?x?="),
        ("=?utf-8?B??=.", "."),
        ("=?UTF-8?Q?Really??= a", "Really? a"),
        ("=?UTF-8?Q?=E3?= =?UTF-8?Q?=81=82_?= =?UTF-8?Q?x?=\r\n y", "あ x y"),
        ("a =?iso-2022-jp?B?GyRCJCI=?= =?iso-2022-jp?B?JCQbKEI=?=!", "a あい!"),
        ("生", "生"),
    ] {
        assert_eq!(text(raw), want, "{raw}");
    }
}

#[test]
fn what_is_wrong() {
    assert_eq!(faults("=?UTF-8?B?44GC?="), [None]);
    assert_eq!(faults("=?UTF-8?B?abc def?="), [Some(Fault::Space)]);
    assert_eq!(faults("=?UTF-8? Q?=E3=81=82?="), [Some(Fault::Space)]);
    assert_eq!(faults("=?UTF-8?    Q?x?= =?x? Q?x?= is =?utf-8? Q"), []);
    assert_eq!(faults("=?UTF-8?B?44GC"), [Some(Fault::Unterminated)]);
    assert_eq!(faults("=?UTF-8?X?44GC?="), [Some(Fault::Encoding)]);
    assert_eq!(faults("=?klingon?B?44GC?="), [Some(Fault::Charset)]);
    assert_eq!(faults("=?UTF-8?Q?=ZZ?="), [Some(Fault::Payload)]);
    assert_eq!(faults("=?UTF-8?B?/w==?="), [Some(Fault::Undecodable)]);
    assert_eq!(faults("=?iso-2022-jp?B?GyRCQmpMPnZeGyhC?="), [None], "an emoji of au");
    assert_eq!(faults("=?UTF-8?Q?=E3?= =?UTF-8?Q?=81=82?="), [Some(Fault::Split); 2]);
    assert_eq!(faults("=?UTF-8?B?44K?= =?UTF-8?B?tw==?="), [Some(Fault::Split); 2]);
    assert_eq!(faults("=?UTF-8?Q?=E3?= =?UTF-8?Q?=81=82=E3=81?= =?UTF-8?Q?=82?="), [Some(Fault::Split); 3]);
    assert_eq!(faults("=?UTF-8?Q?=93=FA?= =?UTF-8?Q?=96=7B?="), [Some(Fault::Undecodable); 2]);
    assert_eq!(faults("=?UTF-8?B?=?UTF-8?B?44GC?="), [Some(Fault::Unterminated), None]);
    assert_eq!(faults("=?UTF-8?Q?Really??="), [Some(Fault::Question)]);
    assert_eq!(faults("=?UTF-8?Q?a?b c?="), [Some(Fault::Unterminated)]);
    assert_eq!(faults("=?iso-2022-jp?B?GyRCJCI=?="), [Some(Fault::Open)]);
    assert_eq!(faults("=?iso-2022-jp?B?GyRCJCI=?= =?iso-2022-jp?B?JCQbKEI=?="), [Some(Fault::Split); 2]);
    assert_eq!(faults("1 =?= 2, a=?b"), []);
}

#[test]
fn places_lead_back() {
    let raw = " a =?UTF-8?B?44GC44GE?=\r\n =?UTF-8?Q?=E3=81=86?= b";
    let read = HeaderText::read(raw.as_bytes(), Span::of(0, raw.len()));
    assert_eq!(read.text, " a あいう b");
    let raw_of = |start, end| &raw[read.to_raw(Span::new(start, end)).range()];
    assert_eq!(raw_of(1, 2), "a");
    assert_eq!(raw_of(6, 9), "44GE");
    assert_eq!(raw_of(9, 12), "=E3=81=86");
    assert_eq!(raw_of(13, 14), "b");
}

proptest! {
    #[test]
    fn places_lie_inside(raw in "[-=?UTF8BQutf_あ \\r\\n]{0,60}") {
        let read = HeaderText::read(raw.as_bytes(), Span::of(0, raw.len()));
        let len = read.text.len() as u32;
        for start in 0..=len {
            let span = read.to_raw(Span::new(start, len));
            prop_assert!(span.end as usize <= raw.len());
        }
    }
}
