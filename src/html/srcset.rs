//! The candidates of a `srcset` attribute (HTML Standard, section 4.8.4.2.1).

use crate::span::Span;

/// The addresses of the candidates in `value`, in order.
pub(super) fn urls(value: &str) -> Vec<Span> {
    let bytes = value.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at += run(&bytes[at..], &mut |byte| byte.is_ascii_whitespace() || byte == b',');
        let start = at;
        at += run(&bytes[start..], &mut |byte| !byte.is_ascii_whitespace());
        let mut end = at;
        while end > start && bytes[end - 1] == b',' {
            end -= 1;
        }
        if end == start {
            return found;
        }
        found.push(Span::of(start, end));
        if end == at {
            at += descriptors(&bytes[at..]);
        }
    }
}

/// Length of the descriptors (`2x`, `640w`) up to the comma after them; a comma in brackets does not count.
fn descriptors(bytes: &[u8]) -> usize {
    let mut brackets = false;
    run(bytes, &mut |byte| {
        match byte {
            b'(' => brackets = true,
            b')' => brackets = false,
            _ => {}
        }
        brackets || byte != b','
    })
}

/// How many bytes at the start are `wanted`.
fn run(bytes: &[u8], wanted: &mut dyn FnMut(u8) -> bool) -> usize {
    bytes.iter().take_while(|&&byte| wanted(byte)).count()
}
