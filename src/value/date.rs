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
    let mut reader = Reader { input, tokens: &tokens, last: Span::at(body.end), fault: Fault::Short };
    match reader.date_time() {
        Some(date) => Read::Date(date),
        None => {
            let text = std::str::from_utf8(first.span.join(last.span).slice(input));
            Read::Faulty(reader.fault, reader.last, text.ok().and_then(guess::guess))
        }
    }
}

/// Reads token by token; each step gives nothing where reading fails, and leaves the reason in `fault`.
struct Reader<'a> {
    input: &'a [u8],
    /// What is still to read.
    tokens: &'a [Token],
    /// The last token that was read; where reading failed, that place.
    last: Span,
    /// Why reading failed.
    fault: Fault,
}

impl<'a> Reader<'a> {
    fn date_time(&mut self) -> Option<DateTime> {
        let end = self.last;
        let date = self.read();
        // What stands where a token is missing is the end.
        if date.is_none() && self.fault == Fault::Short {
            self.last = end;
        }
        date
    }

    fn read(&mut self) -> Option<DateTime> {
        if find(&DAYS, self.peek()).is_some() {
            self.token()?;
            self.mark(b",")?;
        }
        let day = self.number(1, 2)?;
        let day_span = self.last;
        let Some(month) = find(&MONTHS, self.token()?) else { return self.fail(Fault::Unexpected) };
        let (year, month) = (self.year()?, month as u32 + 1);
        let [hour, minute, second] = self.time()?;
        let offset = if self.tokens.is_empty() { None } else { self.zone()? };
        if self.token().is_some() {
            return self.fail(Fault::Unexpected);
        }
        if day == 0 || day > days_in(year, month) {
            self.last = day_span;
            return self.fail(Fault::NoSuchDay);
        }
        Some(DateTime { year, month, day, hour, minute, second, offset })
    }

    fn fail<T>(&mut self, fault: Fault) -> Option<T> {
        self.fault = fault;
        None
    }

    /// The text of the next token.
    fn token(&mut self) -> Option<&'a [u8]> {
        let (token, rest) = self.tokens.split_first()?;
        (self.last, self.tokens) = (token.span, rest);
        Some(token.span.slice(self.input))
    }

    /// The text of the next token, empty at the end.
    fn peek(&self) -> &'a [u8] {
        self.tokens.first().map_or(&[], |token| token.span.slice(self.input))
    }

    fn mark(&mut self, mark: &[u8]) -> Option<()> {
        if self.token()? == mark { Some(()) } else { self.fail(Fault::Unexpected) }
    }

    /// A number of so many digits.
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let text = self.token()?;
        let fits = text.len() >= least && text.len() <= most && text.iter().all(u8::is_ascii_digit);
        if fits { Some(decimal(text)) } else { self.fail(Fault::Unexpected) }
    }

    fn year(&mut self) -> Option<i32> {
        let year = self.number(2, 9)? as i32;
        // RFC 5322 section 4.3: two digits mean 1950 to 2049, three count from 1900.
        match self.last.len() {
            2 if year < 50 => Some(2000 + year),
            2 | 3 => Some(1900 + year),
            _ if (1900..=9999).contains(&year) => Some(year),
            _ => self.fail(Fault::Range),
        }
    }

    /// Hour, minute and second.
    fn time(&mut self) -> Option<[u32; 3]> {
        let (mut values, mut spans) = ([0; 3], [self.last; 3]);
        for part in 0..3 {
            // The second may be missing.
            if part == 2 && self.peek() != b":" {
                break;
            }
            if part > 0 {
                self.mark(b":")?;
            }
            values[part] = self.number(if part == 0 { 1 } else { 2 }, 2)?;
            spans[part] = self.last;
        }
        for (part, most) in [23, 59, 60].into_iter().enumerate() {
            if values[part] > most {
                self.last = spans[part];
                return self.fail(Fault::Range);
            }
        }
        Some(values)
    }

    /// The offset of a zone. That may be missing or a name: another rule speaks of that (obsolete-date-form).
    #[allow(clippy::option_option)] // Reading fails, or a zone was read that says no offset.
    fn zone(&mut self) -> Option<Option<i32>> {
        match self.token()? {
            [sign @ (b'+' | b'-'), digits @ ..] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit) => {
                let number = decimal(digits) as i32;
                if number % 100 > 59 {
                    return self.fail(Fault::Range);
                }
                let minutes = number / 100 * 60 + number % 100;
                Some(match (sign, minutes) {
                    (b'-', 0) => None,
                    (b'-', _) => Some(-minutes),
                    _ => Some(minutes),
                })
            }
            name if name.iter().all(u8::is_ascii_alphabetic) => Some(named_zone(name)),
            _ => self.fail(Fault::Unexpected),
        }
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
