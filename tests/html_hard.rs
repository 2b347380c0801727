//! Inputs on which naive readers of HTML take quadratic time, overflow the stack or eat memory.
//!
//! Each is 2 MB. What is linear takes about a second at most here; what searches to the end for each repetition, even
//! at memory speed, takes longer than is allowed.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::{Duration, Instant};

use kenpin::html::entity::{Context, decode};
use kenpin::html::page::Page;
use kenpin::html::token::Tokenizer;

const SIZE: usize = 2_000_000;
const LIMIT: Duration = Duration::from_secs(5);

/// What comes first, what is repeated, what comes last.
const CASES: &[(&str, &str, &str)] = &[
    ("", "<", ""),
    ("", "</", ""),
    ("", "<!", ""),
    ("", "<?", ""),
    ("", "<a ", ""),
    ("", "<a <", ""),
    ("", "<a href=\"", ""),
    ("", "<a href='x'", ""),
    ("", "<a href=x ", ">"),
    ("", "<a href=x>", ""),
    ("", "<a href=x>x", ""),
    ("", "<a href=x>x</a>", ""),
    ("", "<a href=x><style>", ""),
    ("", "<a>", ""),
    ("", "</a>", ""),
    ("", "<div>", ""),
    ("", "<svg>", ""),
    ("", "<svg><style/>", ""),
    ("", "<![if x]>", ""),
    ("<!--[if ", "]", "-->"),
    ("", "<table><tr><td>", ""),
    ("", "<template>", ""),
    ("", "<!--", ""),
    ("", "<!-->", ""),
    ("", "<!--[if mso]>", ""),
    ("", "<!--[if mso]>-->", ""),
    ("<!--[if mso]>", "<!--[if mso]>", "-->"),
    ("<!--[if mso]>", "<![endif]", "-->"),
    ("<!--[if mso]>", "<!--", "-->"),
    ("<!--", "-", ""),
    ("<!--", "--!", ""),
    ("<!--", ">", ""),
    ("", "<!doctype ", ""),
    ("", "<![CDATA[", ""),
    ("<style>", "</sty", ""),
    ("", "<style>", ""),
    ("", "<style></style ", ""),
    ("<style>", "</style", ""),
    ("", "<script>", ""),
    ("<script>", "<!--<script>", ""),
    ("<script>", "<!--<script></script>-->", ""),
    ("<script>", "<!--", ""),
    ("<script>", "-", ""),
    ("", "<title>", ""),
    ("", "<title></title>", ""),
    ("", "<textarea>", ""),
    ("", "<plaintext>", ""),
    ("", "&", ""),
    ("", "&amp", ""),
    ("", "&amp;", ""),
    ("", "&#", ""),
    ("&#", "0", ""),
    ("", "&CounterClockwiseContourIntegra", ""),
    ("", "&lll", ""),
    ("<a href='", "&#0", "'>"),
    ("<a href='", "\t", "x'>"),
    ("<a ", "b ", ">"),
    ("<a ", "href=x ", ">"),
    ("<a ", "href ", ">"),
    ("<a ", "/", ">"),
    ("<a ", "=", ">"),
    ("<style>", "url(", "</style>"),
    ("<style>", "url('", "</style>"),
    ("<style>", "url(x", "</style>"),
    ("<style>", "url( ", "</style>"),
    ("<style>", "url()", "</style>"),
    ("<style>", "/*", "</style>"),
    ("<style>", "@import ", "</style>"),
    ("<style>", "\"", "</style>"),
    ("<style>", "\\", "</style>"),
    ("<p style='", "url(&quot;", "'>"),
    ("", "<p style='(", ""),
    ("<img srcset='", ",", "'>"),
    ("<img srcset='", "x,", "'>"),
    ("<img srcset='", "x, ", "'>"),
    ("<img srcset='", "x (", "'>"),
    ("", "<img srcset='x", ""),
    ("", "<meta http-equiv=refresh content=';;", ""),
    ("", "<meta http-equiv=refresh content='0;url=x'>", ""),
    ("", "あ", ""),
    ("", " ", ""),
    ("x", " ", ""),
];

#[test]
fn every_input_is_read_in_linear_time() {
    let mut slowest = (Duration::ZERO, "");
    for (first, repeated, last) in CASES {
        let text = format!("{first}{}{last}", repeated.repeat(SIZE / repeated.len()));
        let took = time(&text);
        println!("{:6} ms  {first} ({repeated})* {last}", took.as_millis());
        assert!(took < LIMIT, "{first} ({repeated})* {last} took {took:?}");
        slowest = slowest.max((took, repeated));
    }
    println!("slowest: {slowest:?}");
}

#[test]
fn a_hundred_thousand_names_in_one_tag() {
    let many: String = (0..100_000).chain(0..25_000).map(|at| ["attribute-", &at.to_string(), " "].concat()).collect();
    let text = format!("<a {many}>");
    let start = Instant::now();
    let mut tokens = Tokenizer::new(&text);
    tokens.next().unwrap();
    assert_eq!(tokens.attributes().len(), 125_000);
    assert_eq!(tokens.duplicates().len(), 25_000);
    let took = start.elapsed().max(time(&text));
    assert!(took < LIMIT, "{took:?}");
}

/// All that can be asked of a text.
fn time(text: &str) -> Duration {
    let start = Instant::now();
    let mut tokens = Tokenizer::new(text);
    let mut duplicates = 0;
    while tokens.next().is_some() {
        duplicates += tokens.duplicates().len();
    }
    let page = Page::read(text);
    let shown = page.visible_text(text);
    let inside: usize = page.links.iter().map(|link| page.anchor_text(text, link).len() + link.url(text).len()).sum();
    let decoded = decode(text, Context::Attribute);
    assert!(duplicates + inside + shown.len() <= 4 * text.len() && decoded.text.len() <= 2 * text.len());
    start.elapsed()
}
