//! date-time (RFC 5322 section 3.3), with the forms of section 4.3 that must still be read.

mod form;
mod guess;

pub use form::{Form, old_forms};

use super::lex::{Lexer, Token, TokenKind};
use crate::span::Span;

/// A moment as a Date field gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateTime {
    /// Year, four digits.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day, from 1.
    pub day: u32,
    /// Hour, 0 to 23.
    pub hour: u32,
    /// Minute.
    pub minute: u32,
    /// Second, to 60.
    pub second: u32,
    /// Minutes east of Greenwich; `None` where no zone is known (`-0000`, unknown names).
    pub offset: Option<i32>,
}

/// What is wrong with a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nothing there.
    Empty,
    /// Something else than the grammar wants stands here.
    Unexpected,
    /// A number out of its range.
    Range,
    /// The month has no such day.
    NoSuchDay,
    /// The field ends too early.
    Short,
}

/// A Date field as read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Read {
    /// A date; obsolete forms included.
    Date(DateTime),
    /// None, and the token where reading failed. Where the meaning is plain all the same, that too.
    Faulty(Fault, Span, Option<DateTime>),
}

impl Read {
    /// The moment, also out of a faulty date whose meaning is plain.
    pub fn date(self) -> Option<DateTime> {
        match self {
            Self::Date(date) => Some(date),
            Self::Faulty(.., guess) => guess,
        }
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Tokens looked at; a date has 13 at most.
const LONGEST: usize = 40;

/// Reads a field body.
pub fn read(input: &[u8], body: Span) -> Read {
    let mut tokens: Vec<Token> = Vec::new();
    for token in Lexer::new(input, body) {
        if tokens.len() == LONGEST {
            break;
        }
        if token.kind != (TokenKind::Comment { closed: true }) {
            tokens.push(token);
        }
    }
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Read::Faulty(Fault::Empty, Span::at(body.end), None);
    };
    let mut reader = Reader { input, tokens: &tokens, at: 0, fault: (Fault::Short, Span::at(body.end)) };
    match reader.date_time() {
        Some(date) => Read::Date(date),
        None => {
            let text = std::str::from_utf8(first.span.join(last.span).slice(input));
            let (fault, span) = reader.fault;
            Read::Faulty(fault, span, text.ok().and_then(guess::guess))
        }
    }
}

/// Reads token by token; each step gives nothing where reading fails, and leaves the reason in `fault`.
struct Reader<'a> {
    input: &'a [u8],
    tokens: &'a [Token],
    at: usize,
    /// Why reading failed, and where; that the tokens are at an end, unless something else is found.
    fault: (Fault, Span),
}

