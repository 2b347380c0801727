//! ISO-2022-JP (RFC 1468; Encoding Standard 12.2).

use super::fault::FaultKind::{
    EightBit, HalfwidthKatakana, Incomplete, Malformed, NotBackInAscii, UnknownEscape, VendorCharacter,
};
use super::table::{jis0208_pointer, jis0208_table, present, without_entry};
use super::writer::{Writer, prefix_len};

const ESC: u8 = 0x1B;

/// Characters whose JIS X 0208 code the tables of Windows read as another character that looks the same.
///
/// People write both, and both mean the one code (JIS X 0208's own names against CP932's).
const TWINS: [(char, char); 7] = [
    ('\u{301C}', '\u{FF5E}'),
    ('\u{2212}', '\u{FF0D}'),
    ('\u{2016}', '\u{2225}'),
    ('\u{2014}', '\u{2015}'),
    ('\u{A2}', '\u{FFE0}'),
    ('\u{A3}', '\u{FFE1}'),
    ('\u{AC}', '\u{FFE2}'),
];

/// What the bytes after an escape mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    Ascii,
    Roman,
    Katakana,
    Kanji,
}

pub(super) fn decode(bytes: &[u8], out: &mut Writer) {
    let table = jis0208_table();
    let mut set = Set::Ascii;
    let mut last = 0;
    let mut rest = bytes;
    while let Some(&byte) = rest.first() {
        let used = match byte {
            ESC => match designation(rest) {
                Some(next) => {
                    set = next;
                    out.skip(3);
                    3
                }
                None => out.bad(UnknownEscape, 1),
            },
            // SO and SI: the escapes of other members of the family.
            0x0E | 0x0F => out.bad(UnknownEscape, 1),
            b'\r' | b'\n' if set != Set::Ascii => {
                // RFC 1468: a line must end in one of the two single-byte sets.
                if matches!(set, Set::Kanji | Set::Katakana) && (last, byte) != (b'\r', b'\n') {
                    out.missing(NotBackInAscii);
                }
                out.put(1, char::from(byte));
                1
            }
            _ => match set {
                Set::Ascii | Set::Roman | Set::Katakana if byte >= 0x80 => out.bad(EightBit, 1),
                Set::Ascii => {
                    let run = plain_len(rest);
                    out.ascii(&rest[..run]);
                    run
                }
                Set::Roman => roman(byte, out),
                Set::Katakana => katakana(byte, out),
                Set::Kanji => kanji(table, rest, out),
            },
        };
        last = byte;
        rest = &rest[used..];
    }
    if set != Set::Ascii {
        out.missing(NotBackInAscii);
    }
}

/// How many bytes at the front mean themselves as long as the set is ASCII.
pub(super) fn plain_len(bytes: &[u8]) -> usize {
    prefix_len(bytes, |byte| byte < 0x80 && byte != ESC && byte != 0x0E && byte != 0x0F)
}

/// The bytes of `text`, back in ASCII before each line end and at the end.
///
/// Strictly JIS X 0208: what a reader without vendor tables cannot show has no code.
pub(super) fn encode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut set = Set::Ascii;
    for char in text.chars() {
        let (next, code) = match char {
            '\u{E}' | '\u{F}' | '\u{1B}' => return None,
            '\u{A5}' => (Set::Roman, 0x5C),
            '\u{203E}' => (Set::Roman, 0x7E),
            ' '..='~' if set == Set::Roman && !matches!(char, '\\' | '~') => (Set::Roman, char as u16),
            // Line ends among them.
            ..'\u{80}' => (Set::Ascii, char as u16),
            _ => (Set::Kanji, kanji_code(char)?),
        };
        if next != set {
            bytes.extend_from_slice(escape(next));
            set = next;
        }
        match set {
            Set::Kanji => bytes.extend_from_slice(&code.to_be_bytes()),
            _ => bytes.push(code as u8),
        }
    }
    if set != Set::Ascii {
        bytes.extend_from_slice(escape(Set::Ascii));
    }
    Some(bytes)
}

fn kanji_code(char: char) -> Option<u16> {
    let char = TWINS.iter().find(|twin| twin.0 == char).map_or(char, |twin| twin.1);
    let pointer = jis0208_pointer(char, &is_standard)?;
    Some((pointer / 94 + 0x21) << 8 | (pointer % 94 + 0x21))
}

/// Whether JIS X 0208 itself has something at `pointer`: not NEC's row 13, nor anything above row 84.
const fn is_standard(pointer: u16) -> bool {
    !matches!(pointer / 94 + 1, 13 | 85..)
}

const fn escape(set: Set) -> &'static [u8; 3] {
    match set {
        Set::Ascii => b"\x1B(B",
        Set::Roman => b"\x1B(J",
        Set::Katakana => b"\x1B(I",
        Set::Kanji => b"\x1B$B",
    }
}

/// The set that an escape at the front designates.
fn designation(bytes: &[u8]) -> Option<Set> {
    match bytes.get(..3)? {
        b"\x1B(B" => Some(Set::Ascii),
        b"\x1B(J" => Some(Set::Roman),
        b"\x1B(I" => Some(Set::Katakana),
        b"\x1B$@" | b"\x1B$B" => Some(Set::Kanji),
        _ => None,
    }
}

fn roman(byte: u8, out: &mut Writer) -> usize {
    out.put(
        1,
        match byte {
            0x5C => '\u{A5}',
            0x7E => '\u{203E}',
            _ => char::from(byte),
        },
    );
    1
}

fn katakana(byte: u8, out: &mut Writer) -> usize {
    match byte {
        0x21..=0x5F => {
            let char = char::from_u32(0xFF61 - 0x21 + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER);
            out.put_odd(HalfwidthKatakana, 1, char);
            1
        }
        _ => out.bad(Malformed, 1),
    }
}

/// One pair; answers how many bytes it used.
fn kanji(table: &[u16], bytes: &[u8], out: &mut Writer) -> usize {
    match *bytes {
        [lead @ 0x21..=0x7E, trail @ 0x21..=0x7E, ..] => {
            let pointer = u16::from(lead - 0x21) * 94 + u16::from(trail - 0x21);
            match present(table, usize::from(pointer)) {
                Some(char) if is_standard(pointer) => out.put(2, char),
                Some(char) => out.put_odd(VendorCharacter, 2, char),
                None => return out.bad(without_entry(table), 2),
            }
            2
        }
        [0x21..=0x7E] | [0x21..=0x7E, ESC | b'\r' | b'\n', ..] => out.bad(Incomplete, 1),
        [0x21..=0x7E, trail, ..] => out.bad(if trail < 0x80 { Malformed } else { EightBit }, 2),
        [0x80..=0xFF, ..] => out.bad(EightBit, 1),
        _ => out.bad(Malformed, 1),
    }
}
