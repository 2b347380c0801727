//! The module docs of a rule's file: explanation and example mails.

/// Headings of examples; all other headings belong to the explanation.
const EXAMPLES: [&str; 3] = ["Bad", "Fixed", "Good"];

/// A rule's docs, in Markdown.
#[derive(Debug, PartialEq, Eq)]
pub struct Doc {
    /// All that is no example.
    pub explanation: String,
    /// Heading and text of each example section, in order.
    pub examples: Vec<(String, String)>,
}

impl Doc {
    /// Reads the `//!` lines at the top of a source file.
    pub fn parse(source: &str) -> Self {
        let mut explanation = String::new();
        let mut examples: Vec<(String, String)> = Vec::new();
        let mut in_example = false;
        let mut in_block = false;
        for line in source.lines().map_while(|line| line.strip_prefix("//!")) {
            let line = line.strip_prefix(' ').unwrap_or(line);
            in_block ^= line.starts_with("```");
            if let Some(heading) = line.strip_prefix("# ").filter(|_| !in_block) {
                in_example = EXAMPLES.contains(&heading.split(' ').next().unwrap_or_default());
                if in_example {
                    examples.push((heading.to_owned(), String::new()));
                    continue;
                }
            }
            let text = match examples.last_mut() {
                Some((_, text)) if in_example => text,
                _ => &mut explanation,
            };
            if line.starts_with('#') && !in_block {
                text.push('#');
            }
            text.push_str(line);
            text.push('\n');
        }
        for text in examples.iter_mut().map(|(_, text)| text).chain([&mut explanation]) {
            text.truncate(text.trim_end().len());
        }
        Self { explanation, examples }
    }

    /// Everything as one text.
    pub fn whole(&self) -> String {
        let sections = self.examples.iter().map(|(heading, text)| format!("\n\n## {heading}\n\n{text}"));
        std::iter::once(self.explanation.clone()).chain(sections).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_told_from_the_explanation() {
        let source = "//! One.\n//!\n//! Two.\n//!\n//! # Bad\n//! ```eml\n//! # no heading\n//! ```\n//! # Limits\n//! x\n\
                      //! # Good\n//! y\n\nuse a;\n//! not this\n";
        let doc = Doc::parse(source);
        assert_eq!(doc.explanation, "One.\n\nTwo.\n\n## Limits\nx");
        let bad = ("Bad".to_owned(), "```eml\n# no heading\n```".to_owned());
        assert_eq!(doc.examples, [bad, ("Good".to_owned(), "y".to_owned())]);
    }
}
