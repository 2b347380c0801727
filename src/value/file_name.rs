//! File names: their extension, and what receivers make of it (`data/files.txt`).

use crate::find::{after_last, holds_any, memrchr, trim_end, trim_start};
use crate::span::Span;
use crate::tables::{self, Table};

/// Where in `name` its extension stands: what follows the last dot, dots and blanks at the end aside, which Windows
/// leaves out. Empty where there is none.
pub fn extension(name: &str) -> Span {
    let end = trim_end(name, ". \t").len();
    match memrchr(b'.', &name.as_bytes()[..end]) {
        Some(dot) if !holds_any(&name[dot + 1..end], "/\\ ") => Span::of(dot + 1, end),
        _ => Span::of(end, end),
    }
}

/// Whether a list of `data/files.txt` (`gmail`, `program`) holds this extension, letter case aside.
pub fn is_listed(list: &str, extension: &str) -> bool {
    let is = |word: &str| word.eq_ignore_ascii_case(extension);
    !extension.is_empty() && lines(list).iter().any(|line| line.split(' ').any(is))
}

/// The lines of `data/files.txt` that begin with `list`, without it.
pub fn lines(list: &str) -> Vec<&'static str> {
    tables::list(Table::Files, list)
}

/// What is dangerous in a name; the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Danger {
    /// A control character, or one that turns the direction of writing.
    Hidden,
    /// A character that nobody sees.
    Invisible,
    /// `/` or `\`.
    Path,
    /// A sign that Windows keeps for itself.
    Sign,
    /// The name of a device on Windows.
    Device,
    /// A dot at the beginning, a dot or a blank at the end.
    End,
    /// More than 255 bytes.
    Long,
}

/// The worst danger in a name, and where it stands first.
pub fn danger(name: &str) -> Option<(Danger, Span)> {
    let mut worst: Option<(Danger, Span)> = None;
    for (at, c) in name.char_indices() {
        if let Some(found) = danger_of(c)
            && worst.is_none_or(|worst| found < worst.0)
        {
            worst = Some((found, Span::of(at, at + c.len_utf8())));
        }
    }
    let whole = Span::of(0, name.len());
    let kept = trim_end(name, ". ").len();
    worst.or_else(|| match () {
        () if is_device(name) => Some((Danger::Device, whole)),
        () if name.starts_with('.') => Some((Danger::End, Span::of(0, 1))),
        () if kept < name.len() => Some((Danger::End, Span::of(kept, name.len()))),
        () if name.len() > 255 => Some((Danger::Long, whole)),
        () => None,
    })
}

fn danger_of(c: char) -> Option<Danger> {
    match c {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Danger::Hidden)
        }
        // Not the joiners U+200C and U+200D, which Persian, Indian scripts and emoji need.
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' => Some(Danger::Invisible),
        '/' | '\\' => Some(Danger::Path),
        ':' | '*' | '?' | '"' | '<' | '>' | '|' => Some(Danger::Sign),
        _ => None,
    }
}

/// Whether Windows keeps a name for a device, whatever its extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let is = |word: &str| stem.eq_ignore_ascii_case(word);
    let numbered = stem.len() == 4 && matches!(stem.as_bytes()[3], b'1'..=b'9');
    let head = stem.as_bytes().get(..3).unwrap_or_default();
    is("con")
        || is("prn")
        || is("aux")
        || is("nul")
        || (numbered && (head.eq_ignore_ascii_case(b"com") || head.eq_ignore_ascii_case(b"lpt")))
}

/// The name with `_` for what is dangerous in it.
pub fn without_danger(name: &str) -> String {
    let mut out = String::new();
    if is_device(name) {
        out.push('_');
    }
    for c in trim_start(trim_end(name, ". "), ".").chars() {
        match danger_of(c) {
            Some(Danger::Hidden | Danger::Invisible) => {}
            Some(_) => out.push('_'),
            None => out.push(c),
        }
    }
    if out.is_empty() { "_".to_owned() } else { out }
}

/// How a media type suits an extension.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Suits {
    /// It is right, or as good, or nothing is known of the extension.
    Well,
    /// Readers put up with it.
    Odd,
    /// It says something else.
    Not,
}

