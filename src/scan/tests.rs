//! The raw layer on messages with known shapes.

use super::*;

fn scan(text: &str) -> Scan {
    Scan::of(text.as_bytes())
}

fn bodies(text: &str) -> Vec<&str> {
    scan(text).entities.iter().map(|entity| &text[entity.body.range()]).collect()
}

#[test]
fn fields_and_body() {
    let text = "Subject: a\r\n b\r\nX-Y : c\r\n\r\nbody\r\n";
    let scan = scan(text);
    assert_eq!(scan.fields.len(), 2);
    assert_eq!(scan.fields[0].name, Name::Subject);
    assert_eq!(&text[scan.fields[0].body.range()], " a\r\n b");
    assert_eq!(&text[scan.fields[1].name_span.range()], "X-Y");
    assert_eq!(bodies(text), ["body\r\n"]);
    assert!(scan.faults.is_empty());
}

#[test]
fn all_line_ends_are_read() {
    for end in ["\r\n", "\n", "\r"] {
        let text = ["Subject: a", " b", "Content-Type: multipart/mixed; boundary=q", "", "--q", "", "x", "--q--", ""]
            .join(end);
        let scan = scan(&text);
        assert_eq!(scan.fields.len(), 2, "{end:?}");
        assert_eq!(scan.entities.len(), 2, "{end:?}");
        assert_eq!(&text[scan.entities[1].body.range()], "x", "{end:?}");
    }
}

#[test]
fn one_bare_cr_in_a_crlf_file_ends_no_line() {
    let scan = scan("Subject: a\rb\r\nDate: x\r\n\r\nbody\r\n");
    assert_eq!(scan.fields.len(), 2);
    assert_eq!(scan.audit.bare_cr, [10]);
}

#[test]
fn parts_end_before_the_line_end_of_their_delimiter() {
    let text = "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\npre\r\n--b\r\n\r\none\r\n--b  \r\nA: c\r\n\r\ntwo\r\n--b--\r\nend";
    assert_eq!(bodies(text)[1..], ["one", "two"]);
    let scan = scan(text);
    assert!(matches!(scan.entities[0].form, Form::Multipart { closed: true, .. }));
    assert_eq!(scan.entities[2].ordinal, 2);
}

#[test]
fn an_outer_delimiter_ends_inner_multiparts() {
    let text = "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=oi\n\n--oi\n\nx\n--o\n\ny\n--o--\n";
    assert_eq!(bodies(text)[2..], ["x", "y"]);
    assert!(matches!(scan(text).entities[1].form, Form::Multipart { closed: false, .. }));
}

#[test]
fn a_boundary_may_end_in_dashes() {
    let text = "Content-Type: multipart/mixed; boundary=\"b--\"\n\n--b--\n\nx\n--b----\n";
    assert_eq!(bodies(text)[1..], ["x"]);
}

#[test]
fn a_boundary_is_read_without_folds_and_escapes() {
    let text = "Content-Type: multipart/mixed; boundary=\"a\r\n \\b\"\r\n\r\n--a b\r\n\r\nx\r\n--a b--\r\n";
    assert_eq!(bodies(text)[1..], ["x"]);
    assert!(matches!(scan(text).entities[0].form, Form::Multipart { closed: true, .. }));
}

#[test]
fn the_first_delimiter_ends_the_header_section() {
    for between in ["", "This is a message of parts.\n"] {
        let text = format!("Content-Type: multipart/mixed; boundary=q\nDate: b\n{between}--q\nX: c\n\nx\n--q--\n");
        let scan = scan(&text);
        assert_eq!(bodies(&text)[1..], ["x"]);
        assert_eq!(scan.fields_of(&scan.entities[0]).len(), 2);
        assert_eq!(scan.faults.len(), 1);
        assert_eq!(scan.faults[0].kind, FaultKind::MissingSeparator);
        assert!(text[..scan.faults[0].span.start as usize].ends_with("Date: b\n"));
    }
    let other = scan("Content-Type: text/plain; boundary=q\n--q\nDate: b\n\nx\n--q--\n");
    assert_eq!(other.faults[0].kind, FaultKind::LineWithoutColon);
}

#[test]
fn what_follows_the_closing_delimiter_is_no_part() {
    let inner = "--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n--b\n\ny\n--a--\n";
    let read = scan(&format!("Content-Type: multipart/mixed; boundary=a\n\n{inner}--a\n\nz\n"));
    assert_eq!(read.entities.len(), 3);
    assert_eq!(read.delimiters.len(), 4);
}

#[test]
fn an_empty_part_and_a_part_without_separator() {
    let text = "Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\nhello: there you\nhi\n--b\njust text\n--b--\n";
    let scan = scan(text);
    assert_eq!(scan.entities.len(), 4);
    assert_eq!(&text[scan.entities[3].body.range()], "just text");
    assert_eq!(scan.faults.iter().filter(|fault| fault.kind == FaultKind::MissingSeparator).count(), 1);
}

