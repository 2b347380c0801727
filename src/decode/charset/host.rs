//! The tables that would cost too much: the host is asked once for every code of two bytes, and answers are kept.
//!
//! So boundaries, faults and encoding are decided here, the same in every build; the host only names characters.
//! It is encoding_rs with feature `host`, a browser's `TextDecoder` in WebAssembly, and both follow the same index.

use std::sync::OnceLock;

use super::fault::FaultKind::{Incomplete, Malformed, NoDecoder, Unassigned};
use super::label::HostSet;
use super::table::Reverse;
use super::writer::{Writer, ascii_len};

/// Decodes bytes whose charset has this WHATWG name, U+FFFD for what is wrong; `None` where it does not know the name.
pub type HostDecode = fn(label: &str, bytes: &[u8]) -> Option<String>;

/// Hands in the host's decoder; the first one stays. Needed only in builds without feature `host`.
pub fn set_host_decoder(decoder: HostDecode) {
    let _ = HANDED_IN.set(decoder);
}

static HANDED_IN: OnceLock<HostDecode> = OnceLock::new();

/// Leads 81 to FE, each with trails 40 to FE.
const TRAILS: u16 = 0xFF - 0x40;

/// Characters of KS X 1001, the part of EUC-KR that every host knows.
const KS_X_1001: usize = 8_224;

/// GB18030's four-byte codes of the BMP, counted from 81 30 81 30.
const BMP_CODES: u32 = 39_420;

/// The place of 90 30 81 30, U+10000, in the same count.
const ASTRAL: u32 = 189_000;

pub(super) fn decode(set: HostSet, bytes: &[u8], out: &mut Writer) {
    let table = pairs(set);
    let is_gb = set.is_gb();
    let mut rest = bytes;
    loop {
        let used = match *rest {
            [] => return,
            [0..=0x7F, ..] => {
                let run = ascii_len(rest);
                out.ascii(&rest[..run]);
                run
            }
            [0x80, ..] if is_gb => {
                out.put(1, '€');
                1
            }
            [0x81..=0xFE, 0x30..=0x39, ..] if is_gb => four(rest, out),
            [lead @ 0x81..=0xFE, trail @ 0x40..=0xFE, ..] => pair(table, lead, trail, out),
            [0x81..=0xFE] => bad(Incomplete, 1, out),
            [0x81..=0xFE, 0x80..=0xFF, ..] => bad(Malformed, 2, out),
            _ => bad(Malformed, 1, out),
        };
        rest = &rest[used..];
    }
}

fn pair(table: Option<&Answers>, lead: u8, trail: u8, out: &mut Writer) -> usize {
    let Some(table) = table else { return bad(NoDecoder, 2, out) };
    match table.get(u32::from(lead - 0x81) * u32::from(TRAILS) + u32::from(trail - 0x40)) {
        "" if !table.whole && is_beyond_ks_x_1001(lead, trail) => bad(NoDecoder, 2, out),
        "" => bad(Unassigned, if trail < 0x80 { 1 } else { 2 }, out),
        text => {
            out.put_text(2, text);
            2
        }
    }
}

/// Whether EUC-KR has a character here that KS X 1001 has not: the other Hangul syllables, and the later signs € and ®.
const fn is_beyond_ks_x_1001(lead: u8, trail: u8) -> bool {
    let column = matches!(trail, 0x41..=0x5A | 0x61..=0x7A | 0x81..=0xA0);
    match lead {
        0x81..=0xA0 => column || matches!(trail, 0xA1..=0xFE),
        0xC6 => matches!(trail, 0x41..=0x52),
        0xA2 => column || matches!(trail, 0xE6 | 0xE7),
        0xA1..=0xC5 => column,
        _ => false,
    }
}

/// A four-byte code of GB18030, or what is left of one.
fn four(bytes: &[u8], out: &mut Writer) -> usize {
    let [first, second, third @ 0x81..=0xFE, fourth @ 0x30..=0x39, ..] = *bytes else {
        return match *bytes {
            [_, _] | [_, _, 0x81..=0xFE] => bad(Incomplete, bytes.len() as u8, out),
            // The second byte was a digit, then.
            _ => bad(Malformed, 1, out),
        };
    };
    let code = [(first, 0x81, 1), (second, 0x30, 10), (third, 0x81, 126), (fourth, 0x30, 10)]
        .iter()
        .fold(0, |code, &(byte, from, radix)| code * radix + u32::from(byte - from));
    if let Some(char) = code.checked_sub(ASTRAL).and_then(|code| char::from_u32(0x1_0000 + code)) {
        out.put(4, char);
        return 4;
    }
    let Some(table) = fours() else { return bad(NoDecoder, 4, out) };
    match table.get(code) {
        "" => return bad(Unassigned, 4, out),
        text => out.put_text(4, text),
    }
    4
}

fn bad(kind: super::FaultKind, len: u8, out: &mut Writer) -> usize {
    out.bad(kind, len);
    usize::from(len)
}

