//! Text of header fields: folds removed, encoded-words decoded (RFC 2047), with the way back.

mod encode;
mod repair;

pub use encode::{encode, encode_from};
pub use repair::intended;

use super::charset::{self, Charset, FaultKind};
use super::{base64, qp};
use crate::find::{cut_head, find, up_to};
use crate::span::{Chain, Span, SpanMap};
use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// Decoded text of a header field or a phrase.
#[derive(Clone, Debug, Default)]
pub struct HeaderText<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The encoded-words in it, well-formed or not.
    pub words: Vec<Word>,
    segments: Vec<Segment>,
}

/// One encoded-word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// From `=?` to `?=`; where the end is missing, what looks like a word.
    pub span: Span,
    /// Its charset as written, without a language.
    pub charset: Span,
    /// Its payload.
    pub payload: Span,
    /// What is wrong with it, if anything.
    pub fault: Option<Fault>,
}

/// What is wrong with an encoded-word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// `=?charset?B?` without `?=`.
    Unterminated,
    /// The letter is neither B nor Q.
    Encoding,
    /// A charset that nobody knows.
    Charset,
    /// Blanks inside the payload, or before the letter.
    Space,
    /// The payload is no base64, or has bad `=` escapes.
    Payload,
    /// Nothing between the last two question marks.
    Empty,
    /// The bytes do not fit the charset.
    Undecodable,
    /// A character is cut in two between this word and its neighbour, or an escape state goes on from one to the other.
    Split,
    /// ISO-2022-JP that does not return to ASCII.
    Open,
    /// A question mark in the payload.
    Question,
    /// Q in a name, with characters that a name does not allow. Told by whoever knows where the word stands.
    Phrase,
}

impl Word {
    /// The letter of its encoding, as written.
    pub fn letter(&self, input: &[u8]) -> u8 {
        Span::new(self.payload.start - 2, self.payload.start - 1).slice(input).first().copied().unwrap_or_default()
    }

    /// Its bytes, as its charset has them, the way back to the input, and whether its payload was sound.
    pub fn octets(&self, input: &[u8]) -> (Vec<u8>, Chain, bool) {
        let (bytes, map, sound) = payload_bytes(self.letter(input), self.payload.slice(input));
        let mut shell = SpanMap::identity();
        shell.drop((self.payload.start - self.span.start) as usize);
        shell.copy(self.payload.len() as usize);
        shell.drop((self.span.end - self.payload.end) as usize);
        let mut chain = Chain::new(self.span.start);
        chain.push(shell);
        chain.push(map);
        (bytes, chain, sound)
    }

    /// Whether it holds nothing that a phrase does not allow (RFC 2047 section 5 rule 3).
    pub fn fits_phrase(&self, input: &[u8]) -> bool {
        // Bytes above 127 are another defect.
        let allowed = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphanumeric() || b"!*+-/=_".contains(byte);
        self.payload.slice(input).iter().all(allowed)
    }

    /// Whether a blank stands before its letter; nobody reads it then.
    fn has_gap(&self, input: &[u8]) -> bool {
        is_blank(Span::new(self.payload.start - 3, self.payload.start - 2).slice(input))
    }

    /// Whether its parts are all there and known, so that only its bytes can be wrong.
    const fn is_readable(&self) -> bool {
        matches!(self.fault, None | Some(Fault::Payload | Fault::Undecodable | Fault::Open))
    }
}

/// A piece of the text that came from raw bytes in one way.
#[derive(Clone, Debug)]
struct Segment {
    /// Where it begins in the text.
    out: u32,
    chain: Chain,
    /// Where words are read as one, all of them.
    whole: Option<Span>,
}

/// Longest charset token looked for.
const LONGEST_CHARSET: usize = 64;
/// Most blanks before the letter.
const LONGEST_GAP: usize = 3;

