//! Display names: those that should stand in quotes (RFC 5322 section 3.2.5), and those that name somebody else.

use super::{AddressList, Fault};
use crate::find::{has, split_last};
use crate::span::Span;
use crate::value::domain::{Mode, aligned, has_known_top, organizational_domain, public_suffix};
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
    let mut pieces = Vec::new();
    for (fault, piece) in &list.faults {
        if matches!(fault, Fault::MissingAt | Fault::UnclosedGroup) {
            pieces.push(*piece);
        }
    }
    pieces.sort_unstable();
    let mut found = Vec::new();
    for mailbox in &list.mailboxes {
        let Some(name) = mailbox.name else { continue };
        let before = &pieces[..pieces.partition_point(|piece| piece.start < name.start)];
        let whole = from_first_piece(input, before, name, list.mailboxes.len() == 1);
        let fault = if whole == name { fault_of(input, name) } else { Some(NameFault::Cut) };
        if let Some(fault) = fault {
            found.push((fault, whole));
        }
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

/// Pieces without an `@` before a name belong to it, with the commas or semicolons between them; a colon does where only
/// one address stands, and no group can be meant.
fn from_first_piece(input: &[u8], before: &[Span], name: Span, alone: bool) -> Span {
    let mut whole = name;
    for piece in before.iter().rev() {
        let between = Span::new(piece.end, whole.start.max(piece.end)).slice(input).trim_ascii();
        if !matches!(between, b"," | b";") && (between != b":" || !alone) {
            break;
        }
        whole = piece.join(whole);
    }
    whole
}

/// The first word of a decoded display name that is an address or a domain of another organization than `local@domain`,
/// and whether it is an address.
pub fn shown_elsewhere<'n>(name: &'n str, local: &str, domain: &str) -> Option<(bool, &'n str)> {
    if !has(name, ".") {
        return None;
    }
    for word in name.split(|c: char| c.is_whitespace() || c.is_ascii() && b"\"'<>()[],;|/:".contains(&(c as u8))) {
        let (is_address, before, host) = match split_last(word, b'@') {
            Some((before, host)) => (true, before, host),
            None => (false, "", word),
        };
        let dotless = host.is_ascii() && !has(host, ".");
        if dotless || host.len() < 4 || !has_known_top(host) || aligned(host, domain, Mode::Relaxed) {
            continue;
        }
        let (Some(theirs), Some(ours)) = (organizational_domain(host), organizational_domain(domain)) else { continue };
        let suffix = public_suffix(host).map_or(0, |suffix| suffix.len() + 1);
        let label = &theirs[..theirs.len().saturating_sub(suffix)];
        let own = match is_address {
            // One person with two addresses.
            true => before.is_empty() || before.eq_ignore_ascii_case(local),
            // `ASP.NET`, `Ph.D`, `U.S.`: words with dots, not domains; and a brand under two endings.
            false => {
                let shouted = word.bytes().all(|byte| !byte.is_ascii_lowercase());
                label.len() < 4 || shouted || has(&ours, label)
            }
        };
        if !own {
            return Some((is_address, word));
        }
    }
    None
}
