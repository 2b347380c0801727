//! The tables that would cost too much: the host is asked once for every code of two bytes, and answers are kept.
//!
//! So boundaries, faults and encoding are decided here, the same in every build; the host only names characters.
//! It is encoding_rs with feature `host`, a browser's `TextDecoder` in WebAssembly, and both follow the same index.

use std::sync::OnceLock;

use super::fault::FaultKind::{Incomplete, Malformed, NoDecoder, Unassigned};
use super::label::HostSet;
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
            [0x81..=0xFE] => out.bad(Incomplete, 1),
            [0x81..=0xFE, 0x80..=0xFF, ..] => out.bad(Malformed, 2),
            _ => out.bad(Malformed, 1),
        };
        rest = &rest[used..];
    }
}

fn pair(table: Option<&Answers>, lead: u8, trail: u8, out: &mut Writer) -> usize {
    let Some(table) = table else { return out.bad(NoDecoder, 2) };
    match table.get(u32::from(lead - 0x81) * u32::from(TRAILS) + u32::from(trail - 0x40)) {
        "" if !table.whole && is_beyond_ks_x_1001(lead, trail) => out.bad(NoDecoder, 2),
        "" => out.bad(Unassigned, if trail < 0x80 { 1 } else { 2 }),
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
            [_, _] | [_, _, 0x81..=0xFE] => out.bad(Incomplete, bytes.len() as u8),
            // The second byte was a digit, then.
            _ => out.bad(Malformed, 1),
        };
    };
    let code = [(first, 0x81, 1), (second, 0x30, 10), (third, 0x81, 126), (fourth, 0x30, 10)]
        .iter()
        .fold(0, |code, &(byte, from, radix)| code * radix + u32::from(byte - from));
    if let Some(char) = code.checked_sub(ASTRAL).and_then(|code| char::from_u32(0x1_0000 + code)) {
        out.put(4, char);
        return 4;
    }
    let Some(table) = answers(Question::Fours) else { return out.bad(NoDecoder, 4) };
    match table.get(code) {
        "" => return out.bad(Unassigned, 4),
        text => out.put_text(4, text),
    }
    4
}

/// The code of `char`, which is not ASCII.
pub(super) fn code(set: HostSet, char: char) -> Option<u32> {
    if let Some(code) = pairs(set)?.code_of(char, set) {
        return Some(u32::from(code / TRAILS + 0x81) << 8 | u32::from(code % TRAILS + 0x40));
    }
    if set != HostSet::Gb18030 {
        return None;
    }
    let code = match u32::from(char).checked_sub(0x1_0000) {
        Some(astral) => astral + ASTRAL,
        None => answers(Question::Fours)?.code_of(char, set)?.into(),
    };
    Some(u32::from_be_bytes(four_bytes(code)))
}

impl HostSet {
    const fn is_gb(self) -> bool {
        matches!(self, Self::Gb18030 | Self::Gbk)
    }
}

/// What a host is asked for, each once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Question {
    /// All that Shift_JIS reaches of JIS X 0208 and its additions.
    Jis0208,
    /// The rows of JIS X 0212 that hold something, which EUC-JP reaches through 8F.
    Jis0212,
    /// The two-byte codes of GB18030.
    Gb18030,
    Big5,
    EucKr,
    /// The four-byte codes of GB18030 that lie in the BMP.
    Fours,
}

impl Question {
    /// The charset that the codes are in, and how many of them the Encoding Standard knows.
    const fn known(self) -> (&'static str, usize) {
        match self {
            Self::Jis0208 => ("shift_jis", 7724),
            Self::Jis0212 => ("euc-jp", 6067),
            Self::Gb18030 => ("gb18030", 23_940),
            Self::Big5 => ("big5", 18_594),
            Self::EucKr => ("euc-kr", 17_048),
            Self::Fours => ("gb18030", BMP_CODES as usize),
        }
    }

    /// The codes, each on a line of its own.
    fn text(self) -> Vec<u8> {
        let mut text = Vec::new();
        if self == Self::Fours {
            for code in 0..BMP_CODES {
                text.extend_from_slice(&four_bytes(code));
                text.push(b'\n');
            }
            return text;
        }
        for lead in 0x81..=0xFE {
            for trail in 0x40..=0xFE {
                let is_asked = match self {
                    Self::Jis0208 => {
                        !matches!((lead, trail), (0xA0..=0xDF | 0xF0..=0xF9 | 0xFD.., _) | (_, 0x7F | 0xFD..))
                    }
                    Self::Jis0212 => matches!((lead, trail), (0xA1..=0xED, 0xA1..)),
                    _ => true,
                };
                if is_asked {
                    let line = [0x8F, lead, trail, b'\n'];
                    text.extend_from_slice(if self == Self::Jis0212 { &line } else { &line[1..] });
                }
            }
        }
        text
    }
}

/// The bytes of a four-byte code of GB18030.
const fn four_bytes(code: u32) -> [u8; 4] {
    let (lead, rest) = (code / 12_600, code % 12_600);
    [lead as u8 + 0x81, (rest / 1260) as u8 + 0x30, (rest / 10 % 126) as u8 + 0x81, (rest % 10) as u8 + 0x30]
}

/// What the host said to a list of codes: "" where it knew no character.
pub(super) struct Answers {
    text: String,
    /// Where each answer begins in `text`, and where the last one ends.
    starts: Vec<u32>,
    /// The answers as BMP code points, 0 for none.
    pub(super) table: Vec<u16>,
    /// Whether the host knows all codes of the charset: where it does not, no answer says nothing.
    whole: bool,
    /// Made when something is first encoded.
    reverse: OnceLock<Vec<u64>>,
}