impl<'a> HeaderText<'a> {
    /// Decodes `body`, unstructured text or a phrase.
    pub fn read(input: &'a [u8], body: Span) -> Self {
        let bytes = body.slice(input);
        let plain = bytes.is_ascii() && memchr2(b'\r', b'\n', bytes).is_none() && find(bytes, b"=?").is_none();
        match std::str::from_utf8(bytes) {
            Ok(text) if plain => Self::as_it_is(text, body),
            _ => {
                Builder { input, out: String::new(), text: Self::default(), end: body.end, rows: Vec::new() }.run(body)
            }
        }
    }

    /// Text that nothing is done to: a field of a draft.
    pub fn unicode(input: &'a [u8], body: Span) -> Self {
        match String::from_utf8_lossy(body.slice(input)) {
            Cow::Borrowed(text) => Self::as_it_is(text, body),
            Cow::Owned(_) => Self::read(input, body),
        }
    }

    fn as_it_is(text: &'a str, body: Span) -> Self {
        let segments = vec![Segment { out: 0, chain: Chain::new(body.start), whole: None }];
        Self { text: Cow::Borrowed(text), words: Vec::new(), segments }
    }

    /// The raw bytes of a place in the text.
    pub fn to_raw(&self, out: Span) -> Span {
        let index = |at: u32| self.segments.partition_point(|segment| segment.out <= at).saturating_sub(1);
        let raw = |segment: &Segment, span: Span| segment.whole.unwrap_or_else(|| segment.chain.to_raw(span));
        let Some(first) = self.segments.get(index(out.start)) else { return Span::default() };
        let start = raw(first, Span::at(out.start - first.out));
        if out.is_empty() {
            return Span::at(start.start);
        }
        let last = &self.segments[index(out.end - 1)];
        let end = raw(last, Span::new(out.end - 1 - last.out, out.end - last.out)).end;
        Span::new(start.start, end.max(start.start))
    }
}

struct Builder<'a> {
    input: &'a [u8],
    out: String,
    text: HeaderText<'a>,
    end: u32,
    /// Words that are read as one, and their text.
    rows: Vec<(Span, String)>,
}

