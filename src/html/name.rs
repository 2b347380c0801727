//! Names of elements and attributes, compared without regard to ASCII case.

/// A name of up to 16 bytes in lower case, as a number that can be matched on; longer names give 0.
pub const fn key(name: &[u8]) -> u128 {
    /// The byte in each of the 16 places.
    const fn all(byte: u8) -> u128 {
        u128::from_le_bytes([byte; 16])
    }
    if name.len() > 16 {
        return 0;
    }
    // All places at once: the sum sets the top bit where the byte reaches `A`, or goes beyond `Z`.
    let name = number(name);
    let ascii = name & all(0x7F);
    let upper = (ascii + all(0x80 - b'A')) & !(ascii + all(0x7F - b'Z')) & !name & all(0x80);
    name | upper >> 2
}

/// Up to 16 bytes as a number, the first lowest: two reads that may overlap, not a copy byte by byte.
const fn number(bytes: &[u8]) -> u128 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first) as u128, u64::from_le_bytes(*last) as u128);
        return first | last << (8 * (bytes.len() - 8));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64);
        return (first | last << (8 * (bytes.len() - 4))) as u128;
    }
    match *bytes {
        [one] => one as u128,
        [one, two] => u16::from_le_bytes([one, two]) as u128,
        [one, two, three] => u32::from_le_bytes([one, two, three, 0]) as u128,
        _ => 0,
    }
}

macro_rules! keys {
    ($($name:ident $text:literal)*) => { $(pub(super) const $name: u128 = key($text);)* };
}

keys! {
    A b"a" ACTION b"action" ADDRESS b"address" AREA b"area" ARTICLE b"article" ASIDE b"aside"
    AUDIO b"audio" BACKGROUND b"background" BASE b"base" BLOCKQUOTE b"blockquote" BODY b"body" BR b"br"
    BUTTON b"button" CAPTION b"caption" CENTER b"center" CITE b"cite" CONTENT b"content" DATA b"data"
    DD b"dd" DETAILS b"details" DIALOG b"dialog" DIR b"dir" DIV b"div" DL b"dl"
    DT b"dt" DYNSRC b"dynsrc" EMBED b"embed" FIELDSET b"fieldset" FIGCAPTION b"figcaption" FIGURE b"figure"
    FOOTER b"footer" FORM b"form" FORMACTION b"formaction" FRAME b"frame" H1 b"h1" H2 b"h2"
    H3 b"h3" H4 b"h4" H5 b"h5" H6 b"h6" HEADER b"header" HGROUP b"hgroup"
    HR b"hr" HREF b"href" HTML b"html" HTTP_EQUIV b"http-equiv" IFRAME b"iframe" IMAGE b"image"
    IMAGESRCSET b"imagesrcset" IMG b"img" INPUT b"input" LANG b"lang" LEGEND b"legend" LI b"li"
    LINK b"link" LISTING b"listing" LONGDESC b"longdesc" LOWSRC b"lowsrc" MAIN b"main" MENU b"menu"
    META b"meta" NAV b"nav" OBJECT b"object" OL b"ol" OPTGROUP b"optgroup" OPTION b"option"
    P b"p" PING b"ping" PLAINTEXT b"plaintext" POSTER b"poster" PRE b"pre" SCRIPT b"script"
    SECTION b"section" SELECT b"select" SOURCE b"source" SRC b"src" SRCSET b"srcset" STYLE b"style"
    SUMMARY b"summary" TABLE b"table" TBODY b"tbody" TD b"td" TEMPLATE b"template" TEXTAREA b"textarea"
    TFOOT b"tfoot" TH b"th" THEAD b"thead" TITLE b"title" TR b"tr" TRACK b"track"
    UL b"ul" VIDEO b"video" XLINK_HREF b"xlink:href" XMP b"xmp"
}

/// Whether the element ends a line of text: a block, a table cell, a list item, a line break.
#[rustfmt::skip]
pub fn breaks(element: u128) -> bool {
    matches!(
        element,
        ADDRESS | ARTICLE | ASIDE | BLOCKQUOTE | BODY | BR | BUTTON | CAPTION | CENTER | DD | DETAILS
        | DIALOG | DIR | DIV | DL | DT | FIELDSET | FIGCAPTION | FIGURE | FOOTER | FORM | H1
        | H2 | H3 | H4 | H5 | H6 | HEADER | HGROUP | HR | LEGEND | LI | LISTING
        | MAIN | MENU | NAV | OL | OPTGROUP | OPTION | P | PLAINTEXT | PRE | SECTION | SELECT
        | SUMMARY | TABLE | TBODY | TD | TEXTAREA | TFOOT | TH | THEAD | TR | UL | XMP
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_regard_to_case() {
        assert_eq!(key(b"TaBle"), key(b"table"));
        assert_ne!(key(b"table"), key(b"tabl"));
        assert_ne!(key(b"[a"), key(b"{a"));
        assert_ne!(key(b"\xC1"), key(b"\xE1"));
        assert_eq!(key(b"A-NAME-OF-SIXTEE"), key(b"a-name-of-sixtee"));
        assert_eq!(key(b"a-name-of-17-byte"), 0);
        let longest = "ABCDEFGHIJKLMNOP";
        for len in 0..=16 {
            let expected = longest[..len].bytes().rev().fold(0, |sum, byte| sum << 8 | u128::from(byte | 0x20));
            assert_eq!(key(&longest.as_bytes()[..len]), expected);
        }
    }

    #[test]
    fn blocks_break_lines() {
        assert!(["address", "DIV", "tr", "xmp"].iter().all(|name| breaks(key(name.as_bytes()))));
        assert!(["span", "a", "font", "custom-element-of-27-bytes"].iter().all(|name| !breaks(key(name.as_bytes()))));
    }
}
