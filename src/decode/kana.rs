//! Kana: the marks of voicing, and half-width katakana.

/// The characters of U+FF61 to U+FF9F in full width.
const WIDE: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// Whether a character is half-width katakana or punctuation that comes with them.
pub const fn is_halfwidth(char: char) -> bool {
    matches!(char, '\u{FF61}'..='\u{FF9F}')
}

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
            '\u{FF61}'..='\u{FF9F}' => WIDE.chars().nth((u32::from(char) - 0xFF61) as usize).unwrap_or(char),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widened() {
        assert_eq!(widen("ｷｬﾝﾍﾟｰﾝのｶﾞｲﾄﾞ｡｢ｳﾞ｣ﾜﾞｦﾞ a"), "キャンペーンのガイド。「ヴ」ヷヺ a");
        assert_eq!(widen("ﾞｱﾞﾟ"), "゛ア゛゜");
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
