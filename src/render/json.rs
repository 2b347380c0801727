//! A report as JSON: the shape that `contract.md` fixes, the same text from every build.

mod facts;
mod place;
mod writer;

pub use writer::Writer;

use crate::finding::{Arg, Edit, Finding, Fix};
use crate::report::{Report, in_force};
use crate::source;
use crate::text::{Texts, fill};
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
    json.object(|json| {
        json.key("path").string(path).key("bytes").number(report.msg.bytes().len() as i64);
        json.key("kind").string(kind.value.name()).key("kind_confidence").string(kind.confidence.name());
        json.key("stage").string(stage.value.name()).key("stage_confidence").string(stage.confidence.name());
        json.key("signed").bool(report.msg.is_signed());
        json.key("audience").strings(report.audience.iter().map(crate::profile::Profile::name));
        json.key("counts").object(|json| counts(json, report.counts()));
        if report.omitted > 0 {
            json.key("omitted").number(report.omitted);
        }
        json.key("verdicts").object(|json| verdicts(json, report));
        json.key("findings").array(|json| {
            for found in &report.findings {
                json.object(|json| finding(json, report, &places, found, texts));
            }
        });
        json.key("not_checked").array(|json| {
            for (rule, needs) in &report.not_checked {
                json.object(|json| {
                    json.key("rule").string(rule.id).key("needs").string(needs.name());
                });
            }
        });
        json.key("facts").object(|json| facts::write(json, report, &places));
    });
}

fn counts(json: &mut Writer, counts: crate::report::Counts) {
    json.key("error").number(counts.error).key("warning").number(counts.warning).key("info").number(counts.info);
}

fn verdicts(json: &mut Writer, report: &Report) {
    for verdict in report.verdicts() {
        json.key(verdict.profile.name()).object(|json| {
            json.key("outcome").optional(verdict.outcome.map(crate::profile::Outcome::name));
            counts(json, verdict.counts);
        });
    }
}

fn finding(json: &mut Writer, report: &Report, places: &Places, finding: &Finding, texts: Texts) {
    let rule = finding.rule;
    let words = |slot, text| fill(texts.get(rule.id, slot, text), &finding.args);
    json.key("rule").string(rule.id).key("group").string(rule.group.name());
    json.key("severity").string(finding.level.name()).key("basis").string(rule.basis.name());
    json.key("confidence").string(rule.confidence.name()).key("case").string(finding.case.name);
    json.key("demanded_by").array(|json| {
        for demand in in_force(finding, report.audience) {
            json.object(|json| {
                json.key("profile").string(demand.profile.name()).key("level").string(demand.level.name());
                json.key("outcome").string(demand.outcome.name());
            });
        }
    });
    json.key("title").string(&words(("title", ""), &rule.title));
    json.key("message").string(&words(("case-", finding.case.name), &finding.case.message));
    json.key("why").string(&words(("why", ""), &rule.why)).key("help").string(&words(("help", ""), &rule.help));
    places.write(json, report, &finding.place);
    json.key("related").array(|json| {
        for (place, note) in &finding.related {
            json.object(|json| {
                places.write(json, report, place);
                json.key("message").string(&words(("note-", note.name), &note.text));
            });
        }
    });
    json.key("args").object(|json| {
        for (name, value) in &finding.args {
            match value {
                Arg::Number(number) => json.key(name).number(i64::try_from(*number).unwrap_or(i64::MAX)),
                Arg::Text(text) => json.key(name).string(text),
            };
        }
    });
    if let Some(repair) = &finding.fix {
        let title = words(("note-", repair.title.name), &repair.title.text);
        json.key("fix").object(|json| fix(json, report, places, repair, &title));
    }
    json.key("sources").array(|json| {
        for (name, url) in source::named(rule, texts) {
            json.object(|json| {
                json.key("name").string(&name).key("url").string(&url);
            });
        }
    });
}

fn fix(json: &mut Writer, report: &Report, places: &Places, fix: &Fix, title: &str) {
    json.key("title").string(title).key("safety").string(fix.safety.name());
    json.key("edits").array(|json| {
        for edit in &fix.edits {
            json.object(|json| write_edit(json, report, places, edit));
        }
    });
    json.key("breaks").array(|json| {
        for span in &fix.breaks {
            json.object(|json| places.write_span(json, report, *span));
        }
    });
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
    json.object(|json| {
        json.key("rules").array(|json| {
            for rule in crate::rules::ALL {
                json.object(|json| {
                    json.key("id").string(rule.id).key("group").string(rule.group.name());
                    json.key("level").string(rule.level.name()).key("basis").string(rule.basis.name());
                    json.key("confidence").string(rule.confidence.name()).key("since").string(rule.since);
                    json.key("title").string(texts.get(rule.id, ("title", ""), &rule.title));
                    json.key("fix").string(rule.fixes.name());
                });
            }
        });
    });
    json.finish()
}