impl<'a> Builder<'a> {
    fn run(mut self, body: Span) -> HeaderText<'a> {
        self.read(body);
        self.join_split_words();
        if !self.rows.is_empty() {
            let words = std::mem::take(&mut self.text.words);
            (self.out, self.text) = (String::new(), HeaderText::default());
            self.read(body);
            self.text.words = words;
        }
        self.text.text = Cow::Owned(self.out);
        self.text
    }

    fn read(&mut self, body: Span) {
        let mut rows = std::mem::take(&mut self.rows).into_iter().peekable();
        let mut at = body.start;
        let mut after_word = false;
        while at < self.end {
            let rest = Span::new(at, self.end).slice(self.input);
            let next = find(rest, b"=?").unwrap_or(rest.len());
            let plain = Span::new(at, at + next as u32);
            let word = self.word(plain.end);
            let between_words = after_word && word.is_some() && is_blank(plain.slice(self.input));
            // White space between two encoded-words is not part of the text (RFC 2047 section 6.2).
            if !between_words {
                self.plain(plain);
            }
            (at, after_word) = match word {
                Some(word) if rows.peek().is_some_and(|(row, _)| row.start == word.span.start) => {
                    let (row, text) = rows.next().unwrap_or_default();
                    self.push(Chain::new(row.start), Some(row), &text);
                    (row.end, true)
                }
                Some(word) => (self.decode(word), true),
                None => {
                    let opener = Span::new(plain.end, (plain.end + 2).min(self.end));
                    self.plain(opener);
                    (opener.end, false)
                }
            };
        }
    }

    /// Adds plain text, folds removed; bytes above 127 as UTF-8, else as what they look like.
    fn plain(&mut self, span: Span) {
        let bytes = span.slice(self.input);
        if bytes.is_empty() {
            return;
        }
        let mut map = SpanMap::identity();
        let mut unfolded = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some(at) = memchr2(b'\r', b'\n', rest) {
            unfolded.extend_from_slice(&rest[..at]);
            map.copy(at);
            map.drop(1);
            rest = &rest[at + 1..];
        }
        unfolded.extend_from_slice(rest);
        map.copy(rest.len());
        let charset = match std::str::from_utf8(&unfolded) {
            Ok(_) => Charset::UTF_8,
            Err(_) => charset::guess(&unfolded).unwrap_or(Charset::WINDOWS_1252),
        };
        let mut chain = Chain::new(span.start);
        chain.push(map);
        let decoded = charset::decode(charset, &unfolded);
        chain.push(decoded.map);
        self.push(chain, None, &decoded.text);
    }

    fn push(&mut self, chain: Chain, whole: Option<Span>, text: &str) {
        self.text.segments.push(Segment { out: self.out.len() as u32, chain, whole });
        self.out.push_str(text);
    }

    /// The encoded-word at `at`, which is where `=?` stands.
    fn word(&self, at: u32) -> Option<Word> {
        let rest = Span::new(at, self.end).slice(self.input);
        let body = cut_head(rest, "=?")?;
        let charset_len = memchr(b'?', &body[..body.len().min(LONGEST_CHARSET)])?;
        let token = &body[..charset_len];
        let after = &body[charset_len + 1..];
        let gap = after.iter().take(LONGEST_GAP).take_while(|byte| is_blank(&[**byte])).count();
        let after = &after[gap..];
        let letter = *after.first()?;
        let shaped = !token.is_empty() && token.iter().all(|&byte| byte > b' ') && after.get(1) == Some(&b'?');
        let charset = up_to(token, b'*');
        let known = Charset::from_label(charset).is_some();
        let proper = matches!(letter, b'B' | b'b' | b'Q' | b'q');
        // Neither a known charset nor a known encoding: it only looks like a word, as `=?x?y?z?=` in running text.
        if !shaped || !(known || proper) || (gap > 0 && !(known && proper)) {
            return None;
        }
        let start = at + 2 + (charset_len + gap) as u32 + 3;
        let payload = &after[2..];
        let len = payload_len(payload);
        let ended = payload[len..].starts_with(b"?=");
        let payload = Span::new(start, start + len as u32);
        let span = Span::new(at, payload.end + if ended { 2 } else { 0 });
        let charset = Span::new(at + 2, at + 2 + charset.len() as u32);
        let inside = payload.slice(self.input);
        let fault = match () {
            () if !ended => Some(Fault::Unterminated),
            () if !proper => Some(Fault::Encoding),
            () if !known => Some(Fault::Charset),
            () if inside.is_empty() => Some(Fault::Empty),
            () if memchr(b'?', inside).is_some() => Some(Fault::Question),
            () if gap > 0 || inside.iter().any(|byte| is_blank(&[*byte])) => Some(Fault::Space),
            () => None,
        };
        Some(Word { span, charset, payload, fault })
    }

    /// Adds a word's text; answers where it ends.
    fn decode(&mut self, mut word: Word) -> u32 {
        if word.has_gap(self.input) || !matches!(word.fault, None | Some(Fault::Space | Fault::Empty | Fault::Question))
        {
            self.text.words.push(word);
            self.plain(word.span);
            return word.span.end;
        }
        let (bytes, mut chain, sound) = word.octets(self.input);
        let charset = Charset::from_label(word.charset.slice(self.input)).unwrap_or(Charset::UTF_8);
        let decoded = charset::decode(charset, &bytes);
        if !sound {
            word.fault = word.fault.or(Some(Fault::Payload));
        } else if !charset::senseless(charset, &bytes, &decoded.faults).is_empty() {
            word.fault = word.fault.or(Some(Fault::Undecodable));
        } else if decoded.faults.count(FaultKind::NotBackInAscii) > 0 {
            word.fault = word.fault.or(Some(Fault::Open));
        }
        chain.push(decoded.map);
        self.text.words.push(word);
        self.push(chain, None, &decoded.text);
        word.span.end
    }

    /// Words in a row of which some are broken, and which decode together, have a character or a state cut between them.
    fn join_split_words(&mut self) {
        let (input, mut rest) = (self.input, &mut *self.text.words);
        while !rest.is_empty() {
            let len = row_len(rest, &|left, right| is_next(input, left, right));
            let (row, after) = rest.split_at_mut(len);
            rest = after;
            if row.len() > 1
                && row.iter().any(|word| word.fault.is_some())
                && let Some(text) = repair::joined(input, row)
            {
                self.rows.push((row[0].span.join(row[row.len() - 1].span), text));
                for word in row {
                    word.fault = Some(Fault::Split);
                }
            }
        }
    }
}

