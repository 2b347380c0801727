//! Drafts: places lie inside their fields, and the same HTML says the same as in a message.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::decode::base64;
use kenpin::finding::Finding;
use kenpin::options::DraftField;
use kenpin::rule::Group;
use kenpin::span::Span;
use kenpin::{Input, Options, Origin, Report, lint};
use std::collections::BTreeSet;
use std::path::PathBuf;
use support::corpora;

/// Fields one after the other, as the page and the command line hand them in.
fn joined(fields: &[(DraftField, &str)]) -> (Vec<u8>, Vec<(DraftField, Span)>) {
    let (mut bytes, mut spans) = (Vec::new(), Vec::new());
    for (field, text) in fields {
        let start = bytes.len();
        bytes.extend(text.bytes());
        spans.push((*field, Span::of(start, bytes.len())));
    }
    (bytes, spans)
}

fn with_draft<T>(fields: &[(DraftField, &str)], options: &Options, look: impl FnOnce(&Report) -> T) -> T {
    let (bytes, spans) = joined(fields);
    look(&lint(Input { bytes: &bytes, origin: Origin::Draft(spans) }, options))
}

fn pages() -> Vec<PathBuf> {
    let Some(folder) = corpora::folder() else { return Vec::new() };
    let is_page = |path: &PathBuf| path.extension().is_some_and(|it| it == "html" || it == "htm");
    corpora::files(&folder).into_iter().filter(is_page).collect()
}

/// Whether a finding is about the HTML alone, whatever is around it.
fn is_about_html(finding: &Finding) -> bool {
    matches!(finding.rule.group, Group::Html | Group::Link) && finding.place.shown.is_some()
}

/// Findings about the HTML, with their places in its decoded text.
fn html_findings(report: &Report) -> BTreeSet<(&'static str, &'static str, Span)> {
    let about = report.findings.iter().filter(|finding| is_about_html(finding));
    about.map(|it| (it.rule.id, it.case.name, it.place.shown.unwrap().span)).collect()
}

fn options() -> Options {
    let mut options = Options::default();
    for (key, value) in [("audience", "all"), ("kind", "bulk"), ("stage", "outgoing")] {
        options.set(key, value).unwrap();
    }
    options
}

const FIELDS: &str = "From: Minato Bunko <letters@minatobunko.co.jp>\r\nTo: yuko@readerpost.net\r\nSubject: x\r\n\
                      Date: Tue, 24 Nov 2026 09:30:00 +0900\r\nMessage-ID: <1@minatobunko.co.jp>\r\n\
                      MIME-Version: 1.0\r\n";

