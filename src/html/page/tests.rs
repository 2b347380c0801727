#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::html::link::LinkKind;

/// Kind, element, value as written and decoded address of each link; `!` marks those in conditional comments.
fn links(text: &str) -> Vec<String> {
    let page = Page::read(text);
    let slice = |span: Span| &text[span.range()];
    let short = |link: &Link| {
        let mark = if link.conditional { "!" } else { "" };
        let url = link.url(text);
        let raw = slice(link.value);
        let same = if url == raw { String::new() } else { format!(" -> {url}") };
        let attribute = link.attribute.map_or("", slice);
        format!("{mark}{:?} {}.{attribute} {raw}{same}", link.kind, slice(link.element))
    };
    page.links.iter().map(short).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(links(text), expected, "for {text}");
}

/// The texts of the anchors.
fn texts(text: &str) -> Vec<String> {
    let page = Page::read(text);
    let anchors = page.links.iter().filter(|link| link.kind == LinkKind::Anchor);
    anchors.map(|link| page.anchor_text(text, link)).collect()
}

#[test]
fn every_place_of_an_address() {
    check("<A HREF=x><area href='y'>", &["Anchor A.HREF x", "Area area.href y"]);
    check("<base href=b><link rel=icon href=i>", &["Base base.href b", "Resource link.href i"]);
    check(
        "<img src=a lowsrc=b><input type=image src=c>",
        &["Image img.src a", "Image img.lowsrc b", "Image input.src c"],
    );
    check("<body background=a><td background='b'>", &["Background body.background a", "Background td.background b"]);
    check("<form action=a><button formaction=b>", &["Form form.action a", "Form button.formaction b"]);
    check("<script src=a></script><iframe src=b></iframe>", &["Script script.src a", "Frame iframe.src b"]);
    check("<embed src=a><object data=b>", &["Embed embed.src a", "Embed object.data b"]);
    check("<video src=a poster=b><source src=c>", &["Media video.src a", "Image video.poster b", "Media source.src c"]);
    check("<v:fill src='a'/><v:roundrect href=b>", &["Vml v:fill.src a", "Vml v:roundrect.href b"]);
    check("<blockquote cite=a><a ping=b>", &["Hidden blockquote.cite a", "Hidden a.ping b"]);
    check("<div data=a action=b href><p lang=ja>", &["Hidden div.href "]);
    check("</a href=x><a", &[]);
}

#[test]
fn the_first_of_equal_attributes_counts() {
    check("<a href=x HREF=y><img SRC=a src=b>", &["Anchor a.href x", "Image img.SRC a"]);
}

#[test]
fn addresses_are_decoded_and_cleaned() {
    check("<a href='?a=1&amp;b=2&copy=3'>", &["Anchor a.href ?a=1&amp;b=2&copy=3 -> ?a=1&b=2&copy=3"]);
    check("<a href=' x\r\n\t y\n '>", &["Anchor a.href  x\r\n\t y\n  -> x y"]);
    check("<a href='&#9;java&Tab;script:&#10;'>", &["Anchor a.href &#9;java&Tab;script:&#10; -> javascript:"]);
    check("<a href=''><a href=' '><a href>", &["Anchor a.href ", "Anchor a.href   -> ", "Anchor a.href "]);
}

#[test]
fn the_map_of_an_address_leads_back() {
    let text = "<a href=' https://ex&#97;mple.\nor.jp/?a&amp;b'>";
    let page = Page::read(text);
    let (url, chain) = page.links[0].url_with_map(text);
    assert_eq!(url, "https://example.or.jp/?a&b");
    let back = |part: &str| {
        let start = url.find(part).unwrap();
        &text[chain.to_raw(Span::of(start, start + part.len())).range()]
    };
    assert_eq!(back("example.or.jp"), "ex&#97;mple.\nor.jp");
    assert_eq!(back("https"), "https");
    assert_eq!(back("&b"), "&amp;b");
    let (url, chain) = page.links[0].url_with_map("");
    assert_eq!((url.as_ref(), chain.to_raw(Span::at(0))), ("", Span::at(9)));
}

