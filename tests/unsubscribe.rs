//! Leaving a list: what the corpus of another reader of these fields expects, and what must not alarm.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::message::Kind;
use kenpin::profile::Level;
use kenpin::{Input, Options, Report, lint};
use std::collections::BTreeSet;
use support::corpora;

/// Fields that make a message one that is sent, not a template.
const FROM: &str = "Date: Tue, 24 Nov 2026 09:30:00 +0900\nMessage-ID: <20261124.1@minatobunko.co.jp>\n\
                    From: Minato Bunko <letters@minatobunko.co.jp>\n";

/// Fixtures whose class does not follow from our findings and facts, and why.
const DISAGREE: &[(&str, &str)] = &[
    (
        "rfc2369-both-prefer-mailto",
        "it chooses mailto before https; RFC 2369 section 2 leaves the choice to the client",
    ),
    ("angle-bracket-whitespace-quirks", "the same choice"),
];

/// What a receiver can do with the two fields, by what we say about them.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Class {
    OneClick(String),
    HttpLink(String),
    Mailto(String),
    None,
}

/// The class by facts and findings: a broken promise of one-click is none, a dead host gives no link.
fn class(report: &Report) -> Class {
    let facts = report.facts();
    let found: BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule.id).collect();
    let case = |rule: &str, case: &str| report.findings.iter().any(|it| it.rule.id == rule && it.case.name == case);
    let unreadable =
        report.findings.iter().any(|it| it.rule.id == "list-unsubscribe-syntax" && it.level == Level::Error);
    let dead = case("unsubscribe-uri-bad-host", "none");
    // Facts name https alone: an http address is what the rule for it points at.
    let http = report.findings.iter().find(|it| it.rule.id == "unsubscribe-uri-not-https" && it.case.name == "plain");
    let http = http.map(|it| String::from_utf8_lossy(report.msg.slice(it.place.raw)).into_owned());
    let web = facts.unsubscribe_https.first().or(http.as_ref()).filter(|_| !dead);
    let mailto = facts.unsubscribe_mailto.first();
    let promised = report.msg.field(kenpin::scan::Name::ListUnsubscribePost).is_some();
    let sound = !case("one-click-value", "other") && !found.contains("unsubscribe-uri-not-https");
    match (web, mailto) {
        _ if unreadable => Class::None,
        (Some(url), _) if promised && sound => Class::OneClick(url.clone()),
        (Some(url), _) => Class::HttpLink(url.clone()),
        (None, Some(uri)) => Class::Mailto(uri.clone()),
        (None, None) => Class::None,
    }
}

/// The class that a fixture names. Addresses are compared as written here: `HTTPS:` is `https:` there.
fn expected(fixture: &serde_json::Value) -> Class {
    let text = |name: &str| fixture["expected"][name].as_str().unwrap_or_default().to_owned();
    match fixture["expected"]["kind"].as_str().unwrap() {
        "OneClick" => Class::OneClick(text("url")),
        "HttpLink" => Class::HttpLink(text("url")),
        "Mailto" => Class::Mailto(text("address")),
        "None" => Class::None,
        other => panic!("{other}"),
    }
}

/// Whether two classes are one, letter case of the scheme and the fields of a mailto aside.
fn agree(ours: &Class, theirs: &Class) -> bool {
    match (ours, theirs) {
        (Class::OneClick(a), Class::OneClick(b)) | (Class::HttpLink(a), Class::HttpLink(b)) => {
            a.eq_ignore_ascii_case(b)
        }
        (Class::Mailto(uri), Class::Mailto(address)) => {
            uri.trim_start_matches("mailto:").split('?').next() == Some(address.as_str())
        }
        (a, b) => a == b,
    }
}

