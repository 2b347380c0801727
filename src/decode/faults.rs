//! A list of faults that stays small however many there are.

use crate::span::Span;

/// How many faults are kept; all are counted.
const KEPT: usize = 1_000;

/// Faults with their places: the first thousand, and how many there are in all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Faults<T> {
    list: Vec<(T, Span)>,
    count: u64,
}

impl<T> Default for Faults<T> {
    fn default() -> Self {
        Self { list: Vec::new(), count: 0 }
    }
}

impl<T: Copy + PartialEq> Faults<T> {
    /// Adds one.
    pub fn push(&mut self, fault: T, span: Span) {
        self.count += 1;
        if self.list.len() < KEPT {
            self.list.push((fault, span));
        }
    }

    /// Adds one, as part of the last where that is of the same kind and ends where this begins.
    pub fn push_joined(&mut self, fault: T, span: Span) {
        if let Some((kind, last)) = self.list.last_mut()
            && *kind == fault
            && last.end == span.start
        {
            last.end = span.end;
            return;
        }
        self.push(fault, span);
    }

    /// The first ones, in order.
    pub fn list(&self) -> &[(T, Span)] {
        &self.list
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Whether all of them are of these kinds.
    pub fn are_only(&self, kinds: &[T]) -> bool {
        self.list.iter().all(|(fault, _)| kinds.contains(fault))
    }

    /// The first ones of a kind.
    pub fn of(&self, kind: T) -> impl Iterator<Item = Span> + '_ {
        self.list.iter().filter(move |(fault, _)| *fault == kind).map(|(_, span)| *span)
    }
}
