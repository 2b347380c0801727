//! What bytes are, whatever their label says.

use std::borrow::Cow;

use super::iso_2022_jp::plain_len;
use super::table::jis0208_pointer;
use super::{Charset, Decoded, FaultKind, decode};
use crate::find::char_at;

/// The charsets of mail that decode all of `bytes` and make text of them, likeliest first.
///
/// Looks at US-ASCII, UTF-8, ISO-2022-JP, Shift_JIS, EUC-JP and windows-1252. US-ASCII stands alone: it is all of them.
pub fn fits(bytes: &[u8]) -> Vec<Charset> {
    if bytes.is_ascii() {
        return seven_bits(bytes).map_or_else(Vec::new, |charset| vec![charset]);
    }
    let candidates = [
        (Charset::UTF_8, surely as fn(&str) -> u32),
        (Charset::SHIFT_JIS, japanese),
        (Charset::EUC_JP, japanese_in_euc),
        (Charset::WINDOWS_1252, western),
    ];
    let mut scores = [0; 4];
    for (at, (charset, score)) in candidates.iter().enumerate() {
        scores[at] = whole(*charset, bytes).map_or(0, |text| score(&text));
    }
    let mut found = Vec::new();
    loop {
        let mut best = 0;
        for at in 1..scores.len() {
            best = if scores[at] > scores[best] { at } else { best };
        }
        if scores[best] < ENOUGH {
            return found;
        }
        found.push(candidates[best].0);
        scores[best] = 0;
    }
}

/// The charset that `bytes` are most likely in; see [`fits`].
pub fn guess(bytes: &[u8]) -> Option<Charset> {
    if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
        return Some(Charset::UTF_8);
    }
    fits(bytes).first().copied()
}

/// The text of `bytes` where all of them decode.
fn whole(charset: Charset, bytes: &[u8]) -> Option<Cow<'_, str>> {
    // What is in another charset mostly fails soon.
    if bytes.len() > HEAD {
        let faults = decode(charset, &bytes[..HEAD]).faults;
        if faults.undecodable() > faults.count(FaultKind::Incomplete) {
            return None;
        }
    }
    let Decoded { text, faults, .. } = decode(charset, bytes);
    (faults.undecodable() == 0).then_some(text)
}

/// US-ASCII, or ISO-2022-JP where there are escapes and all of them are its own.
fn seven_bits(bytes: &[u8]) -> Option<Charset> {
    if plain_len(bytes) == bytes.len() {
        return Some(Charset::US_ASCII);
    }
    let Decoded { text, faults, .. } = decode(Charset::ISO_2022_JP, bytes);
    // Mobile carriers put their emoji on unassigned codes.
    let has_emoji = faults.undecodable() == faults.count(FaultKind::Unassigned) && japanese(&text) >= ENOUGH;
    if faults.undecodable() == 0 || has_emoji {
        return Some(Charset::ISO_2022_JP);
    }
    let is_other = text.chars().all(|char| char.is_ascii() || char == char::REPLACEMENT_CHARACTER);
    is_other.then_some(Charset::US_ASCII)
}

/// The best score of a character, and of a text: the mean over what is not ASCII.
const BEST: u32 = 100;

/// A text with less is not one.
const ENOUGH: u32 = 60;

/// How many bytes are tried before all are.
const HEAD: usize = 4096;

/// How many characters tell what a text looks like.
const SAMPLE: u64 = 20_000;

/// Nothing but UTF-8 is UTF-8 by accident.
const fn surely(_: &str) -> u32 {
    BEST + 1
}

/// How much `text` looks Japanese: kana, common kanji, punctuation.
fn japanese(text: &str) -> u32 {
    mean(text, &|run, is_in_word| {
        // `’s`, 92 and 73, makes a kanji too; but Latin letters make them one by one, inside words.
        let is_latin = is_in_word && char_at(run, 1).is_none();
        let mut score = 0;
        for char in run.chars() {
            score += if is_latin && is_kanji(char) { 0 } else { japanese_char(char) };
        }
        score
    })
}

/// The same for EUC-JP: Korean and Chinese in their EUC make kanji after kanji of it, and never kana.
fn japanese_in_euc(text: &str) -> u32 {
    let mut kanji = 0;
    for char in text.chars() {
        if is_kana(char) {
            return japanese(text);
        }
        kanji += usize::from(is_kanji(char));
    }
    if kanji > MOST_KANJI { 0 } else { japanese(text) }
}

fn japanese_char(char: char) -> u32 {
    match char {
        '\u{3000}'..='\u{3015}' | '！'..='～' => BEST,
        _ if is_kana(char) => BEST,
        // In a row: EUC-JP taken for Shift_JIS.
        '\u{FF61}'..='\u{FF9F}' => 20,
        // Carrier emoji.
        '\u{E000}'..='\u{F8FF}' => 50,
        _ => match jis0208_pointer(char, &|_| true).map(|pointer| pointer / 94 + 1) {
            // JIS X 0208 has the common kanji in rows 16 to 47.
            Some(16..=47) => BEST,
            Some(48..=84) => 25,
            Some(1..=13) => 80,
            _ => 0,
        },
    }
}

const fn is_kana(char: char) -> bool {
    matches!(char, 'ぁ'..='ゞ' | 'ァ'..='ヾ')
}

const fn is_kanji(char: char) -> bool {
    matches!(char, '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// A text of more kanji than this has kana too.
const MOST_KANJI: usize = 8;

/// How much `text` looks like Latin script: letters here and there between ASCII, typographic marks.
fn western(text: &str) -> u32 {
    mean(text, &|run, _| {
        let mut chars = run.chars();
        let (first, is_alone) = (chars.next(), chars.next().is_none());
        let is_long = char_at(run, LONGEST_LATIN).is_some()
            && run.chars().any(|char| Some(char) != first || matches!(char, 'À'..='ÿ'));
        let mut score = 0;
        for char in run.chars() {
            score += match char {
                _ if is_long => 0,
                // What 82 and 83, the leads of kana in Shift_JIS, show as.
                'ƒ' | '‚' => 0,
                'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' => 95,
                _ if LATIN.chars().any(|letter| letter == char) => 95,
                _ if is_alone => 60,
                _ => 30,
            };
        }
        score
    })
}

/// What Latin text has besides the letters of ISO-8859-1.
const LATIN: &str = "\u{A0}ŠšŽžŒœŸ¡¿«»“”„‘’•·–—…€£§©®™°´ªº²³¼½¾×";

/// More characters than this beside each other, none of them ASCII, are no Latin text.
const LONGEST_LATIN: usize = 3;

/// The mean over all that is not ASCII in `text`; `sum` gets each run of it, and whether ASCII letters touch the run.
fn mean(text: &str, sum: &dyn Fn(&str, bool) -> u32) -> u32 {
    let (mut total, mut count) = (0_u64, 0_u64);
    let mut rest = text;
    while count < SAMPLE
        && let Some(place) = crate::find::run(rest.as_bytes(), |byte| !byte.is_ascii())
    {
        let (before, run) = rest.split_at(place.start as usize);
        let (run, after) = run.split_at(place.len() as usize);
        let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let is_in_word = is_letter(before.as_bytes().last()) || is_letter(after.as_bytes().first());
        total += u64::from(sum(run, is_in_word));
        count += run.chars().count() as u64;
        rest = after;
    }
    total.checked_div(count).unwrap_or(0) as u32
}
