//! Characters that nobody sees: joiners, fillers, tags, and those that turn the direction of text.

use crate::span::Span;

/// Whether a character leaves no mark: blanks, controls, formatting characters and fillers.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
}

/// What hides in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hidden {
    /// Invisible characters between two letters of a word.
    InWord,
    /// Invisible characters elsewhere, where nothing has a use for them.
    Beside,
    /// Characters that carry other text: tags, or a row of variation selectors.
    Carrier,
    /// A mark of direction: it turns nothing by itself.
    Mark,
    /// A control of direction: an embedding, an override, an isolate, or the end of one.
    Control(char),
}

/// What a single character is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Visible,
    SoftHyphen,
    Joiner,
    Carrier,
    Mark,
    Control,
}

/// Calls `found` for what hides in `text`, and where. Silent where scripts and emoji need it: joiners beside Arabic, Indic
/// and other letters that join, sequences of emoji, flags, selectors after Han.
pub fn hidden(text: &str, found: &mut dyn FnMut(Hidden, Span)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| may_lead(*byte)) {
        at += next;
        let (mut end, first) = (at, kind_at(text, at));
        let kind = first.0;
        if matches!(kind, Kind::Visible | Kind::Mark | Kind::Control) {
            let c = text[at..].chars().next().unwrap_or_default();
            match kind {
                Kind::Mark => found(Hidden::Mark, Span::of(at, at + first.1)),
                Kind::Control => found(Hidden::Control(c), Span::of(at, at + first.1)),
                _ => {}
            }
            at += first.1;
            continue;
        }
        let (mut soft, mut carriers, mut count) = (true, 0_u32, 0_u32);
        while let (kind @ (Kind::SoftHyphen | Kind::Joiner | Kind::Carrier), len) = kind_at(text, end) {
            soft &= kind == Kind::SoftHyphen;
            carriers += u32::from(kind == Kind::Carrier);
            count += 1;
            end += len;
        }
        let run = Span::of(at, end);
        let before = text[..at].chars().next_back().unwrap_or(' ');
        if let Some(hidden) = judge(before, &text[end..], soft, (carriers, count)) {
            found(hidden, run);
        }
        at = end;
    }
}

/// What a run of invisible characters between `before` and `after` is; nothing where it has its place.
fn judge(before: char, after: &str, soft: bool, (carriers, count): (u32, u32)) -> Option<Hidden> {
    let next = after.chars().next().unwrap_or(' ');
    if carriers > 0 {
        // A flag of a part of a country is a black flag and up to six tags and their end (UTS #51, annex C); a selector
        // chooses one form of a Han character (UTS #37).
        let fits =
            (before == '\u{1f3f4}' && carriers <= 7) || (carriers == 1 && (is_han(before) || is_pictograph(before)));
        return if fits && carriers == count { None } else { Some(Hidden::Carrier) };
    }
    if needs_joiners(before) || needs_joiners(next) || is_pictograph(before) || is_pictograph(next) {
        return None;
    }
    // One letter between two soft hyphens is no syllable.
    let cut = || crate::find::char_at(after, 1) == Some('\u{ad}');
    let inside = is_letter(before) && is_letter(next) && (!soft || cut());
    Some(if inside { Hidden::InWord } else { Hidden::Beside })
}

/// Whether a character that counts here may begin with this byte of UTF-8.
const fn may_lead(byte: u8) -> bool {
    matches!(byte, 0xC2 | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xE3 | 0xEF | 0xF3)
}

/// The kind and the length of the character at byte `at`.
fn kind_at(text: &str, at: usize) -> (Kind, usize) {
    let Some(c) = text[at..].chars().next() else { return (Kind::Visible, 1) };
    let kind = match c {
        '\u{ad}' => Kind::SoftHyphen,
        '\u{200e}' | '\u{200f}' | '\u{61c}' => Kind::Mark,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Kind::Control,
        '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2064}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}' => Kind::Joiner,
        '\u{e0000}'..='\u{e01ef}' => Kind::Carrier,
        _ => Kind::Visible,
    };
    (kind, c.len_utf8())
}

