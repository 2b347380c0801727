//! Lines that say what was asked: a command, or a name alone, with the answer below.

use super::{Kind, canonical, reverse_name};
use crate::find::{cut_head, cut_tail};

/// What a line of words asks: `$ dig +short TXT a.example`, `host -t mx a.example`, `a.example TXT:`, `a.example`.
pub fn command(words: &[&[u8]]) -> Option<(String, Option<Kind>)> {
    let (mut name, mut kind, mut reverse, mut told) = (None, None, false, false);
    for word in words {
        let word = cut_tail(word, ":").unwrap_or(word);
        let word = cut_head(word, "$").or_else(|| cut_head(word, ">")).unwrap_or(word);
        match word {
            b"" | b"<<>>" => {}
            b"dig" | b"host" | b"nslookup" | b"DiG" | b"kdig" | b"drill" => told = true,
            b"-x" => reverse = true,
            _ if word.starts_with(b"-") => {
                kind = word.split(|byte| *byte == b'=').nth(1).and_then(Kind::of).or(kind);
            }
            _ if word.starts_with(b"+") || word.starts_with(b"@") => {}
            _ if Kind::of(word).is_some() => kind = Kind::of(word),
            _ if word.eq_ignore_ascii_case(b"IN") => {}
            _ if reverse && name.is_none() => {
                name = std::str::from_utf8(word).ok()?.parse().ok().map(reverse_name);
                kind = Some(Kind::Ptr);
            }
            _ if name.is_none() && is_name(word) => name = Some(canonical(std::str::from_utf8(word).ok()?)),
            // dig prints its version first; in nslookup's and host's command the server follows the name.
            _ if told => {}
            _ => return None,
        }
    }
    Some((name?, kind))
}

/// Whether a word is a domain name of several labels.
pub fn is_name(word: &[u8]) -> bool {
    let word = cut_tail(word, ".").unwrap_or(word);
    let version = word.iter().all(|byte| byte.is_ascii_digit() || b".-".contains(byte));
    let label = |label: &[u8]| {
        !label.is_empty()
            && label.len() < 64
            && label.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_*".contains(byte) || *byte >= 0x80)
    };
    // `9.18.28-1~deb12u2-Debian` of dig's own line is no name: a name's last label has no digit first.
    let last = word.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    word.contains(&b'.')
        && !version
        && !last.first().is_some_and(u8::is_ascii_digit)
        && word.split(|byte| *byte == b'.').all(label)
        && (!word.first().is_some_and(u8::is_ascii_digit) || word.iter().any(u8::is_ascii_alphabetic))
}

/// Whether a line below a heading is a value of `dig +short`: strings, an address, `10 mx.example.`, a name with its dot.
pub fn is_value(quoted: bool, words: &[&[u8]]) -> bool {
    match words {
        _ if quoted => true,
        [word] => {
            (word.ends_with(b".") && !word.ends_with(b":."))
                || std::str::from_utf8(word).is_ok_and(|word| word.parse::<std::net::IpAddr>().is_ok())
        }
        [preference, _] => preference.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}
