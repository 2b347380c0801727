//! The encoded-words of header fields.

use super::Message;
use crate::decode::charset::{self, Charset};
use crate::decode::word::{Fault, HeaderText, Word};
use crate::find::find;
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::value::addr::AddressList;
use crate::value::lex::{Lexer, TokenKind};

impl Message<'_> {
    /// What looks like an encoded-word in a field, where encoded-words are read (RFC 2047 section 5): in text, and in
    /// names and comments of addresses. The fields of a draft are text, not source.
    pub fn encoded_words(&self, field: &Field) -> Vec<Word> {
        let read = is_text(field.name) || is_addresses(field.name);
        if !read || field.name_span.is_empty() || find(self.slice(field.body), b"=?").is_none() {
            return Vec::new();
        }
        let mut words = HeaderText::read(self.input.bytes, field.body).words;
        if !is_text(field.name) && !words.is_empty() {
            let closed = self.closed_to_words(field);
            words.retain(|word| !closed.iter().any(|span| span.overlaps(word.span)));
        }
        words
    }

    /// The charset that all words that do not decode are really in, if there is one.
    pub fn fitting_words(&self, words: &[Word]) -> Option<Charset> {
        let mut octets = Vec::new();
        for word in words {
            if word.fault == Some(Fault::Undecodable) {
                octets.extend_from_slice(&word.octets(self.bytes()).0);
            }
        }
        if octets.is_ascii() {
            return None;
        }
        charset::guess(&octets)
    }

    /// Addresses and quoted strings: what looks like a word there is none.
    fn closed_to_words(&self, field: &Field) -> Vec<Span> {
        let bytes = self.input.bytes;
        let mut closed = Vec::new();
        for token in Lexer::new(bytes, field.body) {
            if matches!(token.kind, TokenKind::Quoted { .. }) {
                closed.push(token.span);
            }
        }
        for mailbox in AddressList::read(bytes, field.body).mailboxes {
            if !mailbox.domain.is_empty() {
                closed.push(mailbox.addr);
            }
        }
        closed
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
        let words: Vec<_> = msg.fields().iter().flat_map(|field| msg.encoded_words(field)).collect();
        let payloads: Vec<_> = words.iter().map(|word| word.payload.slice(text.as_bytes())).collect();
        assert_eq!(payloads, [b"a", b"b", b"h"]);
    }
}
