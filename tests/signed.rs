//! What is signed or encrypted is never edited; what is returned or forwarded is not judged as the sender's words.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use kenpin::rule::Group;
use kenpin::span::Span;
use kenpin::{Input, Options, Report, lint};

const HEAD: &str = "From: Minato Bunko <letters@minatobunko.co.jp>\nTo: yuko@readerpost.net\nSubject: Letters\n\
                    Date: Tue, 24 Nov 2026 09:30:00 +0900\nMessage-ID: <20261124.1@minatobunko.co.jp>\n\
                    MIME-Version: 1.0\n";

/// Parts with something to mend for many rules.
fn faulty_parts() -> String {
    let long = "A".repeat(80);
    format!(
        "Content-Type: multipart/related; boundary=in\n\n--in\n\
         Content-Type: text/html; charset=utf8;\nContent-Transfer-Encoding: quoted-printable\n\n\
         <p><a href=3D\"http://www.minatobunko.co.jp/\">{long}</a> a=zz \n<img src=3D\"cid:A@minatobunko.co.jp\" alt=3D\"\">\n\
         --in\nContent-Type: image/png; name=a b.png\nContent-ID: a@minatobunko.co.jp\n\
         Content-Disposition: inline; filename=a b.png;\nContent-Transfer-Encoding: base64\n\n{long}{long}\n\
         --in\nContent-Type: image/png\nContent-ID: <unused@minatobunko.co.jp>\n\nx\n\
         --in\nContent-Type: text/plain; format=flowed\nContent-Transfer-Encoding: 8-bit\n\ncaf\u{e9} {long} {long}\n\
         --in\nContent-Type: text/calendar; charset=utf-8\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n\
         --in\nContent-Type: text/plain; charset=utf-8\n\n{}\n--in--",
        "x".repeat(1200)
    )
}

fn report(text: &str) -> (Vec<u8>, Options) {
    let mut options = Options::default();
    options.set("audience", "all").unwrap();
    (text.replace('\n', "\r\n").into_bytes(), options)
}

/// From where to where `inner` stands in a message that is written with LF.
fn region(text: &str, inner: &str) -> Span {
    let at = text.find(inner).unwrap();
    let crlf = |text: &str| text.len() + text.matches('\n').count();
    Span::of(crlf(&text[..at]), crlf(&text[..at]) + crlf(inner))
}

/// The rules whose fixes touch a region.
fn editing(report: &Report, region: Span) -> BTreeSet<&'static str> {
    let touches = |span: Span| span.start < region.end && span.end > region.start;
    let mut rules = BTreeSet::new();
    for finding in &report.findings {
        if finding.fix.iter().any(|fix| fix.edits.iter().any(|edit| touches(edit.span))) {
            rules.insert(finding.rule.id);
        }
    }
    rules
}

fn around(content_type: &str, inner: &str, second: &str) -> String {
    format!("{HEAD}Content-Type: {content_type}; boundary=out\n\n--out\n{inner}\n--out\n{second}\n--out--\n")
}

#[test]
fn nothing_signed_or_encrypted_is_edited() {
    let inner = faulty_parts();
    let plain = around("multipart/mixed", &inner, "Content-Type: application/octet-stream\n\nx");
    let (bytes, options) = report(&plain);
    let mended = editing(&lint(Input::file(&bytes), &options), region(&plain, &inner));
    assert!(mended.len() >= 8, "what is not signed is mended: {mended:?}");
    for (content_type, second) in [
        ("multipart/signed; protocol=\"application/pgp-signature\"; micalg=pgp-sha256", "application/pgp-signature"),
        ("Multipart/Signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256", "application/pkcs7-signature"),
        ("multipart/signed", "text/plain"),
        ("multipart/encrypted; protocol=\"application/pgp-encrypted\"", "application/octet-stream"),
    ] {
        let second = format!("Content-Type: {second}; name=a b;\nContent-Disposition: inline; filename=a b;\n\nx");
        let signed = around(content_type, &inner, &second);
        let deep = format!("Content-Type: {content_type}; boundary=mid\n\n--mid\n{inner}\n--mid\n{second}\n--mid--");
        let deep = around("multipart/mixed", &deep, "\nA footer.");
        for text in [signed, deep] {
            let (bytes, options) = report(&text);
            let linted = lint(Input::file(&bytes), &options);
            assert!(linted.findings.len() > 5, "{content_type}: the faults are told all the same");
            for part in [&inner, &second] {
                let edited = editing(&linted, region(&text, part));
                assert!(edited.is_empty(), "{content_type}: {edited:?} in\n{text}");
            }
        }
    }
}

