//! The Public Suffix List, searched where it lies. `xtask/src/psl.rs` writes this form and describes it.

use super::Section;
use super::list;
use super::punycode;
use crate::find::{after_last, memrchr};
use crate::tables::{self, Table};
use std::cell::RefCell;

/// The day of the list in use, as YYYY-MM-DD.
pub const SNAPSHOT_DATE: &str = match std::str::from_utf8(&DAY) {
    Ok(date) => date,
    Err(_) => panic!("the packed list begins with its date"),
};

/// A copy, so that the date alone does not bring the whole list into a build that is handed it.
const DAY: [u8; 10] = *tables::of(Table::Suffixes).first_chunk().unwrap();

const RULE: u8 = 1;
const WILDCARD: u8 = 2;
const EXCEPTION: u8 = 4;
const CHILDREN: u8 = 8;
const WILDCARD_PRIVATE: u8 = 16;
const PRIVATE_HEAD: u8 = 0x10;
const MAX_SHARED: usize = 15;

/// Where a block begins and ends in the list.
type Block = (usize, usize);

/// Where the public suffix of a name in lower case begins.
///
/// A message names the same few domains again and again: the last answers are kept.
pub(super) fn start(name: &str, section: Section) -> usize {
    /// Answers kept.
    const MOST: usize = 16;
    type Answer = (Section, String, usize);
    thread_local! { static LAST: RefCell<(Vec<Answer>, usize)> = const { RefCell::new((Vec::new(), 0)) } }
    if list::get().is_none() {
        return name.len();
    }
    LAST.with_borrow_mut(|(last, next)| {
        for (known, of, start) in &*last {
            if *known == section && of == name {
                return *start;
            }
        }
        let start = look_up(name, section);
        let answer = (section, name.to_owned(), start);
        // The oldest one makes room.
        match last.get_mut(*next % MOST) {
            Some(oldest) => *oldest = answer,
            None => last.push(answer),
        }
        *next += 1;
        start
    })
}

fn look_up(name: &str, section: Section) -> usize {
    let Some(list) = list::get() else { return name.len() };
    let mut end = name.len();
    let mut best = end;
    let mut wildcard = true; // the rule `*` that ends every list
    let mut block = list.top();
    loop {
        let start = memrchr(b'.', &name.as_bytes()[..end]).map_or(0, |dot| dot + 1);
        if wildcard {
            best = start;
        }
        let Some(entry) = list.entry(block, &name[start..end]) else { break };
        if entry.is_exception(section) {
            best = end + 1;
            break;
        }
        if entry.is_rule(section) {
            best = start;
        }
        wildcard = entry.has_wildcard(section);
        block = entry.children;
        if start == 0 {
            break;
        }
        end = start - 1;
    }
    best.min(name.len())
}

/// Whether the last label of a name in lower case is on the list.
pub(super) fn knows_top(name: &str) -> bool {
    let top = after_last(name, b'.');
    // What nearly all names end in need not be searched.
    if matches!(top, "com" | "net" | "org" | "jp") {
        return list::get().is_some();
    }
    list::get().is_some_and(|list| list.entry(list.top(), top).is_some())
}

/// One label of the list.
struct Entry {
    kind: u8,
    private: bool,
    children: Block,
}

impl Entry {
    fn is_rule(&self, section: Section) -> bool {
        self.kind & RULE != 0 && (section == Section::All || !self.private)
    }

    fn is_exception(&self, section: Section) -> bool {
        self.kind & EXCEPTION != 0 && (section == Section::All || !self.private)
    }

    fn has_wildcard(&self, section: Section) -> bool {
        self.kind & WILDCARD != 0 && (section == Section::All || self.kind & WILDCARD_PRIVATE == 0)
    }
}

/// The packed list, and where to begin in it.
pub(super) struct List {
    packed: &'static [u8],
    /// The longest block below the top level, which is that of `com`.
    longest: Block,
    /// Where the labels with a given first byte begin, so that a lookup does not pass hundreds of others.
    in_top: [u32; 256],
    in_longest: [u32; 256],
}

impl List {
    pub(super) const fn new(packed: &'static [u8]) -> Self {
        let mut list = Self { packed, longest: (0, 0), in_top: [0; 256], in_longest: [0; 256] };
        list.longest = list.longest_below_top();
        list.in_top = list.by_first_byte(list.top());
        list.in_longest = list.by_first_byte(list.longest);
        list
    }

