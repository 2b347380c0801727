//! Where a rule is written: RFCs, receivers' pages, experience.

use crate::rule::Rule;
#[cfg(not(feature = "wasm"))]
use crate::text::Text;
use crate::text::{Lang, Texts};

/// Where a rule is written.
#[cfg(not(feature = "wasm"))]
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// An RFC and its section; empty for the whole.
    Rfc(u32, &'static str),
    /// A page, when it was last read (ISO date).
    Page {
        /// Its short name.
        name: &'static str,
        /// Its address; empty where it has none.
        url: &'static str,
        /// The day of the last look.
        checked: &'static str,
    },
    /// Nothing is written: a threshold from experience.
    Heuristic(Text),
}

/// Where a rule is written; in this build the language pack says it.
#[cfg(feature = "wasm")]
#[derive(Clone, Copy, Debug)]
pub struct Source;

#[cfg(not(feature = "wasm"))]
impl Source {
    /// A section of an RFC; empty for the whole.
    pub const fn rfc(number: u32, section: &'static str) -> Self {
        Self::Rfc(number, section)
    }

    /// A page by its short name and address (empty where it has none), and the day of the last look.
    pub const fn page(name: &'static str, url: &'static str, checked: &'static str) -> Self {
        Self::Page { name, url, checked }
    }

    /// Experience, in English and in Japanese.
    pub const fn heuristic(en: &'static str, ja: &'static str) -> Self {
        Self::Heuristic(Text::new(en, ja))
    }
}

#[cfg(feature = "wasm")]
impl Source {
    /// A section of an RFC.
    pub const fn rfc(_number: u32, _section: &'static str) -> Self {
        Self
    }

    /// A page.
    pub const fn page(_name: &'static str, _url: &'static str, _checked: &'static str) -> Self {
        Self
    }

    /// Experience.
    pub const fn heuristic(_en: &'static str, _ja: &'static str) -> Self {
        Self
    }
}

/// What separates the words of a rule's sources in its line of a language pack.
const SEPARATOR: char = '|';

/// The line of a language pack with the sources of `rule`, two words for each: the name and the address of a page (of
/// experience: what it is, and nothing), or the number and the section of an RFC, both without what they share.
#[cfg(not(feature = "wasm"))]
pub fn packed(rule: &Rule, lang: Lang) -> String {
    let words = |source: &Source| match (source, lang) {
        (Source::Rfc(number, section), _) => [number.to_string(), (*section).to_owned()],
        (Source::Page { name, url, checked }, _) => [format!("{name} ({checked})"), (*url).to_owned()],
        (Source::Heuristic(what), Lang::En) => [format!("Experience: {}", what.en), String::new()],
        (Source::Heuristic(what), Lang::Ja) => [format!("経験則: {}", what.ja), String::new()],
    };
    rule.sources.iter().flat_map(words).collect::<Vec<String>>().join(&SEPARATOR.to_string())
}

/// Name and address of each source of `rule`; the address is empty where there is none.
pub fn named(rule: &'static Rule, texts: Texts) -> Vec<(String, String)> {
    match texts {
        #[cfg(not(feature = "wasm"))]
        Texts::BuiltIn(lang) => unpacked(&packed(rule, lang), lang),
        #[cfg(feature = "wasm")]
        Texts::BuiltIn(_) => Vec::new(),
        Texts::Pack(lang, pack) => unpacked(pack.sources(rule), lang),
    }
}

fn unpacked(line: &str, lang: Lang) -> Vec<(String, String)> {
    let (mut words, mut sources) = (line.split(SEPARATOR), Vec::new());
    while let (Some(name), Some(rest)) = (words.next(), words.next()) {
        if !name.bytes().all(|byte| byte.is_ascii_digit()) {
            sources.push((name.to_owned(), rest.to_owned()));
            continue;
        }
        let (before, after, mark) = match (rest, lang) {
            ("", _) => ("", "", ""),
            (_, Lang::En) => (" section ", "", "#section-"),
            (_, Lang::Ja) => (" ", "節", "#section-"),
        };
        let url = ["https://www.rfc-editor.org/rfc/rfc", name, ".html", mark, rest].concat();
        sources.push((["RFC ", name, before, rest, after].concat(), url));
    }
    sources
}
