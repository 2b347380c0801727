//! The charsets there are, and their many labels.

use super::single::WINDOWS_1252;
use crate::tables::{Table, lines};

/// A charset that kenpin can decode, or ask its host to decode: a line of `data/charsets.txt`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Charset(u8);

impl Charset {
    /// US-ASCII: seven bits and no more.
    pub const US_ASCII: Self = Self(0);
    /// UTF-8.
    pub const UTF_8: Self = Self(1);
    /// ISO-8859-1, which mail readers show as windows-1252.
    pub const ISO_8859_1: Self = Self(2);
    /// ISO-2022-JP.
    pub const ISO_2022_JP: Self = Self(3);
    /// Shift_JIS, read as Windows' CP932.
    pub const SHIFT_JIS: Self = Self(4);
    /// EUC-JP.
    pub const EUC_JP: Self = Self(5);
    /// UTF-7.
    pub const UTF_7: Self = Self(6);
    /// UTF-16 in the order that its byte order mark says.
    pub const UTF_16: Self = Self(7);
    /// windows-1252.
    pub const WINDOWS_1252: Self = Self(KINDS.len() as u8 + WINDOWS_1252);

    /// The charset that a `charset=` value or an encoded-word means: any case, blanks and quotes around it ignored.
    ///
    /// Knows the labels of the Encoding Standard and those that mail adds; not those of the web's "replacement"
    /// (ISO-2022-KR, HZ and others, which nobody decodes) nor x-user-defined.
    pub fn from_label(label: &[u8]) -> Option<Self> {
        let is_padding = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
        let start = label.iter().position(|byte| !is_padding(byte))?;
        let end = label.iter().rposition(|byte| !is_padding(byte))? + 1;
        let label = &label[start..end];
        // What nearly all mail says need not wait for the list.
        if label.eq_ignore_ascii_case(b"utf-8") {
            return Some(Self::UTF_8);
        }
        let line = lines(Table::Labels).iter().position(|line| has(line, label))?;
        Some(Self(line as u8))
    }

    /// Whether a label that [`Charset::from_label`] does not know is a charset all the same: registered, and read by some.
    pub fn is_registered(label: &[u8]) -> bool {
        const HEADS: [&str; 9] = ["iso-2022-", "iso-ir-", "iso-10646", "ibm", "cp", "hz", "utf-32", "hp-", "ebcdic-"];
        HEADS.iter().any(|head| label.get(..head.len()).is_some_and(|it| it.eq_ignore_ascii_case(head.as_bytes())))
    }

    /// Whether a label is no name that IANA has registered for the charset it means, or one that readers do not know.
    pub fn is_odd(self, label: &[u8]) -> bool {
        let line = self.line();
        memchr::memchr(b'|', line.as_bytes()).is_some_and(|bar| has(&line[bar..], label))
    }

    /// Every charset there is.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..lines(Table::Labels).len() as u8).map(Self)
    }

    /// The preferred MIME name, in IANA's spelling.
    pub fn name(self) -> &'static str {
        let line = self.line();
        &line[..memchr::memchr(b' ', line.as_bytes()).unwrap_or(line.len())]
    }

    /// Every label that means this charset, in lower case.
    pub fn labels(self) -> impl Iterator<Item = &'static str> {
        self.line().split([' ', '|']).skip(1).filter(|label| !label.is_empty())
    }

    pub(super) fn kind(self) -> Kind {
        let single = self.0.wrapping_sub(KINDS.len() as u8);
        KINDS.get(usize::from(self.0)).copied().unwrap_or(Kind::Single(single))
    }

    /// Its line in the table: name and labels.
    fn line(self) -> &'static str {
        lines(Table::Labels).get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

/// Whether `label` is one of `labels`, letter case aside.
fn has(labels: &str, label: &[u8]) -> bool {
    labels.split([' ', '|']).any(|known| known.as_bytes().eq_ignore_ascii_case(label) && !label.is_empty())
}

impl std::fmt::Debug for Charset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::fmt::Display for Charset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// How a charset is decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Ascii,
    Utf8,
    Utf7,
    Utf16(ByteOrder),
    Latin1,
    /// By its place in the table of single-byte sets.
    Single(u8),
    Iso2022Jp,
    ShiftJis,
    EucJp,
    Host(HostSet),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ByteOrder {
    Mark,
    Little,
    Big,
}

/// The charsets whose characters the host knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HostSet {
    Gb18030,
    /// Decodes as GB18030 does, and has only its one- and two-byte codes for encoding.
    Gbk,
    Big5,
    EucKr,
}

/// The kinds of the charsets at the head of the table; a single-byte set for each of the others.
const KINDS: [Kind; 15] = [
    Kind::Ascii,
    Kind::Utf8,
    Kind::Latin1,
    Kind::Iso2022Jp,
    Kind::ShiftJis,
    Kind::EucJp,
    Kind::Utf7,
    Kind::Utf16(ByteOrder::Mark),
    Kind::Utf16(ByteOrder::Little),
    Kind::Utf16(ByteOrder::Big),
    Kind::Host(HostSet::Gb18030),
    Kind::Host(HostSet::Gbk),
    Kind::Host(HostSet::Big5),
    Kind::Host(HostSet::EucKr),
    // ISO-8859-8-I has the codes of ISO-8859-8.
    Kind::Single(7),
];
