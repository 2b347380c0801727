//! Punycode (RFC 3492), one label at a time and at most a label's 63 octets: the inner insertions stay short.

use super::name::MAX_LABEL;
use crate::find::split_last;

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

/// What follows `xn--` for a label, or `None` when that is longer than a label can be.
pub(super) fn encode(label: &str) -> Option<String> {
    let mut out = String::new();
    let mut length = 0;
    for c in label.chars() {
        if c.is_ascii() {
            out.push(c);
        }
        length += 1;
        // Each code point takes at least one octet, so a longer label cannot fit.
        if length as usize > MAX_LABEL {
            return None;
        }
    }
    let basic = out.len() as u32;
    if basic > 0 {
        out.push('-');
    }
    let (mut n, mut delta, mut bias, mut handled) = (INITIAL_N, 0_u32, INITIAL_BIAS, basic);
    while handled < length {
        let mut next = u32::MAX;
        for c in label.chars().map(u32::from) {
            if c >= n {
                next = next.min(c);
            }
        }
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for c in label.chars().map(u32::from) {
            if c < n {
                delta = delta.checked_add(1)?;
            } else if c == n {
                write_delta(delta, bias, &mut out);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        if out.len() > MAX_LABEL {
            return None;
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(out)
}

/// The label that `xn--` and this stand for, or `None` when it is not Punycode.
pub(super) fn decode(encoded: &str) -> Option<String> {
    if !encoded.is_ascii() || encoded.len() > MAX_LABEL {
        return None;
    }
    let (basic, deltas) = split_last(encoded, b'-').unwrap_or(("", encoded));
    let mut out: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut digits = deltas.bytes();
    while digits.len() > 0 {
        let before = i;
        let (mut weight, mut k) = (1_u32, BASE);
        loop {
            let digit = value(digits.next()?)?;
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let t = threshold(k, bias);
            if digit < t {
                break;
            }
            weight = weight.checked_mul(BASE - t)?;
            k += BASE;
        }
        let length = out.len() as u32 + 1;
        bias = adapt(i - before, length, before == 0);
        n = n.checked_add(i / length)?;
        i %= length;
        out.insert(i as usize, char::from_u32(n)?);
        i += 1;
    }
    Some(out.into_iter().collect())
}

fn write_delta(delta: u32, bias: u32, out: &mut String) {
    let (mut rest, mut k) = (delta, BASE);
    loop {
        let t = threshold(k, bias);
        if rest < t {
            out.push(digit(rest));
            return;
        }
        out.push(digit(t + (rest - t) % (BASE - t)));
        rest = (rest - t) / (BASE - t);
        k += BASE;
    }
}

fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(T_MIN, T_MAX)
}

fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

fn digit(value: u32) -> char {
    char::from(if value < 26 { b'a' + value as u8 } else { b'0' + (value - 26) as u8 })
}

fn value(digit: u8) -> Option<u32> {
    match digit {
        b'a'..=b'z' => Some(u32::from(digit - b'a')),
        b'A'..=b'Z' => Some(u32::from(digit - b'A')),
        b'0'..=b'9' => Some(u32::from(digit - b'0') + 26),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{decode, encode};

    /// Labels that stand in RFC 3492 section 7.1 (in lower case), and names in use.
    const PAIRS: [(&str, &str); 7] = [
        ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
        ("なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"),
        ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
        ("そのスピードで", "d9juau41awczczp"),
        ("bücher", "bcher-kva"),
        ("食狮", "85x722f"),
        ("中国", "fiqs8s"),
    ];

    #[test]
    fn both_ways() {
        for (label, encoded) in PAIRS {
            assert_eq!(encode(label).unwrap(), encoded);
            assert_eq!(decode(encoded).unwrap(), label);
        }
    }

    #[test]
    fn what_is_not_punycode() {
        for encoded in ["99999999", "a-b_c", "ü", "zzzzzzzzzzz", &"a".repeat(64)] {
            assert_eq!(decode(encoded), None, "{encoded}");
        }
    }

    #[test]
    fn stops_at_the_length_of_a_label() {
        assert_eq!(encode(&"あ".repeat(64)), None);
        assert_eq!(encode(&"あ".repeat(1 << 20)), None);
        assert!(encode(&"あ".repeat(50)).unwrap().len() < 63);
    }
}