    const fn top(&self) -> Block {
        (DAY.len(), self.packed.len())
    }

    /// The list holds U-labels, so an A-label is looked up as what it means.
    fn entry(&self, block: Block, label: &str) -> Option<Entry> {
        let decoded = label.strip_prefix("xn--").and_then(punycode::decode);
        let label = decoded.as_deref().unwrap_or(label).as_bytes();
        let table = match block {
            _ if block == self.top() => &self.in_top,
            _ if block == self.longest => &self.in_longest,
            _ => return self.find(block, label),
        };
        let start = table[usize::from(*label.first()?)] as usize;
        if start == 0 { None } else { self.find((start, block.1), label) }
    }

    /// The labels of a block are sorted, and each tells how much of the one before it repeats: what `label` shares with
    /// the entries read so far (`matched`) decides most of them without a look at their text.
    fn find(&self, (mut at, end): Block, label: &[u8]) -> Option<Entry> {
        let mut matched = 0;
        while at < end {
            let head = self.packed[at];
            let shared = usize::from(head) & MAX_SHARED;
            if shared < matched && shared < MAX_SHARED {
                return None;
            }
            matched = matched.min(shared);
            let rest_end = self.label_end(at + 1);
            let mut found = false;
            if shared == matched {
                let (rest, wanted) = (&self.packed[at + 1..rest_end], &label[matched..]);
                let equal = rest.iter().zip(wanted).take_while(|(a, b)| a == b).count();
                matched += equal;
                found = equal == rest.len() && equal == wanted.len();
                if equal < rest.len() && wanted.get(equal).is_none_or(|&b| b < rest[equal]) {
                    return None;
                }
            }
            let children = self.children_at(rest_end);
            if found {
                return Some(Entry { kind: self.kind_at(rest_end), private: head & PRIVATE_HEAD != 0, children });
            }
            at = children.1;
        }
        None
    }

    const fn longest_below_top(&self) -> Block {
        let (mut at, mut longest) = (self.top().0, (0, 0));
        while at < self.packed.len() {
            let children = self.children_at(self.label_end(at + 1));
            if children.1 - children.0 > longest.1 - longest.0 {
                longest = children;
            }
            at = children.1;
        }
        longest
    }

    const fn by_first_byte(&self, (mut at, end): Block) -> [u32; 256] {
        let mut table = [0; 256];
        while at < end {
            if self.packed[at] as usize & MAX_SHARED == 0 {
                table[self.packed[at + 1] as usize] = at as u32;
            }
            at = self.children_at(self.label_end(at + 1)).1;
        }
        table
    }

    /// Bytes of a label have bit 0x80 or 0x20; eight are looked at together, because lookups spend their time here.
    const fn label_end(&self, mut at: usize) -> usize {
        while let Some(bytes) = self.packed.split_at(at).1.first_chunk::<8>() {
            let word = u64::from_le_bytes(*bytes);
            let others = !(word | word << 2) & 0x8080_8080_8080_8080;
            if others != 0 {
                return at + (others.trailing_zeros() / 8) as usize;
            }
            at += 8;
        }
        while at < self.packed.len() && self.packed[at] & 0xA0 != 0 {
            at += 1;
        }
        at
    }

    /// The kind byte after a label, or what it means that there is none.
    const fn kind_at(&self, label_end: usize) -> u8 {
        if label_end < self.packed.len() && self.packed[label_end] & 0xE0 == 0x40 {
            self.packed[label_end] & 0x1F
        } else {
            RULE
        }
    }

    /// The block of children after a label, empty when it has none; where it ends, the next entry begins.
    const fn children_at(&self, label_end: usize) -> Block {
        if label_end >= self.packed.len() || self.packed[label_end] & 0xE0 != 0x40 {
            return (label_end, label_end);
        }
        let mut at = label_end + 1;
        if self.packed[label_end] & CHILDREN == 0 {
            return (at, at);
        }
        let (mut length, mut shift) = (0, 0);
        loop {
            let byte = self.packed[at] as usize;
            length |= (byte & 0x7F) << shift;
            shift += 7;
            at += 1;
            if byte & 0x80 == 0 {
                return (at, at + length);
            }
        }
    }
}