#[test]
fn opaque_and_inline_content_is_not_edited() {
    let long = "A".repeat(160);
    let fields = "Content-Disposition: attachment; filename=a b;\nContent-Transfer-Encoding: base64\n\n";
    for media in
        ["application/pkcs7-mime; smime-type=signed-data; name=a b;", "application/x-pkcs7-mime;", "image/png;"]
    {
        let inner = format!("Content-Type: {media}\n{fields}{long}");
        for text in [format!("{HEAD}{inner}\n"), around("multipart/mixed", &inner, "\nHello.")] {
            let (bytes, options) = report(&text);
            let edited = editing(&lint(Input::file(&bytes), &options), region(&text, &inner));
            assert_eq!(edited.is_empty(), !media.contains("image"), "{media}: {edited:?}");
        }
    }
    for (line, sealed) in [
        ("-----BEGIN PGP SIGNED MESSAGE-----", true),
        ("-----BEGIN PGP MESSAGE-----", true),
        ("-----BEGIN PGP PUBLIC KEY BLOCK-----", false),
    ] {
        let body = format!(
            "Content-Type: text/plain; charset=utf8;\nContent-Transfer-Encoding: quoted-printable\n\n{line}\n{long}\n"
        );
        let text = format!("{HEAD}{body}").replace("Subject: Letters", "Subject: caf\u{e9}");
        let (bytes, options) = report(&text);
        let linted = lint(Input::file(&bytes), &options);
        let edited = editing(&linted, region(&text, &body));
        assert_eq!(edited.is_empty(), sealed, "{line}: {edited:?}");
        // The subject is not part of it.
        assert!(!editing(&linted, region(&text, "Subject: caf\u{e9}")).is_empty(), "{line}");
    }
}

/// A message with something for every group that looks at content.
const BAD_MAIL: &str = "From: Bank <info@bank.co.jp>, a@b\nTo: undisclosed\nSubject: {{name}} Hello\n\
     Date: yesterday\nList-Unsubscribe: http://192.168.0.1/u\nPrecedence: bulk\nMIME-Version: 1.0\n\
     Content-Type: text/html; charset=utf-8\n\n<form action=\"http://bit.ly/a\"><script>a</script>\
     <a href=\"http://192.0.2.1/\">https://www.bank.co.jp/</a> <a href=\"javascript:x\">x</a>\
     <a href=\"http://localhost/\">x</a><img src=\"http://www.bank.co.jp/a.png\">unsubscribe <a href=\"#\">here</a>";

const GROUPS: [Group; 4] = [Group::Body, Group::Html, Group::Link, Group::Unsubscribe];

/// The rules about content that speak within a region.
fn on_content(report: &Report, region: Span) -> BTreeSet<&'static str> {
    let inside = |span: Span| span.start >= region.start && span.end <= region.end;
    let about = report.findings.iter().filter(|it| GROUPS.contains(&it.rule.group) && inside(it.place.raw));
    about.map(|finding| finding.rule.id).collect()
}

#[test]
fn what_is_returned_or_forwarded_is_not_judged() {
    let (bytes, options) = report(BAD_MAIL);
    let spoken = on_content(&lint(Input::file(&bytes), &options), Span::of(0, bytes.len()));
    assert!(spoken.len() >= 7, "as a message of its own it is judged: {spoken:?}");
    let status = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.readerpost.net\n\n\
                  Final-Recipient: rfc822; x@readerpost.net\nAction: failed\nStatus: 5.1.1\n\
                  Diagnostic-Code: smtp; see http://192.0.2.1/unsubscribe http://bit.ly/x";
    let header = BAD_MAIL.split("\n\n").next().unwrap();
    let delivery = "multipart/report; report-type=delivery-status";
    for (content_type, second, inner) in [
        (delivery, status, format!("Content-Type: message/rfc822\n\n{BAD_MAIL}")),
        (delivery, status, format!("Content-Type: message/global\n\n{BAD_MAIL}")),
        (delivery, status, format!("Content-Type: text/rfc822-headers\n\n{header}")),
        (delivery, status, format!("Content-Type: text/html\n\n{}", BAD_MAIL.split("\n\n").nth(1).unwrap())),
        (
            "multipart/report; report-type=feedback-report",
            "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\n\
             Reported-URI: http://192.0.2.1/",
            format!("Content-Type: message/rfc822\n\n{BAD_MAIL}"),
        ),
        ("multipart/mixed", "\nPlease look.", format!("Content-Type: message/rfc822\n\n{BAD_MAIL}")),
        (
            "multipart/mixed",
            "\nPlease look.",
            format!("Content-Type: message/rfc822\nContent-Disposition: inline\n\n{BAD_MAIL}"),
        ),
        (
            "multipart/mixed",
            "\nPlease look.",
            format!("Content-Type: multipart/digest; boundary=d\n\n--d\n\n{BAD_MAIL}\n--d--"),
        ),
    ] {
        let text = format!(
            "{HEAD}Content-Type: {content_type}; boundary=out\n\n--out\n\nHello.\n--out\n{second}\n--out\n{inner}\n--out--\n"
        );
        let (bytes, options) = report(&text);
        let linted = lint(Input::file(&bytes), &options);
        for part in [&*inner, second] {
            let spoken = on_content(&linted, region(&text, part));
            assert!(spoken.is_empty(), "{content_type}: {spoken:?} about\n{part}");
        }
        // Nor are its fields the message's own (a second From).
        let fields = ["duplicate-singleton-field", "from-multiple", "bad-date-syntax", "unresolved-cid"];
        let mixed = linted.findings.iter().find(|finding| fields.contains(&finding.rule.id));
        assert!(mixed.is_none(), "{content_type}: {mixed:?}");
    }
}