#[test]
fn candidates_of_srcset() {
    check(
        "<img srcset='a 1x, b&amp;c 2x,d'>",
        &["Image img.srcset a", "Image img.srcset b&amp;c -> b&c", "Image img.srcset d"],
    );
    check(
        "<source srcset=',a,,b, c(x, y) 1x (2, 3), d,'>",
        &["Image source.srcset a,,b", "Image source.srcset c(x", "Image source.srcset y)", "Image source.srcset d"],
    );
    check("<img srcset=' , '><img srcset='data:a,b 1x'>", &["Image img.srcset data:a,b"]);
}

#[test]
fn addresses_in_style_sheets() {
    check("<p style='a:URL( \"x y\" );b:url(z)'>", &["Css p.style x y", "Css p.style z"]);
    check("<p style=\"a:url(&quot;x?a&amp;b&quot;)\">", &["Css p.style x?a&amp;b -> x?a&b"]);
    check("<p style='a:url(x\\29 y\\)z)'>", &["Css p.style x\\29 y\\)z -> x)y)z"]);
    check("<p style='color:rgb(1,2,3)'>", &[]);
    check(
        "<style>@import 'a';@IMPORT url(b);/* url(c) */ d{content:'url(e)'} url(f</style>",
        &["Css style. a", "Css style. b", "Css style. f"],
    );
    check("<style>a:url(x&amp;y) b:myurl(z)</style>", &["Css style. x&amp;y"]);
    check(
        "<style>a:url(x y);b:url(x\"y);c:url();d:url('x\n);e:url(z )</style>",
        &["Css style. ", "Css style. x", "Css style. z"],
    );
    check("<style>/* url(a)", &[]);
    check("<style>url(a\\", &["Css style. a\\ -> a\u{FFFD}"]);
}

#[test]
fn refresh() {
    check("<meta http-equiv=Refresh content='0; URL=x?a&amp;b'>", &["Refresh meta.content x?a&amp;b -> x?a&b"]);
    check("<meta content=\"5;url='x y'z\" http-equiv=refresh>", &["Refresh meta.content x y"]);
    check("<meta http-equiv=refresh content='1.5 , x'>", &["Refresh meta.content x"]);
    check("<meta http-equiv=refresh content=5><meta http-equiv=x content='0;url=y'><meta content=a>", &[]);
}

#[test]
fn conditional_comments() {
    let text = "<a href=1>x</a><!--[if mso]><v:roundrect href='2'><a href=3>y</a><img src=4><![endif]--><img src=5>";
    check(
        text,
        &["Anchor a.href 1", "!Vml v:roundrect.href 2", "!Anchor a.href 3", "!Image img.src 4", "Image img.src 5"],
    );
    let page = Page::read(text);
    assert_eq!(page.images, 1);
    assert_eq!(texts(text), ["x", "y"]);
    assert_eq!(page.visible_text(text), "x");
    check("<!--[if !mso]><!--><a href=1><!--<![endif]--><!-- <a href=2> -->", &["Anchor a.href 1"]);
    check("<!--[if mso]><!--[if mso]><a href=1>", &[]);
    check("<!--[if mso", &[]);
    check("<!--[if mso]>", &[]);
}

#[test]
fn an_anchor_in_a_conditional_comment_leaves_the_open_one_open() {
    let text = "<a href=1>x<!--[if mso]><a href=2>y<img src=3><![endif]-->z<img src=4></a>";
    assert_eq!(texts(text), ["xz", "y"]);
    let page = Page::read(text);
    let anchors: Vec<_> = page.links.iter().filter_map(|link| page.anchor(link)).collect();
    assert_eq!(anchors.iter().map(|it| (it.images, it.closed)).collect::<Vec<_>>(), [(1, true), (1, false)]);
}

