//! A rule that lacks an input says "not checked", never nothing.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use kenpin::options::DraftField;
use kenpin::rule::Needs;
use kenpin::span::Span;
use kenpin::{Input, Options, Origin, lint};

/// A message with something for every rule that asks for its bytes.
const MESSAGE: &[u8] =
    b"From: Minato Bunko <letters@minatobunko.co.jp>\r\nSubject: \xe6\x98\xa5\r\n\r\n\xe6\x98\xa5\nHello.\r\n";

fn missing(need: Needs) -> Option<Input<'static>> {
    let subject = b"Letters";
    match need {
        Needs::Message | Needs::Headers | Needs::Html | Needs::Text => {
            let fields = vec![(DraftField::Subject, Span::of(0, subject.len()))];
            Some(Input { bytes: subject, origin: Origin::Draft(fields) })
        }
        Needs::Bytes => Some(Input::pasted(MESSAGE)),
        // These depend on the message and the options; rules say so themselves.
        Needs::Audience | Needs::Envelope | Needs::Dns | Needs::Now => None,
    }
}

#[test]
fn a_missing_input_is_named() {
    let mut seen = 0;
    for rule in kenpin::rules::ALL {
        for need in rule.needs {
            let Some(input) = missing(*need) else { continue };
            let report = lint(input, &Options::default());
            let told = report.not_checked.iter().any(|(told, needs)| told.id == rule.id && rule.needs.contains(needs));
            assert!(told, "{} does not say that it lacks {}", rule.id, need.name());
            assert!(report.findings.iter().all(|finding| finding.rule.id != rule.id), "{}", rule.id);
            seen += 1;
        }
    }
    println!("{seen} needs of {} rules", kenpin::rules::ALL.len());
    assert!(seen > 10);
}

#[test]
fn what_nobody_in_force_demands_is_named() {
    let text =
        b"From: a@minatobunko.co.jp\r\nDate: Tue, 24 Nov 2026 09:30:00 +0900\r\nPrecedence: bulk\r\n\r\nHello.\r\n";
    let mut options = Options::default();
    options.set("audience", "docomo").unwrap();
    options.set("kind", "bulk").unwrap();
    let report = lint(Input::file(text), &options);
    let told = |id: &str| report.not_checked.iter().any(|(rule, needs)| rule.id == id && *needs == Needs::Audience);
    let spoken = |id: &str| report.findings.iter().any(|finding| finding.rule.id == id);
    // M3AAWG is always in force and asks for the field; Gmail, which asks louder, is not.
    assert!(spoken("list-unsubscribe-missing") && !told("list-unsubscribe-missing"));
    let html = "<p>x</p>".repeat(15_000);
    let text = format!(
        "From: a@minatobunko.co.jp\r\nDate: Tue, 24 Nov 2026 09:30:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{html}\r\n"
    );
    let report = lint(Input::file(text.as_bytes()), &options);
    let told = report.not_checked.iter().any(|(rule, needs)| rule.id == "gmail-clip" && *needs == Needs::Audience);
    assert!(told, "only Gmail clips");
}

#[test]
fn who_has_no_rules_gives_no_verdict() {
    let mut options = Options::default();
    options.set("audience", "all").unwrap();
    let report = lint(Input::file(MESSAGE), &options);
    let demanded = |profile| {
        let cases = kenpin::rules::ALL.iter().flat_map(|rule| rule.cases);
        cases.flat_map(|case| case.demands).any(|demand| demand.profile == profile)
    };
    let verdicts = report.verdicts();
    assert!(verdicts.len() > 4 && verdicts.iter().all(|verdict| demanded(verdict.profile)));
}