/// The media type of files with this extension, and how `media`, in lower case, suits it.
pub fn suits(extension: &str, media: &str) -> Option<(&'static str, Suits)> {
    for line in lines("type") {
        let mut words = line.split(' ');
        let known = words.next()?.split(',').any(|word| word.eq_ignore_ascii_case(extension));
        if !known {
            continue;
        }
        let right = words.next()?;
        let suits = words.find_map(|word| match word.strip_prefix('~') {
            Some(odd) => (odd == media).then_some(Suits::Odd),
            None if word.ends_with('/') => media.starts_with(word).then_some(Suits::Well),
            None => (word == media).then_some(Suits::Well),
        });
        // `application/tlsrpt+gzip` (RFC 6838 section 4.2.8).
        let base = after_last(right, b'/');
        let special = media.strip_suffix(base).is_some_and(|rest| rest.ends_with('+'));
        let well = right == media || special;
        return Some((right, if well { Suits::Well } else { suits.unwrap_or(Suits::Not) }));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions() {
        for (name, want) in [
            ("a.pdf", "pdf"),
            ("請求書.PDF", "PDF"),
            ("a.tar.gz", "gz"),
            ("a.exe. .", "exe"),
            ("Re. your mail", ""),
            ("a.b/c", ""),
            ("README", ""),
            (".profile", "profile"),
            ("", ""),
        ] {
            assert_eq!(&name[extension(name).range()], want, "{name}");
        }
    }

    #[test]
    fn dangers() {
        for (name, want, mended) in [
            ("invoice\u{202e}fdp.exe", Some((Danger::Hidden, 7, 10)), "invoicefdp.exe"),
            ("a:b\tc", Some((Danger::Hidden, 3, 4)), "a_bc"),
            ("C:\\a.txt", Some((Danger::Path, 2, 3)), "C__a.txt"),
            ("what?.txt", Some((Danger::Sign, 4, 5)), "what_.txt"),
            ("a\u{200b}.txt", Some((Danger::Invisible, 1, 4)), "a.txt"),
            ("Com1.txt", Some((Danger::Device, 0, 8)), "_Com1.txt"),
            (".profile", Some((Danger::End, 0, 1)), "profile"),
            ("a.txt. ", Some((Danger::End, 5, 7)), "a.txt"),
            ("見積書（1）：\u{1f468}\u{200d}\u{1f469}.pdf", None, "見積書（1）：\u{1f468}\u{200d}\u{1f469}.pdf"),
            ("command.txt", None, "command.txt"),
            ("...", Some((Danger::End, 0, 1)), "_"),
        ] {
            assert_eq!(danger(name).map(|(danger, span)| (danger, span.start, span.end)), want, "{name}");
            assert_eq!(without_danger(name), mended, "{name}");
            assert_eq!(danger(mended), None, "{mended}");
        }
        assert_eq!(danger(&"あ".repeat(86)).map(|found| found.0), Some(Danger::Long));
    }

    #[test]
    fn lists_and_types() {
        assert!(is_listed("gmail", "EXE") && is_listed("outlook", "py") && !is_listed("gmail", "pdf"));
        assert!(!is_listed("gmail", "") && !is_listed("gmail", "gmail"));
        for (extension, media, want) in [
            ("png", "image/png", Some(("image/png", Suits::Well))),
            ("JPG", "image/pjpeg", Some(("image/jpeg", Suits::Odd))),
            ("txt", "text/x-diff", Some(("text/plain", Suits::Well))),
            ("gz", "application/tlsrpt+gzip", Some(("application/gzip", Suits::Well))),
            ("pdf", "image/jpeg", Some(("application/pdf", Suits::Not))),
            ("dat", "image/jpeg", None),
            ("", "image/jpeg", None),
        ] {
            assert_eq!(suits(extension, media), want, "{extension} {media}");
        }
    }

    #[test]
    fn every_line_is_understood() {
        let lists = ["gmail", "outlook", "program", "web", "document", "archive", "packed"];
        for line in tables::lines(Table::Files) {
            let (list, rest) = line.split_once(' ').unwrap_or_default();
            match list {
                "type" => assert!(rest.split(' ').skip(1).all(|it| it.contains('/')), "{line}"),
                "later" | "same" | "sent" => assert!(rest.len() > 2, "{line}"),
                _ => assert!(lists.contains(&list) && rest == rest.to_lowercase(), "{line}"),
            }
        }
        // What runs is on one of the two lists.
        for word in lines("program").into_iter().flat_map(|line| line.split(' ')) {
            assert!(is_listed("gmail", word) || is_listed("outlook", word), "{word}");
        }
    }
}
