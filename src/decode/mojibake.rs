//! Text that was UTF-8, was read as another charset, and written again.

use super::charset::{self, Charset};
use crate::find::find;
use crate::span::Span;

/// The places where UTF-8 was read as windows-1252 (`Ã©`, `â€™`), and what they were.
///
/// Not each such pair is meant so: `Ã“` may be a word in capitals and a quote after it. Only what leads to a likely
/// character counts.
pub fn western(text: &str) -> Vec<(Span, String)> {
    let (mut found, mut at, mut chars, mut long) = (Vec::new(), 0, 0, false);
    // All leads, U+00C2 to U+00F4, begin with C3 in UTF-8.
    while let Some(next) = memchr::memchr(0xC3, &text.as_bytes()[at..]) {
        let start = at + next;
        let Some((len, char, likely)) = sequence(&text[start..]) else {
            at = start + 2;
            continue;
        };
        at = start + len;
        chars += text[start..at].chars().count();
        if likely {
            long |= char >= '\u{800}';
            found.push((Span::of(start, at), char.to_string()));
        }
    }
    // Pairs come up in text that is garbled in other ways too; there they are few among many characters.
    if !long && !found.is_empty() {
        // A character begins where no byte goes on with one.
        let beyond = text.bytes().filter(|byte| *byte >= 0xC0).count();
        if beyond > chars * 2 {
            found.clear();
        }
    }
    found
}

/// The bytes that a sequence at the front takes, the character that it was, and whether that is likely.
fn sequence(text: &str) -> Option<(usize, char, bool)> {
    let mut bytes = [0; 4];
    let (mut len, mut count, mut doubtful) = (0, 0, false);
    for char in text.chars() {
        let byte = byte_of(char)?;
        let fits = if count == 0 { matches!(byte, 0xC3..=0xF4) || byte == 0xC2 } else { byte & 0xC0 == 0x80 };
        if !fits {
            return None;
        }
        bytes[count] = byte;
        (len, count) = (len + char.len_utf8(), count + 1);
        doubtful |= matches!(char, '\u{A0}' | '\u{2010}'..='\u{2026}' | '«' | '»');
        let want = match bytes[0] {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            _ => 4,
        };
        if count == want {
            let meant = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
            return Some((len, meant, is_likely(meant) && !(doubtful && count == 2)));
        }
    }
    None
}

/// The byte that windows-1252 shows as `char`; for those without a character the control of that code.
fn byte_of(char: char) -> Option<u8> {
    match u8::try_from(u32::from(char)) {
        Ok(byte) => (byte >= 0x80).then_some(byte),
        Err(_) => {
            let mut buffer = [0; 4];
            let bytes = charset::encode(Charset::WINDOWS_1252, char.encode_utf8(&mut buffer))?;
            bytes.first().copied()
        }
    }
}

const fn is_likely(char: char) -> bool {
    matches!(char,
        '\u{A0}'..='\u{17F}' | '\u{391}'..='\u{3C9}' | '\u{410}'..='\u{44F}' | '\u{2010}'..='\u{2044}' | '€' | '™'
        | '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '가'..='힣' | '\u{FEFF}' | '\u{FF01}'..='\u{FF9F}'
        | '\u{1F300}'..='\u{1FAFF}')
}

/// The places of 縺, 繧 and 繝: what E3 81, E3 82 and E3 83, the leads of kana in UTF-8, are in Shift_JIS. No text has
/// more than one of them by accident.
pub fn japanese(text: &str) -> Vec<Span> {
    let (bytes, mut found, mut at) = (text.as_bytes(), Vec::new(), 0);
    while let Some(next) = memchr::memchr(0xE7, &bytes[at..]) {
        let start = at + next;
        at = start + 3;
        if matches!(&text[start..at], "縺" | "繧" | "繝") {
            found.push(Span::of(start, at));
        }
    }
    found
}

/// [`western`] where nothing but such places is beyond ASCII, so that there is no doubt.
pub fn western_whole(text: &str) -> Vec<(Span, String)> {
    let (found, mut rest) = (western(text), 0);
    let mut at = 0;
    for (span, _) in &found {
        rest += usize::from(!text[at..span.start as usize].is_ascii());
        at = span.end as usize;
    }
    if rest == 0 && text[at..].is_ascii() { found } else { Vec::new() }
}

