//! Names of elements and attributes, compared without regard to ASCII case.

/// The names that mean something here: those of one length stand together, in order, at its place.
const WORDS: [&str; 12] = [
    "",
    "ap",
    "brdddldth1h2h3h4h5h6hrlioltdthtrul",
    "dirdivimgnavpresrcxmp",
    "areabasebodycitedataformhrefhtmllanglinkmainmenumetaping",
    "asideaudioembedframeimageinputstyletabletbodytfoottheadtitletrackvideo",
    "actionbuttoncenterdialogdynsrcfigurefooterheaderhgroup\
     iframelegendlowsrcobjectoptionposterscriptselectsourcesrcset",
    "addressarticlecaptioncontentdetailslistingsectionsummary",
    "fieldsetlongdescoptgrouptemplatetextarea",
    "plaintext",
    "backgroundblockquotefigcaptionformactionhttp-equivxlink:href",
    "imagesrcset",
];

/// The number of a name, and 0 for all that mean nothing here.
pub const fn key(name: &[u8]) -> u8 {
    let len = name.len();
    if len == 0 || len >= WORDS.len() {
        return 0;
    }
    let words = WORDS[len].as_bytes();
    let first = name[0].to_ascii_lowercase();
    let mut key = FIRST[len];
    let mut at = 0;
    while at < words.len() && words[at] <= first {
        if words[at] == first && words.split_at(at).1.split_at(len).0.eq_ignore_ascii_case(name) {
            return key;
        }
        at += len;
        key += 1;
    }
    0
}

/// The number of the first name of each length.
static FIRST: [u8; WORDS.len()] = {
    let mut first = [1; WORDS.len()];
    let mut len = 2;
    while len < WORDS.len() {
        first[len] = first[len - 1] + (WORDS[len - 1].len() / (len - 1)) as u8;
        len += 1;
    }
    first
};

const fn known(name: &[u8]) -> u8 {
    assert!(key(name) > 0);
    key(name)
}

macro_rules! keys {
    ($($name:ident $text:literal)*) => { $(pub(super) const $name: u8 = known($text);)* };
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
pub fn breaks(element: u8) -> bool {
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
        assert_eq!(key(b"TaBle"), TABLE);
        assert_ne!(key(b"table"), key(b"title"));
        for other in ["", "tabl", "tables", "[a", "\u{1}", "unknown", "a-name-of-17-byte", "image-src-set"] {
            assert_eq!(key(other.as_bytes()), 0, "{other}");
        }
    }

    #[test]
    fn every_name_has_a_number_of_its_own() {
        let mut all = Vec::new();
        for (len, words) in WORDS.iter().enumerate().skip(1) {
            all.extend(words.as_bytes().chunks(len).map(key));
        }
        assert!(all.iter().copied().eq(1..=all.len() as u8));
    }

    #[test]
    fn blocks_break_lines() {
        assert!(["address", "DIV", "tr", "xmp"].iter().all(|name| breaks(key(name.as_bytes()))));
        assert!(["span", "a", "font", "custom-element-of-27-bytes"].iter().all(|name| !breaks(key(name.as_bytes()))));
    }
}
