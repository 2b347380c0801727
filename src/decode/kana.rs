//! Kana: the marks of voicing, and half-width katakana.

use crate::find::{char_at, find};
use crate::span::Span;
use memchr::memchr;

/// The characters of U+FF61 to U+FF9F in full width.
const WIDE: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// A kana with the mark of voicing.
pub fn voiced(kana: char) -> Option<char> {
    match kana {
        'う' => Some('ゔ'),
        'ウ' => Some('ヴ'),
        'ゝ' | 'ヽ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' | 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' => next(kana, 1),
        'ワ'..='ヲ' => next(kana, 8),
        // か to ち stand on odd places, つ to と on even ones, each before its voiced kana.
        'か'..='ち' | 'カ'..='ヂ' if u32::from(kana) % 2 == 1 => next(kana, 1),
        'つ'..='と' | 'ツ'..='ト' if u32::from(kana).is_multiple_of(2) => next(kana, 1),
        _ => None,
    }
}

/// A kana with the mark that makes ぱ of は.
pub fn half_voiced(kana: char) -> Option<char> {
    match kana {
        'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' | 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' => next(kana, 2),
        _ => None,
    }
}

fn next(kana: char, by: u32) -> Option<char> {
    char::from_u32(u32::from(kana) + by)
}

/// `text` with half-width katakana in full width, as NFKC has them; only a mark that stands alone stays one that shows.
pub fn widen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        let wide = match char {
            '\u{FF61}'..='\u{FF9F}' => char_at(WIDE, (u32::from(char) - 0xFF61) as usize).unwrap_or(char),
            _ => char,
        };
        let last = out.chars().next_back().unwrap_or_default();
        let joined = match char {
            '\u{FF9E}' => voiced(last),
            '\u{FF9F}' => half_voiced(last),
            _ => None,
        };
        if joined.is_some() {
            out.pop();
        }
        out.push(joined.unwrap_or(wide));
    }
    out
}

/// Words with half-width katakana, and what they are in full width. Not product codes, names of bank accounts, which
/// are written so, nor marks without letters, of which faces are made.
pub fn halfwidth(text: &str) -> Vec<(Span, String)> {
    let (bytes, mut found, mut at) = (text.as_bytes(), Vec::new(), 0);
    // U+FF61 to U+FF9F are EF BD A1 to EF BE 9F.
    while let Some(next) = memchr(0xEF, &bytes[at..]) {
        let start = at + next;
        let (mut end, mut letters) = (start, 0);
        for char in text[start..].chars().take_while(|char| matches!(char, '\u{FF61}'..='\u{FF9F}')) {
            end += char.len_utf8();
            letters += u32::from(matches!(char, '\u{FF66}'..='\u{FF6F}' | '\u{FF71}'..='\u{FF9D}'));
        }
        at = end.max(start + 3);
        let is_code = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        let before = start.checked_sub(1).and_then(|before| bytes.get(before));
        if letters > 1 && !is_code(before) && !is_code(bytes.get(end)) && !is_of_bank(line(bytes, start, end)) {
            found.push((Span::of(start, end), widen(&text[start..end])));
        }
    }
    found
}

fn line(bytes: &[u8], start: usize, end: usize) -> &[u8] {
    /// Bytes of context on either side: a page may be one line.
    const MOST: usize = 120;
    let before = &bytes[start.saturating_sub(MOST)..start];
    let after = &bytes[end..bytes.len().min(end + MOST)];
    let from = start - before.len() + crate::find::memrchr(b'\n', before).map_or(0, |at| at + 1);
    &bytes[from..end + memchr(b'\n', after).unwrap_or(after.len())]
}

fn is_of_bank(line: &[u8]) -> bool {
    ["口座", "振込", "振替", "名義", "銀行"].iter().any(|word| find(line, word.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widened() {
        assert_eq!(widen("ｷｬﾝﾍﾟｰﾝのｶﾞｲﾄﾞ｡｢ｳﾞ｣ﾜﾞｦﾞ a"), "キャンペーンのガイド。「ヴ」ヷヺ a");
        assert_eq!(widen("ﾞｱﾞﾟ"), "゛ア゛゜");
    }

    #[test]
    fn where_they_are_out_of_place() {
        let found = |text| halfwidth(text).into_iter().map(|(_, new)| new).collect::<Vec<_>>();
        assert_eq!(found("、ｾｰﾙ中！ﾒｰﾙ｡ x"), ["セール", "メール。"]);
        for text in ["(ﾟ∀ﾟ)", "(´･ω･`)", "AB-ｱｲ", "ｱｲ9", "振込先 ﾐﾅﾄﾌﾞﾝｺ", "ﾐﾅﾄﾌﾞﾝｺ 様の口座", "。、"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("口座\nｾｰﾙ\n口座"), ["セール"]);
    }

    #[test]
    fn as_unicode_has_it() {
        use unicode_normalization::char::compose;
        for kana in '\u{3041}'..='\u{30FF}' {
            assert_eq!(voiced(kana), compose(kana, '\u{3099}'), "{kana}");
            assert_eq!(half_voiced(kana), compose(kana, '\u{309A}'), "{kana}");
        }
    }
}
