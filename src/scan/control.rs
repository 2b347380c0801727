//! Control characters in text.

/// Bytes looked at together.
const CHUNK: usize = 64;

/// Whether a byte is a control character other than NUL, TAB, CR and LF.
#[allow(clippy::needless_bitwise_bool)]
const fn is_control(byte: u8) -> bool {
    // Without branches, so that many bytes are judged at once.
    ((byte < 32) & (byte != 0) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')) | (byte == 127)
}

/// Place of the first control character at or after `from`.
pub fn find_control(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    for chunk in bytes.get(from..)?.chunks(CHUNK) {
        if chunk.iter().fold(false, |any, byte| any | is_control(*byte)) {
            return chunk.iter().position(|byte| is_control(*byte)).map(|inside| at + inside);
        }
        at += chunk.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_found() {
        let mut text = vec![b'a'; 200];
        text.extend(b"\0\t\r\n");
        assert_eq!(find_control(&text, 0), None);
        text[70] = 0x1b;
        text[150] = 127;
        assert_eq!(find_control(&text, 0), Some(70));
        assert_eq!(find_control(&text, 71), Some(150));
        assert_eq!(find_control(&text, 151), None);
        assert_eq!(find_control(&text, 1_000), None);
    }
}
