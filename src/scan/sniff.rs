//! Inputs that are no message at all, told by their first bytes.

use super::BYTE_ORDER_MARK;
use super::lines::Lines;
use super::name::Name;
use crate::span::Span;
use memchr::{memchr, memchr_iter};

/// What an input is instead of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotMessage {
    /// Nothing at all, or blanks.
    Empty,
    /// UTF-16 text, as some editors save.
    Utf16,
    /// An Outlook .msg file (an OLE2 container).
    OutlookMsg,
    /// A compressed file or archive.
    Archive,
    /// Another kind of file: a picture, a PDF.
    Binary,
    /// An HTML page.
    Html,
    /// The talk of an SMTP session.
    SmtpTranscript,
    /// The text of a webmail's "show original" page, its table included.
    ShowOriginal,
    /// JSON, such as a report of an API.
    Json,
    /// Text that begins with an empty line, so that all of it is body.
    BlankStart,
    /// Text without one header field.
    NoFields,
    /// More than 4 GiB: places have 32 bits.
    TooLarge,
}

/// Bytes of the beginning that are looked at.
const LOOK: usize = 4096;

/// What `input` is, if it is no message, and the bytes that show it.
pub fn sniff(input: &[u8]) -> Option<(NotMessage, Span)> {
    let mark = if input.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let head = &input[mark..input.len().min(LOOK)];
    let text = head.trim_ascii_start();
    let lead = mark + head.len() - text.len();
    let found = |what, len: usize| Some((what, Span::of(lead, (lead + len).min(input.len()))));
    if text.is_empty() && input[mark..].trim_ascii().is_empty() {
        return Some((NotMessage::Empty, Span::at(0)));
    }
    if let Some(what) = by_magic(head) {
        return Some((what, Span::of(0, head.len().min(8))));
    }
    let line = first_line(text);
    match () {
        () if is_html(text) => found(NotMessage::Html, line.len()),
        () if is_smtp(text) => found(NotMessage::SmtpTranscript, line.len()),
        () if is_show_original(text) => found(NotMessage::ShowOriginal, line.len()),
        () if is_json(text) => found(NotMessage::Json, 1),
        () if has_field(text) => {
            let blank = lead > mark && is_blank_line(&input[mark..]);
            blank.then(|| (NotMessage::BlankStart, Span::of(0, lead)))
        }
        () => found(NotMessage::NoFields, line.len()),
    }
}

fn first_line(text: &[u8]) -> &[u8] {
    &text[..text.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(text.len())]
}

fn by_magic(head: &[u8]) -> Option<NotMessage> {
    const MAGIC: &[(&[u8], NotMessage)] = &[
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotMessage::OutlookMsg),
        (b"\x1f\x8b", NotMessage::Archive),
        (b"PK\x03\x04", NotMessage::Archive),
        (b"BZh", NotMessage::Archive),
        (b"\xfd7zXZ", NotMessage::Archive),
        (b"\x28\xb5\x2f\xfd", NotMessage::Archive),
        (b"7z\xbc\xaf", NotMessage::Archive),
        (b"%PDF-", NotMessage::Binary),
        (b"\x89PNG", NotMessage::Binary),
        (b"\xff\xd8\xff", NotMessage::Binary),
        (b"GIF8", NotMessage::Binary),
        (b"\xff\xfe", NotMessage::Utf16),
        (b"\xfe\xff", NotMessage::Utf16),
    ];
    let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, what)| *what);
    known.or_else(|| is_utf16(head).then_some(NotMessage::Utf16))
}

/// UTF-16 without a mark: every second byte of ASCII text is NUL.
fn is_utf16(head: &[u8]) -> bool {
    let nul = memchr_iter(0, head);
    let (even, odd) = nul.fold((0, 0), |(even, odd), at| if at % 2 == 0 { (even + 1, odd) } else { (even, odd + 1) });
    let quarter = head.len() / 4;
    head.len() >= 8 && ((even > quarter && odd * 8 < even) || (odd > quarter && even * 8 < odd))
}

fn starts_with_any(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes())))
}

fn is_html(text: &[u8]) -> bool {
    starts_with_any(text, &["<!doctype", "<html", "<head", "<body", "<table", "<div", "<?xml", "<!--"])
}

fn is_smtp(text: &[u8]) -> bool {
    let talk = starts_with_any(text, &["220 ", "220-", "EHLO ", "HELO ", "MAIL FROM:", "S: 220", "C: EHLO", "Trying "]);
    talk && (memchr(b'\n', text).is_some() || starts_with_any(text, &["MAIL FROM:"]))
}

/// Gmail's page begins with a table of message id, creation time and verdicts.
fn is_show_original(text: &[u8]) -> bool {
    let titled = starts_with_any(text, &["Original Message", "元のメッセージ", "メッセージのソース"])
        && memchr(b':', first_line(text)).is_none();
    titled
        || (starts_with_any(text, &["Message ID", "メッセージ ID"])
            && memchr(b':', &first_line(text)[..first_line(text).len().min(20)]).is_none())
}

fn is_json(text: &[u8]) -> bool {
    let text_after = text.get(1..).unwrap_or_default().trim_ascii_start();
    match text.first() {
        Some(b'{') => matches!(text_after.first(), Some(b'"' | b'}')),
        Some(b'[') => matches!(text_after.first(), Some(b'{' | b'"' | b']')),
        _ => false,
    }
}

/// Whether one of the first lines is a header field that mail has, or two of them look like any field.
fn has_field(text: &[u8]) -> bool {
    // Nearly all mail begins with one.
    if let Some(colon) = memchr(b':', first_line(text))
        && Name::of(&text[..colon]) != Name::Other
    {
        return true;
    }
    let lines = Lines::of(text);
    let (mut at, mut likely) = (0, 0);
    for _ in 0..50 {
        if at >= text.len() {
            break;
        }
        let (end, next) = lines.end(text, at);
        let line = &text[at..end];
        if let Some(colon) = memchr(b':', line) {
            let name = line[..colon].trim_ascii_end();
            if !name.is_empty() && name.iter().all(|&byte| byte > b' ' && byte != 127) {
                if Name::of(name) != Name::Other || starts_with_any(name, &["X-", "Content-", "List-", "ARC-"]) {
                    return true;
                }
                likely += 1;
            }
        }
        if line.is_empty() && at > 0 {
            break;
        }
        at = next;
    }
    likely >= 2
}

fn is_blank_line(input: &[u8]) -> bool {
    Lines::of(input).end(input, 0).0 == 0
}
