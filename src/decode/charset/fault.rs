//! What a decoder found wrong.

use crate::span::Span;

/// How many faults of one kind are listed; the rest are only counted.
const LISTED: u32 = 1000;

/// What is wrong with some bytes of a text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FaultKind {
    /// A byte, or a sequence, that the charset has no room for.
    Malformed,
    /// A character cut off at the end of the text, of a line, or by an escape.
    Incomplete,
    /// A well-formed code that no character is assigned to.
    Unassigned,
    /// An octet over 7F in a charset of seven bits.
    EightBit,
    /// ISO-2022-JP: an escape or shift that is not part of it.
    UnknownEscape,
    /// UTF-16 or UTF-7: half a surrogate pair.
    LoneSurrogate,
    /// Nobody here can decode this charset: no host decoder was handed in.
    NoDecoder,
    /// ISO-2022-JP: a line, or the text, does not end in ASCII. Empty, at the place where `ESC ( B` is missing.
    NotBackInAscii,
    /// Decodes as people expect, but not by the charset's definition: NEC and IBM characters in ISO-2022-JP,
    /// windows-1252 characters in ISO-8859-1.
    VendorCharacter,
    /// ISO-2022-JP: JIS X 0201 katakana, which RFC 1468 leaves out.
    HalfwidthKatakana,
    /// Shift_JIS: a user-defined code (carrier emoji, gaiji), shown as a private-use character.
    PrivateUse,
}

impl FaultKind {
    const COUNT: usize = 11;

    /// Whether the bytes had no meaning; otherwise they decoded and are only out of place.
    pub const fn is_undecodable(self) -> bool {
        (self as u8) < (Self::NotBackInAscii as u8)
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What it is.
    pub kind: FaultKind,
    /// The bytes.
    pub raw: Span,
    /// The character that stands for them in the text: U+FFFD, or what they decoded to. Empty where `raw` is.
    pub out: Span,
}

/// What was wrong, in order: a list that is cut for each kind, and the full counts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
    counts: [u32; FaultKind::COUNT],
}

impl Faults {
    /// Whether nothing was wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The faults, in order; of each kind the first 1,000.
    pub fn list(&self) -> &[Fault] {
        &self.list
    }

    /// How many faults of `kind` there are, listed or not.
    pub const fn count(&self, kind: FaultKind) -> u32 {
        self.counts[kind as usize]
    }

    /// How many faults there are, listed or not.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// How many faults there are whose bytes had no meaning.
    pub fn undecodable(&self) -> u32 {
        self.counts[..FaultKind::NotBackInAscii as usize].iter().sum()
    }

    /// Those of the list that are wanted.
    #[must_use]
    pub fn only(&self, wanted: &dyn Fn(&Fault) -> bool) -> Self {
        let mut found = Self::default();
        for fault in &self.list {
            if wanted(fault) {
                found.push(*fault);
            }
        }
        found
    }

    pub(super) fn push(&mut self, fault: Fault) {
        let count = &mut self.counts[fault.kind as usize];
        *count += 1;
        if *count <= LISTED {
            self.list.push(fault);
        }
    }
}
