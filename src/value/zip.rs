//! What a zip archive holds, by the directory at its end (APPNOTE 6.3.10 sections 4.3.12 to 4.3.16): nothing is unpacked.

use crate::decode::charset::{self, Charset};
use crate::find::rfind;

/// A file in an archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its name, with folders.
    pub name: String,
    /// Whether a password is needed for it.
    pub encrypted: bool,
}

/// Files that are read from a directory.
pub const MOST_ENTRIES: usize = 10_000;
/// Bytes of a directory; an archive with a longer one is not listed.
pub const LONGEST: usize = 1 << 20;

/// A directory's end without a comment, and with the longest one.
const END: usize = 22;
const LONGEST_END: usize = END + 0xffff;
/// What is looked at first: small archives whole.
const NEAR: usize = 1024;

/// The files of an archive whose last bytes `tail` gives, as many as asked for or all. `None` where it has no directory
/// that can be read.
pub fn list(tail: &dyn Fn(usize) -> Vec<u8>) -> Option<Vec<Entry>> {
    let mut bytes = tail(NEAR);
    let end = match end_record(&bytes) {
        None if bytes.len() == NEAR => {
            bytes = tail(LONGEST_END);
            end_record(&bytes)?
        }
        end => end?,
    };
    let (size, at) = directory(&bytes, end)?;
    let after = bytes.len() - at;
    if size > LONGEST as u64 {
        return None;
    }
    let size = size as usize;
    if at < size {
        bytes = tail(size + after);
    }
    let end = bytes.len().checked_sub(after)?;
    Some(entries(bytes.get(end.checked_sub(size)?..end)?))
}

/// The first file of an archive, by what stands before it: all that is left of one that was cut off.
pub fn first(head: &[u8]) -> Option<Entry> {
    let flags = number(head, 6, 2).filter(|_| head.starts_with(b"PK\x03\x04"))?;
    let len = number(head, 26, 2)? as usize;
    Some(Entry { name: name(head.get(30..30 + len)?, flags), encrypted: flags & 1 != 0 })
}

/// Where the record stands that ends the directory: the last one whose comment fits.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let mut end = bytes.len();
    while let Some(at) = rfind(&bytes[..end], b"PK\x05\x06") {
        if number(bytes, at + 20, 2).is_some_and(|comment| at + END + comment as usize <= bytes.len()) {
            return Some(at);
        }
        end = at + 3;
    }
    None
}

/// How many bytes the directory has, and where in `bytes` it ends. It stands right before the record, whatever the
/// offset says that the record gives: a program may stand before the archive.
fn directory(bytes: &[u8], end: usize) -> Option<(u64, usize)> {
    let is_64 = end >= 20 && bytes[end - 20..].starts_with(b"PK\x06\x07");
    if !is_64 {
        return Some((number(bytes, end + 12, 4)?, end));
    }
    let at = rfind(&bytes[..end - 20], b"PK\x06\x06")?;
    Some((number(bytes, at + 40, 8)?, at))
}

fn entries(directory: &[u8]) -> Vec<Entry> {
    let (mut entries, mut at) = (Vec::new(), 0);
    while entries.len() < MOST_ENTRIES
        && let Some(entry) = entry(directory.get(at..).unwrap_or_default(), &mut at)
    {
        entries.push(entry);
    }
    entries
}

fn entry(bytes: &[u8], at: &mut usize) -> Option<Entry> {
    let flags = number(bytes, 8, 2).filter(|_| bytes.starts_with(b"PK\x01\x02"))?;
    let len = |place: usize| number(bytes, place, 2).unwrap_or_default() as usize;
    let (written, extra, comment) = (len(28), len(30), len(32));
    let name = name(bytes.get(46..46 + written)?, flags);
    *at += 46 + written + extra + comment;
    Some(Entry { name, encrypted: flags & 1 != 0 })
}

/// The little-endian number of `len` bytes at `at`.
fn number(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let bytes = bytes.get(at..at + len)?;
    let mut number = 0;
    for byte in bytes.iter().rev() {
        number = number << 8 | u64::from(*byte);
    }
    Some(number)
}

/// UTF-8 where the flag says so or the bytes do; else what the system of their writer had: Japanese Windows writes
/// Shift_JIS, the standard has code page 437.
fn name(bytes: &[u8], flags: u64) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    if flags & 0x800 != 0 {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    match charset::guess(bytes) {
        Some(charset) if charset != Charset::WINDOWS_1252 => charset::decode_text(charset, bytes).into_owned(),
        _ => {
            let (upper, mut name): (Vec<char>, _) = (CP437.chars().collect(), String::new());
            for &byte in bytes {
                name.push(upper.get(usize::from(byte).wrapping_sub(128)).copied().unwrap_or(char::from(byte)));
            }
            name
        }
    }
}

/// The upper half of code page 437.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
                     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

#[cfg(test)]
mod tests;
