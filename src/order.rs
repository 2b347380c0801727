//! Sorting without a sort for each type: what is sorted are places in a list. All of it runs once a message.

use std::cmp::Ordering;

/// The places of a list of `len` in the order of `compare`; equal ones stay in theirs.
pub fn order(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_unstable_by(|&one, &other| compare(one, other).then(one.cmp(&other)));
    order
}

/// The distinct ones of `words`, sorted: where each stands first, and how often it is there.
pub fn distinct(words: &[&str]) -> Vec<(usize, usize)> {
    let mut distinct: Vec<(usize, usize)> = Vec::new();
    for at in order(words.len(), &mut |one, other| words[one].cmp(words[other])) {
        match distinct.last_mut() {
            Some((first, count)) if words[*first] == words[at] => *count += 1,
            _ => distinct.push((at, 1)),
        }
    }
    distinct
}

/// The places of the words that do not stand before in the list, in order.
pub fn firsts(words: &[&str]) -> Vec<usize> {
    // Of a row of the same word the first is enough.
    let (mut rows, mut starts): (Vec<&str>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, word) in words.iter().enumerate() {
        if rows.last() != Some(word) {
            rows.push(word);
            starts.push(at);
        }
    }
    let mut is_first = vec![false; rows.len()];
    for (row, _) in distinct(&rows) {
        is_first[row] = true;
    }
    let mut firsts = Vec::new();
    for (row, first) in is_first.into_iter().enumerate() {
        if first {
            firsts.push(starts[row]);
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_ones_keep_their_order(list in prop::collection::vec(0_u8..4, 0..40)) {
            let mut want: Vec<usize> = (0..list.len()).collect();
            want.sort_by_key(|at| list[*at]);
            prop_assert_eq!(order(list.len(), &mut |one, other| list[one].cmp(&list[other])), want);
        }
    }

    #[test]
    fn words_once() {
        let words = ["b", "a", "b", "c", "a", "b"];
        assert_eq!(distinct(&words), [(1, 2), (0, 3), (3, 1)]);
    }
}
