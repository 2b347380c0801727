use proptest::prelude::*;

use super::*;
use crate::span::Span;

#[track_caller]
fn check(raw: &str, in_text: &str, in_attribute: &str) {
    assert_eq!(decode(raw, Context::Text).text, in_text, "{raw} in text");
    assert_eq!(decode(raw, Context::Attribute).text, in_attribute, "{raw} in an attribute");
}

#[test]
fn text_without_references_is_not_copied() {
    for raw in ["", "abc", "a & b", "?a=1&b=2", "&;", "&unknown;", "&#;", "&#x;", "&#xg", "&", "&あ;"] {
        for context in [Context::Text, Context::Attribute] {
            let decoded = decode(raw, context);
            assert!(matches!(decoded.text, Cow::Borrowed(text) if text == raw), "{raw}");
            assert_eq!(decoded.map, SpanMap::identity());
        }
    }
}

#[test]
fn named_references() {
    check("a&amp;b", "a&b", "a&b");
    check("&AMP;&lt;&GT;&quot;", "&<>\"", "&<>\"");
    check(
        "&NewLine;&Tab;&nbsp;&hairsp;&ThickSpace;",
        "\n\t\u{A0}\u{200A}\u{205F}\u{200A}",
        "\n\t\u{A0}\u{200A}\u{205F}\u{200A}",
    );
    check("&fjlig;&NotEqualTilde;&acE;", "fj≂̸∾̳", "fj≂̸∾̳");
    check("&CounterClockwiseContourIntegral;", "∳", "∳");
    check("&CounterClockwiseContourIntegral", "&CounterClockwiseContourIntegral", "&CounterClockwiseContourIntegral");
    check("&Aacute;&aacute;&zwnj;&zwj;&zscr;", "Áá\u{200C}\u{200D}𝓏", "Áá\u{200C}\u{200D}𝓏");
    check("&Amp;&amP;", "&Amp;&amP;", "&Amp;&amP;");
}

#[test]
fn the_longest_name_counts() {
    check("&notin;", "∉", "∉");
    check("&notit;", "¬it;", "&notit;");
    check("&not;in", "¬in", "¬in");
    check("&sub;&sup1;&sup1", "⊂¹¹", "⊂¹¹");
    check("&ampamp;", "&amp;", "&ampamp;");
    check("&amp&amp;", "&&", "&&");
    check("&centerdot;&cent", "·¢", "·¢");
}

#[test]
fn an_address_in_an_attribute_keeps_its_parameters() {
    check("?a=1&copy=2", "?a=1©=2", "?a=1&copy=2");
    check("?a=1&copyx", "?a=1©x", "?a=1&copyx");
    check("?a=1&copy1", "?a=1©1", "?a=1&copy1");
    check("?a=1&copy-2", "?a=1©-2", "?a=1©-2");
    check("?a=1&copy;=2", "?a=1©=2", "?a=1©=2");
    check("?a=1&copy", "?a=1©", "?a=1©");
    check("&not_in&reg.", "¬_in®.", "¬_in®.");
}

#[test]
fn numbers() {
    check("&#65;&#x41;&#X41;&#065;&#65", "AAAAA", "AAAAA");
    check("&#65x&#x41g", "AxAg", "AxAg");
    check("&#12354;&#x1F600;", "あ\u{1F600}", "あ\u{1F600}");
    check(
        "&#0;&#x110000;&#xD800;&#xDFFF;&#99999999999999999999;",
        "\u{FFFD}".repeat(5).as_str(),
        "\u{FFFD}".repeat(5).as_str(),
    );
    check("&#128;&#x91;&#150;&#x9F;&#x81;", "€‘–Ÿ\u{81}", "€‘–Ÿ\u{81}");
    check("&#13;&#10;&#1;&#xFFFE;&#127;", "\r\n\u{1}\u{FFFE}\u{7F}", "\r\n\u{1}\u{FFFE}\u{7F}");
}

#[test]
fn the_map_leads_to_the_reference() {
    let decoded = decode("あ&amp;b&NotEqualTilde;&#12354;c", Context::Text);
    assert_eq!(decoded.text, "あ&b≂̸あc");
    let raw = |start, end| decoded.map.to_raw(Span::new(start, end));
    assert_eq!(raw(0, 3), Span::new(0, 3));
    assert_eq!(raw(3, 4), Span::new(3, 8));
    assert_eq!(raw(4, 5), Span::new(8, 9));
    assert_eq!(raw(5, 6), Span::new(9, 24));
    assert_eq!(raw(8, 10), Span::new(9, 24));
    assert_eq!(raw(10, 13), Span::new(24, 32));
    assert_eq!(raw(13, 14), Span::new(32, 33));
    assert_eq!(decoded.map.to_out(Span::new(3, 8)), Span::new(3, 4));
}

#[test]
fn long_numbers_stay_one_place() {
    let raw = format!("a&#{}65;b", "0".repeat(1000));
    let decoded = decode(&raw, Context::Text);
    assert_eq!(decoded.text, "aAb");
    let place = decoded.map.to_raw(Span::new(1, 2));
    assert_eq!(place.end as usize, raw.len() - 1);
    assert_eq!(decoded.map.to_raw(Span::new(2, 3)), Span::of(raw.len() - 1, raw.len()));
    assert_eq!(decoded.map.ends(), (raw.len() as u32, 3));
}

#[test]
fn references_know_their_places() {
    let decoded = decode("&amp;&x;&#65;", Context::Text);
    let raw = |at: u32| decoded.map.to_raw(Span::new(at, at + 1));
    assert_eq!((&*decoded.text, raw(0), raw(4)), ("&&x;A", Span::new(0, 5), Span::new(8, 13)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn maps_lead_there_and_back(
        raw in "(&|amp|;|#|x|1|0|not|in|lt|=|a|あ|NotEqualTilde|fjlig|copy|9|\\PC){0,20}",
        attribute in any::<bool>(),
    ) {
        let context = if attribute { Context::Attribute } else { Context::Text };
        let decoded = decode(&raw, context);
        if !decoded.map.runs().is_empty() {
            prop_assert_eq!(decoded.map.ends(), (raw.len() as u32, decoded.text.len() as u32));
        }
        let mut at = 0;
        for (start, character) in decoded.text.char_indices() {
            let place = decoded.map.to_raw(Span::of(start, start + character.len_utf8()));
            prop_assert!(place.start >= at);
            at = place.start;
            let slice = raw.get(place.range());
            prop_assert!(slice.is_some());
            let there = decoded.map.to_out(place);
            prop_assert_eq!(decode(slice.unwrap_or_default(), Context::Text).text, &decoded.text[there.range()]);
        }
    }
}
