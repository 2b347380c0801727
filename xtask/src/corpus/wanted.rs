//! Mail that its readers wanted, and examples of the RFCs: what a rule says of them is read and judged.

/// Paths in the collection, one a line; one that ends in `/` stands for all messages below it.
const WANTED: &str = include_str!("../../wanted.txt");

/// Those of `names` that are on the list.
pub fn list(names: &[String]) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for line in lines() {
        let before = found.len();
        let is_it = |name: &&String| if line.ends_with('/') { name.starts_with(line) } else { *name == line };
        found.extend(names.iter().filter(is_it).cloned());
        if found.len() == before {
            return Err(format!("xtask/wanted.txt: the collection has no {line}"));
        }
    }
    Ok(found)
}

/// How many messages the list names one by one: those that somebody wanted.
pub fn received() -> usize {
    lines().filter(|line| line.starts_with("real-") || line.starts_with("ja-")).count()
}

fn lines() -> impl Iterator<Item = &'static str> {
    WANTED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_wanted_messages_each_once() {
        assert_eq!(received(), 50);
        let mut all: Vec<&str> = lines().collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), lines().count());
        assert!(list(&[]).is_err());
    }
}
