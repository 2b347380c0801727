//! The grammar of names with macros (RFC 7208 sections 7.1 and 12).

use crate::find::cut_tail;

/// `domain-spec`: a macro-string that ends in a label with a dot before it, or in a macro.
pub fn is_domain_spec(text: &[u8]) -> bool {
    let Some(last) = last_macro_end(text, b"slodiphv") else { return false };
    if last == text.len() {
        return last > 0;
    }
    let name = cut_tail(text, ".").unwrap_or(text);
    let Some(dot) = name.iter().rposition(|byte| *byte == b'.') else { return false };
    dot + 1 >= last && is_top_label(&name[dot + 1..])
}

/// `macro-string`.
pub fn is_macro_string(text: &[u8]) -> bool {
    last_macro_end(text, b"slodiphcrtv").is_some()
}

/// Where the last macro of a macro-string ends; nothing for what is no macro-string. `c`, `r` and `t` are for
/// explanations alone (section 7.2).
fn last_macro_end(text: &[u8], letters: &[u8]) -> Option<usize> {
    let (mut at, mut last) = (0, 0);
    while let Some(&byte) = text.get(at) {
        match byte {
            b'%' => {
                at += macro_len(&text[at..], letters)?;
                last = at;
            }
            0x21..=0x7e => at += 1,
            _ => return None,
        }
    }
    Some(last)
}

/// Bytes of the macro at the start of `text`: `%%`, `%_`, `%-`, `%{d2r-}`.
fn macro_len(text: &[u8], letters: &[u8]) -> Option<usize> {
    match text.get(1)? {
        b'%' | b'_' | b'-' => Some(2),
        b'{' => {
            Macro::read(text).filter(|read| letters.contains(&read.letter.to_ascii_lowercase())).map(|read| read.len)
        }
        _ => None,
    }
}

/// `%{` letter, digits, `r`, delimiters `}`.
#[derive(Clone, Copy, Debug)]
pub struct Macro<'t> {
    /// The letter, as written: a capital asks for escapes.
    pub letter: u8,
    /// How many labels from the right; 0 for all.
    pub keep: usize,
    /// Whether labels are turned round.
    pub reverse: bool,
    /// What splits; a dot where nothing is said.
    pub delimiters: &'t [u8],
    /// Bytes of all.
    pub len: usize,
}

impl<'t> Macro<'t> {
    /// The macro that `text` begins with.
    pub fn read(text: &'t [u8]) -> Option<Self> {
        let end = memchr::memchr(b'}', text)?;
        let inner = text.get(2..end)?;
        let (letter, mut rest) = inner.split_first()?;
        if !b"slodiphcrtv".contains(&letter.to_ascii_lowercase()) {
            return None;
        }
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let keep = match &rest[..digits] {
            b"" => 0,
            // More labels than a name has are all of them; none at all is no number (section 7.1).
            digits => std::str::from_utf8(digits).ok()?.parse::<u64>().unwrap_or(u64::MAX).clamp(0, 128) as usize,
        };
        if digits > 0 && keep == 0 {
            return None;
        }
        rest = &rest[digits..];
        let reverse = rest.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&b'r'));
        rest = &rest[usize::from(reverse)..];
        let delimits = rest.iter().all(|byte| b".-+,/_=".contains(byte));
        delimits.then_some(Self { letter: *letter, keep, reverse, delimiters: rest, len: end + 1 })
    }
}

/// `toplabel`: letters, digits and inner hyphens, not digits alone.
fn is_top_label(label: &[u8]) -> bool {
    let alphanumeric = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    alphanumeric(label.first())
        && alphanumeric(label.last())
        && label.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && !label.iter().all(u8::is_ascii_digit)
}
