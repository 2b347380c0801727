//! The first and the last bytes of a base64 body, without the rest of it.

use super::decode;

/// The first `len` bytes of what `raw` holds; fewer where much else stands between them.
pub fn head(raw: &[u8], len: usize) -> Vec<u8> {
    let raw = raw.trim_ascii_start();
    // Four for three, and a line end for every few of them.
    let mut bytes = decode(&raw[..raw.len().min(len * 2 + 16)]).bytes;
    bytes.truncate(len);
    bytes
}

/// The last `len` bytes of what `raw` holds, fewer where it is shorter; none where something else than base64 stands
/// among them.
///
/// Whole quanta are counted from the end, so that lines may be of any length. Where the padding is missing, the count is
/// wrong, and so are the bytes: who reads them looks for a mark anyhow.
pub fn tail(raw: &[u8], len: usize) -> Vec<u8> {
    let want = len.div_ceil(3) * 4 + 4;
    let (mut start, mut have) = (raw.len(), 0);
    while start > 0 && have < want {
        start -= 1;
        match raw[start] {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' | b'=' => have += 1,
            b'\r' | b'\n' | b' ' | b'\t' => {}
            _ => return Vec::new(),
        }
    }
    let mut bytes = decode(&raw[start..]).bytes;
    bytes.drain(..bytes.len().saturating_sub(len));
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::encode;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_base64_has_no_end() {
        assert_eq!(tail(b"QUJD\r\nREVG\r\n--\r\nfooter.\r\n", 2), b"");
        assert_eq!(tail(b"", 2), b"");
        assert_eq!(head(b"\r\n\r\nQUJD\r\nREVG", 5), b"ABCDE");
    }

    proptest! {
        #[test]
        fn both_ends_of_the_whole(bytes in proptest::collection::vec(any::<u8>(), 0..400), len in 0..300_usize) {
            let raw = encode(&bytes, "\r\n");
            let len = len.min(bytes.len());
            prop_assert_eq!(&*head(&raw, len), &bytes[..len]);
            prop_assert_eq!(&*tail(&raw, len), &bytes[bytes.len() - len..]);
        }
    }
}
