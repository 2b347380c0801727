#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use proptest::prelude::*;

use super::*;

/// The tokens of `text` in short: `<a b="c"/>`, `</a>`, `'text'`, `--data--`, `!doctype`, `~dropped~`.
fn short(text: &str) -> String {
    let mut tokens = Tokenizer::new(text);
    let mut out = String::new();
    while let Some(token) = tokens.next() {
        if !out.is_empty() {
            out.push(' ');
        }
        let written = match token.kind {
            Kind::StartTag { name, self_closing } => {
                write!(out, "<{}", tokens.slice(name)).unwrap();
                for attribute in tokens.attributes() {
                    let value = tokens.slice(attribute.value);
                    match attribute.quote {
                        Quote::Absent => write!(out, " {}", tokens.slice(attribute.name)),
                        Quote::Unquoted => write!(out, " {}={value}", tokens.slice(attribute.name)),
                        Quote::Single => write!(out, " {}='{value}'", tokens.slice(attribute.name)),
                        Quote::Double => write!(out, " {}=\"{value}\"", tokens.slice(attribute.name)),
                    }
                    .unwrap();
                }
                write!(out, "{}", if self_closing { "/>" } else { ">" })
            }
            Kind::EndTag { name } => write!(out, "</{}>", tokens.slice(name)),
            Kind::Text(Content::Data) => write!(out, "'{}'", tokens.slice(token.span)),
            Kind::Text(Content::RcData) => write!(out, "rc'{}'", tokens.slice(token.span)),
            Kind::Text(Content::Raw) => write!(out, "raw'{}'", tokens.slice(token.span)),
            Kind::Comment { data, form: CommentForm::Plain } => write!(out, "--{}--", tokens.slice(data)),
            Kind::Comment { data, form: CommentForm::Conditional } => write!(out, "if--{}--", tokens.slice(data)),
            Kind::Comment { data, form: CommentForm::Bogus } => write!(out, "?{}?", tokens.slice(data)),
            Kind::Doctype => write!(out, "!doctype"),
            Kind::Dropped => write!(out, "~{}~", tokens.slice(token.span)),
        };
        written.unwrap();
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(short(text), expected, "for {text}");
}

#[test]
fn text_and_tags() {
    check("", "");
    check("a<b>c</b>d", "'a' <b> 'c' </b> 'd'");
    check("<Table\n><TR\t></tr >", "<Table> <TR> </tr>");
    check("<br/><br / ><br a/>", "<br/> <br> <br a/>");
    check("<a-b:c.d>", "<a-b:c.d>");
    check("<aé>", "<aé>");
}

#[test]
fn what_is_no_tag_is_text() {
    check("a < b <3 <", "'a < b <3 <'");
    check("<<<", "'<<<'");
    check("<<a>", "'<' <a>");
    check("a </", "'a </'");
    check("<\0>", "'<\0>'");
}

#[test]
fn attributes_in_every_quote() {
    check(r#"<a b c=d e='f"' g="h'">"#, r#"<a b c=d e='f"' g="h'">"#);
    check("<a b = c\n=\nd>", "<a b=c = d>");
    check("<a b='c'd=\"e\"f>", "<a b='c' d=\"e\" f>");
    check("<a b=c/d>", "<a b=c/d>");
    check("<a b=c/>", "<a b=c/>");
    check("<a b=/>", "<a b=/>");
    check("<a b=>", "<a b=>");
    check("<a b=\"\" c=''>", "<a b=\"\" c=''>");
    check("<a b/c//d=e>", "<a b c d=e>");
    check("<a b=x\"y'z<w=v`>", "<a b=x\"y'z<w=v`>");
}

#[test]
fn odd_attribute_names() {
    check("<a =b>", "<a =b>");
    check("<a =b=c>", "<a =b=c>");
    check("<a ==>", "<a ==>");
    check("<a \"b'c<d>", "<a \"b'c<d>");
    check("<a / b>", "<a b>");
    check("<a/b>", "<a b>");
    check("</a b='>'>x", "</a> 'x'");
}

#[test]
fn a_slash_of_an_unquoted_value_closes_nothing() {
    let mut tokens = Tokenizer::new("<a b=c/>");
    assert!(matches!(tokens.next().unwrap().kind, Kind::StartTag { self_closing: false, .. }));
    assert_eq!(tokens.slice(tokens.attributes()[0].value), "c/");
}

#[test]
fn tags_that_the_end_cuts_off_are_dropped() {
    for text in ["<a", "<a ", "<a b", "<a b=", "<a b=c", "<a b='c", "<a b='c'", "<a /", "</a", "</a ", "<a b=\"c>d"] {
        check(text, &format!("~{text}~"));
    }
    check("x</>y", "'x' ~</>~ 'y'");
}

#[test]
fn comments_end_as_the_standard_says() {
    check("<!--a-->b", "--a-- 'b'");
    check("<!---->b", "---- 'b'");
    check("<!-->b", "---- 'b'");
    check("<!--->b", "---- 'b'");
    check("<!--a--!>b", "--a-- 'b'");
    check("<!----!>b", "---- 'b'");
    check("<!--!>b-->c", "--!>b-- 'c'");
    check("<!---!>b-->c", "---!>b-- 'c'");
    check("<!--a--b->c--->d", "--a--b->c--- 'd'");
    check("<!--a<!--b-->c", "--a<!--b-- 'c'");
    check("<!--a<!-->c", "--a<!-- 'c'");
    check("<!--a", "--a--");
    check("<!--a--", "--a--");
    check("<!--a-", "--a--");
    check("<!--a--!", "--a--");
    check("<!---!", "---!--");
    check("<!--<!--", "--<!--");
    check("<!--", "----");
}

#[test]
fn conditional_comments_stay_comments() {
    check("<!--[if mso]><b>x</b><![endif]-->y", "if--[if mso]><b>x</b><![endif]-- 'y'");
    check("<!--[IF mso]>", "if--[IF mso]>--");
    check("<!-- [if mso]>x<![endif]-->", "-- [if mso]>x<![endif]--");
    check("<!--[if !mso]><!--><b><!--<![endif]-->", "if--[if !mso]><!-- <b> --<![endif]--");
    check("<![if !mso]>x<![endif]>", "?[if !mso]? 'x' ?[endif]?");
}

#[test]
fn what_is_read_as_a_comment() {
    check("<?xml a='>'?>", "??xml a='? ''?>'");
    check("<!a>b", "?a? 'b'");
    check("<!>b", "?? 'b'");
    check("<!-a>b", "?-a? 'b'");
    check("</ a>b", "? a? 'b'");
    check("</3>b", "?3? 'b'");
    check("<![CDATA[a>b]]>", "?[CDATA[a? 'b]]>'");
    check("<!", "??");
    check("<?", "???");
    check("</ a", "? a?");
}

#[test]
fn doctypes() {
    check("<!DOCTYPE html>a", "!doctype 'a'");
    check("<!doctype>a", "!doctype 'a'");
    check("<!DocType html PUBLIC \"-//W3C//DTD\" 'x'>a", "!doctype 'a'");
    check("<!doctype html \"a>b\">", "!doctype 'b\">'");
    check("<!doctype", "!doctype");
    check("<!doctyp>", "?doctyp?");
}

#[test]
fn raw_text_ends_at_its_own_end_tag() {
    check("<style>a<b></b></styles></STYLE >c", "<style> raw'a<b></b></styles>' </STYLE> 'c'");
    check("<title>a<b>&amp;</title>", "<title> rc'a<b>&amp;' </title>");
    check("<textarea></textarea>", "<textarea> </textarea>");
    check("<xmp></xm></xmp/>", "<xmp> raw'</xm>' </xmp>");
    check("<iframe><!--</iframe>-->", "<iframe> raw'<!--' </iframe> '-->'");
    check("<noembed></noframes></noembed>", "<noembed> raw'</noframes>' </noembed>");
    check("<noframes>a", "<noframes> raw'a'");
    check("<style/>a</style>", "<style/> raw'a' </style>");
    check("<style></style", "<style> raw'</style'");
    check("<style>x</style ", "<style> raw'x' ~</style ~");
    check("<plaintext>a</plaintext>", "<plaintext> raw'a</plaintext>'");
    check("<noscript><b></noscript>", "<noscript> <b> </noscript>");
    check("</style><b>", "</style> <b>");
}

#[test]
fn scripts_hide_scripts_in_comments() {
    check("<script>a</script>b", "<script> raw'a' </script> 'b'");
    check("<script><!--a</script>b", "<script> raw'<!--a' </script> 'b'");
    check("<script><!--<script></script>--></script>b", "<script> raw'<!--<script></script>-->' </script> 'b'");
    check("<script><!--<script>--></script>b", "<script> raw'<!--<script>-->' </script> 'b'");
    check("<script><!--<scripts></script>b", "<script> raw'<!--<scripts>' </script> 'b'");
    check("<script><!--><script></script>b", "<script> raw'<!--><script>' </script> 'b'");
    check("<script><!---><script></script>b", "<script> raw'<!---><script>' </script> 'b'");
    check("<script><!-<script></script>b", "<script> raw'<!-<script>' </script> 'b'");
    check("<script><script></script>b", "<script> raw'<script>' </script> 'b'");
    check("<script><!--<script>a</script>b</script>c", "<script> raw'<!--<script>a</script>b' </script> 'c'");
    check("<script><!--<script></script><script></script>", "<script> raw'<!--<script></script><script></script>'");
}

#[test]
fn in_svg_a_tag_closes_itself() {
    check("<svg><style/><b></svg><style/><b>", "<svg> <style/> <b> </svg> <style/> raw'<b>'");
    check("<math><script/>x</MATH>", "<math> <script/> 'x' </MATH>");
    check("<svg/><title/>x", "<svg/> <title/> rc'x'");
    check("</svg><svg><svg></svg><title/>x", "</svg> <svg> <svg> </svg> <title/> 'x'");
    check("<svg><style><b></style>", "<svg> <style> raw'<b>' </style>");
}

#[test]
fn spans_are_places_in_the_text() {
    let mut tokens = Tokenizer::new("あ<a href='x'>");
    assert_eq!(tokens.next().unwrap().span, Span::new(0, 3));
    let token = tokens.next().unwrap();
    assert_eq!(token.span, Span::new(3, 15));
    assert_eq!(token.kind, Kind::StartTag { name: Span::new(4, 5), self_closing: false });
    let expected = Attribute { name: Span::new(6, 10), value: Span::new(12, 13), quote: Quote::Single };
    assert_eq!(tokens.attributes(), [expected]);
    assert_eq!(tokens.next(), None);
    assert_eq!(tokens.attributes(), []);
}

#[test]
fn a_part_is_read_as_if_nothing_stood_around_it() {
    let text = "<!--<b>x</b>-->";
    let tokens: Vec<_> = Tokenizer::within(text, Span::new(4, 9)).map(|token| token.span).collect();
    assert_eq!(tokens, [Span::new(4, 7), Span::new(7, 9)]);
    assert_eq!(Tokenizer::within("あ", Span::new(1, 9)).map(|token| token.span).last(), Some(Span::new(0, 3)));
    assert_eq!(Tokenizer::within("a", Span::new(7, 9)).count(), 0);
}

#[test]
fn the_first_of_equal_attributes_counts() {
    let mut tokens = Tokenizer::new("<a x=1 b=2 X=3 c B x=4 y>");
    tokens.next();
    assert_eq!(tokens.duplicates(), [2, 4, 5]);
    let first = tokens.attribute(b"x").unwrap();
    assert_eq!(tokens.slice(first.value), "1");
    assert_eq!(tokens.attribute(b"z"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Letters of markup in any order.
    #[test]
    fn tokens_tile_the_text(
        text in "(<|>|/|!|-|--|=|\"|'|\\?|\\[|a|style|script|title|doctype|CDATA|svg| |あ|&amp;|\\PC){0,40}",
    ) {
        let mut tokens = Tokenizer::new(&text);
        let mut end = 0;
        let mut was_data = false;
        while let Some(token) = tokens.next() {
            prop_assert_eq!(token.span.start, end);
            prop_assert!(!token.span.is_empty());
            prop_assert!(text.get(token.span.range()).is_some());
            end = token.span.end;
            let is_data = token.kind == Kind::Text(Content::Data);
            prop_assert!(!(is_data && was_data), "two texts in a row");
            was_data = is_data;
            let mut inner = token.span.start;
            for attribute in tokens.attributes() {
                prop_assert!(inner < attribute.name.start);
                prop_assert!(attribute.name.end <= attribute.value.start);
                prop_assert!(text.get(attribute.name.range()).is_some());
                prop_assert!(text.get(attribute.value.range()).is_some());
                inner = attribute.value.end - 1;
            }
            match token.kind {
                Kind::StartTag { name, .. } | Kind::EndTag { name } => prop_assert!(token.span.contains(name)),
                Kind::Comment { data, .. } => {
                    prop_assert!(token.span.contains(data));
                    prop_assert!(text.get(data.range()).is_some());
                }
                _ => {}
            }
        }
        prop_assert_eq!(end as usize, text.len());
    }
}
