//! The charsets there are, and their many labels.

use super::single::WINDOWS_1252;

/// A charset that kenpin can decode, or ask its host to decode.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Charset(u8);

impl Charset {
    /// US-ASCII: seven bits and no more.
    pub const US_ASCII: Self = Self(0);
    /// UTF-8.
    pub const UTF_8: Self = Self(1);
    /// ISO-8859-1, which mail readers show as windows-1252.
    pub const ISO_8859_1: Self = Self(2);
    /// windows-1252.
    pub const WINDOWS_1252: Self = Self(3);
    /// ISO-2022-JP.
    pub const ISO_2022_JP: Self = Self(4);
    /// Shift_JIS, read as Windows' CP932.
    pub const SHIFT_JIS: Self = Self(5);
    /// EUC-JP.
    pub const EUC_JP: Self = Self(6);
    /// UTF-7.
    pub const UTF_7: Self = Self(7);
    /// UTF-16 in the order that its byte order mark says.
    pub const UTF_16: Self = Self(8);

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
        let knows = |set: &Set| has(set.labels, label);
        SETS.iter().position(knows).map(|index| Self(index as u8))
    }

    /// Whether a label that [`Charset::from_label`] does not know is a charset all the same: registered, and read by some.
    pub fn is_registered(label: &[u8]) -> bool {
        const HEADS: [&str; 9] = ["iso-2022-", "iso-ir-", "iso-10646", "ibm", "cp", "hz", "utf-32", "hp-", "ebcdic-"];
        HEADS.iter().any(|head| label.get(..head.len()).is_some_and(|it| it.eq_ignore_ascii_case(head.as_bytes())))
    }

    /// Whether a label is no name that IANA has registered for the charset it means, or one that readers do not know.
    pub fn is_odd(self, label: &[u8]) -> bool {
        self.set().labels.split_once('|').is_some_and(|(_, odd)| has(odd, label))
    }

    /// Every charset there is.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SETS.len()).map(|index| Self(index as u8))
    }

    /// The preferred MIME name, in IANA's spelling.
    pub fn name(self) -> &'static str {
        self.set().name
    }

    /// Every label that means this charset, in lower case.
    pub fn labels(self) -> impl Iterator<Item = &'static str> {
        self.set().labels.split([' ', '|']).filter(|label| !label.is_empty())
    }

    pub(super) fn kind(self) -> Kind {
        self.set().kind
    }

    fn set(self) -> &'static Set {
        &SETS[usize::from(self.0)]
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

struct Set {
    name: &'static str,
    kind: Kind,
    /// In lower case, separated by single blanks; after a bar those that IANA has not registered.
    labels: &'static str,
}

const fn set(name: &'static str, kind: Kind, labels: &'static str) -> Set {
    Set { name, kind, labels }
}