pub(super) fn encode(set: HostSet, text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii() {
            bytes.push(char as u8);
        } else if let Some(code) = pairs(set)?.code_of(char, set) {
            bytes.extend([(code / TRAILS) as u8 + 0x81, (code % TRAILS) as u8 + 0x40]);
        } else if set == HostSet::Gb18030 {
            let code = match u32::from(char).checked_sub(0x1_0000) {
                Some(astral) => astral + ASTRAL,
                None => fours()?.code_of(char, set)?.into(),
            };
            let (lead, rest) = (code / 12_600, code % 12_600);
            bytes.extend([lead as u8 + 0x81, (rest / 1260) as u8 + 0x30]);
            bytes.extend([(rest / 10 % 126) as u8 + 0x81, (rest % 10) as u8 + 0x30]);
        } else {
            return None;
        }
    }
    Some(bytes)
}

impl HostSet {
    const fn is_gb(self) -> bool {
        matches!(self, Self::Gb18030 | Self::Gbk)
    }
}

/// What the host said to a list of codes: "" where it knew no character.
struct Answers {
    text: String,
    /// Where each answer begins in `text`, and where the last one ends.
    starts: Vec<u32>,
    /// Whether the host knows all codes of the charset: where it does not, no answer says nothing.
    whole: bool,
    /// Made when something is first encoded.
    reverse: OnceLock<Reverse>,
}

impl Answers {
    /// Takes a reply apart: a line for each code. Characters that `drop` names count as none.
    fn read(reply: &str, drop: fn(char) -> bool) -> Self {
        let mut found = Self { text: String::new(), starts: vec![0], whole: true, reverse: OnceLock::new() };
        for line in reply.split_terminator('\n') {
            if !line.contains(|char: char| char.is_ascii() || char == char::REPLACEMENT_CHARACTER || drop(char)) {
                found.text.push_str(line);
            }
            found.starts.push(found.text.len() as u32);
        }
        found
    }

    fn get(&self, code: u32) -> &str {
        match self.starts.get(code as usize..code as usize + 2) {
            Some(&[start, end]) => &self.text[start as usize..end as usize],
            _ => "",
        }
    }

    /// The answers as BMP code points, 0 for none.
    fn table(&self) -> Vec<u16> {
        let codes = 0..self.starts.len() as u32 - 1;
        codes.map(|code| self.get(code).chars().next().map_or(0, |char| u32::from(char) as u16)).collect()
    }

    /// The code to write `char` with: the lowest, with the Encoding Standard's exceptions for Big5 (section 11.1).
    fn code_of(&self, char: char, set: HostSet) -> Option<u16> {
        let mut codes = self.reverse.get_or_init(|| self.reversed()).codes(char);
        if set != HostSet::Big5 {
            return codes.next();
        }
        // Below A1 is Hong Kong's supplement, which not every reader has.
        let mut codes = codes.filter(|&code| code / TRAILS >= 0xA1 - 0x81);
        match char {
            '═' | '╞' | '╡' | '╪' | '十' | '卅' => codes.last(),
            _ => codes.next(),
        }
    }

    fn reversed(&self) -> Reverse {
        let codes = 0..self.starts.len() as u16;
        Reverse::new(codes.filter_map(|code| {
            let mut chars = self.get(code.into()).chars();
            chars.next().filter(|_| chars.next().is_none()).map(|char| (char, code))
        }))
    }
}

/// The two-byte codes of `set`.
fn pairs(set: HostSet) -> Option<&'static Answers> {
    static GB18030: OnceLock<Option<Answers>> = OnceLock::new();
    static BIG5: OnceLock<Option<Answers>> = OnceLock::new();
    static EUC_KR: OnceLock<Option<Answers>> = OnceLock::new();
    let (cell, label, known) = match set {
        HostSet::Gb18030 | HostSet::Gbk => (&GB18030, "gb18030", 23_940),
        HostSet::Big5 => (&BIG5, "big5", 18_594),
        HostSet::EucKr => (&EUC_KR, "euc-kr", 17_048),
    };
    let codes = || (0x81..=0xFE).flat_map(|lead| (0x40..=0xFE).map(move |trail| [lead, trail]));
    answers(cell, label, known, codes)
}

/// The four-byte codes of GB18030 that lie in the BMP.
fn fours() -> Option<&'static Answers> {
    static FOURS: OnceLock<Option<Answers>> = OnceLock::new();
    let code = |code: u32| {
        let (lead, rest) = (code / 12_600, code % 12_600);
        let digit = |value: u32| value as u8 + 0x30;
        [lead as u8 + 0x81, digit(rest / 1260), (rest / 10 % 126) as u8 + 0x81, digit(rest % 10)]
    };
    answers(&FOURS, "gb18030", BMP_CODES as usize, || (0..BMP_CODES).map(code))
}

