//! What is wrong with ISO-2022-JP (RFC 1468), sorted by what was meant.

use super::{Coded, Piece};
use crate::decode::charset::{Fault, FaultKind};
use crate::digits::hex;
use crate::finding::Place;
use crate::span::Span;

/// What is wrong with a piece of ISO-2022-JP, worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Slip {
    /// An escape or a shift that it does not have.
    Escape,
    /// A byte above 127.
    EightBit,
    /// A byte that is half a character.
    Half,
    /// A line, or the text, ends among double-byte characters.
    NotBack,
    /// The text ends in JIS X 0201 Roman.
    Roman,
    /// Half-width katakana, by an escape, by shifts or by eight bits.
    Kana,
}

/// A slip, and where.
#[derive(Clone, Debug)]
pub struct SlipAt {
    /// What it is.
    pub slip: Slip,
    /// The escape, the row of bytes, or the place of what is missing.
    pub place: Place,
    /// These bytes, `ESC ( B` in words.
    pub shown: String,
    /// The characters that half-width katakana are read as; empty where they are not read.
    pub kana: String,
}

impl Coded<'_> {
    /// What is wrong with text in ISO-2022-JP: half-width katakana, or all else.
    pub fn slips(&self, only_kana: bool) -> Vec<SlipAt> {
        let mut found = Vec::new();
        for piece in &self.pieces {
            for (slip, fault) in piece.slips() {
                let is_kana = slip == Slip::Kana;
                if is_kana != only_kana || is_kana && piece.is_vendors {
                    continue;
                }
                let kana = if fault.kind == FaultKind::HalfwidthKatakana { &piece.text[fault.out.range()] } else { "" };
                let shown = show(fault.raw.slice(&piece.octets));
                found.push(SlipAt { slip, place: piece.place(&fault), shown, kana: kana.to_owned() });
            }
        }
        found
    }
}

/// Bytes of seven bits as people write escapes: `ESC $ ( D`.
fn show(bytes: &[u8]) -> String {
    /// More are not shown.
    const MOST: usize = 8;
    let mut out = String::new();
    for &byte in bytes.iter().take(MOST) {
        out.push_str(if out.is_empty() { "" } else { " " });
        match byte {
            ESC => out.push_str("ESC"),
            SHIFT_OUT => out.push_str("SO"),
            SHIFT_IN => out.push_str("SI"),
            b'!'..=b'~' => out.push(char::from(byte)),
            _ => out.push_str(&hex(&[byte])),
        }
    }
    out
}

const ESC: u8 = 0x1B;
const SHIFT_OUT: u8 = 0x0E;
const SHIFT_IN: u8 = 0x0F;

