//! Forms of a date that must still be read, and should not be written (RFC 5322 sections 3.3 and 4.3).

use super::{DAYS, DateTime, find, named_zone};
use crate::digits::decimal;
use crate::find::{cut_head, cut_tail};
use crate::span::Span;
use crate::value::lex::{Lexer, Token, TokenKind};

/// A form that should not be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A day of the week that the date does not fall on.
    Weekday,
    /// A year of two or three digits.
    Year,
    /// No zone.
    NoZone,
    /// The name of a zone that has a meaning (`EST`).
    ZoneName,
    /// `GMT` or `UT`.
    Greenwich,
    /// A name that counts as an unknown zone.
    UnknownZone,
    /// A comment that names another zone.
    Comment,
}

/// Names that everybody takes for one zone, as its offset.
const SENSE: [(&str, &str); 6] =
    [("JST", "+0900"), ("KST", "+0900"), ("CET", "+0100"), ("CEST", "+0200"), ("UTC", "+0000"), ("Z", "+0000")];
/// Of the names in comments, those that mean one offset.
const IN_COMMENT: [(&str, i32); 6] =
    [("JST", 540), ("UTC", 0), ("PST", -480), ("PDT", -420), ("EDT", -240), ("CEST", 120)];

/// The forms in the date that a field body holds, and what each should be; empty where that is not known.
pub fn old_forms(input: &[u8], body: Span, date: &DateTime) -> Vec<(Form, Span, String)> {
    let mut found = Vec::new();
    let (mut tokens, mut comment): (Vec<Token>, _) = (Vec::new(), None);
    // A date that was read has few tokens; comments come on top.
    for token in Lexer::new(input, body).take(40) {
        match token.kind {
            TokenKind::Comment { .. } => comment = Some(token.span),
            _ => tokens.push(token),
        }
    }
    let text = |at: usize| tokens.get(at).map_or(&[][..], |token| token.span.slice(input));
    let mut day = 0;
    if let Some(named) = find(&DAYS, text(0)) {
        day = 2;
        if DAYS[named] != date.weekday() {
            found.push((Form::Weekday, tokens[0].span, date.weekday().to_owned()));
        }
    }
    if (2..4).contains(&text(day + 2).len()) {
        found.push((Form::Year, tokens[day + 2].span, decimal(date.year.unsigned_abs().into())));
    }
    let zone = day + if text(day + 6) == b":" { 8 } else { 6 };
    match tokens.get(zone) {
        None => {
            let last = tokens.last().map_or(body.end, |token| token.span.end);
            found.push((Form::NoZone, Span::at(last), String::new()));
        }
        Some(token) => {
            if let Some(name) = zone_name(text(zone), token.span, date) {
                found.push(name);
            }
        }
    }
    if let (Some(span), Some(offset)) = (comment, date.offset) {
        let name = span.slice(input).trim_ascii_start();
        let name = cut_head(name, "(").and_then(|name| cut_tail(name, ")")).unwrap_or_default();
        let meant = IN_COMMENT.iter().find(|(known, _)| known.as_bytes() == name.trim_ascii());
        if meant.is_some_and(|(_, meant)| *meant != offset) {
            found.push((Form::Comment, span, String::new()));
        }
    }
    found
}

fn zone_name(name: &[u8], span: Span, date: &DateTime) -> Option<(Form, Span, String)> {
    if !name.first()?.is_ascii_alphabetic() {
        return None;
    }
    let sense = SENSE.iter().find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(name));
    Some(match (sense, named_zone(name)) {
        (None, Some(0)) => (Form::Greenwich, span, "+0000".to_owned()),
        (None, Some(_)) => (Form::ZoneName, span, date.write("+HI")),
        (sense, _) => (Form::UnknownZone, span, sense.map(|(_, offset)| (*offset).to_owned()).unwrap_or_default()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::date::read;

    fn forms(text: &str) -> Vec<(Form, &str, String)> {
        let body = Span::of(0, text.len());
        let date = read(text.as_bytes(), body).date().unwrap_or_else(|| panic!("{text}"));
        let found = old_forms(text.as_bytes(), body, &date);
        found.into_iter().map(|(form, span, should)| (form, &text[span.range()], should)).collect()
    }

    #[test]
    fn each_form_has_its_place() {
        let old = |form, is, should: &str| (form, is, should.to_owned());
        assert_eq!(
            forms("Mon, 24 Nov 26 02:12 JST"),
            [old(Form::Weekday, "Mon", "Tue"), old(Form::Year, "26", "2026"), old(Form::UnknownZone, "JST", "+0900")]
        );
        assert_eq!(forms("24 Nov 2026 02:12:00"), [old(Form::NoZone, "", "")]);
        assert_eq!(forms("(a) 24 Nov 2026 02:12:00 (b) EST"), [old(Form::ZoneName, "EST", "-0500")]);
        assert_eq!(forms("Tue, 24 Nov 2026 02:12:00 gmt"), [old(Form::Greenwich, "gmt", "+0000")]);
        assert_eq!(forms("Tue, 24 Nov 2026 02:12:00 IST"), [old(Form::UnknownZone, "IST", "")]);
        assert_eq!(forms("Tue, 24 Nov 2026 02:12:00 +0000 (JST)"), [old(Form::Comment, "(JST)", "")]);
    }

    #[test]
    fn current_forms_are_silent() {
        for text in ["Tue,24 Nov 2026 02:12 +0900 (JST)", "24 Nov 2026 02:12:00 -0000", "1 Dec 2026 2:12 +0200 (EET)"] {
            assert_eq!(forms(text), [], "{text}");
        }
    }
}
