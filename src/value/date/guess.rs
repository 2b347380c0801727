//! Dates that are no mail dates, where their meaning is plain all the same.

use super::{DAYS, DateTime, MONTHS, days_in, decimal};

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
    let mut parts = date.split(['-', '/']).map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let clock = rest.trim_start_matches([' ', 'T', 't']);
    let (clock, zone) = clock.split_at_checked(8)?;
    let mut parts = clock.split(':').map(number);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let offset = zone_of(strip_fraction(zone).trim());
    valid(DateTime { year: year as i32, month, day, hour, minute, second, offset })
}

/// The parts of a mail date in any order, each once: `Tue Nov 24 2026 02:12:00 GMT+0900 (JST)`, `24-Nov-2026 ...`.
fn by_words(text: &str) -> Option<DateTime> {
    let text = text.split('(').next().unwrap_or_default();
    let mut found = Words::default();
    for word in text.split([' ', ',', '\t', '\r', '\n']).filter(|word| !word.is_empty()) {
        let dashed = word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('-');
        if dashed { word.split('-').try_for_each(|word| found.take(word))? } else { found.take(word)? }
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
    fn take(&mut self, word: &str) -> Option<()> {
        match number(word) {
            Some(value) if word.len() <= 2 => return set(&mut self.day, value),
            Some(value) if word.len() == 4 => return set(&mut self.year, value),
            Some(_) => return None,
            None => {}
        }
        if word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()) {
            return set(&mut self.clock, clock(word)?);
        }
        if let Some(month) = named(&MONTHS, word) {
            return set(&mut self.month, month + 1);
        }
        match word {
            _ if named(&DAYS, word).is_some() => Some(()),
            "AM" | "am" => set(&mut self.half, 0),
            "PM" | "pm" => set(&mut self.half, 12),
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
fn clock(word: &str) -> Option<(u32, u32, u32)> {
    let mut parts = word.split(':').map(number);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    parts.next().is_none().then_some((hour, minute, second))
}

/// The index of the name that `word` is, in full or cut to three letters.
fn named(names: &[&str], word: &str) -> Option<u32> {
    let long = word.len() == 3 || (word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let head = word.get(..3).filter(|_| long)?;
    let index = names.iter().position(|name| name.eq_ignore_ascii_case(head))?;
    (word.len() <= 9).then_some(index as u32)
}

/// `+09:00`, `+0900`, `GMT+0900`, `GMT` or `Z`.
fn zone_of(zone: &str) -> Option<i32> {
    let upper = zone.to_ascii_uppercase();
    if matches!(upper.as_str(), "Z" | "UT" | "UTC" | "GMT") {
        return Some(0);
    }
    let rest = upper.strip_prefix("GMT").or_else(|| upper.strip_prefix("UTC")).unwrap_or(&upper);
    let sign = match rest.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = rest[1..].chars().filter(|c| *c != ':').collect();
    let shaped = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = shaped.then(|| (decimal(&digits.as_bytes()[..2]), decimal(&digits.as_bytes()[2..])))?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes) as i32)
}

/// Without `.123` at the head.
fn strip_fraction(zone: &str) -> &str {
    zone.strip_prefix('.').map_or(zone, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()))
}

fn number(word: &str) -> Option<u32> {
    let digits = !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| decimal(word.as_bytes()))
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
