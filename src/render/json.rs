//! A report as JSON: the shape that `contract.md` fixes, the same text from every build.

mod facts;
mod place;
mod writer;

pub use writer::Writer;

use crate::finding::{Arg, Edit, Finding, Fix};
use crate::report::{Report, in_force};
use crate::source;
use crate::text::{Slot, Texts, fill};
use place::Places;

/// A report as one JSON object. `path` is how the caller names the input.
pub fn report(report: &Report, texts: Texts, path: &str) -> String {
    let mut json = Writer::default();
    write(&mut json, report, texts, path);
    json.finish()
}

/// Writes a report.
pub fn write(json: &mut Writer, report: &Report, texts: Texts, path: &str) {
    let places = Places::of(report);
    let (kind, stage) = (report.msg.kind(&report.options), report.msg.stage(&report.options));
    json.open_object();
    json.key("path").string(path).key("bytes").number(report.msg.bytes().len() as i64);
    json.key("kind").string(kind.value.name()).key("kind_confidence").string(kind.confidence.name());
    json.key("stage").string(stage.value.name()).key("stage_confidence").string(stage.confidence.name());
    json.key("signed").bool(report.msg.is_signed());
    json.key("audience").open_array();
    for profile in report.audience.iter() {
        json.string(profile.name());
    }
    json.close_array();
    json.key("counts").open_object();
    counts(json, report.counts());
    json.close_object();
    if report.omitted > 0 {
        json.key("omitted").number(report.omitted);
    }
    json.key("verdicts").open_object();
    verdicts(json, report);
    json.close_object();
    json.key("findings").open_array();
    for found in &report.findings {
        json.open_object();
        finding(json, report, &places, found, texts);
        json.close_object();
    }
    json.close_array();
    json.key("not_checked").open_array();
    for (rule, needs) in &report.not_checked {
        json.open_object();
        json.key("rule").string(rule.id).key("needs").string(needs.name());
        json.close_object();
    }
    json.close_array();
    json.key("facts").open_object();
    facts::write(json, report, &places);
    json.close_object();
    json.close_object();
}

fn counts(json: &mut Writer, counts: crate::report::Counts) {
    json.key("error").number(counts.error).key("warning").number(counts.warning).key("info").number(counts.info);
}

fn verdicts(json: &mut Writer, report: &Report) {
    for verdict in report.verdicts() {
        json.key(verdict.profile.name()).open_object();
        json.key("outcome").optional(verdict.outcome.map(crate::profile::Outcome::name));
        counts(json, verdict.counts);
        json.close_object();
    }
}

fn finding(json: &mut Writer, report: &Report, places: &Places, finding: &Finding, texts: Texts) {
    let rule = finding.rule;
    let words = |slot| fill(texts.get(rule, slot), &finding.args);
    json.key("rule").string(rule.id).key("group").string(rule.group.name());
    json.key("severity").string(finding.level.name()).key("basis").string(rule.basis.name());
    json.key("confidence").string(rule.confidence.name()).key("case").string(finding.case.name);
    json.key("demanded_by").open_array();
    for demand in in_force(finding, report.audience) {
        json.open_object();
        json.key("profile").string(demand.profile.name()).key("level").string(demand.level.name());
        json.key("outcome").string(demand.outcome.name());
        json.close_object();
    }
    json.close_array();
    json.key("title").string(&words(Slot::Title));
    json.key("message").string(&words(Slot::Case(finding.case)));
    json.key("why").string(&words(Slot::Why)).key("help").string(&words(Slot::Help));
    places.write(json, report, &finding.place);
    json.key("related").open_array();
    for (place, note) in &finding.related {
        json.open_object();
        places.write(json, report, place);
        json.key("message").string(&words(Slot::Note(note)));
        json.close_object();
    }
    json.close_array();
    json.key("args").open_object();
    for (name, value) in &finding.args {
        json.key(name);
        match value {
            Arg::Number(number) => json.number(i64::try_from(*number).unwrap_or(i64::MAX)),
            Arg::Text(text) => json.string(text),
        };
    }
    json.close_object();
    if let Some(repair) = &finding.fix {
        json.key("fix").open_object();
        json.key("title").string(&words(Slot::Note(repair.title)));
        fix(json, report, places, repair);
        json.close_object();
    }
    json.key("sources").open_array();
    for (name, url) in source::named(rule, texts) {
        json.open_object();
        json.key("name").string(&name).key("url").string(&url);
        json.close_object();
    }
    json.close_array();
}

fn fix(json: &mut Writer, report: &Report, places: &Places, fix: &Fix) {
    json.key("safety").string(fix.safety.name());
    json.key("edits").open_array();
    for edit in &fix.edits {
        json.open_object();
        write_edit(json, report, places, edit);
        json.close_object();
    }
    json.close_array();
    json.key("breaks").open_array();
    for span in &fix.breaks {
        places.write_span(json, report, *span);
    }
    json.close_array();
}

fn write_edit(json: &mut Writer, report: &Report, places: &Places, edit: &Edit) {
    places.write_offsets(json, report, edit.span);
    match std::str::from_utf8(&edit.text) {
        Ok(text) => json.key("text").string(text),
        Err(_) => {
            let mut encoded = Vec::new();
            crate::decode::base64::encode_into(&edit.text, &mut encoded);
            json.key("base64").string(&String::from_utf8_lossy(&encoded))
        }
    };
}

/// The list of rules as `{"rules": [...]}`.
#[cfg(not(feature = "wasm"))]
pub fn rules(texts: Texts) -> String {
    let mut json = Writer::default();
    json.open_object();
    json.key("rules").open_array();
    for rule in crate::rules::ALL {
        json.open_object();
        json.key("id").string(rule.id).key("group").string(rule.group.name());
        json.key("level").string(rule.level.name()).key("basis").string(rule.basis.name());
        json.key("confidence").string(rule.confidence.name()).key("since").string(rule.since);
        json.key("title").string(texts.get(rule, Slot::Title));
        json.key("fix").string(rule.fixes.name());
        json.close_object();
    }
    json.close_array();
    json.close_object();
    json.finish()
}