// The constants of `Charset` are places in this list.
static SETS: [Set; 42] = [
    set(
        "US-ASCII",
        Kind::Ascii,
        "us-ascii ansi_x3.4-1968 ansi_x3.4-1986 cp367 csascii ibm367 iso-ir-6 iso646-us iso_646.irv:1991 us|ascii \
         646",
    ),
    set("UTF-8", Kind::Utf8, "utf-8 csutf8|unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8 cp65001"),
    set(
        "ISO-8859-1",
        Kind::Latin1,
        "l1 cp819 latin1 ibm819 iso-ir-100 iso-8859-1 iso_8859-1 csisolatin1 iso_8859-1:1987|iso88591 iso8859-1 \
         8859-1 8859_1 iso8859_1",
    ),
    set("windows-1252", Kind::Single(WINDOWS_1252), "windows-1252 cswindows1252|cp1252 x-cp1252"),
    set(
        "ISO-2022-JP",
        Kind::Iso2022Jp,
        "csiso2022jp iso-2022-jp|cp50220 cp50221 cp50222 cscp50220 iso-2022-jp-ms iso2022-jp iso2022jp \
         iso_2022_jp",
    ),
    set(
        "Shift_JIS",
        Kind::ShiftJis,
        "csshiftjis ms_kanji shift_jis windows-31j cswindows31j|ms932 shift-jis sjis x-sjis cp932 cp943 cp943c \
         ms-kanji mskanji shiftjis sjis-win windows-932 x-ms-cp932",
    ),
    set(
        "EUC-JP",
        Kind::EucJp,
        "cseucpkdfmtjapanese euc-jp|x-euc-jp cp51932 euc_jp eucjp eucjp-ms eucjp-win eucjpms ujis x-eucjp",
    ),
    set(
        "UTF-7",
        Kind::Utf7,
        "utf-7 unicode-1-1-utf-7 csunicode11utf7 csutf7|utf7 unicode-2-0-utf-7 x-unicode-2-0-utf-7",
    ),
    set("UTF-16", Kind::Utf16(ByteOrder::Mark), "utf-16 csutf16 csunicode iso-10646-ucs-2|utf16 unicode ucs-2"),
    set("UTF-16LE", Kind::Utf16(ByteOrder::Little), "utf-16le csutf16le|utf16le unicodefeff"),
    set("UTF-16BE", Kind::Utf16(ByteOrder::Big), "utf-16be csutf16be|unicodefffe utf16be"),
    set("IBM866", Kind::Single(0), "866 cp866 csibm866 ibm866"),
    set(
        "ISO-8859-2",
        Kind::Single(1),
        "csisolatin2 iso-8859-2 iso-ir-101 iso_8859-2 iso_8859-2:1987 l2 latin2|iso8859-2 iso88592 8859_2 \
         iso8859_2",
    ),
    set(
        "ISO-8859-3",
        Kind::Single(2),
        "csisolatin3 iso-8859-3 iso-ir-109 iso_8859-3 iso_8859-3:1988 l3 latin3|iso8859-3 iso88593",
    ),
    set(
        "ISO-8859-4",
        Kind::Single(3),
        "csisolatin4 iso-8859-4 iso-ir-110 iso_8859-4 iso_8859-4:1988 l4 latin4|iso8859-4 iso88594",
    ),
    set(
        "ISO-8859-5",
        Kind::Single(4),
        "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso_8859-5 iso_8859-5:1988|iso8859-5 iso88595",
    ),
    set(
        "ISO-8859-6",
        Kind::Single(5),
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i \
         iso-ir-127 iso_8859-6 iso_8859-6:1987|iso8859-6 iso88596",
    ),
    set(
        "ISO-8859-7",
        Kind::Single(6),
        "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso_8859-7 \
         iso_8859-7:1987|iso8859-7 iso88597 sun_eu_greek",
    ),
    set(
        "ISO-8859-8",
        Kind::Single(7),
        "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso_8859-8 \
         iso_8859-8:1988|iso8859-8 iso88598 visual",
    ),
    set("ISO-8859-8-I", Kind::Single(7), "csiso88598i iso-8859-8-i|logical"),
    set("ISO-8859-10", Kind::Single(8), "csisolatin6 iso-8859-10 iso-ir-157 l6 latin6|iso8859-10 iso885910"),
    set("ISO-8859-13", Kind::Single(9), "iso-8859-13|iso8859-13 iso885913"),
    set("ISO-8859-14", Kind::Single(10), "iso-8859-14|iso8859-14 iso885914"),
    set(
        "ISO-8859-15",
        Kind::Single(11),
        "iso-8859-15 iso_8859-15 latin-9|csisolatin9 iso8859-15 iso885915 l9 8859_15 iso8859_15",
    ),
    set("ISO-8859-16", Kind::Single(12), "iso-8859-16"),
    set("KOI8-R", Kind::Single(13), "cskoi8r koi8-r|koi koi8 koi8_r"),
    set("KOI8-U", Kind::Single(14), "koi8-u cskoi8u|koi8-ru"),
    set("macintosh", Kind::Single(15), "csmacintosh mac macintosh|x-mac-roman"),
    set("windows-874", Kind::Single(16), "iso-8859-11 tis-620 windows-874|dos-874 iso8859-11 iso885911"),
    set("windows-1250", Kind::Single(17), "windows-1250 cswindows1250|cp1250 x-cp1250"),
    set("windows-1251", Kind::Single(18), "windows-1251 cswindows1251|cp1251 x-cp1251 win-1251"),
    set("windows-1253", Kind::Single(20), "windows-1253|cp1253 x-cp1253"),
    set(
        "windows-1254",
        Kind::Single(21),
        "csisolatin5 iso-8859-9 iso-ir-148 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254|cp1254 iso8859-9 \
         iso88599 x-cp1254",
    ),
    set("windows-1255", Kind::Single(22), "windows-1255|cp1255 x-cp1255"),
    set("windows-1256", Kind::Single(23), "windows-1256|cp1256 x-cp1256"),
    set("windows-1257", Kind::Single(24), "windows-1257|cp1257 x-cp1257"),
    set("windows-1258", Kind::Single(25), "windows-1258|cp1258 x-cp1258"),
    set("x-mac-cyrillic", Kind::Single(26), "|x-mac-cyrillic x-mac-ukrainian"),
    set("GB18030", Kind::Host(HostSet::Gb18030), "gb18030 csgb18030"),
    set(
        "GBK",
        Kind::Host(HostSet::Gbk),
        "chinese csgb2312 csiso58gb231280 gb2312 gb_2312-80 gbk iso-ir-58 cp936 csgbk ms936 windows-936|gb_2312 \
         x-gbk euc-cn euccn",
    ),
    set("Big5", Kind::Host(HostSet::Big5), "big5 big5-hkscs csbig5|cn-big5 x-x-big5 big-5 cp950 ms950 windows-950"),
    set(
        "EUC-KR",
        Kind::Host(HostSet::EucKr),
        "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc_5601|ksc5601 \
         windows-949 cp949 euckr ms949 uhc",
    ),
];