fn as_message(html: &str) -> Vec<u8> {
    let mut bytes =
        format!("{FIELDS}Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
            .into_bytes();
    bytes.extend(base64::encode(html.as_bytes(), "\r\n"));
    bytes
}

#[test]
fn a_page_says_the_same_as_draft_and_as_message() {
    let options = options();
    let (mut compared, mut findings) = (0, 0);
    let own = "<p><a href=\"https://click.letterline-esp.net/\">https://www.minatobunko.co.jp/</a> 文庫</p>".to_owned();
    let others = pages().into_iter().filter_map(|path| String::from_utf8(std::fs::read(path).unwrap()).ok());
    for html in std::iter::once(own).chain(others) {
        let draft = with_draft(
            &[(DraftField::From, "letters@minatobunko.co.jp"), (DraftField::Html, &html)],
            &options,
            html_findings,
        );
        let bytes = as_message(&html);
        let report = lint(Input::file(&bytes), &options);
        let message = html_findings(&report);
        assert_eq!(draft, message, "{}", html.chars().take(200).collect::<String>());
        for finding in report.findings.iter().filter(|finding| is_about_html(finding)) {
            // Base64 of the very bytes: four bytes around every three.
            let shown = finding.place.shown.unwrap().span;
            let decoded = base64::decode(finding.place.raw.slice(&bytes)).bytes;
            let text = &html.as_bytes()[shown.range()];
            assert!(memchr::memmem::find(&decoded, text).is_some(), "{}", finding.rule.id);
        }
        compared += 1;
        findings += message.len();
    }
    println!("{compared} pages, {findings} findings alike");
    assert!(findings > 0);
}

/// Every field gets text in which rules may find something.
const DRAFT: [(DraftField, &str); 6] = [
    (
        DraftField::Html,
        "<p>\u{1f600}<a href=\"http://click.letterline-esp.net/\">https://www.minatobunko.co.jp/</a></p>",
    ),
    (DraftField::Subject, "新刊のお知らせ\u{7}"),
    (
        DraftField::Headers,
        "List-Unsubscribe: <https://www.minatobunko.co.jp/u>\nno colon\nList-Unsubscribe-Post: yes\n",
    ),
    (DraftField::Preheader, "今週の本"),
    (DraftField::From, "港文庫 <letters@minatobunko.co.jp"),
    (DraftField::Text, "https://www.minatobunko.co.jp/ を見る"),
];

#[test]
fn places_lie_inside_one_field() {
    let options = options();
    // Each field alone, each pair, all, and all in the other order: the order is the caller's.
    let mut sets: Vec<Vec<(DraftField, &str)>> = DRAFT.iter().map(|field| vec![*field]).collect();
    for (index, one) in DRAFT.iter().enumerate() {
        sets.extend(DRAFT[index + 1..].iter().map(|other| vec![*one, *other]));
    }
    sets.push(DRAFT.to_vec());
    sets.push(DRAFT.iter().rev().copied().collect());
    let mut findings = 0;
    for set in sets {
        let (bytes, fields) = joined(&set);
        let report = lint(Input { bytes: &bytes, origin: Origin::Draft(fields.clone()) }, &options);
        assert_eq!(support::spans::faults(&report), Vec::<String>::new());
        for (id, what, span) in support::spans::named(&report) {
            let inside = fields.iter().filter(|(_, field)| field.contains(span)).count();
            assert!(inside > 0, "{id}: {what} {span:?} lies in none of {fields:?}");
        }
        findings += report.findings.len();
    }
    println!("{findings} findings");
    assert!(findings > 0);
}

#[test]
fn what_was_not_given_is_not_missed() {
    let options = options();
    let report = |fields: &[(DraftField, &str)]| {
        with_draft(fields, &options, |report| {
            let rules: BTreeSet<_> = report.findings.iter().map(|finding| finding.rule.id).collect();
            let not_checked: BTreeSet<_> = report.not_checked.iter().map(|(rule, _)| rule.id).collect();
            (rules, not_checked)
        })
    };
    let (rules, not_checked) = report(&[(DraftField::Html, "<p>Hello.</p>")]);
    let about_fields: Vec<_> =
        rules.iter().filter(|id| ["missing-", "list-", "one-click"].iter().any(|it| id.starts_with(it))).collect();
    assert!(about_fields.is_empty(), "{about_fields:?}");
    assert!(!not_checked.is_empty());
    let (rules, _) = report(&[(DraftField::Headers, "List-Unsubscribe: <https://www.minatobunko.co.jp/u>\n")]);
    assert!(rules.contains("one-click-missing"), "{rules:?}");
}

#[test]
fn odd_drafts_end_well() {
    let none: &[(DraftField, &str)] = &[];
    let twice: &[(DraftField, &str)] = &[(DraftField::Html, "<p>"), (DraftField::Html, "</p>")];
    let empty: Vec<_> = DraftField::ALL.iter().map(|field| (*field, "")).collect();
    for fields in [none, twice, &empty] {
        with_draft(fields, &options(), |report| {
            assert_eq!(support::spans::faults(report), Vec::<String>::new());
            assert!(
                !kenpin::render::json::report(report, kenpin::text::Texts::BuiltIn(kenpin::text::Lang::En), "x")
                    .is_empty()
            );
        });
    }
    // Spans that reach beyond the bytes, overlap, or stand in any order: the boundary to JavaScript is not trusted.
    let far = vec![(DraftField::Html, Span::new(2, 900)), (DraftField::Subject, Span::new(700, 800))];
    let report = lint(Input { bytes: b"<p>x</p>", origin: Origin::Draft(far) }, &options());
    assert!(report.findings.len() < 100);
}