/// The whole text as it was before its UTF-8 was read as Shift_JIS; nothing where not all of it comes back.
pub fn japanese_whole(text: &str) -> Vec<(Span, String)> {
    let bytes = charset::encode(Charset::SHIFT_JIS, text);
    let was = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    was.map(|was| vec![(Span::of(0, text.len()), was)]).unwrap_or_default()
}

/// The places where a charset had no code for a character and 〓 or `?` was written in Japanese text.
///
/// Both have other uses: 〓 in rules and ornaments, `??` in questions.
pub fn lost(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let ornament = line.trim_ascii_end().ends_with("〓") || find(line.as_bytes(), "〓〓〓〓".as_bytes()).is_some();
        let mut last = '\n';
        let mut rest = line.char_indices().peekable();
        while let Some((start, char)) = rest.next() {
            let mut end = start + char.len_utf8();
            if matches!(char, '〓' | '?') {
                let mut count = 1;
                while let Some((next, _)) = rest.next_if(|(_, next)| *next == char) {
                    (end, count) = (next + char.len_utf8(), count + 1);
                }
                let next = rest.peek().map_or('\n', |(_, next)| *next);
                let is_lost = match char {
                    '〓' => !ornament && count < 4 && (is_japanese(last) || is_japanese(next)),
                    // The wave dash, which the tables of vendors read as another character: 10時〜18時.
                    _ if count == 1 => matches!(last, '年' | '月' | '日' | '時' | '分' | '円') && next.is_numeric(),
                    _ => matches!(last, '\n' | ' ' | '「' | '【' | '■') && is_japanese(next),
                };
                if is_lost {
                    found.push(Span::of(at + start, at + end));
                }
            }
            last = char;
        }
        at += line.len();
    }
    found
}

const fn is_japanese(char: char) -> bool {
    matches!(char, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_as_windows_1252() {
        let was = |text: &str| western(text).into_iter().map(|(_, char)| char).collect::<String>();
        for text in ["Don’t", "café", "“x’", "Größe", "日本語", "Ünïcödé €"] {
            let wrong: String =
                text.bytes().map(|byte| charset::decode_text(Charset::ISO_8859_1, &[byte]).into_owned()).collect();
            let all: String = text.chars().filter(|char| !char.is_ascii()).collect();
            assert_eq!(was(&wrong), all, "{wrong}");
        }
        for text in ["Å¥ ½æ ®a»¡^»y ¨C", "AMANHÃ”", "Ã quoi", "voilà\u{A0}»", "PÃO", "São Paulo, €", "Â«x»", "ÃO"]
        {
            assert_eq!(was(text), "", "{text}");
        }
    }

    #[test]
    fn read_as_shift_jis() {
        assert_eq!(japanese("縺ゅ＞縺・").len(), 2);
        assert_eq!(japanese("縲繹あ").len(), 0);
        let wrong = charset::decode_text(Charset::SHIFT_JIS, "カタ".as_bytes());
        assert_eq!(japanese_whole(&wrong), [(Span::of(0, wrong.len()), "カタ".to_owned())], "{wrong}");
        assert_eq!(japanese_whole("縺ゅx縺\u{301}"), []);
    }

    #[test]
    fn only_where_all_is_garbled() {
        assert_eq!(western_whole("aâ€™b").len(), 1);
        assert_eq!(western_whole("aâ€™b é").len(), 0);
    }

    #[test]
    fn characters_that_were_lost() {
        let found = |text: &str| lost(text).iter().map(|span| &text[span.range()]).collect::<Vec<_>>().join(" ");
        for (text, want) in [
            ("〓〓セール", "〓〓"),
            ("山田〓さん", "〓"),
            ("【??セール】10時?18時、3月?5月", "?? ? ?"),
            ("〓〓〓 お知らせ 〓〓〓\n〓〓〓〓〓〓〓セール", ""),
            ("本当に??\nえ??なに? 10時? はい", ""),
            ("/時?a=1 ??", ""),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }
}