#[test]
fn texts_of_anchors() {
    assert_eq!(texts("<a href=x> a\r\n <b>b</b>c&nbsp;&amp;<!-- d --> e </a>f"), ["a bc\u{A0}& e"]);
    assert_eq!(texts("<a href=x>a<br>b<div>c</div>d</a>"), ["a b c d"]);
    assert_eq!(texts("<a href=x><style>a</style>b<script>c</script></a>"), ["b"]);
    assert_eq!(texts("<a href=x>a<a href=y>b</a>c</a>d"), ["a", "b"]);
    assert_eq!(texts("<a href=x>a<a name=y>b</a><a href=z>c"), ["a", "c"]);
    assert_eq!(texts("<a href=x></a><a href=y> <img src=z alt=t> </a>"), ["", ""]);
}

#[test]
fn anchors_know_their_places() {
    let text = "<a href=x><b>a</b></a> <a href=y>b";
    let page = Page::read(text);
    let content = |at: usize| page.anchor(&page.links[at]).map(|it| (&text[it.content.range()], it.closed));
    assert_eq!(content(0), Some(("<b>a</b>", true)));
    assert_eq!(content(1), Some(("b", false)));
    let runs = page.anchor_runs(&page.links[0]);
    assert_eq!(runs.iter().map(|run| &text[run.span.range()]).collect::<Vec<_>>(), ["a"]);
    assert_eq!(page.anchor(&Link { anchor: None, ..page.links[0] }), None);
}

#[test]
fn visible_text() {
    let text = "<html lang=ja><head><title>t</title> <style>s</style> </head> <body>\n<p>a</p><!-- c --> \
        <template>x<template>y</template>z</template><textarea>b&lt;</textarea>\
        <xmp>&lt;</xmp><td>d<noscript>e</noscript>";
    let page = Page::read(text);
    assert_eq!(page.visible_text(text), "a b< &lt; de");
    assert_eq!(page.title.map(|it| &text[it.range()]), Some("t"));
    assert_eq!(page.lang.map(|it| &text[it.range()]), Some("ja"));
    let text = "<svg><title>x</title><title/>z</svg><title>y</title>";
    let page = Page::read(text);
    assert_eq!(page.title.map(|it| &text[it.range()]), Some("y"));
    assert_eq!(page.visible_text(text), "z");
    assert_eq!(Page::read("<title></title><title>x</title><p lang=x>").lang, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn all_places_lie_inside(
        text in "(<a href=|<img src='|</a>|<!--\\[if mso\\]>|-->|<style>|</style>|url\\(|\\)|<p style=\"|\"|'|>|\
                 &amp;|&#9;|\\\\|あ|\
                 <img srcset=|,| |\n|@import|<meta http-equiv=refresh content=|<template>|<title>|\\PC){0,25}"
    ) {
        let page = Page::read(&text);
        for link in &page.links {
            for span in [link.element, link.value] {
                prop_assert!(text.get(span.range()).is_some());
            }
            let (url, chain) = link.url_with_map(&text);
            let raw = chain.to_raw(Span::of(0, url.len()));
            prop_assert!(url.is_empty() || link.value.contains(raw));
            prop_assert_eq!(link.kind == LinkKind::Anchor, page.anchor(link).is_some());
            let content = page.anchor(link).map(|it| it.content).unwrap_or_default();
            for run in page.anchor_runs(link) {
                prop_assert!(content.contains(run.span));
            }
        }
        for run in page.runs.iter().chain(&page.conditional_runs) {
            prop_assert!(text.get(run.span.range()).is_some_and(|it| !it.is_empty()));
        }
        prop_assert!(page.runs.is_sorted_by_key(|run| run.span.start));
        let shown = page.visible_text(&text);
        prop_assert!(!shown.contains("  ") && shown.trim_matches(' ') == shown);
    }
}