impl Reader<'_> {
    fn date_time(&mut self) -> Option<DateTime> {
        if find(&DAYS, self.peek()).is_some() {
            self.at += 1;
            self.special(b',')?;
        }
        let (day, day_span) = self.number(1, 2)?;
        let token = self.token()?;
        let Some(month) = find(&MONTHS, token.span.slice(self.input)) else {
            return self.fail(Fault::Unexpected, token.span);
        };
        let year = self.year()?;
        let (hour, minute, second) = self.time()?;
        let mut offset = None;
        self.zone(&mut offset)?;
        if let Some(extra) = self.tokens.get(self.at) {
            return self.fail(Fault::Unexpected, extra.span);
        }
        let month = month as u32 + 1;
        if day == 0 || day > days_in(year, month) {
            return self.fail(Fault::NoSuchDay, day_span);
        }
        Some(DateTime { year, month, day, hour, minute, second, offset })
    }

    fn fail<T>(&mut self, fault: Fault, span: Span) -> Option<T> {
        self.fault = (fault, span);
        None
    }

    fn token(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).copied()?;
        self.at += 1;
        Some(token)
    }

    /// The text of the next token, empty at the end.
    fn peek(&self) -> &[u8] {
        self.tokens.get(self.at).map_or(&[], |token| token.span.slice(self.input))
    }

    fn special(&mut self, byte: u8) -> Option<()> {
        let token = self.token()?;
        if token.kind == TokenKind::Special(byte) { Some(()) } else { self.fail(Fault::Unexpected, token.span) }
    }

    /// A number of so many digits.
    fn number(&mut self, least: usize, most: usize) -> Option<(u32, Span)> {
        let token = self.token()?;
        let text = token.span.slice(self.input);
        if text.len() < least || text.len() > most || !text.iter().all(u8::is_ascii_digit) {
            return self.fail(Fault::Unexpected, token.span);
        }
        Some((decimal(text), token.span))
    }

    fn year(&mut self) -> Option<i32> {
        let (year, span) = self.number(2, 9)?;
        let year = year as i32;
        // RFC 5322 section 4.3: two digits mean 1950 to 2049, three count from 1900.
        match span.len() {
            2 if year < 50 => Some(2000 + year),
            2 | 3 => Some(1900 + year),
            _ if (1900..=9999).contains(&year) => Some(year),
            _ => self.fail(Fault::Range, span),
        }
    }

    fn time(&mut self) -> Option<(u32, u32, u32)> {
        let hour = self.number(1, 2)?;
        self.special(b':')?;
        let minute = self.number(2, 2)?;
        let mut second = (0, minute.1);
        if self.peek() == b":" {
            self.at += 1;
            second = self.number(2, 2)?;
        }
        for ((value, span), most) in [(hour, 23), (minute, 59), (second, 60)] {
            if value > most {
                return self.fail(Fault::Range, span);
            }
        }
        Some((hour.0, minute.0, second.0))
    }

    /// The zone. It may be missing or a name: another rule speaks of that (obsolete-date-form).
    fn zone(&mut self, offset: &mut Option<i32>) -> Option<()> {
        let Some(token) = self.token() else { return Some(()) };
        let text = token.span.slice(self.input);
        match text {
            [sign @ (b'+' | b'-'), digits @ ..] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit) => {
                let number = decimal(digits) as i32;
                if number % 100 > 59 {
                    return self.fail(Fault::Range, token.span);
                }
                let minutes = number / 100 * 60 + number % 100;
                *offset = match (sign, minutes) {
                    (b'-', 0) => None,
                    (b'-', _) => Some(-minutes),
                    _ => Some(minutes),
                };
            }
            _ if text.iter().all(u8::is_ascii_alphabetic) => *offset = named_zone(text),
            _ => return self.fail(Fault::Unexpected, token.span),
        }
        Some(())
    }
}