/// Whether two readable words in one charset stand side by side.
fn is_next(input: &[u8], left: &Word, right: &Word) -> bool {
    let same = left.charset.slice(input).eq_ignore_ascii_case(right.charset.slice(input));
    let between = Span::new(left.span.end, right.span.start.max(left.span.end));
    same && left.is_readable() && right.is_readable() && is_blank(between.slice(input))
}

/// The rows of words with a character cut between them, each as one text.
pub fn split_rows(input: &[u8], words: &[Word]) -> Vec<(Span, String)> {
    let side = |left: &Word, right: &Word| is_blank(Span::new(left.span.end, right.span.start).slice(input));
    let split = |word: &Word| word.fault == Some(Fault::Split);
    let (mut rows, mut rest) = (Vec::new(), words);
    while !rest.is_empty() {
        let len = row_len(rest, &|left, right| split(left) && split(right) && side(left, right));
        let (row, after) = rest.split_at(len);
        rest = after;
        if let (true, Some(text)) = (split(&row[0]), repair::joined(input, row)) {
            rows.push((row[0].span.join(row[row.len() - 1].span), text));
        }
    }
    rows
}

/// How many words at the front belong together, each with the next.
fn row_len(words: &[Word], together: &dyn Fn(&Word, &Word) -> bool) -> usize {
    let mut len = 1;
    while len < words.len() && together(&words[len - 1], &words[len]) {
        len += 1;
    }
    len
}

/// Length of a payload: up to `?=`, or up to what cannot be in one.
fn payload_len(payload: &[u8]) -> usize {
    let Some(first) = memchr(b'?', payload) else { return memchr2(b'\r', b'\n', payload).unwrap_or(payload.len()) };
    let mut at = first;
    loop {
        if payload[at..].starts_with(b"?=") {
            return at;
        }
        // Another word begins: this one has no end.
        if at > 0 && payload[at - 1] == b'=' {
            return at - 1;
        }
        // A question mark in the data, if the end comes before the next blank.
        let rest = &payload[at + 1..];
        match rest.iter().position(|byte| matches!(byte, b'?' | b' ' | b'\t' | b'\r' | b'\n')) {
            Some(next) if rest[next] == b'?' => at += 1 + next,
            _ => return first,
        }
    }
}

/// The bytes of a payload, the way back, and whether it was sound.
fn payload_bytes(letter: u8, payload: &[u8]) -> (Vec<u8>, SpanMap, bool) {
    if matches!(letter, b'B' | b'b') {
        let decoded = base64::decode(payload);
        // Missing padding and stray bits are read by everybody; what is not base64 at all is not.
        let harmless = [base64::Fault::TrailingBits, base64::Fault::Blank, base64::Fault::AfterPadding];
        let sound = decoded.faults.are_only(&harmless);
        return (decoded.bytes, decoded.map, sound);
    }
    let (mut bytes, mut map) = (Vec::with_capacity(payload.len()), SpanMap::identity());
    let sound = qp::unescape(payload, b'=', &mut bytes, &mut map);
    (bytes, map, sound)
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests;
