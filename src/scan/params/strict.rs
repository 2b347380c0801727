//! What in a Content-Type or Content-Disposition field is against its grammar (RFC 2045 section 5.1).

use super::Cursor;
use crate::scan::trim_wsp;
use crate::span::Span;

/// What is wrong in a media type with parameters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The type is missing, or it is not made of two tokens and `/`.
    Type,
    /// A parameter that no semicolon separates from what stands before it; the span is the parameter.
    Semicolon,
    /// What should be a parameter is none, or something follows one.
    Parameter,
    /// A quoted value without its closing quote.
    OpenQuote,
    /// A value with blanks and no quotes; the span is the value.
    Blanks,
    /// A parameter that was there already.
    Repeated,
    /// A value with special characters and no quotes; the span is the value.
    Specials,
    /// A value in apostrophes, which belong to it then.
    Apostrophes,
    /// A semicolon that nothing follows.
    Semicolons,
}

/// What is wrong in a Content-Type field's `body`, in the order of the field.
pub fn faults(input: &[u8], body: Span) -> Vec<(Fault, Span)> {
    read(input, body, true)
}

/// What is wrong in the `body` of a Content-Disposition field (RFC 2183 section 2): one token is its value.
pub fn disposition_faults(input: &[u8], body: Span) -> Vec<(Fault, Span)> {
    read(input, body, false)
}

fn read(input: &[u8], body: Span, is_media: bool) -> Vec<(Fault, Span)> {
    let end = (body.end as usize).min(input.len());
    let at = Cursor { input, at: (body.start as usize).min(end), end };
    let mut strict = Strict { at, found: Vec::new(), names: Vec::new() };
    if is_media {
        strict.media();
    } else {
        strict.disposition();
    }
    while strict.next_parameter() {
        strict.parameter();
    }
    strict.found
}

struct Strict<'a> {
    at: Cursor<'a>,
    found: Vec<(Fault, Span)>,
    names: Vec<&'a [u8]>,
}

impl<'a> Strict<'a> {
    fn text(&self, span: Span) -> &'a [u8] {
        span.slice(self.at.input)
    }

    fn media(&mut self) {
        let value = self.at.word(b";");
        let text = self.text(value);
        if let Some(from) = after_blank(text).filter(|_| text.contains(&b'/')) {
            self.found.push((Fault::Semicolon, Span::new(value.start + from as u32, value.end)));
            return;
        }
        let mut halves = text.splitn(2, |byte| *byte == b'/').map(<[u8]>::trim_ascii);
        if !(halves.next().is_some_and(is_token) && halves.next().is_some_and(is_token)) {
            self.found.push((Fault::Type, value));
        }
    }

    fn disposition(&mut self) {
        let value = self.at.word(b";");
        let text = self.text(value);
        match after_blank(text) {
            Some(from) => self.found.push((Fault::Semicolon, Span::new(value.start + from as u32, value.end))),
            None if !is_token(text) => self.found.push((Fault::Type, value)),
            None => {}
        }
    }

    /// Moves to the name of the next parameter; what stands before its semicolon is too much.
    fn next_parameter(&mut self) -> bool {
        loop {
            self.at.skip_cfws();
            let start = self.at.at;
            let more = self.at.skip_past_semicolon();
            let semicolon = self.at.at - usize::from(more);
            let rest = trim_wsp(self.at.input, Span::of(start, semicolon));
            if !rest.is_empty() {
                let fault = if is_parameter(self.text(rest)) { Fault::Semicolon } else { Fault::Parameter };
                self.found.push((fault, rest));
            }
            self.at.skip_cfws();
            match self.at.peek() {
                _ if !more => return false,
                None | Some(b';') => self.found.push((Fault::Semicolons, Span::of(semicolon, semicolon + 1))),
                Some(_) => return true,
            }
        }
    }

    fn parameter(&mut self) {
        let name = self.at.word(b"=;");
        self.at.skip_cfws();
        let start = name.start;
        if self.at.peek() != Some(b'=') || !is_token(self.text(name)) {
            self.at.skip_to_semicolon();
            return self.fault(Fault::Parameter, start);
        }
        self.at.at += 1;
        self.at.skip_cfws();
        let from = self.at.at as u32;
        if self.at.peek() != Some(b'"') {
            self.bare(start, from);
        } else if self.at.quoted().end as usize == self.at.at {
            self.fault(Fault::OpenQuote, from);
        }
        let same = |known: &[u8]| known.eq_ignore_ascii_case(self.text(name));
        // More names than a field has are not worth a walk for each.
        match self.names.iter().take(50).any(|known| same(known)) {
            true => self.fault(Fault::Repeated, start),
            false => self.names.push(self.text(name)),
        }
    }

    /// A value without quotes at `from`, of the parameter at `start`.
    fn bare(&mut self, start: u32, from: u32) {
        let mut value = self.at.word(b";");
        self.at.skip_cfws();
        if !matches!(self.at.peek(), None | Some(b';')) {
            // What looked like a comment stands within the value.
            self.at.skip_to_semicolon();
            value = trim_wsp(self.at.input, Span::new(from, self.at.at as u32));
        }
        let text = self.text(value);
        if let Some(after) = after_blank(text) {
            return self.found.push((Fault::Semicolon, Span::new(value.start + after as u32, value.end)));
        }
        let in_apostrophes = text.len() > 1 && text.starts_with(b"'") && text.ends_with(b"'");
        let fault = match () {
            () if text.is_empty() => return self.fault(Fault::Parameter, start),
            // Encoded-words have no place here either: that is another rule's.
            () if text.starts_with(b"=?") => return,
            () if text.iter().any(u8::is_ascii_whitespace) => Fault::Blanks,
            () if !is_token(text) => Fault::Specials,
            () if in_apostrophes => Fault::Apostrophes,
            () => return,
        };
        self.found.push((fault, value));
    }

    /// Adds what stands from `start` up to here.
    fn fault(&mut self, fault: Fault, start: u32) {
        self.found.push((fault, trim_wsp(self.at.input, Span::new(start, self.at.at as u32))));
    }
}