impl Answers {
    /// Takes a reply apart: a line for each code.
    ///
    /// Private characters and controls that stand in for Korean ones count as none.
    fn read(reply: &str, korean: bool) -> Self {
        let mut found =
            Self { text: String::new(), starts: vec![0], table: Vec::new(), whole: true, reverse: OnceLock::new() };
        for line in reply.split_terminator('\n') {
            let stands_in = |char: char| korean && (char.is_control() || ('\u{E000}'..='\u{F8FF}').contains(&char));
            let unknown = |char: char| char.is_ascii() || char == char::REPLACEMENT_CHARACTER || stands_in(char);
            let line = if line.chars().any(unknown) { "" } else { line };
            found.text.push_str(line);
            found.starts.push(found.text.len() as u32);
            found.table.push(line.chars().next().map_or(0, |char| u32::from(char) as u16));
        }
        found
    }

    fn get(&self, code: u32) -> &str {
        match self.starts.get(code as usize..code as usize + 2) {
            Some(&[start, end]) => &self.text[start as usize..end as usize],
            _ => "",
        }
    }

    /// The code to write `char` with: the lowest, with the Encoding Standard's exceptions for Big5 (section 11.1).
    fn code_of(&self, char: char, set: HostSet) -> Option<u16> {
        let mut codes = self.codes(char);
        if set == HostSet::Big5 {
            // Below A1 is Hong Kong's supplement, which not every reader has.
            let supplement = codes.partition_point(|&code| (code as u16) / TRAILS < 0xA1 - 0x81);
            codes = &codes[supplement..];
            if matches!(char, '═' | '╞' | '╡' | '╪' | '十' | '卅') {
                return codes.last().map(|&code| code as u16);
            }
        }
        codes.first().map(|&code| code as u16)
    }

    /// The codes of `char`, lowest first, each in the lower two bytes.
    pub(super) fn codes(&self, char: char) -> &[u64] {
        let reverse = self.reverse.get_or_init(|| self.reversed());
        let start = reverse.partition_point(|pair| pair >> 16 < u64::from(char));
        let len = reverse[start..].iter().take_while(|&pair| pair >> 16 == u64::from(char)).count();
        &reverse[start..start + len]
    }

    /// From each character to its codes, sorted. Packed, so that all share one sort: it is most of the code.
    fn reversed(&self) -> Vec<u64> {
        let mut reverse = Vec::new();
        for code in 0..self.table.len() as u16 {
            let mut chars = self.get(code.into()).chars();
            if let (Some(char), None) = (chars.next(), chars.next()) {
                reverse.push(u64::from(char) << 16 | u64::from(code));
            }
        }
        reverse.sort_unstable();
        reverse
    }
}

/// The two-byte codes of `set`.
fn pairs(set: HostSet) -> Option<&'static Answers> {
    answers(match set {
        HostSet::Gb18030 | HostSet::Gbk => Question::Gb18030,
        HostSet::Big5 => Question::Big5,
        HostSet::EucKr => Question::EucKr,
    })
}

/// The host's answers, once there is a host.
pub(super) fn answers(question: Question) -> Option<&'static Answers> {
    static KNOWN: [OnceLock<Option<Answers>>; 6] = [const { OnceLock::new() }; 6];
    let cell = &KNOWN[question as usize];
    if let Some(found) = cell.get() {
        return found.as_ref();
    }
    let decoder = HANDED_IN.get().copied().or(BUILT_IN)?;
    cell.get_or_init(|| ask(decoder, &question.text(), question.known())).as_ref()
}

/// Asks what the codes of `text` mean, all at once.
///
/// The Encoding Standard knows `known` of them. A host that is off by more than a hundredth goes by other tables
/// (Node's ICU does for Big5): better no answer than one that other builds do not give. In EUC-KR that ICU knows the 8,224
/// characters of KS X 1001, as the standard has them, and not the rest, for which it stands in with private ones and
/// controls: those are dropped, and what it does not know stays open.
fn ask(decoder: HostDecode, text: &[u8], (label, known): (&str, usize)) -> Option<Answers> {
    let korean = label == "euc-kr";
    let mut found = Answers::read(&decoder(label, text)?, korean);
    let is_whole = found.table.len() == crate::find::count(b'\n', text);
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

    const CODES: &[u8] = b"\xA4\xA4\n\xA4\xE5\n\xFF\xFF\n";

    #[test]
    fn answers_are_kept_by_code() {
        let found = ask(|_, _| Some("中\n文\n\u{FFFD}\n".into()), CODES, ("big5", 2));
        assert!(found.is_some_and(|found| (found.get(0), found.get(1), found.get(2)) == ("中", "文", "")));
    }

    #[test]
    fn a_host_with_other_tables_is_no_host() {
        assert!(ask(|_, _| None, CODES, ("big5", 2)).is_none(), "does not know the name");
        assert!(ask(|_, _| Some("中\n".into()), CODES, ("big5", 1)).is_none(), "too few lines");
        assert!(ask(|_, _| Some("中\n\u{84}@\n\n".into()), CODES, ("big5", 2)).is_none(), "too few characters");
    }

    #[test]
    fn without_a_host_each_code_is_told() {
        let mut out = Writer::with_map(5);
        assert_eq!(pair(None, 0xA4, 0xA4, &mut out), 2);
        let (text, _, faults) = out.finish();
        assert_eq!((text.as_str(), faults.count(NoDecoder)), ("\u{FFFD}", 1));
    }
}
