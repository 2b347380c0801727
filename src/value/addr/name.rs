//! Display names that should stand in quotes (RFC 5322 section 3.2.5).

use super::{AddressList, Fault, Mailbox};
use crate::span::Span;
use crate::value::lex::{Lexer, TokenKind};

/// What an unquoted display name holds, worst last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NameFault {
    /// A full stop (obsolete, RFC 5322 section 4.1).
    Stop,
    /// Brackets or a backslash.
    Odd,
    /// An `@`, in a name that is one word.
    Whole,
    /// Something that cuts it off from its address: a comma, a semicolon, a colon; or an `@` among words.
    Cut,
}

/// The names in a list that hold punctuation and have no quotes, each as a whole.
pub fn unquoted(input: &[u8], list: &AddressList) -> Vec<(NameFault, Span)> {
    let mut found = Vec::new();
    for mailbox in &list.mailboxes {
        let Some(name) = mailbox.name else { continue };
        let whole = from_first_piece(input, list, mailbox, name);
        let fault = if whole == name { fault_of(input, name) } else { Some(NameFault::Cut) };
        found.extend(fault.map(|fault| (fault, whole)));
    }
    found
}

fn fault_of(input: &[u8], name: Span) -> Option<NameFault> {
    let (mut worst, mut words) = (None, 0);
    for token in Lexer::new(input, name) {
        let fault = match token.kind {
            TokenKind::Special(b'.') => NameFault::Stop,
            TokenKind::Special(b'[' | b']' | b'\\') | TokenKind::Literal => NameFault::Odd,
            TokenKind::Special(b'@' | b':') => NameFault::Whole,
            _ => continue,
        };
        worst = worst.max(Some(fault));
        words = name.slice(input).split(u8::is_ascii_whitespace).count();
    }
    if worst == Some(NameFault::Whole) && words > 1 { Some(NameFault::Cut) } else { worst }
}

/// Pieces without an `@` before a name belong to it, with the commas, semicolons or the colon between them.
fn from_first_piece(input: &[u8], list: &AddressList, mailbox: &Mailbox, name: Span) -> Span {
    let mut whole = name;
    for (fault, piece) in list.faults.iter().rev().filter(|(_, piece)| piece.start < name.start) {
        let between = Span::new(piece.end, whole.start.max(piece.end)).slice(input).trim_ascii();
        let joins = match fault {
            Fault::MissingAt => between == b"," || between == b";",
            Fault::UnclosedGroup => between == b":" && list.mailboxes.len() == 1,
            _ => false,
        };
        if joins && piece.end <= mailbox.span.start {
            whole = piece.join(whole);
        }
    }
    whole
}
