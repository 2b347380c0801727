//! Words for people, in English and Japanese, side by side.
//!
//! A native build carries both languages. The wasm build carries none: `cargo xtask codegen` packs one file per
//! language, and the page hands in the one it shows ([`Texts::pack`]).

use crate::finding::Arg;

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

/// A text that a rule attaches to a related place or to a fix, found in packs as `rule.name`.
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

/// Where the words of a report come from.
#[derive(Clone, Copy, Debug)]
pub enum Texts<'a> {
    /// The texts compiled into a native build.
    BuiltIn(Lang),
    /// A language pack: lines `rule.slot<TAB>text`, sorted by bytes.
    Pack(Lang, &'a str),
}

impl<'a> Texts<'a> {
    /// The texts of a language pack.
    pub const fn pack(lang: Lang, pack: &'a str) -> Self {
        Self::Pack(lang, pack)
    }

    /// The language.
    pub const fn lang(self) -> Lang {
        match self {
            Self::BuiltIn(lang) | Self::Pack(lang, _) => lang,
        }
    }

    /// The words of `text`, which packs know as `rule.slot`; empty where the pack lacks them.
    ///
    /// Slots are `title`, `why`, `help`, and `case-` and `note-` with a name: given here as prefix and name.
    pub fn get(self, rule: &str, (prefix, name): (&str, &str), text: &Text) -> &'a str {
        match self {
            Self::BuiltIn(lang) => built_in(text, lang),
            Self::Pack(_, pack) => look_up(pack, [rule, ".", prefix, name]).unwrap_or_default(),
        }
    }

    /// The line `rule.slot` of a pack; empty where there is none.
    pub fn line(self, rule: &str, slot: &str) -> &'a str {
        self.get(rule, (slot, ""), &Text::new("", ""))
    }
}

#[cfg(not(feature = "wasm"))]
fn built_in(text: &Text, lang: Lang) -> &'static str {
    match lang {
        Lang::En => text.en,
        Lang::Ja => text.ja,
    }
}

#[cfg(feature = "wasm")]
#[allow(clippy::trivially_copy_pass_by_ref)] // As the other build has it.
fn built_in(_: &Text, _: Lang) -> &'static str {
    ""
}

/// Binary search over the sorted lines of a pack.
fn look_up<'a>(pack: &'a str, key: [&str; 4]) -> Option<&'a str> {
    let key = || key.into_iter().flat_map(str::bytes);
    let (mut low, mut high) = (0, pack.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = crate::find::memrchr(b'\n', &pack.as_bytes()[low..middle]).map_or(low, |at| low + at + 1);
        let end = memchr::memchr(b'\n', &pack.as_bytes()[middle..]).map_or(pack.len(), |at| middle + at);
        let (name, text) = pack[start..end].split_once('\t')?;
        match name.bytes().cmp(key()) {
            std::cmp::Ordering::Equal => return Some(text),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
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

    #[test]
    fn packs_are_searched() {
        let pack = "a.help\tA\na.title\tB\nab.title\tC\nb.title\tD";
        for (rule, slot, text) in [("a", "help", "A"), ("a", "title", "B"), ("ab", "title", "C"), ("b", "title", "D")] {
            assert_eq!(look_up(pack, [rule, ".", slot, ""]), Some(text));
        }
        assert_eq!(look_up(pack, ["a", ".", "zz", "z"]), None);
        assert_eq!(look_up("", ["a", ".", "title", ""]), None);
    }
}
