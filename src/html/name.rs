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
    const NAMES: &str = "address article aside blockquote body br button caption center dd details dialog dir div dl dt \
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol \
        optgroup option p plaintext pre section select summary table tbody td textarea tfoot th thead tr ul xmp ";
    static KEYS: [u128; 55] = keys(NAMES.as_bytes());
    KEYS.contains(&element)
}

/// The keys of names that each end in a space.
const fn keys<const COUNT: usize>(names: &[u8]) -> [u128; COUNT] {
    let mut keys = [0; COUNT];
    let mut rest = names;
    let mut at = 0;
    while at < COUNT {
        let mut len = 0;
        while rest[len] != b' ' {
            len += 1;
        }
        let (name, others) = rest.split_at(len);
        keys[at] = key(name);
        rest = others.split_at(1).1;
        at += 1;
    }
    assert!(rest.is_empty(), "as many names as keys");
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_regard_to_case() {
        assert_eq!(key(b"TaBle"), key(b"table"));
        assert_ne!(key(b"table"), key(b"tabl"));
        assert_ne!(key(b"[a"), key(b"{a"));
        assert_eq!(key(b"a-name-of-17-bytes"), 0);
    }

    #[test]
    fn blocks_break_lines() {
        assert!(["address", "DIV", "tr", "xmp"].iter().all(|name| breaks(key(name.as_bytes()))));
        assert!(["span", "a", "font", "custom-element-of-27-bytes"].iter().all(|name| !breaks(key(name.as_bytes()))));
    }
}
