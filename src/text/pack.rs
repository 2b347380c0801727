//! A language pack: the texts of every rule in one language, as a file beside the module.
//!
//! Its first line says for which build it is. Then a line for each text, in the order of the rules and,
//! within a rule, of [`Pack::get`]: where the place says which text it is, no line needs a name, and a pack is a fifth
//! smaller.

use super::{Rule, Slot};

/// A rule's texts before those of its cases: title, why, help and its sources ([`crate::source`]).
const FIXED: usize = 4;
const SOURCES: usize = 3;

/// The texts of one language.
#[derive(Debug)]
pub struct Pack<'a> {
    rules: &'static [&'static Rule],
    lines: Vec<&'a str>,
}

impl<'a> Pack<'a> {
    /// Reads the pack of `rules`; none where it is another build's, or cut off.
    pub fn read(rules: &'static [&'static Rule], file: &'a str) -> Option<Self> {
        let (first, texts) = file.split_once('\n')?;
        let lines: Vec<&str> = texts.lines().collect();
        (first == mark(rules) && lines.len() == lines_before(rules, None)).then_some(Self { rules, lines })
    }

    /// The words in this place of `rule`.
    pub fn get(&self, rule: &'static Rule, slot: Slot) -> &'a str {
        let at = match slot {
            Slot::Title => Some(0),
            Slot::Why => Some(1),
            Slot::Help => Some(2),
            Slot::Case(case) => place_of(rule.cases, case).map(|at| FIXED + at),
            Slot::Note(note) => place_of(rule.notes, note).map(|at| FIXED + rule.cases.len() + at),
        };
        at.map_or("", |at| self.line(rule, at))
    }

    /// The sources of `rule`, as [`crate::source`] packs them.
    pub fn sources(&self, rule: &'static Rule) -> &'a str {
        self.line(rule, SOURCES)
    }

    fn line(&self, rule: &'static Rule, at: usize) -> &'a str {
        self.lines.get(lines_before(self.rules, Some(rule)) + at).copied().unwrap_or_default()
    }

    /// The file, from what stands in each place: a text, or the sources of a rule.
    #[cfg(not(feature = "wasm"))]
    pub fn write(
        rules: &'static [&'static Rule],
        text: impl Fn(&'static Rule, Slot) -> &'static str,
        sources: impl Fn(&'static Rule) -> String,
    ) -> String {
        let mut file = mark(rules) + "\n";
        for rule in rules.iter().copied() {
            let mut line = |words: &str| file.extend([words, "\n"]);
            for slot in [Slot::Title, Slot::Why, Slot::Help] {
                line(text(rule, slot));
            }
            line(&sources(rule));
            rule.cases.iter().for_each(|case| line(text(rule, Slot::Case(case))));
            rule.notes.iter().for_each(|note| line(text(rule, Slot::Note(note))));
        }
        file
    }
}

/// The first line of a pack of this build.
fn mark(rules: &[&Rule]) -> String {
    format!("kenpin {} {}", env!("CARGO_PKG_VERSION"), lines_before(rules, None))
}

/// How many lines stand before those of `rule`; without one, how many there are.
fn lines_before(rules: &[&Rule], rule: Option<&'static Rule>) -> usize {
    let mut lines = 0;
    for one in rules.iter().copied() {
        if rule.is_some_and(|rule| std::ptr::eq(rule, one)) {
            break;
        }
        lines += FIXED + one.cases.len() + one.notes.len();
    }
    lines
}

/// Where `one` stands among those of its rule.
fn place_of<T>(all: &[&'static T], one: &'static T) -> Option<usize> {
    all.iter().position(|other| std::ptr::eq(*other, one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::ALL;
    use crate::source;
    use crate::text::{Lang, Texts};

    fn pack(lang: Lang) -> String {
        Pack::write(ALL, |rule, slot| Texts::BuiltIn(lang).get(rule, slot), |rule| source::packed(rule, lang))
    }

    #[test]
    fn a_pack_says_what_the_build_says() {
        for lang in [Lang::En, Lang::Ja] {
            let file = pack(lang);
            let read = Pack::read(ALL, &file).unwrap_or_else(|| panic!("its own pack"));
            let (built_in, packed) = (Texts::BuiltIn(lang), Texts::Pack(lang, &read));
            for rule in ALL.iter().copied() {
                let cases = rule.cases.iter().map(|case| Slot::Case(case));
                let notes = rule.notes.iter().map(|note| Slot::Note(note));
                for slot in [Slot::Title, Slot::Why, Slot::Help].into_iter().chain(cases).chain(notes) {
                    assert_eq!(packed.get(rule, slot), built_in.get(rule, slot), "{} {slot:?}", rule.id);
                }
                assert_eq!(source::named(rule, packed), source::named(rule, built_in), "{}", rule.id);
            }
        }
    }

    #[test]
    fn other_files_are_no_pack() {
        let file = pack(Lang::En);
        let short = file.trim_end().rsplit_once('\n').map_or("", |(before, _)| before);
        for other in ["", "\n", "8bit-in-7bit.title\tA", short, &file.replacen("kenpin", "kenpin 9", 1)] {
            assert!(Pack::read(ALL, other).is_none());
        }
    }
}
