//! Parameter values over several pieces and charsets (RFC 2231).

mod encode;
mod fault;

pub use encode::encode;
pub use fault::{Fault, fault};

use super::charset::{self, Charset};
use super::qp;
use super::word::HeaderText;
use crate::find::{cut_head, cut_tail};
use crate::scan::params::{Param, Structured};
use crate::span::{Chain, Span, SpanMap};

/// A parameter's decoded value.
#[derive(Clone, Debug)]
pub struct Value {
    /// The text.
    pub text: String,
    /// From the first piece's name to the last piece's end; of a plain parameter its value.
    pub span: Span,
    /// The way back; `None` where pieces stand out of order, so that only the whole can be shown.
    chain: Option<Chain>,
}

impl Value {
    /// The raw bytes of a place in the text.
    pub fn to_raw(&self, out: Span) -> Span {
        self.chain.as_ref().map_or(self.span, |chain| chain.to_raw(out))
    }
}

/// One piece `name*N*` of a value.
#[derive(Clone, Copy)]
struct Piece {
    number: u32,
    encoded: bool,
    param: Param,
}

/// Pieces read; a name in more pieces than this is cut.
const MOST_PIECES: usize = 10_000;

/// The value of `name`: its pieces joined if it has any (they win), else the plain parameter.
pub fn read(input: &[u8], field: &Structured, name: &str) -> Option<Value> {
    let pieces = pieces(input, field, name);
    match pieces.is_empty() {
        true => field.param(input, name).map(|param| plain(input, param)),
        false => Some(join(input, &pieces)),
    }
}

/// The plain parameter, as it is read where no pieces stand beside it.
pub fn read_plain(input: &[u8], field: &Structured, name: &str) -> Option<Value> {
    field.param(input, name).map(|param| plain(input, param))
}

/// Whether a parameter is called `name`, or is a piece of that value.
pub fn belongs(input: &[u8], param: &Param, name: &str) -> bool {
    param.name.slice(input).eq_ignore_ascii_case(name.as_bytes()) || piece(input, param, name).is_some()
}

/// The pieces of a value by their numbers, and of one number the first.
fn pieces(input: &[u8], field: &Structured, name: &str) -> Vec<Piece> {
    // Packed, to be sorted as all else that is.
    let mut order: Vec<u64> = Vec::new();
    for (index, param) in field.params.iter().enumerate() {
        if let Some(piece) = piece(input, param, name)
            && order.len() < MOST_PIECES
        {
            order.push(u64::from(piece.number) << 32 | index as u64);
        }
    }
    order.sort_unstable();
    let mut pieces: Vec<Piece> = Vec::new();
    for place in order {
        let piece = piece(input, &field.params[place as u32 as usize], name);
        if let Some(piece) = piece
            && pieces.last().is_none_or(|last| last.number < piece.number)
        {
            pieces.push(piece);
        }
    }
    pieces
}

/// A parameter named `name*`, `name*N` or `name*N*`.
fn piece(input: &[u8], param: &Param, name: &str) -> Option<Piece> {
    let written = param.name.slice(input);
    let rest = written.get(name.len()..)?;
    let rest = cut_head(rest, "*").filter(|_| written[..name.len()].eq_ignore_ascii_case(name.as_bytes()))?;
    let (digits, encoded) = match cut_tail(rest, "*") {
        Some(digits) => (digits, true),
        None => (rest, rest.is_empty()),
    };
    if digits.len() > 5 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    Some(Piece { number, encoded, param: *param })
}

/// A value in one piece; encoded-words in it are read as everybody reads them, though they may not stand there.
fn plain(input: &[u8], param: Param) -> Value {
    let raw = param.value.slice(input);
    let escaped = param.quoted && memchr::memchr(b'\\', raw).is_some();
    let text = match escaped {
        true => words_in(&String::from_utf8_lossy(&param.text(input))),
        false => HeaderText::read(input, param.value).text.into_owned(),
    };
    let chain = (text.as_bytes() == raw).then(|| Chain::new(param.value.start));
    Value { text, span: param.value, chain }
}

/// `text` with its encoded-words decoded.
fn words_in(text: &str) -> String {
    HeaderText::read(text.as_bytes(), Span::of(0, text.len())).text.into_owned()
}

