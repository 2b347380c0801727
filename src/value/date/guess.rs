//! Dates that are no mail dates, where their meaning is plain all the same.

use crate::find::leading;

use super::{DAYS, DateTime, MONTHS, days_in, decimal, find};

/// Longest text looked at.
const LONGEST: usize = 60;

/// The moment that `text` means, if it can mean only one.
pub fn guess(text: &str) -> Option<DateTime> {
    if text.len() > LONGEST {
        return None;
    }
    iso(text).or_else(|| by_words(text))
}

/// `2026-11-24T02:12:00+09:00`, `2026-11-24 02:12:00 +0900`, `2026/11/24 02:12:00`.
pub fn iso(text: &str) -> Option<DateTime> {
    if text.len() > LONGEST {
        return None;
    }
    let (date, rest) = text.split_at_checked(10)?;
    let [Some(year), Some(month), Some(day), ..] = numbers(date.as_bytes(), b"-/")[..] else { return None };
    let (clock, zone) = rest[leading(rest.as_bytes(), b" Tt")..].split_at_checked(8)?;
    let [Some(hour), Some(minute), Some(second), ..] = numbers(clock.as_bytes(), b":")[..] else { return None };
    let offset = zone_of(strip_fraction(zone).trim().as_bytes());
    valid(DateTime { year: year as i32, month, day, hour, minute, second, offset })
}

/// The parts of a mail date in any order, each once: `Tue Nov 24 2026 02:12:00 GMT+0900 (JST)`, `24-Nov-2026 ...`.
fn by_words(text: &str) -> Option<DateTime> {
    let end = text.find('(').unwrap_or(text.len());
    let mut found = Words::default();
    for word in text.as_bytes()[..end].split(|byte| matches!(byte, b' ' | b',' | b'\t' | b'\r' | b'\n')) {
        if word.is_empty() {
            continue;
        }
        let dashed = word[0].is_ascii_digit();
        for word in word.split(|&byte| dashed && byte == b'-') {
            found.take(word)?;
        }
    }
    found.date()
}

#[derive(Default)]
struct Words {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<u32>,
    clock: Option<(u32, u32, u32)>,
    zone: Option<i32>,
    /// Hours to add: 12 after `PM`.
    half: Option<u32>,
}

impl Words {
    /// Takes one word; `None` where it has no place, or the place is taken.
    fn take(&mut self, word: &[u8]) -> Option<()> {
        match number(word) {
            Some(value) if word.len() <= 2 => return set(&mut self.day, value),
            Some(value) if word.len() == 4 => return set(&mut self.year, value),
            Some(_) => return None,
            None => {}
        }
        if word.contains(&b':') && word[0].is_ascii_digit() {
            return set(&mut self.clock, clock(word)?);
        }
        if let Some(month) = named(&MONTHS, word) {
            return set(&mut self.month, month + 1);
        }
        match word {
            _ if named(&DAYS, word).is_some() => Some(()),
            b"AM" | b"am" => set(&mut self.half, 0),
            b"PM" | b"pm" => set(&mut self.half, 12),
            _ => set(&mut self.zone, zone_of(word)?),
        }
    }

    fn date(self) -> Option<DateTime> {
        let (mut hour, minute, second) = self.clock?;
        if let Some(half) = self.half {
            if hour == 0 || hour > 12 {
                return None;
            }
            hour = hour % 12 + half;
        }
        let (year, month, day) = (self.year? as i32, self.month?, self.day?);
        valid(DateTime { year, month, day, hour, minute, second, offset: self.zone })
    }
}

fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// `02:12` or `02:12:00`.
fn clock(word: &[u8]) -> Option<(u32, u32, u32)> {
    match numbers(word, b":")[..] {
        [Some(hour), Some(minute)] => Some((hour, minute, 0)),
        [Some(hour), Some(minute), Some(second)] => Some((hour, minute, second)),
        _ => None,
    }
}

/// The index of the name that `word` is, in full or cut to three letters.
fn named(names: &[&str], word: &[u8]) -> Option<u32> {
    let named = word.len() == 3 || ((4..=9).contains(&word.len()) && word.iter().all(u8::is_ascii_alphabetic));
    if named { find(names, &word[..3]).map(|index| index as u32) } else { None }
}

/// `+09:00`, `+0900`, `GMT+0900`, `GMT` or `Z`.
fn zone_of(zone: &[u8]) -> Option<i32> {
    if find(&["Z", "UT", "UTC", "GMT"], zone).is_some() {
        return Some(0);
    }
    let named = zone.get(..3).and_then(|head| find(&["UTC", "GMT"], head)).is_some();
    let (sign, digits) = match if named { &zone[3..] } else { zone } {
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (mut value, mut count) = (0, 0);
    for &byte in digits {
        match byte {
            b':' => {}
            b'0'..=b'9' if count < 4 => {
                value = value * 10 + i32::from(byte - b'0');
                count += 1;
            }
            _ => return None,
        }
    }
    let (hours, minutes) = (value / 100, value % 100);
    (count == 4 && hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Without `.123` at the head.
fn strip_fraction(zone: &str) -> &str {
    match zone.strip_prefix('.') {
        Some(rest) => &rest[leading(rest.as_bytes(), b"0123456789")..],
        None => zone,
    }
}

/// The numbers between separators; nothing for what is none.
fn numbers(text: &[u8], separators: &[u8]) -> Vec<Option<u32>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..=text.len() {
        if text.get(at).is_none_or(|byte| separators.contains(byte)) {
            found.push(number(&text[start..at]));
            start = at + 1;
        }
    }
    found
}

fn number(word: &[u8]) -> Option<u32> {
    let digits = (1..=4).contains(&word.len()) && word.iter().all(u8::is_ascii_digit);
    digits.then(|| decimal(word))
}

fn valid(date: DateTime) -> Option<DateTime> {
    let DateTime { year, month, day, hour, minute, second, .. } = date;
    let calendar = (1900..=9999).contains(&year) && (1..=12).contains(&month);
    let fits = calendar && day >= 1 && day <= days_in(year, month) && hour < 24 && minute < 60 && second <= 60;
    fits.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_meanings() {
        for text in [
            "2026-11-24T02:12:00+09:00",
            "2026-11-24T02:12:00.123+09:00",
            "2026/11/24 02:12:00 +0900",
            "Tue 24 Nov 2026 02:12:00 +0900",
            "Tuesday, 24 November 2026 02:12:00 +09:00",
            "Tue Nov 24 2026 02:12:00 GMT+0900 (JST)",
            "24-Nov-2026 2:12:00 AM +0900",
            "Tue, 24 Nov 2026 02:12:00 +0900 (JST",
        ] {
            let read = guess(text).map(|date| date.rfc5322());
            assert_eq!(read.as_deref(), Some("Tue, 24 Nov 2026 02:12:00 +0900"), "{text}");
        }
        assert_eq!(guess("24 Nov 2026 2:12 PM +0900").map(|date| date.hour), Some(14));
        assert_eq!(guess("Tue Nov 24 02:12:00 2026").map(|date| date.offset), Some(None));
    }

    #[test]
    fn what_could_mean_two_things_means_nothing() {
        for text in [
            "11/12/2026 02:12:00 +0900",
            "24 11 2026 02:12:00 +0900",
            "24 Nov 2026 02:12:00 +0900 -0500",
            "31 Feb 2026 02:12:00 +0900",
            "24 Nov 2026 14:12:00 PM +0900",
            "yesterday",
            "",
        ] {
            assert_eq!(guess(text), None, "{text}");
        }
    }
}
