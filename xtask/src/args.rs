//! The words after a command's name.

use crate::shell::Outcome;

/// Words not yet taken.
#[derive(Debug)]
pub struct Args(Vec<String>);

impl Args {
    /// All words.
    pub fn new(words: impl Iterator<Item = String>) -> Self {
        Self(words.collect())
    }

    /// Whether `name` was given; takes it.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() < before
    }

    /// The value after `name` or behind `name=`; takes both.
    pub fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        let prefix = format!("{name}=");
        let Some(at) = self.0.iter().position(|word| word == name || word.starts_with(&prefix)) else {
            return Ok(None);
        };
        let word = self.0.remove(at);
        if let Some(value) = word.strip_prefix(&prefix) {
            return Ok(Some(value.to_owned()));
        }
        if at < self.0.len() { Ok(Some(self.0.remove(at))) } else { Err(format!("{name} needs a value")) }
    }

    /// The number after `name`; takes both.
    pub fn number<N: std::str::FromStr>(&mut self, name: &str) -> Result<Option<N>, String> {
        let parse = |text: String| text.parse().map_err(|_| format!("{name} needs a number, not {text:?}"));
        self.value(name)?.map(parse).transpose()
    }

    /// The next word that is not an option; takes it.
    pub fn word(&mut self) -> Option<String> {
        let at = self.0.iter().position(|word| !word.starts_with('-'))?;
        Some(self.0.remove(at))
    }

    /// Refuses whatever is left.
    pub fn finish(self) -> Outcome {
        if self.0.is_empty() { Ok(()) } else { Err(format!("does not know what to do with {}", self.0.join(" "))) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_taken_once() {
        let mut words = args("list/name --port 80 --all --rule=x");
        assert!(words.flag("--all"));
        assert!(!words.flag("--all"));
        assert_eq!(words.number("--port"), Ok(Some(80)));
        assert_eq!(words.value("--rule").unwrap().as_deref(), Some("x"));
        assert_eq!(words.word().as_deref(), Some("list/name"));
        assert!(words.finish().is_ok());
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(args("--port").value("--port").is_err());
        assert!(args("--port x").number::<u16>("--port").is_err());
        assert!(args("--alll").finish().is_err());
    }
}
