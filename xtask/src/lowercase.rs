//! Packs Unicode's lower case (simple mappings, as the standard library has them) for the names of domains.
//!
//! Seven bytes for a run of capitals, sorted: the first one (three bytes, little-endian); how many (one byte); then three
//! bytes, little-endian, of the distance to the small letter, times two, plus one when only every other code point is in
//! the run. ASCII is left out, and what becomes two characters.

/// The packed form, from the root of the tree.
pub const PACKED_FILE: &str = "data/lowercase.bin";

/// The packed form.
pub fn pack() -> Vec<u8> {
    let mut runs: Vec<Run> = Vec::new();
    for capital in '\u{80}'..=char::MAX {
        let mut small = capital.to_lowercase();
        let (Some(first), None) = (small.next(), small.next()) else { continue };
        let (at, distance) = (capital as i32, first as i32 - capital as i32);
        if distance != 0 && !runs.iter_mut().rev().take(2).any(|run| run.takes(at, distance)) {
            runs.push(Run { first: at, count: 1, step: 1, distance });
        }
    }
    runs.iter().flat_map(Run::bytes).collect()
}

struct Run {
    first: i32,
    count: u8,
    step: i32,
    distance: i32,
}

impl Run {
    /// Whether the run goes on with this capital; then it does.
    fn takes(&mut self, at: i32, distance: i32) -> bool {
        let step = if self.count == 1 { at - self.first } else { self.step };
        let next = self.first + i32::from(self.count) * step;
        let takes = self.distance == distance && at == next && matches!(step, 1 | 2) && self.count < u8::MAX;
        if takes {
            (self.step, self.count) = (step, self.count + 1);
        }
        takes
    }

    fn bytes(&self) -> [u8; 7] {
        let first = self.first.to_le_bytes();
        let rest = (self.distance * 2 + self.step - 1).to_le_bytes();
        [first[0], first[1], first[2], self.count, rest[0], rest[1], rest[2]]
    }
}
