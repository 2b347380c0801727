//! Address lists (RFC 5322 section 3.4), read tolerantly, with the place of everything.

mod local;
mod name;
#[cfg(test)]
mod tests;

pub use local::{exotic_character, unquoted_local};
pub use name::{NameFault, shown_elsewhere, unquoted};

use super::lex::{Lexer, Token, TokenKind};
use crate::find::until;
use crate::span::Span;

/// An address list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AddressList {
    /// The mailboxes, those inside groups included.
    pub mailboxes: Vec<Mailbox>,
    /// The names of groups.
    pub groups: Vec<Span>,
    /// What was tolerated, in order.
    pub faults: Vec<(Fault, Span)>,
}

/// One mailbox.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mailbox {
    /// The display name as it stands, quotes and encoded-words included.
    pub name: Option<Span>,
    /// The part before the last `@`.
    pub local: Span,
    /// The part after it; empty where it is missing.
    pub domain: Span,
    /// The addr-spec.
    pub addr: Span,
    /// The whole mailbox.
    pub span: Span,
    /// Whether something in the addr-spec is wrong.
    pub faulty: bool,
}

/// What is wrong in an address list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// `<` without `>`.
    UnclosedAngle,
    /// `>` without `<`.
    UnopenedAngle,
    /// `"` without its partner.
    UnclosedQuote,
    /// `(` without `)`.
    UnclosedComment,
    /// `)` without `(`.
    UnopenedComment,
    /// Something that has no `@`.
    MissingAt,
    /// `@` with nothing before or after it.
    HalfAddress,
    /// Nothing between two commas (obsolete, RFC 5322 section 4.4).
    EmptyElement,
    /// `;` where no group is open.
    Semicolon,
    /// Two addresses without a comma between them.
    TwoAddresses,
    /// Text after `>`.
    TextAfterAngle,
    /// `<>`.
    EmptyAngle,
    /// `:` without a closing `;`.
    UnclosedGroup,
    /// A character, a gap or a dot where an address can have none.
    BadAddress,
}

impl AddressList {
    /// Reads a field body.
    pub fn read(input: &[u8], body: Span) -> Self {
        let mut reader =
            Reader { input, list: Self::default(), element: Vec::new(), group: None, angle: None, opened: 0 };
        let mut separated = false;
        for token in Lexer::new(input, body) {
            separated = reader.token(token, separated);
        }
        reader.finish(separated, body.end);
        reader.list
    }
}

/// What to delete so that no element of a list is empty: commas at its ends, and those that follow another one.
///
/// Nothing where comments stand in the list.
pub fn surplus(input: &[u8], body: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut after_element = false;
    let mut run: Option<Span> = None;
    let mut needed = 0;
    for token in Lexer::new(input, body) {
        match token.kind {
            TokenKind::Comment { .. } => return Vec::new(),
            TokenKind::Special(b',') => {
                needed = if run.is_none() && after_element { token.span.end } else { needed };
                run = Some(run.map_or(token.span, |run| run.join(token.span)));
            }
            _ => {
                if let Some(run) = run.take() {
                    let from = if after_element { needed } else { run.start };
                    if from < run.end {
                        found.push(Span::new(from, run.end));
                    }
                }
                after_element = true;
            }
        }
    }
    if let Some(run) = run {
        found.push(run);
    }
    found.retain(|span| !span.is_empty());
    found
}

/// Dots that no dot-atom has: at an end of an unquoted local part, or two in a row (RFC 5322 section 3.2.3).
pub fn misplaced_dots(input: &[u8], local: Span) -> Option<Span> {
    let mut run: Option<(Span, bool)> = None;
    let mut after_word = false;
    for token in Lexer::new(input, local) {
        match (token.kind, run) {
            (TokenKind::Comment { .. }, _) => {}
            (TokenKind::Special(b'.'), Some((dots, _))) => run = Some((dots.join(token.span), true)),
            (TokenKind::Special(b'.'), None) => run = Some((token.span, !after_word)),
            (_, Some((dots, true))) => return Some(dots),
            _ => (run, after_word) = (None, true),
        }
    }
    run.map(|(dots, _)| dots)
}

struct Reader<'a> {
    input: &'a [u8],
    list: AddressList,
    /// The tokens since the last separator, comments aside.
    element: Vec<Token>,
    group: Option<Span>,
    angle: Option<Span>,
    /// Where the last `<` stands in `element`.
    opened: usize,
}

