//! `kenpin draft`: an HTML file, or JSON with the fields of a draft.

use super::args::Check;
use super::output::{self, Printer};
use super::{Outcome, complain, read};
use kenpin::options::DraftField;
use kenpin::span::Span;
use kenpin::{Input, Options, Origin, lint};
use std::io;
use std::path::{Path, PathBuf};

/// Runs it.
///
/// # Errors
/// When standard output fails.
pub fn run(args: &Check) -> io::Result<Outcome> {
    let options = match args.options() {
        Ok(options) => options,
        Err(error) => {
            complain(&error.to_string());
            return Ok(Outcome::Trouble);
        }
    };
    let given = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files.clone() };
    let (paths, complaints) = read::paths(&given, &["html", "htm", "json"]);
    for complaint in &complaints {
        complain(complaint);
    }
    let mut worst = if complaints.is_empty() { Outcome::Clean } else { Outcome::Trouble };
    let mut printer = Printer::new(io::BufWriter::new(io::stdout().lock()), args.format)?;
    for path in &paths {
        match check(path, args, &options) {
            Ok((text, outcome)) => {
                printer.report(&text)?;
                worst = worst.max(outcome);
            }
            Err(why) => {
                complain(&format!("{}: {why}", path.display()));
                worst = Outcome::Trouble;
            }
        }
    }
    printer.finish()?;
    Ok(worst)
}

/// A draft's fields in one buffer.
#[derive(Default)]
struct Draft {
    bytes: Vec<u8>,
    fields: Vec<(DraftField, Span)>,
    esp: Option<String>,
}

impl Draft {
    fn add(&mut self, field: DraftField, text: &str) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text.as_bytes());
        self.fields.push((field, Span::of(start, self.bytes.len())));
    }
}

fn check(path: &Path, args: &Check, options: &Options) -> Result<(String, Outcome), String> {
    let bytes = read::bytes(path).map_err(|error| error.to_string())?;
    let draft = draft(&bytes)?;
    let mut options = options.clone();
    options.esp = options.esp.or(draft.esp);
    let report = lint(Input { bytes: &draft.bytes, origin: Origin::Draft(draft.fields) }, &options);
    let text = output::render(&report, args, &path.to_string_lossy());
    Ok((text, output::outcome(&report, args.fail_on)))
}

/// JSON by its first character; everything else is HTML.
fn draft(bytes: &[u8]) -> Result<Draft, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("a draft is UTF-8 text; {error}"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut draft = Draft::default();
    if !text.trim_start().starts_with('{') {
        draft.add(DraftField::Html, text);
        return Ok(draft);
    }
    let json: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    for (key, value) in &json {
        let serde_json::Value::String(text) = value else {
            return Err(format!("`{key}` must be a string"));
        };
        match (DraftField::parse(key), key.as_str()) {
            (Some(field), _) => draft.add(field, text),
            (None, "esp") => draft.esp = Some(text.clone()),
            (None, _) => {
                return Err(format!(
                    "a draft has no `{key}`; it has subject, from, preheader, html, text, headers, esp"
                ));
            }
        }
    }
    Ok(draft)
}
