//! The encoded-words of header fields.

use super::Message;
use crate::decode::charset::{self, Charset};
use crate::decode::word::{Fault as WordFault, HeaderText, Word};
use crate::find::{begins, find};
use crate::scan::params::Structured;
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::value::addr::{AddressList, Fault, Mailbox};
use crate::value::lex::{Lexer, TokenKind};
use crate::value::msgid::MessageIds;
use std::cell::OnceCell;

/// A field in which `=?` stands: most have none, and many rules look for it.
#[derive(Debug)]
pub struct Worded {
    body: Span,
    words: OnceCell<Vec<Word>>,
}

impl Message<'_> {
    /// What looks like an encoded-word in a field, where encoded-words are read (RFC 2047 section 5): in text, and in
    /// names and comments of addresses. The fields of a draft are text, not source.
    pub fn encoded_words(&self, field: &Field) -> &[Word] {
        match self.worded(field) {
            Some(worded) if is_text(field.name) || is_addresses(field.name) => {
                worded.words.get_or_init(|| self.read_words(field))
            }
            _ => &[],
        }
    }

    fn worded(&self, field: &Field) -> Option<&Worded> {
        let all = self.worded.get_or_init(|| {
            let mut all = Vec::new();
            let header = self.scan.entities.first().map_or(&[][..], |root| self.slice(root.header));
            if find(header, b"=?").is_none() {
                return all;
            }
            for field in self.fields() {
                if !field.name_span.is_empty() && find(self.slice(field.body), b"=?").is_some() {
                    all.push(Worded { body: field.body, words: OnceCell::new() });
                }
            }
            all
        });
        all.iter().find(|worded| worded.body == field.body)
    }

    fn read_words(&self, field: &Field) -> Vec<Word> {
        let bytes = self.input.bytes;
        let mut words = HeaderText::read(bytes, field.body).words;
        if is_text(field.name) || words.is_empty() {
            return words;
        }
        let mailboxes = AddressList::read(bytes, field.body).mailboxes;
        let closed = closed_to_words(bytes, field, &mailboxes);
        words.retain(|word| !overlaps_one(&closed, word.span));
        for word in &mut words {
            let next = mailboxes.partition_point(|mailbox| mailbox.span.end <= word.span.start);
            let name = mailboxes.get(next).and_then(|mailbox| mailbox.name);
            let named = name.is_some_and(|name| name.contains(word.span));
            if named && word.fault.is_none() && matches!(word.letter(bytes), b'Q' | b'q') && !word.fits_phrase(bytes) {
                word.fault = Some(WordFault::Phrase);
            }
        }
        words
    }

    /// The charset that all words that do not decode are really in, if there is one.
    pub fn fitting_words(&self, words: &[Word]) -> Option<Charset> {
        let mut octets = Vec::new();
        for word in words {
            if word.fault == Some(WordFault::Undecodable) {
                octets.extend_from_slice(&word.octets(self.bytes()).0);
            }
        }
        if octets.is_ascii() {
            return None;
        }
        charset::guess(&octets)
    }
}

/// Addresses and quoted strings, sorted: what looks like a word there is none.
fn closed_to_words(bytes: &[u8], field: &Field, mailboxes: &[Mailbox]) -> Vec<Span> {
    let mut closed = Vec::new();
    for token in Lexer::new(bytes, field.body) {
        if matches!(token.kind, TokenKind::Quoted { .. }) {
            closed.push(token.span);
        }
    }
    for mailbox in mailboxes {
        if !mailbox.domain.is_empty() {
            closed.push(mailbox.addr);
        }
    }
    closed.sort_unstable();
    closed
}

/// Whether one of `spans`, sorted, shares a byte with `span`. A quoted local part lies inside its address.
fn overlaps_one(spans: &[Span], span: Span) -> bool {
    let begun = spans.partition_point(|it| it.start < span.end);
    spans[..begun].iter().rev().take(2).any(|it| it.overlaps(span))
}

/// An encoded-word where none is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Misplaced {
    /// In an address, or in place of one.
    Address,
    /// In a message identifier.
    Id,
    /// In a field or a parameter that takes none.
    Structured,
    /// It touches other text, or another word.
    Touching,
    /// It touches a bracket or a comma.
    Punctuation,
}