/// Joins the bytes first: a character may be cut between two pieces. Then decodes the charset.
fn join(input: &[u8], pieces: &[Piece]) -> Value {
    let mut span = pieces[0].param.span;
    let mut in_order = true;
    for piece in &pieces[1..] {
        in_order &= span.end <= piece.param.span.start;
        span = span.join(piece.param.span);
    }
    let (mut bytes, mut map, mut at) = (Vec::new(), SpanMap::identity(), span.start);
    let mut charset = Charset::UTF_8;
    for (index, piece) in pieces.iter().enumerate() {
        let mut value = piece.param.value;
        if index == 0 && piece.encoded {
            (charset, value) = charset_of(input, value);
        }
        map.drop(value.start.saturating_sub(at) as usize);
        let raw = value.slice(input);
        if piece.encoded {
            qp::unescape(raw, b'%', &mut bytes, &mut map);
        } else {
            copy(raw, &mut bytes, &mut map);
        }
        at = value.end;
    }
    let decoded = charset::decode(charset, &bytes);
    if crate::find::find(decoded.text.as_bytes(), b"=?").is_some() {
        // Encoded-words here too, each piece holding one.
        return Value { text: words_in(&crate::find::replace(&decoded.text, "?==?", "?= =?")), span, chain: None };
    }
    let mut chain = Chain::new(span.start);
    chain.push(map);
    chain.push(decoded.map);
    Value { text: decoded.text.into_owned(), span, chain: in_order.then_some(chain) }
}

fn copy(raw: &[u8], bytes: &mut Vec<u8>, map: &mut SpanMap) {
    bytes.extend_from_slice(raw);
    map.copy(raw.len());
}

/// `charset'language'value`; also where one apostrophe stands after a charset's name.
fn charset_of(input: &[u8], value: Span) -> (Charset, Span) {
    let bytes = value.slice(input);
    let mut quotes = memchr::memchr_iter(b'\'', bytes);
    let Some(first) = quotes.next() else { return (Charset::UTF_8, value) };
    let known = Charset::from_label(&bytes[..first]);
    let Some(second) = quotes.next().or(known.map(|_| first)) else { return (Charset::UTF_8, value) };
    let charset = known.unwrap_or(Charset::UTF_8);
    (charset, Span::new(value.start + second as u32 + 1, value.end))
}

/// `raw` with its percent signs undone.
pub fn unescape(raw: &[u8]) -> String {
    let mut bytes = Vec::new();
    qp::unescape(raw, b'%', &mut bytes, &mut SpanMap::identity());
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        let field = Structured::read(text.as_bytes(), Span::of(0, text.len()));
        read(text.as_bytes(), &field, "filename").map(|value| value.text)
    }

    #[test]
    fn pieces_charsets_and_apostrophes() {
        for (text, want) in [
            ("attachment; filename=\"a b.pdf\"", "a b.pdf"),
            ("attachment; filename*=UTF-8''%E8%AB%8B.pdf", "請.pdf"),
            ("attachment; filename*0*=UTF-8''%E3%81; filename*1*=%82.pdf", "あ.pdf"),
            ("attachment; filename*0=\"a'b\"; filename*1=\"c'd\"", "a'bc'd"),
            ("attachment; filename*1=b; filename*0=a", "ab"),
            ("attachment; filename=x; filename*=iso-2022-jp''%1B$B$%22%1B%28B", "あ"),
            ("attachment; filename=\"=?UTF-8?B?44GC?=.txt\"", "あ.txt"),
            ("attachment; filename=\"=?UTF-8?B?44GC?=\r\n\t=?UTF-8?B?44GC?=\"", "ああ"),
            ("attachment; filename=\"a\\\"=?UTF-8?B?44GC?=\"", "a\"あ"),
            ("attachment; filename*0=\"=?utf-8?q?=E3=81=82?=\"; filename*1=\"=?utf-8?q?b?=\"", "あb"),
            ("attachment; filename*=\"=?utf-8?q?=E3=81=82?=\"", "あ"),
        ] {
            assert_eq!(name(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(name("attachment"), None);
    }

    #[test]
    fn places_lead_back() {
        let text = "attachment; filename*0*=UTF-8''%E3%81; filename*1*=%82.pdf";
        let field = Structured::read(text.as_bytes(), Span::of(0, text.len()));
        let value = read(text.as_bytes(), &field, "filename").expect("it is there");
        assert_eq!(&text[value.to_raw(Span::new(0, 3)).range()], "%E3%81; filename*1*=%82");
        assert_eq!(&text[value.to_raw(Span::new(3, 7)).range()], ".pdf");
    }
}
