//! A finding in somebody's mail, as a person reads it to judge it.

use std::fmt::Write as _;

use kenpin::Report;
use kenpin::finding::Finding;
use kenpin::profile::Level;
use kenpin::scan::Encoding;
use kenpin::span::Span;
use kenpin::text::fill;

/// Bytes shown before and after the marked ones.
const AROUND: usize = 30;
/// Bytes shown of the marked ones.
const MARKED: usize = 120;

/// One finding. They sort by rule, case and place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Firing {
    /// The rule's id.
    pub rule: &'static str,
    /// The case's name.
    pub case: &'static str,
    /// The file in the collection.
    pub path: String,
    /// The marked bytes.
    pub place: Span,
    /// How bad it is for those in force.
    pub level: Level,
    /// The marked bytes in brackets, with some around them.
    pub excerpt: String,
    /// What it says.
    pub message: String,
}

impl Firing {
    /// The finding of a report about the file `path`.
    pub fn of(path: &str, report: &Report, finding: &Finding) -> Self {
        Self {
            rule: finding.rule.id,
            case: finding.case.name,
            path: path.to_owned(),
            place: finding.place.raw,
            level: finding.level,
            excerpt: excerpt(report, finding),
            message: fill(finding.case.message.en, &finding.args),
        }
    }

    /// The marked bytes as `start..end`.
    pub fn span(&self) -> String {
        format!("{}..{}", self.place.start, self.place.end)
    }
}

/// The marked bytes and those around them; of a part in base64 its text.
fn excerpt(report: &Report, finding: &Finding) -> String {
    let shown = finding.place.shown.filter(|shown| report.msg.entity(shown.entity).encoding == Encoding::Base64);
    match shown {
        Some(shown) => cut(report.msg.text(shown.entity).text.as_bytes(), shown.span),
        None => cut(report.msg.bytes(), finding.place.raw),
    }
}

fn cut(bytes: &[u8], span: Span) -> String {
    let end = (span.end as usize).min(bytes.len());
    let start = (span.start as usize).min(end);
    let marked = &bytes[start..end];
    let before = visible(&bytes[start.saturating_sub(AROUND)..start]);
    let after = visible(&bytes[end..(end + AROUND).min(bytes.len())]);
    let dots = if marked.len() > MARKED { "…" } else { "" };
    format!("{before}⟦{}{dots}⟧{after}", visible(&marked[..marked.len().min(MARKED)]))
}

/// Bytes in one line.
fn visible(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "⏎").replace('\n', "⏎");
    text.chars().map(|c| if c.is_control() { '·' } else { c }).collect()
}

/// Prints findings, rule by rule.
pub fn show(firings: &[Firing], files: usize) {
    let mut out = String::new();
    for case in firings.chunk_by(|a, b| (a.rule, a.case) == (b.rule, b.case)) {
        let _ = writeln!(out, "== {} ({}): {}", case[0].rule, case[0].case, case.len());
        for firing in case {
            let _ = writeln!(out, "{} {} {}", firing.level.name(), firing.path, firing.span());
            let _ = writeln!(out, "    {}\n    {}", firing.excerpt, firing.message);
        }
        out.push('\n');
    }
    println!("{out}{} findings in {files} messages", firings.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marked_bytes_stand_in_brackets() {
        assert_eq!(cut(b"ab\r\ncd\0e", Span::new(1, 5)), "a⟦b⏎c⟧d·e");
        assert_eq!(cut(b"ab", Span::at(2)), "ab⟦⟧");
        assert!(cut(&[b'x'; 500], Span::new(0, 500)).ends_with("x…⟧"));
    }
}
