//! date-time (RFC 5322 section 3.3), with the forms of section 4.3 that must still be read.

mod guess;

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
    let tokens = Lexer::new(input, body).filter(|token| !matches!(token.kind, TokenKind::Comment { closed: true }));
    let tokens: Vec<Token> = tokens.take(LONGEST).collect();
    if tokens.is_empty() {
        return Read::Faulty(Fault::Empty, Span::at(body.end), None);
    }
    let mut reader = Reader { input, tokens: &tokens, at: 0, end: body.end };
    match reader.date_time() {
        Ok(date) => Read::Date(date),
        Err((fault, span)) => {
            let text = tokens[0].span.join(tokens[tokens.len() - 1].span).slice(input);
            Read::Faulty(fault, span, std::str::from_utf8(text).ok().and_then(guess::guess))
        }
    }
}

type Step<T> = Result<T, (Fault, Span)>;

struct Reader<'a> {
    input: &'a [u8],
    tokens: &'a [Token],
    at: usize,
    end: u32,
}

impl Reader<'_> {
    fn date_time(&mut self) -> Step<DateTime> {
        if self.peek_name(&DAYS).is_some() {
            self.at += 1;
            self.special(b',')?;
        }
        let (day, day_span) = self.number(1..=2)?;
        let month_token = self.token()?;
        let month = find(&MONTHS, month_token.span.slice(self.input)).ok_or((Fault::Unexpected, month_token.span))?;
        let year = self.year()?;
        let (hour, minute, second) = self.time()?;
        let offset = self.zone()?;
        if let Some(extra) = self.tokens.get(self.at) {
            return Err((Fault::Unexpected, extra.span));
        }
        let month = month as u32 + 1;
        if day == 0 || day > days_in(year, month) {
            return Err((Fault::NoSuchDay, day_span));
        }
        Ok(DateTime { year, month, day, hour, minute, second, offset })
    }

    fn token(&mut self) -> Step<Token> {
        let token = self.tokens.get(self.at).copied().ok_or((Fault::Short, Span::at(self.end)))?;
        self.at += 1;
        Ok(token)
    }

    fn peek_name(&self, names: &[&str]) -> Option<usize> {
        find(names, self.tokens.get(self.at)?.span.slice(self.input))
    }

    fn special(&mut self, byte: u8) -> Step<()> {
        let token = self.token()?;
        if token.kind == TokenKind::Special(byte) { Ok(()) } else { Err((Fault::Unexpected, token.span)) }
    }

    fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Step<(u32, Span)> {
        let token = self.token()?;
        let text = token.span.slice(self.input);
        if !digits.contains(&text.len()) || !text.iter().all(u8::is_ascii_digit) {
            return Err((Fault::Unexpected, token.span));
        }
        Ok((decimal(text), token.span))
    }

    fn year(&mut self) -> Step<i32> {
        let (year, span) = self.number(2..=9)?;
        let year = year as i32;
        // RFC 5322 section 4.3: two digits mean 1950 to 2049, three count from 1900.
        match span.len() {
            2 if year < 50 => Ok(2000 + year),
            2 | 3 => Ok(1900 + year),
            _ if (1900..=9999).contains(&year) => Ok(year),
            _ => Err((Fault::Range, span)),
        }
    }

    fn time(&mut self) -> Step<(u32, u32, u32)> {
        let (hour, hour_span) = self.number(1..=2)?;
        self.special(b':')?;
        let (minute, minute_span) = self.number(2..=2)?;
        let mut second = (0, minute_span);
        if self.tokens.get(self.at).is_some_and(|token| token.kind == TokenKind::Special(b':')) {
            self.at += 1;
            second = self.number(2..=2)?;
        }
        for ((value, span), most) in [((hour, hour_span), 23), ((minute, minute_span), 59), (second, 60)] {
            if value > most {
                return Err((Fault::Range, span));
            }
        }
        Ok((hour, minute, second.0))
    }

    /// The zone. It may be missing or a name: another rule speaks of that (obsolete-date-form).
    fn zone(&mut self) -> Step<Option<i32>> {
        let Some(token) = self.tokens.get(self.at).copied() else { return Ok(None) };
        self.at += 1;
        let text = token.span.slice(self.input);
        match text {
            [sign @ (b'+' | b'-'), digits @ ..] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit) => {
                let (hours, minutes) = (decimal(&digits[..2]) as i32, decimal(&digits[2..]) as i32);
                if minutes > 59 {
                    return Err((Fault::Range, token.span));
                }
                let offset = hours * 60 + minutes;
                Ok(match (sign, offset) {
                    (b'-', 0) => None,
                    (b'-', _) => Some(-offset),
                    _ => Some(offset),
                })
            }
            _ if text.iter().all(u8::is_ascii_alphabetic) => Ok(named_zone(text)),
            _ => Err((Fault::Unexpected, token.span)),
        }
    }
}

fn named_zone(name: &[u8]) -> Option<i32> {
    const ZONES: [(&str, i32); 11] = [
        ("UT", 0),
        ("GMT", 0),
        ("Z", 0),
        ("EST", -300),
        ("EDT", -240),
        ("CST", -360),
        ("CDT", -300),
        ("MST", -420),
        ("MDT", -360),
        ("PST", -480),
        ("PDT", -420),
    ];
    ZONES.iter().find(|(zone, _)| zone.as_bytes().eq_ignore_ascii_case(name)).map(|(_, offset)| *offset)
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

    /// Seconds since 1970-01-01T00:00:00Z; an unknown zone counts as UTC.
    pub fn unix(&self) -> i64 {
        let clock = i64::from(self.hour * 3600 + self.minute * 60 + self.second);
        self.days() * 86_400 + clock - i64::from(self.offset.unwrap_or(0)) * 60
    }

    /// `2026-11-24T02:12:00+09:00`; without a zone where none is known.
    pub fn rfc3339(&self) -> String {
        let Self { year, month, day, hour, minute, second, .. } = self;
        let zone = match self.offset {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        };
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}")
    }

    /// `Tue, 24 Nov 2026 02:12:00 +0900`, as RFC 5322 wants it.
    pub fn rfc5322(&self) -> String {
        let weekday = DAYS[(self.days() + 3).rem_euclid(7) as usize];
        let offset = self.offset.unwrap_or(0);
        let sign = if self.offset.is_none() || offset < 0 { '-' } else { '+' };
        format!(
            "{weekday}, {} {} {:04} {:02}:{:02}:{:02} {sign}{:02}{:02}",
            self.day,
            MONTHS[(self.month as usize).saturating_sub(1).min(11)],
            self.year,
            self.hour,
            self.minute,
            self.second,
            offset.abs() / 60,
            offset.abs() % 60
        )
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
