//! Words for people, in English and Japanese, side by side.
//!
//! A native build carries both languages. The wasm build carries none: `cargo xtask codegen` packs one file per
//! language, and the page hands in the one it shows ([`Pack`]).

use crate::finding::{Arg, Case};
use crate::rule::Rule;

pub use pack::Pack;

mod pack;

/// The language of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// The language with this BCP 47 primary subtag.
    pub fn parse(tag: &str) -> Option<Self> {
        match tag.split('-').next()? {
            "en" => Some(Self::En),
            "ja" => Some(Self::Ja),
            _ => None,
        }
    }
}

/// One text in both languages. `{name}` stands for the finding's argument of that name.
#[cfg(not(feature = "wasm"))]
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Japanese.
    pub ja: &'static str,
}

/// One text; in this build its words come from the language pack.
#[cfg(feature = "wasm")]
#[derive(Clone, Copy, Debug)]
pub struct Text;

impl Text {
    /// A text from its English and its Japanese wording.
    #[cfg(not(feature = "wasm"))]
    pub const fn new(en: &'static str, ja: &'static str) -> Self {
        Self { en, ja }
    }

    /// A text from its English and its Japanese wording, which this build leaves to the pack.
    #[cfg(feature = "wasm")]
    pub const fn new(_en: &'static str, _ja: &'static str) -> Self {
        Self
    }
}

/// A text that a rule attaches to a related place or to a fix.
#[derive(Clone, Copy, Debug)]
pub struct Note {
    /// Unique within its rule, kebab-case.
    pub name: &'static str,
    /// The words.
    pub text: Text,
}

impl Note {
    /// A note under its name.
    pub const fn new(name: &'static str, en: &'static str, ja: &'static str) -> Self {
        Self { name, text: Text::new(en, ja) }
    }
}

/// One of a rule's texts.
#[derive(Clone, Copy, Debug)]
pub enum Slot {
    /// What is wrong, in a few words.
    Title,
    /// Why it matters.
    Why,
    /// What to do.
    Help,
    /// What a case says.
    Case(&'static Case),
    /// What stands at a related place or names a fix.
    Note(&'static Note),
}

/// Where the words of a report come from.
#[derive(Clone, Copy, Debug)]
pub enum Texts<'a> {
    /// The texts compiled into a native build.
    BuiltIn(Lang),
    /// A language pack.
    Pack(Lang, &'a Pack<'a>),
}

impl<'a> Texts<'a> {
    /// The language.
    pub const fn lang(self) -> Lang {
        match self {
            Self::BuiltIn(lang) | Self::Pack(lang, _) => lang,
        }
    }

    /// The words in this place of `rule`.
    pub fn get(self, rule: &'static Rule, slot: Slot) -> &'a str {
        match self {
            Self::BuiltIn(lang) => built_in(rule, slot, lang),
            Self::Pack(_, pack) => pack.get(rule, slot),
        }
    }
}

#[cfg(not(feature = "wasm"))]
fn built_in(rule: &'static Rule, slot: Slot, lang: Lang) -> &'static str {
    let text = match slot {
        Slot::Title => &rule.title,
        Slot::Why => &rule.why,
        Slot::Help => &rule.help,
        Slot::Case(case) => &case.message,
        Slot::Note(note) => &note.text,
    };
    match lang {
        Lang::En => text.en,
        Lang::Ja => text.ja,
    }
}

#[cfg(feature = "wasm")]
fn built_in(_: &'static Rule, _: Slot, _: Lang) -> &'static str {
    ""
}

/// `template` with every `{name}` replaced by the argument of that name. Unknown names stay as they are.
pub fn fill(template: &str, args: &[(&'static str, Arg)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let close = rest.find('}').unwrap_or(0);
        match args.iter().find(|(name, _)| close > 0 && *name == &rest[1..close]) {
            Some((_, value)) => {
                value.write(&mut out);
                rest = &rest[close + 1..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled() {
        let args = [("count", Arg::from(3)), ("name", Arg::from("Subject"))];
        assert_eq!(fill("{name}: {count} of {other} {", &args), "Subject: 3 of {other} {");
    }
}