/// Where in `text`, after a blank, something begins that looks like a parameter.
fn after_blank(text: &[u8]) -> Option<usize> {
    let blank = text.iter().position(u8::is_ascii_whitespace)?;
    let rest = text[blank..].trim_ascii_start();
    is_parameter(rest).then_some(text.len() - rest.len())
}

/// Whether `text` begins with a name and `=`.
fn is_parameter(text: &[u8]) -> bool {
    text.iter().position(|byte| *byte == b'=').is_some_and(|equals| is_token(&text[..equals]))
}

/// Whether `text` is a token. Bytes above 127 are let through: they are a defect of their own.
fn is_token(text: &[u8]) -> bool {
    let special = |byte: &u8| *byte <= b' ' || *byte == 127 || b"()<>@,;:\\\"/[]?=".contains(byte);
    !text.is_empty() && !text.iter().any(special)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Fault, &str)> {
        let faults = faults(text.as_bytes(), Span::of(0, text.len()));
        faults.into_iter().map(|(fault, span)| (fault, &text[span.range()])).collect()
    }

    #[test]
    fn what_is_sound() {
        for text in [
            " text/html (c (d)) ; charset = \"ut\\f-8\" (x); name*0*=UTF-8''%E3; name*1*=a (b)",
            "multipart/mixed;\r\n\tboundary=\"----=_a;b\"",
            "text/plain; charset=us-ascii (Plain text)",
            "text / plain",
            "text/plain; name==?UTF-8?B?44GC?=",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_wrong() {
        use Fault::*;
        for (text, want) in [
            ("", &[(Type, "")][..]),
            ("; charset=x", &[(Type, "")]),
            ("text", &[(Type, "text")]),
            ("text/", &[(Type, "text/")]),
            ("text/plain, a/b; c=d", &[(Type, "text/plain, a/b")]),
            ("text/html charset=utf-8", &[(Semicolon, "charset=utf-8")]),
            ("text/html; charset=utf-8 format=flowed", &[(Semicolon, "format=flowed")]),
            ("text/html; charset=\"utf-8\" format=flowed; x=y", &[(Semicolon, "format=flowed")]),
            ("text/html; charset=\"utf-8\"\"; x=y", &[(Parameter, "\"")]),
            ("text/html (c) d; x=y", &[(Parameter, "d")]),
            ("text/html; charset; x=y", &[(Parameter, "charset")]),
            ("text/html; charset=; x=y", &[(Parameter, "charset=")]),
            ("text/html; a b=c", &[(Parameter, "a b=c")]),
            ("a/b; boundary=\"x; y=z\r\n", &[(OpenQuote, "\"x; y=z")]),
            ("a/b; name=my report.pdf; x=y", &[(Blanks, "my report.pdf")]),
            ("a/b; name=report (1).pdf; x=y", &[(Blanks, "report (1).pdf")]),
            ("a/b; boundary=gc0pJq0M:08jU534c0p", &[(Specials, "gc0pJq0M:08jU534c0p")]),
            ("a/b; x=y; X=\"z\"; z=1", &[(Repeated, "X=\"z\"")]),
            ("a/b; charset='utf-8'", &[(Apostrophes, "'utf-8'")]),
            ("a/b;", &[(Semicolons, ";")]),
            ("a/b;; x=y; (c)", &[(Semicolons, ";"), (Semicolons, ";")]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }
}