impl Message<'_> {
    /// The encoded-words of a field where none is read (RFC 2047 section 5), and those that touch what stands beside them.
    pub fn misplaced_words(&self, field: &Field) -> Vec<(Misplaced, Word)> {
        use Name::*;
        let bytes = self.input.bytes;
        if self.worded(field).is_none() {
            return Vec::new();
        }
        let (mut found, mut instead) = (Vec::new(), Vec::new());
        let mut add = |kind: Misplaced, span: Span| {
            for word in HeaderText::read(bytes, span).words {
                found.push((kind, word));
            }
        };
        match field.name {
            MessageId | ResentMessageId | InReplyTo | References | ContentId => {
                for id in MessageIds::read(bytes, field.body).ids {
                    add(Misplaced::Id, id.span);
                }
            }
            ReturnPath => add(Misplaced::Address, field.body),
            Received | ListArchive | ListHelp | ListOwner | ListPost | ListSubscribe => {
                add(Misplaced::Structured, field.body);
            }
            ContentType | ContentDisposition => {
                for param in Structured::read(bytes, field.body).params {
                    // Names of files have rules of their own.
                    let name = param.name.slice(bytes);
                    if !begins(name, "name") && !begins(name, "filename") {
                        add(Misplaced::Structured, param.value);
                    }
                }
            }
            name if is_addresses(name) => {
                let list = AddressList::read(bytes, field.body);
                for mailbox in &list.mailboxes {
                    if !mailbox.domain.is_empty() {
                        add(Misplaced::Address, mailbox.addr);
                    }
                }
                for (fault, span) in &list.faults {
                    // An element without an address, of which the word holds one.
                    let shown = || HeaderText::read(bytes, *span).text;
                    if *fault == Fault::MissingAt && memchr::memchr(b'@', shown().as_bytes()).is_some() {
                        add(Misplaced::Address, *span);
                        instead.push(*span);
                    }
                }
                instead.sort_unstable();
            }
            _ => {}
        }
        for word in self.encoded_words(field) {
            if !overlaps_one(&instead, word.span)
                && let Some(kind) = self.touching(field, word)
            {
                found.push((kind, *word));
            }
        }
        found
    }

    /// What a word touches that is no white space (RFC 2047 section 5); parentheses around it are those of a comment.
    fn touching(&self, field: &Field, word: &Word) -> Option<Misplaced> {
        let before = self.slice(Span::new(field.body.start, word.span.start)).last().copied().unwrap_or(b' ');
        let after = self.slice(Span::new(word.span.end, field.body.end)).first().copied().unwrap_or(b' ');
        let text = is_text(field.name);
        let kind = |byte: u8| match byte {
            b' ' | b'\t' | b'\r' | b'\n' => None,
            b'(' | b')' if !text => None,
            b'<' | b'>' | b',' | b';' | b':' if !text => Some(Misplaced::Punctuation),
            _ => Some(Misplaced::Touching),
        };
        match (kind(before), kind(after)) {
            (Some(Misplaced::Touching), _) | (_, Some(Misplaced::Touching)) => Some(Misplaced::Touching),
            (before, after) => before.or(after),
        }
    }

    /// The quoted strings of a field that hold encoded-words, with these words; none that is part of an address.
    pub fn quoted_words(&self, field: &Field) -> Vec<(Span, Vec<Word>)> {
        let bytes = self.input.bytes;
        let mut found = Vec::new();
        if !is_addresses(field.name) || self.worded(field).is_none() {
            return found;
        }
        let mut addresses = AddressList::read(bytes, field.body).mailboxes;
        addresses.retain(|mailbox| !mailbox.domain.is_empty());
        let mut addresses = addresses.iter().peekable();
        for token in Lexer::new(bytes, field.body) {
            if token.kind != (TokenKind::Quoted { closed: true }) {
                continue;
            }
            while addresses.next_if(|mailbox| mailbox.addr.end <= token.span.start).is_some() {}
            if addresses.peek().is_some_and(|mailbox| mailbox.addr.overlaps(token.span)) {
                continue;
            }
            let words = HeaderText::read(bytes, Span::new(token.span.start + 1, token.span.end - 1)).words;
            if !words.is_empty() {
                found.push((token.span, words));
            }
        }
        found
    }
}

fn is_text(name: Name) -> bool {
    matches!(name, Name::Subject | Name::Comments | Name::ContentDescription | Name::Keywords)
}

fn is_addresses(name: Name) -> bool {
    use Name::*;
    matches!(name, From | Sender | ReplyTo | To | Cc | Bcc | ResentFrom | ResentSender | ResentTo | ResentCc | ListId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;

    #[test]
    fn only_where_words_are_read() {
        let text = "From: =?UTF-8?Q?a?= (=?UTF-8?Q?b?=) <=?UTF-8?Q?c?=@d.example>\nTo: \"=?UTF-8?Q?d?=\" <e@f.example>\n\
                    Message-ID: <=?UTF-8?Q?g?=>\nSubject: =?UTF-8?Q?h?=\n\n";
        let msg = Message::new(Input::file(text.as_bytes()));
        let words: Vec<_> = msg.fields().iter().flat_map(|field| msg.encoded_words(field).to_vec()).collect();
        let payloads: Vec<_> = words.iter().map(|word| word.payload.slice(text.as_bytes())).collect();
        assert_eq!(payloads, [b"a", b"b", b"h"]);
    }
}