/// Ids of what is found in a message that is whole otherwise.
fn found(body: &str) -> BTreeSet<&'static str> {
    let (bytes, options) = report(&format!("{HEAD}{body}\n"));
    lint(Input::file(&bytes), &options).findings.iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn structures_of_known_programs_are_sound() {
    let words = "The sea sends rain, hills send wind, and a harbour its smell of fish. Books for December are about storms, \
                 boats, maps, lighthouses and tea: five volumes bound by hand in blue cloth, for you.";
    let (first, last) = words.split_at(words.len() / 2);
    // Apple Mail: several HTML parts beside one text are one body.
    let apple = format!(
        "Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain; charset=utf-8\n\n{words}\n\
         --a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>{first}</p>\n\
         --b\nContent-Type: application/pdf\nContent-Disposition: inline; filename=a.pdf\n\n%PDF\n\
         --b\nContent-Type: text/html; charset=utf-8\n\n<p>{last}</p>\n--b--\n--a--"
    );
    let picture = "Content-Type: image/png\nContent-ID: <1@minatobunko.co.jp>\n\nx";
    let html =
        format!("Content-Type: text/html; charset=utf-8\n\n<p>{words}<img src=\"cid:1@minatobunko.co.jp\" alt=\"a\">");
    // Outlook: related around alternative, and alternative around related.
    let outer = format!(
        "Content-Type: multipart/related; type=\"multipart/alternative\"; boundary=a\n\n--a\n\
         Content-Type: multipart/alternative; boundary=b\n\n--b\n\n{words}\n--b\n{html}\n--b--\n--a\n{picture}\n--a--"
    );
    let inner = format!(
        "Content-Type: multipart/alternative; boundary=a\n\n--a\n\n{words}\n--a\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=b\n\n--b\n{html}\n--b\n{picture}\n--b--\n--a--"
    );
    for text in [apple, outer, inner] {
        let found = found(&text);
        let own = [
            "alternative-parts-disagree",
            "related-root",
            "orphan-inline-part",
            "unresolved-cid",
            "content-id-problem",
        ];
        assert!(own.iter().all(|id| !found.contains(id)), "{found:?} in\n{text}");
    }
}

#[test]
fn pictures_are_found_wherever_html_refers_to_them() {
    let page = |shows: &str| {
        format!(
            "Content-Type: multipart/related; type=\"text/html\"; boundary=a\n\n--a\n\
             Content-Type: text/html; charset=utf-8\n\n<p>Hello.</p>{shows}\n--a\nContent-Type: image/png; name=logo.png\n\
             Content-ID: <1%2@minatobunko.co.jp>\nContent-Location: https://www.minatobunko.co.jp/i/a.png\n\nx\n--a--"
        )
    };
    for shows in [
        "<img src=\"cid:1%252@minatobunko.co.jp\" alt=\"\">",
        "<img src='CID:1%252%40minatobunko.co.jp' alt=''>",
        "<p style=\"background: url(cid:1%252@minatobunko.co.jp)\">",
        "<style>p { background: url('cid:1%252@minatobunko.co.jp') }</style>",
        "<table background=cid:1%252@minatobunko.co.jp></table>",
        "<!--[if mso]><v:fill src=\"cid:1%252@minatobunko.co.jp\"/><![endif]-->",
        "<img srcset=\"cid:1%252@minatobunko.co.jp 2x\" alt=\"\">",
        "<video poster=\"cid:1%252@minatobunko.co.jp\"></video>",
        "<img src=\"i/a.png\" alt=\"\">",
        "<img src=\"logo.png\" alt=\"\">",
    ] {
        assert!(!found(&page(shows)).contains("orphan-inline-part"), "{shows}");
    }
    assert!(found(&page("")).contains("orphan-inline-part"));
}

#[test]
fn files_and_opaque_mail_are_no_body() {
    let file = "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nHello.\n--a\nContent-Type: text/html; charset=utf-8\n\
                Content-Disposition: attachment\n\n<a href=\"http://192.0.2.1/\">x</a>\n--a--";
    assert_eq!(found(file), BTreeSet::new());
    let opaque = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\
                  Content-Transfer-Encoding: base64\n\nMIIB";
    assert_eq!(found(opaque), BTreeSet::new());
}
