//! Good mail that must not alarm: the catalogue's list of false alarms, as far as its rules exist. What it says of bulk
//! mail and of leaving a list is tested in `unsubscribe.rs`.
#![allow(clippy::unwrap_used)]

use kenpin::profile::Level;
use kenpin::{Input, Options, lint};

/// A signature of `domain` over the usual fields.
fn signed(domain: &str) -> String {
    format!(
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=s1;\n\
         \x20h=from:to:subject:date:message-id:list-unsubscribe:list-unsubscribe-post;\n\
         \x20bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=dGVzdA==\n"
    )
}

const HEAD: &str = "From: Minato Bunko <letters@minatobunko.co.jp>\nTo: yuko@gmail.com\n\
                    Date: Tue, 24 Nov 2026 09:30:00 +0900\nMessage-ID: <20261124.93000.1@minatobunko.co.jp>\n";

/// Rule ids and levels of what is found, everybody's demands in force.
fn found(message: &str) -> Vec<(&'static str, Level)> {
    let bytes = message.replace('\n', "\r\n");
    let mut options = Options::default();
    options.set("audience", "all").unwrap();
    let report = lint(Input::file(bytes.as_bytes()), &options);
    report.findings.iter().map(|finding| (finding.rule.id, finding.level)).collect()
}

fn level_of(found: &[(&str, Level)], id: &str) -> Option<Level> {
    found.iter().find(|(rule, _)| *rule == id).map(|(_, level)| *level)
}

#[test]
fn a_password_mail_with_dkim_alone() {
    let message = format!(
        "Return-Path: <bounce@amazonses.com>\n{}From: noreply@minatobunko.co.jp\nTo: yuko@gmail.com\n\
         Date: Tue, 24 Nov 2026 09:30:00 +0900\nMessage-ID: <20261124.93000.1@minatobunko.co.jp>\n\
         Subject: Reset your password\n\nhttps://www.minatobunko.co.jp/reset/1\n",
        signed("minatobunko.co.jp")
    );
    let found = found(&message);
    assert!(found.iter().all(|(_, level)| *level < Level::Error), "{found:?}");
}

#[test]
fn a_post_to_a_mailing_list() {
    let message = format!(
        "Return-Path: <talk-bounces@lists.readerpost.net>\nARC-Seal: i=1; a=rsa-sha256; cv=none; d=lists.readerpost.net; \
         s=a; b=dGVzdA==\n{}{HEAD}Subject: [talk] a question\nPrecedence: list\nList-Id: Talk <talk.readerpost.net>\n\
         List-Post: <mailto:talk@readerpost.net>\nList-Unsubscribe: <mailto:talk-leave@readerpost.net>\n\n\
         Does it rain?\n\n-- \ntalk mailing list\n",
        signed("lists.readerpost.net")
    );
    let found = found(&message);
    for id in ["dkim-identity-unaligned", "dmarc-no-aligned-identifier", "spf-identity-unaligned"] {
        assert!(level_of(&found, id) <= Some(Level::Info), "{found:?}");
    }
    assert!(found.iter().all(|(_, level)| *level < Level::Error), "{found:?}");
}

#[test]
fn a_delivery_report() {
    let message = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.readerpost.net\nTo: letters@minatobunko.co.jp\n\
                   Date: Tue, 24 Nov 2026 09:30:00 +0900\nMessage-ID: <20261124.93000.1@mx.readerpost.net>\n\
                   Subject: Undelivered Mail\nMIME-Version: 1.0\n\
                   Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nNo such user.\n\
                   --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.readerpost.net\n\n\
                   Final-Recipient: rfc822; x@readerpost.net\nAction: failed\nStatus: 5.1.1\n\n--b--\n";
    let found = found(message);
    for id in ["null-return-path-misuse", "dkim-absent", "list-unsubscribe-missing"] {
        assert_eq!(level_of(&found, id), None, "{found:?}");
    }
    assert!(found.iter().all(|(_, level)| *level < Level::Error), "{found:?}");
}

#[test]
fn a_newsletter_signed_twice() {
    for (path, expected) in [("bounce@sendgrid.net", Some(Level::Info)), ("bounce@em1.minatobunko.co.jp", None)] {
        let message = format!(
            "Return-Path: <{path}>\n{}{}{HEAD}Subject: Letters\nList-Id: <letters.minatobunko.co.jp>\n\
             List-Unsubscribe: <https://www.minatobunko.co.jp/u/8f3c>\n\
             List-Unsubscribe-Post: List-Unsubscribe=One-Click\n\n\
             New books. Unsubscribe: https://www.minatobunko.co.jp/leave/8f3c\n",
            signed("minatobunko.co.jp"),
            signed("sendgrid.net")
        );
        let found = found(&message);
        assert_eq!(level_of(&found, "dkim-identity-unaligned"), None, "{found:?}");
        assert_eq!(level_of(&found, "spf-identity-unaligned"), expected, "{path}: {found:?}");
        assert!(found.iter().all(|(_, level)| *level < Level::Error), "{found:?}");
    }
}

#[test]
fn a_forwarded_copy() {
    let message = format!(
        "Return-Path: <SRS0=HHH=TT=minatobunko.co.jp=letters@forward.readerpost.net>\n{}{HEAD}Subject: Letters\n\nHello.\n",
        signed("minatobunko.co.jp")
    );
    let found = found(&message);
    assert!(level_of(&found, "spf-identity-unaligned") < Some(Level::Error), "{found:?}");
    assert_eq!(level_of(&found, "dmarc-no-aligned-identifier"), None, "{found:?}");
}

#[test]
fn names_of_brands_and_people() {
    for name in ["Minato™", "港文庫・編集部", "山田 太郎(営業)"] {
        let mut encoded = Vec::new();
        kenpin::decode::base64::encode_into(name.as_bytes(), &mut encoded);
        let message = format!(
            "From: =?UTF-8?B?{}?= <letters@minatobunko.co.jp>\nTo: yuko@gmail.com\nSubject: Letters\n\
             Date: Tue, 24 Nov 2026 09:30:00 +0900\nMessage-ID: <20261124.93000.1@minatobunko.co.jp>\n\nHello.\n",
            String::from_utf8(encoded).unwrap()
        );
        assert_eq!(found(&message), [], "{name}");
    }
}