/// Whether `c` is a letter of an alphabet that has no use for invisible characters: Latin, Greek, Cyrillic, Armenian.
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{587}' | '\u{1e00}'..='\u{1fff}')
            && !matches!(c, '\u{d7}' | '\u{f7}' | '\u{37e}' | '\u{387}' | '\u{482}'..='\u{489}' | '\u{55a}'..='\u{55f}')
}

/// Letters of scripts that use invisible characters: from Hebrew to Myanmar, Hangul's Jamo, Khmer, Mongolian and others.
const fn needs_joiners(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1700}'..='\u{1cff}' | '\u{a800}'..='\u{aaff}'
        | '\u{abc0}'..='\u{abff}' | '\u{d7b0}'..='\u{d7ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1eeff}')
}

/// Emoji and other signs that form sequences, and what ends one of them.
const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f000}'..='\u{1fbff}')
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// The numbers of the controls that nothing closes (UAX #9, rules X1 to X8, over a whole text).
pub fn left_open(controls: &[char]) -> Vec<usize> {
    let (mut open, mut isolated) = (Vec::<usize>::new(), 0_u32);
    let isolates = |at: &usize| ('\u{2066}'..='\u{2068}').contains(&controls[*at]);
    for (at, control) in controls.iter().enumerate() {
        match control {
            // The end of an embedding or an override; inside an isolate it closes nothing outside.
            '\u{202c}' => {
                if open.last().is_some_and(|last| !isolates(last)) {
                    open.pop();
                }
            }
            // The end of an isolate closes what is open in it.
            '\u{2069}' => {
                if isolated > 0
                    && let Some(last) = open.iter().rposition(isolates)
                {
                    open.truncate(last);
                    isolated -= 1;
                }
            }
            _ => {
                isolated += u32::from(isolates(&at));
                open.push(at);
            }
        }
    }
    open
}

/// Whether `text` holds letters that run from right to left.
pub fn is_rightward(text: &str) -> bool {
    let turned = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    text.chars().any(|c| turned(c) && c != '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(Hidden, u32)> {
        let mut list = Vec::new();
        hidden(text, &mut |hidden, span| list.push((hidden, span.start)));
        list
    }

    #[test]
    fn what_has_its_place() {
        for text in [
            "plain",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} and \u{2764}\u{fe0f}\u{200d}\u{1f525}, 1\u{fe0f}\u{20e3}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "葛\u{e0100}城市",
            "ភាសា\u{200b}ខ្មែរ",
            "日本語のメール、Café Ωμέγα",
        ] {
            assert_eq!(all(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_left_open() {
        let open = |text: &str| left_open(&text.chars().collect::<Vec<_>>());
        assert_eq!(open("\u{202a}\u{202c}\u{2068}\u{202e}\u{2069}\u{202c}\u{2069}"), [0; 0]);
        assert_eq!(open("\u{202e}\u{2066}\u{202c}"), [0, 1]);
    }

    #[test]
    fn what_hides() {
        use Hidden::*;
        for (text, want) in [
            ("pass\u{200b}word", vec![(InWord, 4)]),
            ("па\u{2060}\u{200b}роль", vec![(InWord, 4)]),
            ("Donau\u{ad}dampf", vec![(Beside, 5)]),
            ("p\u{ad}a\u{ad}ss", vec![(InWord, 1), (Beside, 4)]),
            ("\u{feff}a", vec![(Beside, 0)]),
            ("新着\u{200b}です", vec![(Beside, 6)]),
            ("\u{200c}\u{a0}\u{34f}\u{a0}", vec![(Beside, 0), (Beside, 5)]),
            ("a\u{e0041}\u{e0042}b", vec![(Carrier, 1)]),
            ("a\u{e0100}\u{e0101}", vec![(Carrier, 1)]),
            ("a\u{202e}b\u{202c}\u{200e}", vec![(Control('\u{202e}'), 1), (Control('\u{202c}'), 5), (Mark, 8)]),
        ] {
            assert_eq!(all(text), want, "{text:?}");
        }
    }
}
