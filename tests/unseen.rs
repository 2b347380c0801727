//! What nobody sees, and letters that look like others: hard case 39 of the catalogue stays silent, and places are exact in
//! every encoding.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use kenpin::decode::{base64, qp};
use kenpin::{Input, Options, lint};

const RULES: [&str; 3] = ["bidi-controls", "invisible-characters", "mixed-script-word"];

/// What the rules find in a message with this Subject and a part with this text: the rule, and the bytes it points at.
fn found(subject: &str, media: &str, encoding: &str, body: &str) -> Vec<(&'static str, String)> {
    let words = subject.split('\n').map(|line| match line.is_ascii() {
        true => line.to_owned(),
        false => format!("=?UTF-8?B?{}?=", String::from_utf8(base64::encode(line.as_bytes(), "")).unwrap()),
    });
    let body = match encoding {
        "quoted-printable" => qp::encode(body.as_bytes(), "\r\n"),
        "base64" => base64::encode(body.as_bytes(), "\r\n"),
        _ => body.as_bytes().to_vec(),
    };
    let mut bytes = format!(
        "From: Minato Bunko <letters@minatobunko.co.jp>\r\nTo: yuko@readerpost.net\r\nSubject: {}\r\nDate: Tue, 24 Nov \
         2026 09:30:00 +0900\r\nMessage-ID: <1@minatobunko.co.jp>\r\nMIME-Version: 1.0\r\nContent-Type: text/{media}; \
         charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n",
        words.collect::<Vec<_>>().join("\r\n ")
    )
    .into_bytes();
    bytes.extend(body);
    let report = lint(Input::file(&bytes), &Options::default());
    let own = report.findings.iter().filter(|finding| RULES.contains(&finding.rule.id));
    own.map(|it| (it.rule.id, String::from_utf8_lossy(it.place.raw.slice(&bytes)).into_owned())).collect()
}

#[test]
fn hard_case_39() {
    let padding = "&zwnj;&nbsp;".repeat(200) + &"&#847;&zwnj;&#8199;&shy;".repeat(100);
    let preheader = format!("<p>Spring at the port{padding}</p>");
    for text in [
        preheader.as_str(),
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} \
         \u{1f1ef}\u{1f1f5} \u{2764}\u{fe0f}\u{200d}\u{1f525} 1\u{fe0f}\u{20e3} \u{2600}\u{fe0e}",
        "می\u{200c}خواهم کتاب\u{200c}ها",
        "क्\u{200d}ष শ্\u{200c}র ශ්\u{200d}රී",
        "שלום \u{2067}עולם\u{2069}, \u{202b}(א)\u{202c} \u{200f}!",
        "\u{2068}Yuko\u{2069} reads",
        "AmazonプライムでNintendo Switch、iPhone15ケース、ＦＡＸ、Café",
        "Скидки: iPhone, PayPal и Яndex",
        "TNFα, NFκB and 10 kΩ, 5 μm; Δt",
        "葛\u{e0100}飾区、辻\u{e0101}さん",
        "ພາສາ\u{200b}ລາວ ភាសា\u{200b}ខ្មែរ",
        "see minatobunko\u{200b}.co\u{200b}.jp/a/\u{200b}b",
        "Donau\u{ad}dampf\u{ad}schiff",
        "新着の\u{200b}お知らせ",
    ] {
        for media in ["plain", "html"] {
            for encoding in ["8bit", "quoted-printable", "base64"] {
                assert_eq!(found("Letters", media, encoding, text), [], "{media} {encoding} {text}");
            }
        }
    }
    for subject in
        ["\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}の日", "می\u{200c}خواهم", "\u{2068}Yuko\u{2069} wrote: 港"]
    {
        assert_eq!(found(subject, "plain", "8bit", "x"), [], "{subject}");
    }
}

#[test]
fn places_are_exact() {
    let text = "Your pass\u{200b}word at P\u{430}yPal, \u{202e}open\r\n";
    let rules = ["invisible-characters", "mixed-script-word", "bidi-controls"];
    for (encoding, want) in [
        ("8bit", ["\u{200b}", "P\u{430}yPal", "\u{202e}"]),
        ("quoted-printable", ["=E2=80=8B", "P=D0=B0yPal", "=E2=80=AE"]),
    ] {
        let got = found("Letters", "plain", encoding, text);
        let places: Vec<_> = got.iter().map(|(rule, place)| (*rule, place.as_str())).collect();
        assert_eq!(places, std::iter::zip(rules, want).collect::<Vec<_>>(), "{encoding}");
    }
    // Whole quads.
    let got = found("Letters", "plain", "base64", text);
    assert!(
        got.iter().map(|(rule, _)| *rule).eq(rules) && got.iter().all(|(_, place)| place.len() % 4 == 0),
        "{got:?}"
    );
    let html = "<p>Your pass&#8203;word at P&#x430;yPal, &#8238;open</p>";
    let places: Vec<_> = found("Letters", "html", "8bit", html).into_iter().map(|(_, place)| place).collect();
    assert_eq!(places, ["&#8203;", "P&#x430;yPal", "&#8238;"]);
}

/// One finding a field and a part, however many places there are.
#[test]
fn one_finding_each() {
    let body = "pass\u{200b}word ".repeat(5_000);
    let got = found("pass\u{200b}word pass\u{200b}word", "plain", "8bit", &body);
    assert_eq!(got.len(), 2, "{got:?}");
}

/// Characters that carry a hidden text are found in the body too.
#[test]
fn hidden_texts() {
    let hidden: String = "ignore all".chars().map(|c| char::from_u32(0xe0000 + c as u32).unwrap()).collect();
    let selectors: String = (0..12_u32).map(|n| char::from_u32(0xe0100 + n).unwrap()).collect();
    for text in [format!("Hello{hidden} there"), format!("\u{1f600}{selectors}"), format!("\u{1f3f4}{hidden}")] {
        let rules: Vec<_> = found("Letters", "plain", "8bit", &text).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["invisible-characters"], "{text:?}");
    }
}
