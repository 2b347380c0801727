//! Any bytes give a report: spans inside them, fixes that can be applied, JSON.
#![no_main]

use kenpin::render::json;
use kenpin::text::{Lang, Texts};
use kenpin::{Input, Options, fix, lint};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for input in [Input::file(bytes), Input::pasted(bytes)] {
        let report = lint(input, &Options::default());
        for finding in &report.findings {
            let places = finding.related.iter().map(|(place, _)| place).chain([&finding.place]);
            for span in places.map(|place| place.raw) {
                let inside = span.start <= span.end && span.end as usize <= bytes.len();
                assert!(inside, "{}: {span:?} of {}", finding.rule.id, bytes.len());
            }
            if let Some(fix) = &finding.fix {
                assert!(fix::apply(bytes, &fix.edits).is_ok(), "{}: {:?}", finding.rule.id, fix.edits);
            }
        }
        let _ = json::report(&report, Texts::BuiltIn(Lang::Ja), "fuzz");
    }
});
