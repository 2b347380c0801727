//! Numbers as text. The machinery of `format!` would be a good part of the WebAssembly module.

/// A number in decimal.
pub fn decimal(number: u64) -> String {
    let mut out = String::new();
    push(number, &mut out);
    out
}

/// Appends a number in decimal.
pub fn push(number: u64, out: &mut String) {
    let (mut rest, mut digits) = (number, [b'0'; 20]);
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] += (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    for digit in &digits[first..] {
        out.push(char::from(*digit));
    }
}

/// Bytes in hexadecimal: `E3 81`.
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::new();
    for byte in bytes {
        out.push_str(if out.is_empty() { "" } else { " " });
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_decimal() {
        for number in [0, 7, 10, 2026, u64::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }

    #[test]
    fn bytes_in_hexadecimal() {
        assert_eq!(hex(b"\xe3\x0a"), "E3 0A");
        assert_eq!(hex(b""), "");
    }
}
