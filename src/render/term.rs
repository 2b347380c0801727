//! A report for a terminal: the offending line with carets under the exact columns, and what to do about it.

mod excerpt;
mod wrap;

use crate::finding::{Edit, Finding, Place, Safety};
use crate::profile::{Level, Outcome, Profile};
use crate::report::{Report, in_force};
use crate::source;
use crate::text::{Lang, Slot, Texts, fill};
use excerpt::Excerpt;
pub use excerpt::visible;
use std::fmt::{self, Write};
use wrap::wrapped;

/// How to draw.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to write ANSI colours.
    pub colour: bool,
    /// Columns to use.
    pub width: usize,
}

/// Writes a report.
///
/// # Errors
/// When `out` fails.
pub fn write(out: &mut impl Write, report: &Report, texts: Texts, path: &str, style: Style) -> fmt::Result {
    // A file may be named, and a message may say, what a terminal would act on.
    let path = &visible(path);
    let mut printer = Printer { out, report, texts, path, style, excerpt: Excerpt::of(report) };
    for finding in &report.findings {
        printer.finding(finding)?;
    }
    printer.summary()
}

struct Printer<'p, 'r, W> {
    out: &'p mut W,
    report: &'p Report<'r>,
    texts: Texts<'p>,
    path: &'p str,
    style: Style,
    excerpt: Excerpt<'p, 'r>,
}

/// ANSI sequences by meaning.
#[derive(Clone, Copy)]
enum Ink {
    Error,
    Warning,
    Info,
    Dim,
    Bold,
    Good,
}

impl<W: Write> Printer<'_, '_, W> {
    fn ink(&mut self, ink: Ink, text: &str) -> fmt::Result {
        if !self.style.colour {
            return self.out.write_str(text);
        }
        let code = match ink {
            Ink::Error => "1;31",
            Ink::Warning => "1;33",
            Ink::Info => "1;34",
            Ink::Dim => "2",
            Ink::Bold => "1",
            Ink::Good => "32",
        };
        write!(self.out, "\x1b[{code}m{text}\x1b[0m")
    }

    fn finding(&mut self, finding: &Finding) -> fmt::Result {
        let rule = finding.rule;
        let message = self.texts.get(rule, Slot::Case(finding.case));
        self.ink(ink_of(finding.level), &format!("{}[{}]", level_name(finding.level, self.lang()), rule.id))?;
        self.out.write_str(": ")?;
        let title = self.texts.get(rule, Slot::Title);
        self.ink(Ink::Bold, &visible(&fill(title, &finding.args)))?;
        self.out.write_char('\n')?;
        self.place(&finding.place, ink_of(finding.level), &fill(message, &finding.args))?;
        for (place, note) in &finding.related {
            let words = self.texts.get(rule, Slot::Note(note));
            self.place(place, Ink::Info, &fill(words, &finding.args))?;
        }
        let why = fill(self.texts.get(rule, Slot::Why), &finding.args);
        self.paragraph(self.label("why", "理由"), &why)?;
        let help = fill(self.texts.get(rule, Slot::Help), &finding.args);
        self.paragraph(self.label("help", "対処"), &help)?;
        self.demands(finding)?;
        self.fix(finding)?;
        let sources: Vec<String> = source::named(rule, self.texts).into_iter().map(|(name, _)| name).collect();
        self.paragraph(self.label("source", "出典"), &sources.join(self.label("; ", "、")))?;
        self.out.write_char('\n')
    }

    fn lang(&self) -> Lang {
        self.texts.lang()
    }

    fn label<'s>(&self, en: &'s str, ja: &'s str) -> &'s str {
        if self.lang() == Lang::Ja { ja } else { en }
    }

