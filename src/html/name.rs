//! Names of elements and attributes, compared without regard to ASCII case.

/// A name of up to 16 bytes in lower case, as a number that can be matched on; longer names give 0.
pub const fn key(name: &[u8]) -> u128 {
    if name.len() > 16 {
        return 0;
    }
    let mut bytes = [0; 16];
    let mut at = 0;
    while at < name.len() {
        bytes[at] = name[at].to_ascii_lowercase();
        at += 1;
    }
    u128::from_le_bytes(bytes)
}

/// Whether the element ends a line of text: a block, a table cell, a list item, a line break.
pub fn breaks(element: u128) -> bool {
    const KEYS: [u128; BLOCKS.len()] = {
        let mut keys = [0; BLOCKS.len()];
        let mut at = 0;
        while at < keys.len() {
            keys[at] = key(BLOCKS[at].as_bytes());
            at += 1;
        }
        keys
    };
    KEYS.contains(&element)
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
];
