//! One defect, one finding: where two rules see the same thing, the stronger speaks.

use crate::finding::Finding;
use crate::message::Message;
use crate::order::order;
use crate::rule::{Near, Yield};
use crate::span::Span;

/// Leaves out the findings that yield to another one.
pub fn silence(msg: &Message, findings: &mut Vec<Finding>) {
    let speaking = Speaking::of(findings);
    findings.retain(|finding| {
        !finding.rule.yields_to.iter().any(|stronger| speaking.near(msg, stronger, finding.place.raw))
    });
}

/// The places of all findings, by rule and place, so that looking for a neighbour is a search, not a walk.
struct Speaking {
    places: Vec<(&'static str, Span)>,
}

impl Speaking {
    fn of(findings: &[Finding]) -> Self {
        let key = |at: usize| (findings[at].rule.id, findings[at].place.raw);
        let order = order(findings.len(), &mut |one, other| key(one).cmp(&key(other)));
        Self { places: order.into_iter().map(key).collect() }
    }

    fn near(&self, msg: &Message, stronger: &Yield, place: Span) -> bool {
        let first = self.places.partition_point(|(rule, _)| *rule < stronger.to);
        let last = self.places.partition_point(|(rule, _)| *rule <= stronger.to);
        let places = &self.places[first..last];
        if places.is_empty() {
            return false;
        }
        match stronger.within {
            Near::Message => true,
            Near::Span => overlaps(places, place),
            Near::Field => field_at(msg, place.start).is_some_and(|field| overlaps(places, field)),
            Near::Entity => {
                let entity = msg.entity(msg.entity_at(place.start));
                overlaps(places, entity.header.join(entity.body))
            }
        }
    }
}

/// Whether one of the places, sorted by their beginnings, shares a byte with `span`.
fn overlaps(places: &[(&'static str, Span)], span: Span) -> bool {
    let end = places.partition_point(|(_, place)| place.start <= span.end);
    // An empty place at the end of a field belongs to what comes after it.
    let inside = |place: &Span| place.overlaps(span) && (place.start < span.end || span.is_empty());
    places[..end].iter().rev().take(64).any(|(_, place)| inside(place))
}

/// The header field that holds byte `at`.
fn field_at(msg: &Message, at: u32) -> Option<Span> {
    let fields = &msg.scan.fields;
    let begun = fields.partition_point(|field| field.span.start <= at);
    fields[..begun].last().map(|field| field.span).filter(|span| at < span.end)
}