    /// The line of a place, with carets, and where the place is in decoded text that line too.
    fn place(&mut self, place: &Place, ink: Ink, words: &str) -> fmt::Result {
        let at = self.excerpt.position(place.raw);
        let gutter = at.line.to_string().len().max(3);
        let field = self.excerpt.field(place.raw).map(|field| format!(" ({field})")).unwrap_or_default();
        self.ink(Ink::Dim, &format!("{:>gutter$}--> ", ""))?;
        writeln!(self.out, "{}:{}:{}{field}", self.path, at.line, at.column)?;
        let line = self.excerpt.raw(place.raw, self.style.width.saturating_sub(gutter + 4));
        self.line(gutter, Some(at.line), &line, ink)?;
        if let Some(shown) = place.shown.filter(|_| self.excerpt.is_encoded(place)) {
            let decoded = self.excerpt.shown(shown, self.style.width.saturating_sub(gutter + 4));
            let part = self.report.msg.number(shown.entity);
            let label = match self.lang() {
                Lang::En => format!("decoded, part {part}"),
                Lang::Ja => format!("デコード後 パート{part}"),
            };
            self.ink(Ink::Dim, &format!("{:>gutter$} : {label}\n", ""))?;
            self.line(gutter, None, &decoded, ink)?;
        }
        for line in wrapped(&visible(words), self.style.width.saturating_sub(gutter + 4)) {
            self.ink(Ink::Dim, &format!("{:>gutter$} | ", ""))?;
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    fn line(&mut self, gutter: usize, number: Option<u32>, line: &excerpt::Line, ink: Ink) -> fmt::Result {
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        self.ink(Ink::Dim, &format!("{number:>gutter$} | "))?;
        writeln!(self.out, "{}", line.text)?;
        self.ink(Ink::Dim, &format!("{:>gutter$} | ", ""))?;
        self.out.write_str(&" ".repeat(line.indent))?;
        self.ink(ink, &"^".repeat(line.carets.max(1)))?;
        self.out.write_char('\n')
    }

    fn paragraph(&mut self, label: &str, text: &str) -> fmt::Result {
        if text.is_empty() {
            return Ok(());
        }
        let indent = 6 + excerpt::width(label) + 2;
        self.ink(Ink::Dim, "    = ")?;
        self.ink(Ink::Bold, label)?;
        self.out.write_str(": ")?;
        let text = visible(text);
        for (index, line) in wrapped(&text, self.style.width.saturating_sub(indent).max(20)).iter().enumerate() {
            if index > 0 {
                self.out.write_str(&" ".repeat(indent))?;
            }
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    fn demands(&mut self, finding: &Finding) -> fmt::Result {
        let lang = self.lang();
        let name = |demand: &crate::profile::Demand| {
            let outcome = outcome_name(demand.outcome, lang);
            format!("{} ({outcome})", profile_name(demand.profile, lang))
        };
        let names: Vec<String> = in_force(finding, self.report.audience).map(name).collect();
        self.paragraph(self.label("for", "対象"), &names.join(self.label(", ", "、")))
    }

    fn fix(&mut self, finding: &Finding) -> fmt::Result {
        let Some(fix) = &finding.fix else { return Ok(()) };
        let title = self.texts.get(finding.rule, Slot::Note(fix.title));
        let safety = match (fix.safety, self.lang()) {
            (Safety::Safe, Lang::En) => "safe",
            (Safety::Rewrite, Lang::En) => "rewrite",
            (Safety::Offer, Lang::En) => "with your consent",
            (Safety::Safe, Lang::Ja) => "安全",
            (Safety::Rewrite, Lang::Ja) => "再エンコード",
            (Safety::Offer, Lang::Ja) => "要確認",
        };
        let breaks = match (fix.breaks.len(), self.lang()) {
            (0, _) => String::new(),
            (count, Lang::En) => format!("; breaks {count} signature(s): fix it where the mail is made"),
            (count, Lang::Ja) => format!("。署名{count}件が無効になるため、送信元で直してください"),
        };
        self.paragraph(self.label("fix", "修正"), &format!("{} ({safety}{breaks})", fill(title, &finding.args)))?;
        for edit in fix.edits.iter().take(3) {
            self.edit(edit)?;
        }
        if fix.edits.len() > 3 {
            let more = fix.edits.len() - 3;
            let words = match self.lang() {
                Lang::En => format!("      … and {more} more\n"),
                Lang::Ja => format!("      … ほか{more}か所\n"),
            };
            self.ink(Ink::Dim, &words)?;
        }
        Ok(())
    }

    fn edit(&mut self, edit: &Edit) -> fmt::Result {
        let width = self.style.width.saturating_sub(8);
        if !edit.span.is_empty() {
            let old = self.excerpt.clean(edit.span, width);
            self.ink(Ink::Error, &format!("      - {old}\n"))?;
        }
        let new = String::from_utf8_lossy(&edit.text);
        for line in new.split_terminator(['\r', '\n']).filter(|line| !line.is_empty()).take(3) {
            self.ink(Ink::Good, &format!("      + {}\n", excerpt::cut(&visible(line), width)))?;
        }
        Ok(())
    }

    fn summary(&mut self) -> fmt::Result {
        let (report, lang) = (self.report, self.lang());
        let counts = report.counts();
        let kind = report.msg.kind(&report.options).value.name();
        let stage = report.msg.stage(&report.options).value.name();
        self.ink(Ink::Bold, self.path)?;
        let words = match lang {
            Lang::En => format!(
                ": {} error{}, {} warning{}, {} note{}",
                counts.error,
                plural(counts.error),
                counts.warning,
                plural(counts.warning),
                counts.info,
                plural(counts.info)
            ),
            Lang::Ja => format!(": エラー{}件、警告{}件、情報{}件", counts.error, counts.warning, counts.info),
        };
        self.out.write_str(&words)?;
        if report.omitted > 0 {
            let omitted = report.omitted;
            write!(
                self.out,
                "{}",
                self.label(&format!(" (+{omitted} not shown)"), &format!("(ほか{omitted}件は省略)"))
            )?;
        }
        self.ink(Ink::Dim, &format!(" · {kind}, {stage}\n"))?;
        let bad: Vec<String> = report
            .verdicts()
            .iter()
            .filter_map(|verdict| {
                let outcome = outcome_name(verdict.outcome?, lang);
                Some(format!("{}: {outcome}", profile_name(verdict.profile, lang)))
            })
            .collect();
        if bad.is_empty() { Ok(()) } else { writeln!(self.out, "  {}", bad.join(" · ")) }
    }
}

const fn plural(count: u32) -> &'static str {
    if count == 1 { "" } else { "s" }
}

const fn ink_of(level: Level) -> Ink {
    match level {
        Level::Error => Ink::Error,
        Level::Warning => Ink::Warning,
        Level::Info => Ink::Info,
    }
}

const fn level_name(level: Level, lang: Lang) -> &'static str {
    match (level, lang) {
        (Level::Error, Lang::En) => "error",
        (Level::Warning, Lang::En) => "warning",
        (Level::Info, Lang::En) => "note",
        (Level::Error, Lang::Ja) => "エラー",
        (Level::Warning, Lang::Ja) => "警告",
        (Level::Info, Lang::Ja) => "情報",
    }
}

/// What follows, in words.
pub const fn outcome_name(outcome: Outcome, lang: Lang) -> &'static str {
    match (outcome, lang) {
        (Outcome::Advice, Lang::En) => "advice",
        (Outcome::Display, Lang::En) => "shown badly",
        (Outcome::Warn, Lang::En) => "warns the reader",
        (Outcome::Folder, Lang::En) => "junk folder",
        (Outcome::Refuse, Lang::En) => "refused",
        (Outcome::Advice, Lang::Ja) => "推奨",
        (Outcome::Display, Lang::Ja) => "表示に支障",
        (Outcome::Warn, Lang::Ja) => "警告表示",
        (Outcome::Folder, Lang::Ja) => "迷惑メール扱い",
        (Outcome::Refuse, Lang::Ja) => "受信拒否",
    }
}

/// A demander's name as people know it.
pub const fn profile_name(profile: Profile, lang: Lang) -> &'static str {
    match (profile, lang) {
        (Profile::Rfc, _) => "RFC",
        (Profile::Mta, Lang::En) => "mail servers",
        (Profile::Mta, Lang::Ja) => "メールサーバー",
        (Profile::M3aawg, _) => "M3AAWG",
        (Profile::Spamfilter, Lang::En) => "spam filters",
        (Profile::Spamfilter, Lang::Ja) => "迷惑メールフィルター",
        (Profile::Security, Lang::En) => "security",
        (Profile::Security, Lang::Ja) => "セキュリティ",
        (Profile::Privacy, Lang::En) => "privacy",
        (Profile::Privacy, Lang::Ja) => "プライバシー",
        (Profile::Accessibility, Lang::En) => "accessibility",
        (Profile::Accessibility, Lang::Ja) => "アクセシビリティ",
        (Profile::Smtputf8, _) => "SMTPUTF8",
        (Profile::Gmail, _) => "Gmail",
        (Profile::Yahoo, _) => "Yahoo",
        (Profile::Outlook, _) => "Outlook",
        (Profile::Icloud, _) => "iCloud",
        (Profile::YahooJp, Lang::En) => "Yahoo!JAPAN",
        (Profile::YahooJp, Lang::Ja) => "Yahoo!メール",
        (Profile::Docomo, _) => "docomo",
        (Profile::Au, _) => "au",
        (Profile::Softbank, Lang::En) => "SoftBank",
        (Profile::Softbank, Lang::Ja) => "ソフトバンク",
        (Profile::LawJp, Lang::En) => "Japanese law",
        (Profile::LawJp, Lang::Ja) => "特定電子メール法",
        (Profile::LawUs, _) => "CAN-SPAM",
        (Profile::LawCa, _) => "CASL",
        (Profile::LawEu, _) => "ePrivacy",
    }
}
