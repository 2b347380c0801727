//! Where a rule is written: RFCs, receivers' pages, experience.

use crate::rule::Rule;
use crate::text::Texts;
#[cfg(not(feature = "wasm"))]
use crate::text::{Lang, Text};

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

    /// The name to show: `RFC 8058 section 3.1`.
    pub fn name(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Rfc(number, ""), _) => format!("RFC {number}"),
            (Self::Rfc(number, section), Lang::En) => format!("RFC {number} section {section}"),
            (Self::Rfc(number, section), Lang::Ja) => format!("RFC {number} {section}節"),
            (Self::Page { name, checked, .. }, _) => format!("{name} ({checked})"),
            (Self::Heuristic(what), Lang::En) => format!("Experience: {}", what.en),
            (Self::Heuristic(what), Lang::Ja) => format!("経験則: {}", what.ja),
        }
    }

    /// Where to read it; empty where it is on no page.
    pub fn url(&self) -> String {
        match self {
            Self::Rfc(number, "") => format!("https://www.rfc-editor.org/rfc/rfc{number}.html"),
            Self::Rfc(number, section) => format!("https://www.rfc-editor.org/rfc/rfc{number}.html#section-{section}"),
            Self::Page { url, .. } => (*url).to_owned(),
            Self::Heuristic(_) => String::new(),
        }
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

/// What separates the names and addresses of a rule's sources in its line of a language pack.
const SEPARATOR: char = '|';

/// The line `rule.sources` of a language pack: name, address, name, address.
#[cfg(not(feature = "wasm"))]
pub fn packed(rule: &Rule, lang: Lang) -> String {
    let words: Vec<String> = rule.sources.iter().flat_map(|source| [source.name(lang), source.url()]).collect();
    words.join(&SEPARATOR.to_string())
}

/// Name and address of each source of `rule`; the address is empty where there is none.
pub fn named(rule: &Rule, texts: Texts) -> Vec<(String, String)> {
    let line = match texts {
        #[cfg(not(feature = "wasm"))]
        Texts::BuiltIn(lang) => packed(rule, lang),
        _ => texts.line(rule.id, "sources").to_owned(),
    };
    let (mut words, mut sources) = (line.split(SEPARATOR), Vec::new());
    while let (Some(name), Some(url)) = (words.next(), words.next()) {
        sources.push((name.to_owned(), url.to_owned()));
    }
    sources
}
