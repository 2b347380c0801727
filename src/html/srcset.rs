//! The candidates of a `srcset` attribute (HTML Standard, section 4.8.4.2.1).

use crate::span::Span;

/// The addresses of the candidates in `value`, in order.
pub(super) fn urls(value: &str) -> impl Iterator<Item = Span> {
    let bytes = value.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += run(bytes.get(at..)?, |byte| byte.is_ascii_whitespace() || byte == b',');
        let start = at;
        at += run(&bytes[start..], |byte| !byte.is_ascii_whitespace());
        let commas = bytes[start..at].iter().rev().take_while(|&&byte| byte == b',').count();
        let span = Span::of(start, at - commas);
        if commas == 0 {
            at += descriptors(&bytes[at..]);
        }
        (!span.is_empty()).then_some(span)
    })
}

/// Length of the descriptors (`2x`, `640w`) up to the comma after them; a comma in brackets does not count.
fn descriptors(bytes: &[u8]) -> usize {
    let mut brackets = false;
    run(bytes, |byte| {
        match byte {
            b'(' => brackets = true,
            b')' => brackets = false,
            _ => {}
        }
        brackets || byte != b','
    })
}

/// How many bytes at the start are `wanted`.
fn run(bytes: &[u8], mut wanted: impl FnMut(u8) -> bool) -> usize {
    bytes.iter().take_while(|&&byte| wanted(byte)).count()
}
