//! `kenpin explain`.

use super::args::Explain;
use super::{Outcome, complain};
use kenpin::rule::Rule;
use kenpin::text::{Lang, Texts};
use std::io::{self, Write};

/// Runs it.
///
/// # Errors
/// When standard output fails.
pub fn run(args: &Explain) -> io::Result<Outcome> {
    let Some(rule) = kenpin::rules::find(&args.rule) else {
        complain(&unknown(&args.rule));
        return Ok(Outcome::Trouble);
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    explain(&mut out, rule, args.lang.into())?;
    out.flush()?;
    Ok(Outcome::Clean)
}

fn explain(out: &mut impl Write, rule: &Rule, lang: Lang) -> io::Result<()> {
    let texts = Texts::BuiltIn(lang);
    let words = |slot, text| texts.get(rule.id, slot, text);
    let headings = match lang {
        Lang::En => ["What it says", "Why", "What to do", "Who asks for it", "Sources"],
        Lang::Ja => ["指摘の内容", "理由", "対処", "求めている相手", "出典"],
    };
    writeln!(out, "{}: {}", rule.id, words(("title", ""), &rule.title))?;
    let (group, level, basis) = (rule.group.name(), rule.level.name(), rule.basis.name());
    writeln!(out, "{group} · {level} · {basis} · {} · fix: {}", rule.confidence.name(), rule.fixes.name())?;
    writeln!(out, "\n{}", headings[0])?;
    for case in rule.cases {
        writeln!(out, "  - {}", words(("case-", case.name), &case.message))?;
    }
    writeln!(out, "\n{}\n  {}", headings[1], words(("why", ""), &rule.why))?;
    writeln!(out, "\n{}\n  {}", headings[2], words(("help", ""), &rule.help))?;
    writeln!(out, "\n{}", headings[3])?;
    for case in rule.cases {
        let demands: Vec<String> = case
            .demands
            .iter()
            .map(|demand| format!("{} {} ({})", demand.profile.name(), demand.level.name(), demand.outcome.name()))
            .collect();
        writeln!(out, "  {}: {}", case.name, demands.join(", "))?;
    }
    writeln!(out, "\n{}", headings[4])?;
    for (name, url) in kenpin::source::named(rule, texts) {
        writeln!(out, "  {name} {url}")?;
    }
    Ok(())
}

/// An id that is not there, with the one that was probably meant.
fn unknown(id: &str) -> String {
    let shared = |rule: &Rule| rule.id.split('-').filter(|word| id.split('-').any(|asked| asked == *word)).count();
    let near = kenpin::rules::ALL.iter().filter(|rule| shared(rule) > 0).max_by_key(|rule| shared(rule));
    match near {
        Some(rule) => format!("there is no rule `{id}`; did you mean `{}`?", rule.id),
        None => format!("there is no rule `{id}`; `kenpin rules` lists them"),
    }
}