#[test]
fn the_corpus_follows_from_findings_and_facts() {
    let Some(folder) = corpora::folder() else { return };
    let files = corpora::files(&folder.join("hdr-list-unsubscribe/conformance"));
    let mut options = Options::default();
    // The corpus lives at example.com.
    options.set("allow-example", "true").unwrap();
    let mut differ = BTreeSet::new();
    for file in &files {
        let fixture: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let mut message = FROM.replace('\n', "\r\n");
        for (name, key) in
            [("List-Unsubscribe", "list_unsubscribe"), ("List-Unsubscribe-Post", "list_unsubscribe_post")]
        {
            if let Some(value) = fixture["input"][key].as_str() {
                message.extend([name, ": ", value, "\r\n"]);
            }
        }
        let report = lint(Input::file(message.as_bytes()), &options);
        let (ours, theirs) = (class(&report), expected(&fixture));
        if !agree(&ours, &theirs) {
            println!("{}: {ours:?}, there {theirs:?}", fixture["name"]);
            differ.insert(fixture["name"].as_str().unwrap().to_owned());
        }
    }
    let known: BTreeSet<_> = DISAGREE.iter().map(|(name, _)| (*name).to_owned()).collect();
    println!("{} fixtures, {} not as there", files.len(), differ.len());
    assert!(files.len() >= 14);
    assert_eq!(differ, known);
}