/// What the host says to `codes`, a character or 0 for each; empty while there is no host that knows them.
pub(super) fn table<const N: usize, I: Iterator<Item = [u8; N]>>(
    cell: &'static OnceLock<Option<Vec<u16>>>,
    label: &str,
    known: usize,
    codes: impl Fn() -> I,
) -> &'static [u16] {
    let found = once(cell, |decoder| ask(decoder, label, known, codes()).map(|found| found.table()));
    found.map(Vec::as_slice).unwrap_or_default()
}

/// The host's answers for `codes`.
fn answers<const N: usize, I: Iterator<Item = [u8; N]>>(
    cell: &'static OnceLock<Option<Answers>>,
    label: &str,
    known: usize,
    codes: impl Fn() -> I,
) -> Option<&'static Answers> {
    once(cell, |decoder| ask(decoder, label, known, codes()))
}

/// What `make` makes, once there is a host.
fn once<T>(cell: &'static OnceLock<Option<T>>, make: impl FnOnce(HostDecode) -> Option<T>) -> Option<&'static T> {
    if let Some(found) = cell.get() {
        return found.as_ref();
    }
    let decoder = HANDED_IN.get().copied().or(BUILT_IN)?;
    cell.get_or_init(|| make(decoder)).as_ref()
}

/// Asks what `codes` mean, all at once.
///
/// The Encoding Standard knows `known` of them. A host that is off by more than a hundredth goes by other tables
/// (Node's ICU does for Big5): better no answer than one that other builds do not give. In EUC-KR that ICU knows the 8,224
/// characters of KS X 1001, as the standard has them, and not the rest, for which it stands in with private ones and
/// controls: those are dropped, and what it does not know stays open.
fn ask<const N: usize>(
    decoder: HostDecode,
    label: &str,
    known: usize,
    codes: impl Iterator<Item = [u8; N]>,
) -> Option<Answers> {
    let question: Vec<u8> = codes.flat_map(|code| code.into_iter().chain([b'\n'])).collect();
    let korean = label == "euc-kr";
    let stand_in: fn(char) -> bool =
        if korean { |char| char.is_control() || ('\u{E000}'..='\u{F8FF}').contains(&char) } else { |_| false };
    let mut found = Answers::read(&decoder(label, &question)?, stand_in);
    let is_whole = (found.starts.len() - 1) * (N + 1) == question.len();
    let meaningful = found.starts.windows(2).filter(|ends| ends[0] < ends[1]).count();
    found.whole = meaningful.abs_diff(known) <= known / 100;
    let partial = korean && meaningful == KS_X_1001;
    (is_whole && (found.whole || partial)).then_some(found)
}

#[cfg(feature = "host")]
const BUILT_IN: Option<HostDecode> = Some(|label, bytes| {
    let set = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(set.decode_without_bom_handling(bytes).0.into_owned())
});

#[cfg(not(feature = "host"))]
const BUILT_IN: Option<HostDecode> = None;

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "host")]
    #[test]
    fn what_lies_beyond_ks_x_1001_is_known_by_its_code() {
        let Some(table) = pairs(HostSet::EucKr) else { panic!("encoding_rs is there") };
        let codes = (0x81..=0xFE_u8).flat_map(|lead| (0x40..=0xFE).map(move |trail| (lead, trail)));
        let known = |(lead, trail): (u8, u8)| {
            !table.get(u32::from(lead - 0x81) * u32::from(TRAILS) + u32::from(trail - 0x40)).is_empty()
        };
        let beyond = codes.clone().filter(|(lead, trail)| is_beyond_ks_x_1001(*lead, *trail));
        assert!(beyond.clone().all(known));
        assert_eq!(codes.filter(|code| known(*code)).count() - beyond.count(), KS_X_1001);
    }

    fn codes() -> impl Iterator<Item = [u8; 2]> {
        [[0xA4, 0xA4], [0xA4, 0xE5], [0xFF, 0xFF]].into_iter()
    }

    #[test]
    fn answers_are_kept_by_code() {
        let found = ask(|_, _| Some("中\n文\n\u{FFFD}\n".into()), "big5", 2, codes());
        assert!(found.is_some_and(|found| (found.get(0), found.get(1), found.get(2)) == ("中", "文", "")));
    }

    #[test]
    fn a_host_with_other_tables_is_no_host() {
        assert!(ask(|_, _| None, "big5", 2, codes()).is_none(), "does not know the name");
        assert!(ask(|_, _| Some("中\n".into()), "big5", 1, codes()).is_none(), "too few lines");
        assert!(ask(|_, _| Some("中\n\u{84}@\n\n".into()), "big5", 2, codes()).is_none(), "too few characters");
    }

    #[test]
    fn without_a_host_each_code_is_told() {
        let mut out = Writer::with_map(5);
        assert_eq!(pair(None, 0xA4, 0xA4, &mut out), 2);
        let (text, _, faults) = out.finish();
        assert_eq!((text.as_str(), faults.count(NoDecoder)), ("\u{FFFD}", 1));
    }
}
