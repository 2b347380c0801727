//! Every place that a report names.

use kenpin::Report;
use kenpin::span::Span;

/// All spans of a report's findings, with what they are.
pub fn named<'r>(report: &'r Report) -> impl Iterator<Item = (&'static str, &'static str, Span)> + 'r {
    report.findings.iter().flat_map(|finding| {
        let id = finding.rule.id;
        let fix = finding.fix.iter();
        let edits = fix.clone().flat_map(|fix| fix.edits.iter().map(|edit| ("edit", edit.span)));
        let breaks = fix.flat_map(|fix| fix.breaks.iter().map(|span| ("broken signature", *span)));
        let related = finding.related.iter().map(|(place, _)| ("related", place.raw));
        let own = std::iter::once(("place", finding.place.raw));
        own.chain(related).chain(edits).chain(breaks).map(move |(what, span)| (id, what, span))
    })
}

/// What is wrong with the places of a report: outside the input, reversed, or not where the decoded text says.
pub fn faults(report: &Report) -> Vec<String> {
    let len = report.msg.bytes().len() as u32;
    let outside = named(report).filter(|(_, _, span)| span.start > span.end || span.end > len);
    let mut faults: Vec<String> =
        outside.map(|(id, what, span)| format!("{id}: {what} {}..{} of {len}", span.start, span.end)).collect();
    for finding in &report.findings {
        let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|(place, _)| place));
        for place in places {
            let Some(shown) = place.shown else { continue };
            let text = report.msg.text(shown.entity);
            if text.text.get(shown.span.range()).is_none() {
                faults.push(format!("{}: {:?} is no place of the text", finding.rule.id, shown.span));
            } else if text.to_raw(shown.span) != place.raw {
                faults.push(format!("{}: {:?} is shown at {:?}", finding.rule.id, place.raw, shown.span));
            }
        }
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).cloned().collect::<Vec<_>>();
        if let Err(error) = kenpin::fix::apply(report.msg.bytes(), &edits) {
            faults.push(format!("{}: {error}", finding.rule.id));
        }
    }
    faults
}
