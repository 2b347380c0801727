//! What stands before the first part of a multipart and after the last (RFC 2046 section 5.1.1).

use crate::find::has;
use crate::message::Message;
use crate::scan::{Delimiter, trim_wsp};
use crate::span::Span;

/// What stands outside the parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outside {
    /// Nothing to read: rules, or delimiter lines once more.
    Remains,
    /// More parts, after the end.
    Parts,
    /// HTML, or the address of a page.
    Links,
    /// A word or three.
    Words,
    /// Text.
    Sentence,
}

impl Message<'_> {
    /// What stands outside the parts of all multiparts, those of other messages aside: what it is, whether before them,
    /// where, and what to delete. What tells readers without MIME that this is MIME is left out.
    pub fn outside_parts(&self) -> Vec<(Outside, bool, Span, Span)> {
        let mut begun = vec![false; self.parts.len()];
        let mut found = Vec::new();
        for delimiter in &self.scan.delimiters {
            let (id, body) = (delimiter.entity, self.entity(delimiter.entity).body);
            let first = !std::mem::replace(&mut begun[id as usize], true);
            let before = Span::new(body.start, delimiter.line.start);
            let after = Span::new(delimiter.line.end, body.end);
            for (outside, is_before) in [(before, true), (after, false)] {
                let place = trim_wsp(self.bytes(), outside);
                if place.is_empty() || self.in_other_message(id) || !(if is_before { first } else { delimiter.closing })
                {
                    continue;
                }
                // The line end before a delimiter belongs to it, and the one after the closing line ends the message.
                let whole = if is_before { outside } else { Span::new(outside.start, place.end) };
                let what = what(&String::from_utf8_lossy(self.slice(place)), is_before, &self.opening(delimiter));
                if let Some(what) = what {
                    found.push((what, is_before, place, whole));
                }
            }
        }
        found
    }

    /// The line that begins a part, without blanks, and of a closing one without the hyphens that close.
    fn opening(&self, delimiter: &Delimiter) -> String {
        let line = String::from_utf8_lossy(self.slice(delimiter.line));
        let line = line.trim_end();
        line.strip_suffix("--").filter(|_| delimiter.closing).unwrap_or(line).to_owned()
    }
}

fn what(text: &str, before: bool, delimiter: &str) -> Option<Outside> {
    let again = |line: &str| line.is_empty() || matches!(line.strip_prefix(delimiter), Some("" | "--"));
    Some(match () {
        () if !text.chars().any(char::is_alphanumeric) || text.lines().all(|line| again(line.trim())) => {
            Outside::Remains
        }
        () if before && is_notice(text) => return None,
        () if !before && has(text, delimiter) => Outside::Parts,
        () if has(text, "</") || has(text, "://") => Outside::Links,
        () if text.is_ascii() && text.split_ascii_whitespace().nth(3).is_none() => Outside::Words,
        () => Outside::Sentence,
    })
}

/// Whether a preamble tells readers without MIME what they see.
fn is_notice(text: &str) -> bool {
    /// A longer one is a message.
    const LONGEST: usize = 600;
    let names = ["MIME", "mime", "ulti-part", "ultipart", "ulti part", "マルチパート"];
    text.len() <= LONGEST && !has(text, "</") && names.iter().any(|name| has(text, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_is() {
        use Outside::*;
        for (text, before, want) in [
            ("This is a multi-part message in MIME format.", true, None),
            ("This is a multi-part message in MIME format.", false, Some(Sentence)),
            ("これはマルチパートのメールです。", true, None),
            ("_______", false, Some(Remains)),
            ("--leaf\n\n--leaf--", false, Some(Remains)),
            ("--leaf\nContent-Type: text/html\n\nx", false, Some(Parts)),
            ("MIME: <b>x</b>", true, Some(Links)),
            ("see https://www.minatobunko.co.jp/", true, Some(Links)),
            ("End of digest", false, Some(Words)),
            ("配信停止はこちら", false, Some(Sentence)),
        ] {
            assert_eq!(what(text, before, "--leaf"), want, "{text}");
        }
    }
}
