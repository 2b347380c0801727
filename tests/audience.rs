//! The same mail for three readers: whose demands count decides what is said, how loudly, and what follows.
#![allow(clippy::unwrap_used)]

use kenpin::profile::{Level, Outcome, Profile};
use kenpin::{Input, Options, Report, lint};
use std::collections::BTreeMap;

/// A Japanese newsletter: leaving by mailto alone, a looser address, hundred and twenty recipients, a text of 17,000 characters.
fn letter(to: &str, trace: &str) -> String {
    let others: Vec<String> = (0..119).map(|n| format!("reader{n}@minatobunko.co.jp")).collect();
    let text = "港文庫の今月の新刊をご案内します。\r\n".repeat(500);
    format!(
        "{trace}From: Minato Bunko <letters@minatobunko.co.jp>\r\nTo: {to},\r\n {}\r\n\
         Subject: =?UTF-8?B?5pil44Gu44K744O844Or?=\r\nPrecedence: bulk\r\nList-Id: <letters.minatobunko.co.jp>\r\n\
         List-Unsubscribe: <mailto:leave@minatobunko.co.jp>\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         {text}配信停止: https://www.minatobunko.co.jp/leave\r\n",
        others.join(",\r\n ")
    )
}

const SENT: &str = "Date: Tue, 24 Nov 2026 09:30:00 +0900\r\nMessage-ID: <20261124.1@minatobunko.co.jp>\r\n";

fn levels(report: &Report) -> BTreeMap<&'static str, Level> {
    report.findings.iter().map(|finding| (finding.rule.id, finding.level)).collect()
}

fn check(bytes: &[u8], options: &[(&str, &str)], judge: impl Fn(&Report)) {
    let mut set = Options::default();
    for (key, value) in options {
        set.set(key, value).unwrap();
    }
    judge(&lint(Input::file(bytes), &set));
}

#[test]
fn a_reader_at_gmail() {
    check(letter("yuko@gmail.com", SENT).as_bytes(), &[], |report| {
        let levels = levels(report);
        assert!(report.audience.has(Profile::Gmail) && !report.audience.has(Profile::Docomo));
        assert_eq!(levels.get("one-click-missing"), Some(&Level::Error), "Gmail's button needs https");
        assert_eq!(levels.get("many-visible-recipients"), Some(&Level::Warning), "a list in the open");
        assert_eq!(levels.get("jp-carrier-size"), None, "no phone of a carrier");
        let gmail = report.verdicts().into_iter().find(|verdict| verdict.profile == Profile::Gmail).unwrap();
        assert_eq!(gmail.outcome, Some(Outcome::Display), "{:?}", report.verdicts());
    });
}

#[test]
fn a_reader_at_docomo() {
    check(letter("yuko..tanabe@docomo.ne.jp", SENT).as_bytes(), &[], |report| {
        let levels = levels(report);
        assert!(report.audience.has(Profile::Docomo) && !report.audience.has(Profile::Gmail));
        assert_ne!(levels.get("one-click-missing"), Some(&Level::Error), "docomo has no such button");
        assert_eq!(levels.get("dots-in-local-part"), Some(&Level::Warning), "docomo gave such addresses out");
        assert_eq!(levels.get("many-visible-recipients"), Some(&Level::Error), "docomo takes a hundred");
        assert_eq!(levels.get("jp-carrier-size"), Some(&Level::Info), "older phones cut the text");
        let docomo = report.verdicts().into_iter().find(|verdict| verdict.profile == Profile::Docomo).unwrap();
        assert_eq!(docomo.outcome, Some(Outcome::Refuse), "{:?}", report.verdicts());
    });
}

#[test]
fn a_template() {
    let text = letter("yuko@gmail.com", "");
    check(text.as_bytes(), &[("stage", "template")], |report| {
        let levels = levels(report);
        assert_eq!(levels.get("missing-date"), Some(&Level::Info), "the mail system adds it");
        assert_eq!(levels.get("missing-message-id"), Some(&Level::Info), "the mail system adds it");
        assert_eq!(levels.get("dkim-absent"), None, "nothing is signed yet");
    });
    check(text.as_bytes(), &[("final", "yes")], |report| {
        let levels = levels(report);
        assert!(levels.get("missing-date") > Some(&Level::Info), "it goes out as it is");
        assert_eq!(levels.get("dkim-absent"), Some(&Level::Error), "it goes out unsigned");
    });
}

#[test]
fn every_case_says_who_demands_it() {
    for rule in kenpin::rules::ALL {
        for case in rule.cases {
            assert!(!case.demands.is_empty(), "{} {}", rule.id, case.name);
            let mut profiles: Vec<_> = case.demands.iter().map(|demand| demand.profile).collect();
            profiles.sort_unstable();
            profiles.dedup();
            assert_eq!(profiles.len(), case.demands.len(), "{} {}: a profile twice", rule.id, case.name);
        }
    }
}
