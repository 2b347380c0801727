//! The two forms of a name: A-labels and U-labels (RFC 5890), with the part of UTS 46 that needs no tables.
//!
//! Text is taken to be in NFC. Mapped are upper case, full-width forms and dots, and what is invisible; compatibility
//! characters, unassigned code points and right-to-left rules are left alone.

use super::{is_ip_literal, lower, punycode};
use std::borrow::Cow;

/// Octets of a label (RFC 1035 section 2.3.4).
pub(super) const MAX_LABEL: usize = 63;
/// Octets of a name in its written form, without the dot of the root (RFC 1035 section 2.3.4).
const MAX_NAME: usize = 253;
/// What an A-label begins with (RFC 5890 section 2.3.1).
const ACE_PREFIX: &str = "xn--";

/// The name in A-labels and lower case, without a trailing dot; `None` when no such name can exist.
///
/// Underscores stay (`_dmarc`), hyphens may stand anywhere; see [`super::is_host_label`] for the strict syntax.
pub fn to_ascii(domain: &str) -> Option<String> {
    if is_plain(domain) {
        return Some(domain.to_owned());
    }
    let name = mapped(domain);
    if !is_well_formed(&name) {
        return None;
    }
    let mut out = String::with_capacity(name.len() + ACE_PREFIX.len());
    for label in name.split('.') {
        if !out.is_empty() {
            out.push('.');
        }
        if label.is_ascii() {
            if label.starts_with(ACE_PREFIX) {
                u_label(label)?;
            }
            out.push_str(label);
        } else {
            let encoded = punycode::encode(label).filter(|code| code.len() <= MAX_LABEL - ACE_PREFIX.len())?;
            if label.starts_with(ACE_PREFIX) {
                return None;
            }
            out.push_str(ACE_PREFIX);
            out.push_str(&encoded);
        }
    }
    (out.len() <= MAX_NAME).then_some(out)
}

/// The name as people read it, in lower case and without a trailing dot; what cannot be decoded stays as it is.
pub fn to_unicode(domain: &str) -> String {
    let name = mapped(domain);
    let mut out = String::with_capacity(name.len());
    for (i, label) in name.split('.').enumerate() {
        if i > 0 {
            out.push('.');
        }
        out.push_str(u_label(label).as_deref().unwrap_or(label));
    }
    out
}

/// The mapped name, when it can be one: neither empty nor an address, labels of a length and of characters that exist.
pub(super) fn readable(domain: &str) -> Option<Cow<'_, str>> {
    if is_plain(domain) && !domain.ends_with(|last: char| last.is_ascii_digit()) {
        return Some(Cow::Borrowed(domain));
    }
    let name = mapped(domain);
    let numeric = name.as_bytes().last().is_some_and(u8::is_ascii_digit) && is_ip_literal(&name);
    (!numeric && is_well_formed(&name)).then_some(name)
}

/// What an A-label stands for, if it is a true one: what that text would be encoded to (RFC 5891 section 5.4).
fn u_label(label: &str) -> Option<String> {
    let encoded = label.strip_prefix(ACE_PREFIX).filter(|_| label.len() <= MAX_LABEL)?;
    let text = punycode::decode(encoded)?;
    let canonical = !text.is_ascii() && text.chars().all(is_permitted) && mapped(&text) == text;
    (canonical && punycode::encode(&text).as_deref() == Some(encoded)).then_some(text)
}

/// Whether a name is what nearly all are: well-formed, in lower case, and without A-labels, nor any other `--`.
fn is_plain(name: &str) -> bool {
    let (mut label, mut before) = (0, 0);
    for byte in name.bytes() {
        label = if byte == b'.' && label > 0 { 0 } else { label + 1 };
        let known = matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_') || byte == b'-' && before != b'-';
        if label > MAX_LABEL || !(known || label == 0) {
            return false;
        }
        before = byte;
    }
    label > 0 && name.len() <= MAX_NAME
}

fn is_well_formed(name: &str) -> bool {
    // Each character takes at least one octet of the A-label form.
    let fits = |text: &str, most: usize| text.len() <= most || (!text.is_ascii() && text.chars().count() <= most);
    fits(name, MAX_NAME)
        && name.split('.').all(|label| !label.is_empty() && fits(label, MAX_LABEL) && label.chars().all(is_permitted))
}

/// Lower case, usual dots, nothing invisible, no dot at the end.
fn mapped(domain: &str) -> Cow<'_, str> {
    let plain = domain.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if plain {
        return Cow::Borrowed(domain.strip_suffix('.').unwrap_or(domain));
    }
    let mut out = String::with_capacity(domain.len());
    let mut chars = domain.chars();
    while let Some(c) = chars.next() {
        match c {
            '。' | '．' | '｡' => out.push('.'),
            '！'..='～' => out.push(char::from((c as u32 - 0xFEE0) as u8).to_ascii_lowercase()),
            '\u{200C}' | '\u{200D}' => {
                if is_joined(c, out.chars().next_back(), chars.clone().next()) {
                    out.push(c);
                }
            }
            _ if is_ignored(c) => {}
            _ => lower::push(&mut out, c),
        }
    }
    if out.ends_with('.') {
        out.pop();
    }
    if out == domain { Cow::Borrowed(domain) } else { Cow::Owned(out) }
}

/// Code points that UTS 46 maps to nothing.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{200B}' | '\u{2060}' | '\u{2064}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a joiner changes the word, so that it is part of the name (RFC 5892 appendices A.1 and A.2): after a virama,
/// and the non-joiner within the Arabic script. Elsewhere it is invisible.
fn is_joined(joiner: char, before: Option<char>, after: Option<char>) -> bool {
    let arabic = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{610}'..='\u{6FF}' | '\u{750}'..='\u{77F}'));
    let virama = matches!(
        before,
        Some(
            '\u{94D}'
                | '\u{9CD}'
                | '\u{A4D}'
                | '\u{ACD}'
                | '\u{B4D}'
                | '\u{BCD}'
                | '\u{C4D}'
                | '\u{CCD}'
                | '\u{D4D}'
                | '\u{DCA}'
                | '\u{1039}'
                | '\u{17D2}'
        )
    );
    virama || (joiner == '\u{200C}' && arabic(before) && arabic(after))
}

/// Whether a character of a mapped name can stand in one: no space, no control of text direction, nothing unassigned
/// for good; of ASCII, what host names and the names of records are made of.
fn is_permitted(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    }
    let direction = matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}');
    let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    let special = matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}');
    !(c.is_control() || c.is_whitespace() || direction || private || special || c as u32 & 0xFFFE == 0xFFFE)
}