impl Piece<'_> {
    fn slips(&self) -> Vec<(Slip, Fault)> {
        let mut found: Vec<(Slip, Fault)> = Vec::new();
        // Without escapes it is no ISO-2022-JP at all, and another rule's.
        let has_escapes = memchr::memchr(ESC, &self.octets).is_some();
        let eight_bit = if self.has_only_kana() { Slip::Kana } else { Slip::EightBit };
        // Up to where the last escape was looked for, and where it is.
        let mut set = (0, 0);
        for fault in self.faults.list() {
            let mut fault = *fault;
            let slip = match fault.kind {
                FaultKind::HalfwidthKatakana => Slip::Kana,
                FaultKind::EightBit if has_escapes => eight_bit,
                FaultKind::UnknownEscape => self.escape(&mut fault),
                FaultKind::Incomplete | FaultKind::Malformed => Slip::Half,
                FaultKind::NotBackInAscii => {
                    set = self.set_at(fault.raw.start, set);
                    match Span::new(set.1, set.1 + 3).slice(&self.octets) {
                        b"\x1b(I" => continue,
                        b"\x1b(J" => Slip::Roman,
                        _ => Slip::NotBack,
                    }
                }
                _ => continue,
            };
            match found.last_mut() {
                // The shift that ends what a shift began.
                Some((_, last)) if fault.raw.start < last.raw.end => {}
                Some((one, last)) if *one == slip && slip == Slip::Kana && last.raw.end == fault.raw.start => {
                    (last.raw, last.out) = (last.raw.join(fault.raw), last.out.join(fault.out));
                }
                // The end of a text whose last line was told already.
                Some((Slip::NotBack, last))
                    if slip == Slip::NotBack && self.is_blank(last.raw.end, fault.raw.start) => {}
                _ => found.push((slip, fault)),
            }
        }
        found
    }

    /// Grows a fault to the whole escape, or to all that stands between two shifts.
    fn escape(&self, fault: &mut Fault) -> Slip {
        let bytes = self.from(fault);
        let (mut len, mut slip) = (1, Slip::Escape);
        match bytes {
            [ESC, rest @ ..] => {
                // ISO/IEC 2022: intermediate bytes, then a final one.
                let between = rest.iter().take(3).take_while(|byte| matches!(byte, 0x20..=0x2F)).count();
                len += between + usize::from(matches!(rest.get(between), Some(0x30..=0x7E)));
            }
            [SHIFT_OUT, rest @ ..] => {
                let kana = rest.iter().take_while(|byte| matches!(byte, 0x21..=0x5F)).count();
                if kana > 0 && rest.get(kana) == Some(&SHIFT_IN) {
                    (len, slip) = (kana + 2, Slip::Kana);
                }
            }
            _ => {}
        }
        fault.raw.end = fault.raw.start + len as u32;
        slip
    }

    /// Whether all bytes above 127 are such as 8-bit half-width katakana are.
    fn has_only_kana(&self) -> bool {
        self.octets.iter().all(|byte| matches!(byte, 0..=0x7F | 0xA1..=0xDF))
    }

    /// The escape in force at `at`, where `known` was before.
    fn set_at(&self, at: u32, known: (u32, u32)) -> (u32, u32) {
        let before = Span::new(known.0, at).slice(&self.octets);
        (at, crate::find::memrchr(ESC, before).map_or(known.1, |escape| known.0 + escape as u32))
    }

    fn is_blank(&self, start: u32, end: u32) -> bool {
        Span::new(start, end).slice(&self.octets).trim_ascii().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::charset::Charset;
    use crate::message::Message;
    use crate::options::Input;

    fn slips(body: &[u8]) -> Vec<(Slip, Vec<u8>)> {
        let text = [b"Content-Type: text/plain; charset=ISO-2022-JP\n\n", body].concat();
        let msg = Message::new(Input::file(&text));
        let coded = msg.faulty_in(Charset::ISO_2022_JP);
        let pieces = coded.iter().flat_map(|coded| &coded.pieces);
        let found = pieces.flat_map(|piece| {
            piece.slips().into_iter().map(|(slip, fault)| (slip, fault.raw.slice(&piece.octets).to_vec()))
        });
        found.collect()
    }

    #[test]
    fn each_slip_is_told() {
        type Case = (&'static [u8], &'static [(Slip, &'static [u8])]);
        let list: [Case; 14] = [
            (b"\x1b$B$\"\x1b(B\n", &[]),
            (b"\x1b(Jx\n\x1b$B$\"\x1b(J\ny\x1b(B\n", &[]),
            (b"\x1b$B$\"\nb", &[(Slip::NotBack, b""), (Slip::Half, b"b"), (Slip::NotBack, b"")]),
            (b"\x1b$B$\"\n", &[(Slip::NotBack, b"")]),
            (b"\x1b$B$\"\x1b(J\n", &[(Slip::Roman, b"")]),
            (b"a\x1b$(D\"/\x1b(B", &[(Slip::Escape, b"\x1b$(D")]),
            (b"a\x1b[1m\x1b(B", &[(Slip::Escape, b"\x1b[")]),
            (b"\x1b$B$\x1b(B", &[(Slip::Half, b"$")]),
            (b"\x1b(I6^\x1b(B", &[(Slip::Kana, b"6^")]),
            (b"\x1b(I6^", &[(Slip::Kana, b"6^")]),
            (b"a\x0e6^\x0fb\x1b(B", &[(Slip::Kana, b"\x0e6^\x0f")]),
            (b"a\x0e\n\x1b(B", &[(Slip::Escape, b"\x0e")]),
            (b"\x1b$B$\"\x1b(B\xb6\xde", &[(Slip::Kana, b"\xb6\xde")]),
            (
                b"\x1b$B$\"\x1b(B\xe6\xb8\xaf",
                &[(Slip::EightBit, b"\xe6"), (Slip::EightBit, b"\xb8"), (Slip::EightBit, b"\xaf")],
            ),
        ];
        for (body, want) in list {
            let want: Vec<_> = want.iter().map(|(slip, bytes)| (*slip, bytes.to_vec())).collect();
            assert_eq!(slips(body), want, "{}", body.escape_ascii());
        }
        assert_eq!(slips(b"\xe6\xb8\xaf"), [], "no escapes");
    }
}