#[test]
fn messages_inside_messages() {
    let text = "Content-Type: message/rfc822\n\nSubject: in\n\nbody\n";
    let scan = scan(text);
    assert_eq!(scan.entities[0].form, Form::Message);
    assert_eq!(scan.entities[1].parent, Some(0));
    assert_eq!(&text[scan.entities[1].body.range()], "body\n");
}

#[test]
fn depth_and_parts_are_limited_visibly() {
    let deep = "Content-Type: message/rfc822\r\n\r\n".repeat(300);
    let found = scan(&deep);
    assert!(found.faults.iter().any(|fault| fault.kind == FaultKind::Limit(Limit::Depth)));
    let many = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\n".repeat(MAX_ENTITIES + 5));
    let found = scan(&many);
    assert_eq!(found.entities.len(), MAX_ENTITIES);
    assert_eq!(found.faults.len(), 1);
}

#[test]
fn text_in_the_header_section() {
    let lone = scan("Subject: a\nodd line\nDate: b\n\nbody");
    assert_eq!(lone.faults[0].kind, FaultKind::LineWithoutColon);
    assert_eq!(lone.fields.len(), 2);
    let ended = scan("Subject: a\nthis is\nsurely\nthe body\n");
    assert_eq!(ended.faults[0].kind, FaultKind::MissingSeparator);
}

#[test]
fn a_doubled_cr_is_one_line_end() {
    let text = "Subject: a\r\r\n b\r\r\nContent-Type: multipart/mixed; boundary=q\r\r\n\r\r\n--q\r\r\n\r\r\nx\r\r\n--q--\r\r\n";
    let scan = scan(text);
    assert_eq!(scan.fields.len(), 2);
    assert_eq!(&text[scan.entities[1].body.range()], "x");
    assert!(scan.faults.is_empty());
    assert_eq!(scan.audit.bare_cr.len(), 8);
}

#[test]
fn a_mark_before_the_first_field_is_skipped() {
    let scan = scan("\u{feff}Subject: a\r\n\r\nbody");
    assert_eq!(scan.fields[0].name, Name::Subject);
    assert_eq!(scan.entities[0].header, Span::new(3, 15));
}

#[test]
fn a_line_of_blanks_in_the_header_section() {
    let inside = scan("Subject: a\n \n b\nDate: c\n\nbody\n");
    assert_eq!(inside.fields.len(), 2);
    assert_eq!((inside.faults[0].kind, inside.faults[0].span), (FaultKind::BlankFold, Span::new(11, 12)));
    let separator = scan("Subject: a\n\t\nbody\n");
    assert_eq!(separator.faults[1].kind, FaultKind::MissingSeparator);
    assert_eq!(separator.entities[0].body, Span::new(13, 18));
}

#[test]
fn what_is_no_message() {
    let what = |bytes: &[u8]| sniff(bytes).map(|(what, _)| what);
    assert_eq!(what(b""), Some(NotMessage::Empty));
    assert_eq!(what(b"\r\n \r\n"), Some(NotMessage::Empty));
    assert_eq!(what(b"\xff\xfeS\0u\0"), Some(NotMessage::Utf16));
    assert_eq!(what(b"S\0u\0b\0j\0e\0c\0t\0:\0"), Some(NotMessage::Utf16));
    assert_eq!(what(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx"), Some(NotMessage::OutlookMsg));
    assert_eq!(what(b"\x1f\x8b\x08\0"), Some(NotMessage::Archive));
    assert_eq!(what(b" <!DOCTYPE html><html>"), Some(NotMessage::Html));
    assert_eq!(what(b"220 mx ESMTP\r\nEHLO a\r\n"), Some(NotMessage::SmtpTranscript));
    assert_eq!(what(b"Original Message\nMessage ID\t<a@b>\n"), Some(NotMessage::ShowOriginal));
    assert_eq!(what(b"Message ID\t<a@b>\nCreated at:\t..\n"), Some(NotMessage::ShowOriginal));
    assert_eq!(what(b"{\"subject\": \"x\"}"), Some(NotMessage::Json));
    assert_eq!(what(b"hello\nworld\n"), Some(NotMessage::NoFields));
    assert_eq!(what(b"\nSubject: a\n\nb"), Some(NotMessage::BlankStart));
    assert_eq!(what(b"From: a@b\n\nb"), None);
    assert_eq!(what(b"\xef\xbb\xbfFrom: a@b\n\nb"), None);
    assert_eq!(what(b"\xef\xbb\xbf\nFrom: a@b\n\nb"), Some(NotMessage::BlankStart));
    assert_eq!(what(b"From a Mon Jun  1\nX-A: b\n\nb"), None);
    assert_eq!(what(b"Subject\nDate: x\n\n"), None);
}