impl Reader<'_> {
    /// Takes one token; answers whether it was a comma.
    fn token(&mut self, token: Token, separated: bool) -> bool {
        match token.kind {
            TokenKind::Comment { closed } => {
                if !closed {
                    self.fault(Fault::UnclosedComment, token.span);
                }
                return separated;
            }
            TokenKind::Special(b',') if self.angle.is_none() || !self.in_route() => {
                if self.element.is_empty() && (separated || self.at_start()) {
                    self.fault(Fault::EmptyElement, token.span);
                }
                self.end_element();
                return true;
            }
            TokenKind::Special(b';') => self.semicolon(token),
            TokenKind::Special(b':') if self.angle.is_none() && self.group.is_none() => {
                let name = span_of(&self.element).unwrap_or(token.span);
                self.list.groups.push(name);
                self.group = Some(name);
                self.element.clear();
            }
            TokenKind::Special(b')') => self.fault(Fault::UnopenedComment, token.span),
            TokenKind::Special(b'>') if self.angle.take().is_none() => self.fault(Fault::UnopenedAngle, token.span),
            _ => self.keep(token),
        }
        false
    }

    fn keep(&mut self, token: Token) {
        match token.kind {
            TokenKind::Special(b'<') => {
                self.angle = Some(token.span);
                self.opened = self.element.len();
            }
            TokenKind::Quoted { closed: false } => self.fault(Fault::UnclosedQuote, token.span),
            _ => {}
        }
        self.element.push(token);
    }

    fn at_start(&self) -> bool {
        self.list.mailboxes.is_empty() && self.list.groups.is_empty()
    }

    /// Inside `<@a,@b:user@c>`, a source route (obsolete, RFC 5322 section 4.4).
    fn in_route(&self) -> bool {
        let is = |at: usize, byte| self.element.get(at).is_some_and(|token| token.kind == TokenKind::Special(byte));
        is(self.opened, b'<') && is(self.opened + 1, b'@')
    }

    fn semicolon(&mut self, token: Token) {
        self.end_element();
        if self.group.take().is_none() {
            self.fault(Fault::Semicolon, token.span);
        }
    }

    fn finish(&mut self, separated: bool, end: u32) {
        let empty = self.element.is_empty();
        self.end_element();
        if separated && empty {
            self.fault(Fault::EmptyElement, Span::at(end));
        }
        if let Some(name) = self.group {
            self.fault(Fault::UnclosedGroup, name);
        }
    }

    fn fault(&mut self, fault: Fault, span: Span) {
        self.list.faults.push((fault, span));
    }

    /// Reads the tokens since the last separator as one mailbox.
    fn end_element(&mut self) {
        let tokens = std::mem::take(&mut self.element);
        let unclosed = self.angle.take();
        let Some(span) = span_of(&tokens) else { return };
        let open = tokens.iter().position(|token| token.kind == TokenKind::Special(b'<'));
        let Some(open) = open else {
            self.bare(&tokens, span);
            return;
        };
        if let Some(angle) = unclosed {
            self.fault(Fault::UnclosedAngle, angle);
        }
        let close = tokens[open..].iter().position(|token| token.kind == TokenKind::Special(b'>'));
        let close = close.map_or(tokens.len(), |at| open + at);
        self.after_angle(tokens.get(close + 1..).unwrap_or_default());
        let route = tokens[open..close].iter().rposition(|token| token.kind == TokenKind::Special(b':'));
        let inside = &tokens[open + 1 + route.unwrap_or(0)..close];
        // A route begins with `@`; anything else before a colon, such as `mailto:`, is none.
        if let Some(route) = route
            && tokens[open + 1].kind != TokenKind::Special(b'@')
        {
            self.fault(Fault::BadAddress, tokens[open + 1].span.join(tokens[open + route].span));
        }
        match span_of(inside) {
            None => self.fault(Fault::EmptyAngle, Span::new(tokens[open].span.start, span.end)),
            Some(_) => self.addr_spec(inside, span_of(&tokens[..open]), span),
        }
    }

    /// Only comments may follow `>`.
    fn after_angle(&mut self, rest: &[Token]) {
        let Some(after) = span_of(rest) else { return };
        let another = rest.iter().any(|token| matches!(token.kind, TokenKind::Special(b'<' | b'@')));
        self.fault(if another { Fault::TwoAddresses } else { Fault::TextAfterAngle }, after);
    }

    /// An element without angle brackets: an addr-spec, or something that is none.
    fn bare(&mut self, tokens: &[Token], span: Span) {
        let mut ats = 0;
        for token in tokens {
            ats += u32::from(token.kind == TokenKind::Special(b'@'));
        }
        match ats {
            0 => self.fault(Fault::MissingAt, span),
            _ if ats > 1 && has_gap(tokens) => {
                self.fault(Fault::TwoAddresses, span);
                self.addr_spec(tokens, None, span);
            }
            _ => self.addr_spec(tokens, None, span),
        }
    }

    fn addr_spec(&mut self, tokens: &[Token], name: Option<Span>, span: Span) {
        let addr = span_of(tokens).unwrap_or(span);
        let at = tokens.iter().rposition(|token| token.kind == TokenKind::Special(b'@'));
        let Some(at) = at else {
            self.fault(Fault::MissingAt, addr);
            return;
        };
        let (local, domain) = (span_of(&tokens[..at]), span_of(&tokens[at + 1..]));
        let before = self.list.faults.len();
        if local.is_none() || domain.is_none() {
            self.fault(Fault::HalfAddress, addr);
        } else if let Some(odd) = odd_in_local(&tokens[..at]).or_else(|| odd_in_domain(self.input, &tokens[at + 1..])) {
            self.fault(Fault::BadAddress, odd);
        }
        let at = tokens[at].span;
        let local = local.unwrap_or(Span::at(at.start));
        let domain = self.first_word(domain.unwrap_or(Span::at(at.end)));
        let faulty = self.list.faults.len() > before;
        self.list.mailboxes.push(Mailbox {
            name,
            local,
            domain,
            addr: Span::new(local.start, domain.end),
            span,
            faulty,
        });
    }

    /// A domain ends at a blank: what follows belongs to something else.
    fn first_word(&mut self, domain: Span) -> Span {
        let bytes = domain.slice(self.input);
        let len = until(bytes, b" \t\r\n");
        if bytes.starts_with(b"[") { domain } else { Span::new(domain.start, domain.start + len as u32) }
    }
}