fn findings(message: &str, options: &[(&str, &str)]) -> (Kind, Vec<(&'static str, Level)>) {
    let mut set = Options::default();
    for (key, value) in options {
        set.set(key, value).unwrap();
    }
    let text = message.replace('\n', "\r\n");
    let report = lint(Input::file(text.as_bytes()), &set);
    let kind = report.msg.kind(&set).value;
    (kind, report.findings.iter().map(|finding| (finding.rule.id, finding.level)).collect())
}

/// Whether a rule is about bulk mail alone.
fn is_of_bulk(id: &str) -> bool {
    ["list-", "one-click", "unsubscribe-", "body-unsubscribe", "sent-", "jp-", "us-", "ca-", "eu-"]
        .iter()
        .any(|prefix| id.starts_with(prefix))
}

#[test]
fn mail_between_persons_asks_for_no_way_out() {
    let message = "Date: Tue, 24 Nov 2026 09:00:00 +0900\nMessage-ID: <CAF8f3c2e7b1d-9a4=uT2@mail.gmail.com>\n\
                   From: Ken Oda <ken.oda@gmail.com>\nTo: Yuko Tanabe <yuko.tanabe@gmail.com>\n\
                   Subject: Lunch on Friday?\n\nSee https://www.minatobunko.co.jp/ for the place.\n";
    let (kind, found) = findings(message, &[("audience", "all")]);
    assert_eq!(kind, Kind::Personal);
    assert_eq!(found, []);
}

#[test]
fn a_password_mail_through_a_mail_system_is_no_bulk() {
    for field in ["X-SES-Outgoing: 2026.11.24-54.240.8.1", "X-SG-EID: u001.abc", "X-Mailgun-Sid: WyI1"] {
        for subject in ["Reset your password", "=?UTF-8?B?44OR44K544Ov44O844OJ5YaN6Kit5a6a?="] {
            let message = format!(
                "{FROM}To: yuko@gmail.com\n{field}\nSubject: {subject}\n\nhttps://www.minatobunko.co.jp/reset/1\n"
            );
            let (kind, found) = findings(&message, &[]);
            assert_eq!(kind, Kind::Transactional, "{field}, {subject}");
            assert!(found.iter().all(|(_, level)| *level < Level::Error), "{found:?}");
        }
    }
}

#[test]
fn posts_of_discussion_lists_are_no_bulk() {
    let mailman = "List-Id: Talk <talk.minatobunko.co.jp>\nList-Post: <mailto:talk@minatobunko.co.jp>\nPrecedence: list\n\
                   List-Unsubscribe: <https://www.minatobunko.co.jp/talk>,\n <mailto:talk-request@minatobunko.co.jp>\n";
    let majordomo = "Precedence: bulk\nSender: owner-talk@minatobunko.co.jp\n";
    let no_id = "List-Post: <mailto:talk@minatobunko.co.jp>\nPrecedence: list\n";
    for fields in [mailman, majordomo, no_id] {
        let message = format!("{FROM}To: talk@minatobunko.co.jp\n{fields}Subject: a question\n\nDoes it rain?\n");
        let (kind, found) = findings(&message, &[("audience", "all")]);
        assert_eq!(kind, Kind::DiscussionList, "{fields}");
        let loud: Vec<_> = found.iter().filter(|(id, level)| is_of_bulk(id) && *level > Level::Info).collect();
        assert!(loud.is_empty(), "{fields}: {loud:?}");
    }
    let closed =
        format!("{FROM}To: a@gmail.com\nList-Post: NO (posting not allowed on this list)\nSubject: x\n\nHello.\n");
    assert_eq!(findings(&closed, &[]).0, Kind::Bulk);
}

#[test]
fn a_delivery_report_asks_for_nothing_of_bulk_mail() {
    let message = "Return-Path: <>\nDate: Tue, 24 Nov 2026 09:30:00 +0900\nMessage-ID: <20261124.1@minatobunko.co.jp>\n\
                   From: MAILER-DAEMON@minatobunko.co.jp\nTo: letters@minatobunko.co.jp\nSubject: failure notice\n\
                   Precedence: bulk\n\nUser unknown.\n";
    let (kind, found) = findings(message, &[("audience", "all")]);
    assert_eq!(kind, Kind::Dsn);
    assert!(found.iter().all(|(id, _)| !is_of_bulk(id)), "{found:?}");
}

#[test]
fn a_newsletter_for_yahoo_may_offer_mailto_alone() {
    let message = format!(
        "{FROM}To: yuko@yahoo.com\nList-Id: <letters.minatobunko.co.jp>\nSubject: Letters\n\
         List-Unsubscribe: <mailto:leave@minatobunko.co.jp>\n\nUnsubscribe: https://www.minatobunko.co.jp/leave\n"
    );
    let (kind, found) = findings(&message, &[("audience", "yahoo")]);
    assert_eq!(kind, Kind::Bulk);
    assert_eq!(found, [("one-click-missing", Level::Info)]);
}

#[test]
fn a_token_of_a_mail_system_is_a_way_out() {
    for token in ["*|UNSUB|*", "{{unsubscribe_url}}", "%%magoptout%%", "[% Unsubscribe.url %]", "%cancelurl%"] {
        let html = format!("<p>Sale! <a href=\"{token}\">here</a></p>");
        let message = format!(
            "From: letters@minatobunko.co.jp\nSubject: Sale\nMIME-Version: 1.0\n\
             Content-Type: text/html; charset=utf-8\n\n{html}\n"
        );
        let (_, found) = findings(&message, &[("kind", "bulk"), ("stage", "template"), ("audience", "gmail")]);
        assert!(found.iter().all(|(id, _)| !id.starts_with("body-unsubscribe")), "{token}: {found:?}");
    }
}

#[test]
fn a_japanese_newsletter_with_a_refusal_link_is_fine() {
    let message = format!(
        "{FROM}To: yuko@docomo.ne.jp\nList-Id: <letters.minatobunko.co.jp>\nSubject: =?UTF-8?B?5pil44Gu44K744O844Or?=\n\
         List-Unsubscribe: <https://www.minatobunko.co.jp/u/8f3c>\n\
         List-Unsubscribe-Post: List-Unsubscribe=One-Click\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\
         春のセールのご案内です。\n\n発行:株式会社港文庫\n配信停止はこちら\nhttps://www.minatobunko.co.jp/mail/8f3c\n\
         会社概要 https://www.minatobunko.co.jp/about\n"
    );
    let (kind, found) = findings(&message, &[("audience", "all")]);
    assert_eq!(kind, Kind::Bulk);
    let loud: Vec<_> = found.iter().filter(|(id, level)| is_of_bulk(id) && *level > Level::Info).collect();
    assert!(loud.is_empty(), "{loud:?}");
}