fn named_zone(name: &[u8]) -> Option<i32> {
    /// With their hours east of Greenwich (RFC 5322 section 4.3).
    const ZONES: [&str; 11] = ["UT", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"];
    const HOURS: [i8; 11] = [0, 0, 0, -5, -4, -6, -5, -7, -6, -8, -7];
    find(&ZONES, name).map(|index| i32::from(HOURS[index]) * 60)
}

fn find(names: &[&str], text: &[u8]) -> Option<usize> {
    names.iter().position(|name| name.as_bytes().eq_ignore_ascii_case(text))
}

fn decimal(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'))
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl DateTime {
    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    fn days(&self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let year_of_era = year.rem_euclid(400);
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day of the week that the date falls on: `Tue`.
    pub fn weekday(&self) -> &'static str {
        DAYS[(self.days() + 3).rem_euclid(7) as usize]
    }

    /// Seconds since 1970-01-01T00:00:00Z; an unknown zone counts as UTC.
    pub fn unix(&self) -> i64 {
        let clock = i64::from(self.hour * 3600 + self.minute * 60 + self.second);
        self.days() * 86_400 + clock - i64::from(self.offset.unwrap_or(0)) * 60
    }

    /// `2026-11-24T02:12:00+09:00`; without a zone where none is known.
    pub fn rfc3339(&self) -> String {
        self.write(match self.offset {
            None => "Y-M-DTh:m:s",
            Some(0) => "Y-M-DTh:m:sZ",
            Some(_) => "Y-M-DTh:m:s+H:I",
        })
    }

    /// `Tue, 24 Nov 2026 02:12:00 +0900`, as RFC 5322 wants it.
    pub fn rfc5322(&self) -> String {
        self.write("w, d n Y h:m:s +HI")
    }

    /// The letters of `form` replaced by what they stand for, the plus by the sign of the zone.
    fn write(&self, form: &str) -> String {
        let offset = self.offset.unwrap_or(0);
        let zone = offset.unsigned_abs();
        let mut out = String::new();
        for letter in form.chars() {
            let (value, width) = match letter {
                'Y' => (self.year.unsigned_abs(), 4),
                'M' => (self.month, 2),
                'D' => (self.day, 2),
                'd' => (self.day, if self.day < 10 { 1 } else { 2 }),
                'h' => (self.hour, 2),
                'm' => (self.minute, 2),
                's' => (self.second, 2),
                'H' => (zone / 60, 2),
                'I' => (zone % 60, 2),
                'w' => {
                    out.push_str(self.weekday());
                    continue;
                }
                'n' => {
                    out.push_str(MONTHS[(self.month as usize).saturating_sub(1).min(11)]);
                    continue;
                }
                '+' => {
                    out.push(if self.offset.is_none() || offset < 0 { '-' } else { '+' });
                    continue;
                }
                _ => {
                    out.push(letter);
                    continue;
                }
            };
            for place in (0..width).rev() {
                out.push(char::from(b'0' + (value / 10_u32.pow(place) % 10) as u8));
            }
        }
        out
    }

    /// Reads RFC 3339, as options give the time.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        guess::iso(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Read {
        read(text.as_bytes(), Span::of(0, text.len()))
    }

    #[test]
    fn good_dates() {
        for (text, want) in [
            ("Tue, 24 Nov 2026 02:12:00 +0900", "2026-11-24T02:12:00+09:00"),
            ("Tue,24 Nov 2026 02:12 +0900 (JST)", "2026-11-24T02:12:00+09:00"),
            (" 1  Jan 2026 00:00:60 -0000", "2026-01-01T00:00:60"),
            ("mon, 1 jun 26 1:02:03 gmt", "2026-06-01T01:02:03Z"),
            ("Tue, 29 Feb 2000 10:00:00 EST", "2000-02-29T10:00:00-05:00"),
            ("24 Nov 126 02:12:00 JST", "2026-11-24T02:12:00"),
        ] {
            assert_eq!(date(text).date().map(|date| date.rfc3339()).as_deref(), Some(want), "{text}");
            assert!(matches!(date(text), Read::Date(_)), "{text}");
        }
    }

    #[test]
    fn bad_dates() {
        for (text, fault, place) in [
            ("", Fault::Empty, ""),
            ("2026-11-24 02:12:00", Fault::Unexpected, "2026-11-24"),
            ("Tue, 31 Feb 2026 02:12:00 +0900", Fault::NoSuchDay, "31"),
            ("Tue, 24 Nov 2026 25:12:00 +0900", Fault::Range, "25"),
            ("Tue, 24 Nov 2026 02:12:00 +0960", Fault::Range, "+0960"),
            ("Tue 24 Nov 2026 02:12:00 +0900", Fault::Unexpected, "24"),
            ("Tue, 24 Nov 2026", Fault::Short, ""),
            ("Tue, 24 11 2026 02:12:00 +0900", Fault::Unexpected, "11"),
            ("Tue, 24 Nov 2026 02:12:00 PM +0900", Fault::Unexpected, "+0900"),
        ] {
            let Read::Faulty(found, span, _) = date(text) else { panic!("{text}") };
            assert_eq!((found, &text[span.range()]), (fault, place), "{text}");
        }
    }

    #[test]
    fn plain_meanings_are_understood() {
        let guess = date("2026-11-24T02:12:00+09:00").date().map(|date| date.rfc5322());
        assert_eq!(guess.as_deref(), Some("Tue, 24 Nov 2026 02:12:00 +0900"));
    }

    #[test]
    fn moments() {
        let unix = |text: &str| DateTime::parse_rfc3339(text).map(|date| date.unix());
        assert_eq!(unix("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(unix("2026-11-24T09:00:00+09:00"), Some(1_795_478_400));
    }
}