/// What cannot stand in a local part: words without a dot between them, other punctuation. Dots out of place have a rule
/// of their own.
fn odd_in_local(tokens: &[Token]) -> Option<Span> {
    let word = |token: &Token| matches!(token.kind, TokenKind::Atom | TokenKind::Quoted { .. });
    let odd = tokens.iter().find(|token| !word(token) && token.kind != TokenKind::Special(b'.'));
    let pair = || tokens.windows(2).find(|pair| word(&pair[0]) && word(&pair[1])).map(|pair| pair[1].span);
    odd.map(|token| token.span).or_else(pair)
}

/// What cannot stand in a domain: anything but one literal, or words with single dots between them. No name in DNS begins
/// or ends with a hyphen (RFC 5321 section 4.1.2, RFC 1035 section 2.3.1).
fn odd_in_domain(input: &[u8], tokens: &[Token]) -> Option<Span> {
    if let [Token { kind: TokenKind::Literal, span }] = tokens {
        return opened_twice(input, *span);
    }
    let dot = |token: &Token| token.kind == TokenKind::Special(b'.');
    let label = |token: &Token| {
        let bytes = token.span.slice(input);
        token.kind == TokenKind::Atom && !bytes.starts_with(b"-") && !bytes.ends_with(b"-")
    };
    let fits = |index: usize, token: &Token| if index % 2 == 1 { dot(token) } else { label(token) };
    let odd = tokens.iter().enumerate().find(|(index, token)| !fits(*index, token)).map(|(_, token)| token.span);
    odd.or_else(|| tokens.last().filter(|token| dot(token)).map(|token| token.span))
}

/// A second `[` in a domain literal (RFC 5322 section 3.4.1), unless it is a quoted pair.
fn opened_twice(input: &[u8], literal: Span) -> Option<Span> {
    let mut escaped = true;
    let inside = literal.slice(input).iter().position(|&byte| {
        let found = byte == b'[' && !escaped;
        escaped = byte == b'\\' && !escaped;
        found
    });
    inside.map(|at| Span::of(at, at + 1).shift(literal.start))
}

fn span_of(tokens: &[Token]) -> Option<Span> {
    Some(tokens.first()?.span.join(tokens.last()?.span))
}

/// Whether white space stands between two tokens that are no dots or `@`.
fn has_gap(tokens: &[Token]) -> bool {
    let solid = |token: &Token| !matches!(token.kind, TokenKind::Special(b'.' | b'@'));
    tokens.windows(2).any(|pair| pair[0].span.end < pair[1].span.start && solid(&pair[0]) && solid(&pair[1]))
}
