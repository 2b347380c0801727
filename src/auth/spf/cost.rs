//! What a record costs: every term that asks DNS, followed through `include` and `redirect`, whoever sends.

use super::eval::MOST_LOOKUPS;
use super::record::{Record, What};
use super::records_of;
use crate::auth::dns::{Absence, Answer, Dns, Kind, canonical};
use crate::span::Span;

/// A term that asks DNS.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CostTerm {
    /// How many `include`s and `redirect`s lead here.
    pub depth: u32,
    /// Whose record it stands in.
    pub domain: String,
    /// Its place in the text of that record.
    pub span: Span,
    /// The term as written.
    pub text: String,
    /// Look-ups that it takes with everything that it includes.
    pub lookups: u32,
    /// It names something that does not exist, which counts as void (RFC 7208 section 4.6.4).
    pub void: bool,
    /// It includes a name without one SPF record: that is an error by itself (sections 5.2 and 6.1).
    pub dead: bool,
}

/// The whole tree, in the order of the records.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cost {
    /// The terms.
    pub terms: Vec<CostTerm>,
    /// Look-ups in all; a lower bound while something is wanted.
    pub lookups: u32,
    /// What the answers at hand do not hold.
    pub wanted: Vec<(String, Kind)>,
}

/// Terms followed; a sound record has ten at most.
const MOST_TERMS: usize = 300;

/// The cost of the record of `domain`.
pub fn cost(dns: &Dns, domain: &str) -> Cost {
    let mut cost = Cost::default();
    let mut path = vec![canonical(domain)];
    cost.lookups = follow(dns, &mut path, &mut cost);
    cost
}

/// Look-ups of the record of the last name of `path`.
fn follow(dns: &Dns, path: &mut Vec<String>, cost: &mut Cost) -> u32 {
    let Some(domain) = path.last().cloned() else { return 0 };
    let records = records_of(dns, &domain);
    let Some(text) = records.first() else {
        if dns.ask(&domain, Kind::Txt) == Answer::Unknown {
            cost.wanted.push((domain, Kind::Txt));
        }
        return 0;
    };
    let record = Record::read(&text.bytes);
    let has_all = record.terms.iter().any(|term| term.what == What::All);
    let mut sum = 0;
    for term in &record.terms {
        let (name, asked, inner) = match term.what {
            What::Include(name) => (Some(name), Kind::Txt, true),
            // After `all` a redirect is never followed (section 6.1).
            What::Redirect(name) if !has_all => (Some(name), Kind::Txt, true),
            What::A(name, ..) => (name, Kind::A, false),
            What::Mx(name, ..) => (name, Kind::Mx, false),
            What::Ptr(name) => (name, Kind::Ptr, false),
            What::Exists(name) => (Some(name), Kind::A, false),
            _ => continue,
        };
        if cost.terms.len() == MOST_TERMS {
            break;
        }
        let target = name.map_or_else(|| domain.clone(), |name| lossy(name.slice(&text.bytes)));
        let target = canonical(&target);
        let plain = !crate::find::has(&target, "%") && asked != Kind::Ptr;
        let index = cost.terms.len();
        cost.terms.push(CostTerm {
            depth: path.len() as u32 - 1,
            domain: domain.clone(),
            span: term.span,
            text: lossy(term.span.slice(&text.bytes)),
            lookups: 1,
            void: plain && !inner && is_void(dns, &target, asked),
            dead: plain && inner && is_dead(dns, &target),
        });
        // A ring of includes costs without end; ten levels are an error already (section 4.6.4).
        if inner && plain && !path.contains(&target) && path.len() <= MOST_LOOKUPS as usize {
            path.push(target);
            cost.terms[index].lookups += follow(dns, path, cost);
            path.pop();
        }
        sum += cost.terms[index].lookups;
    }
    sum
}

fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// Whether a question is known to have no answer; an `a` is void when neither family has an address.
fn is_void(dns: &Dns, name: &str, kind: Kind) -> bool {
    let none = |kind| matches!(dns.ask(name, kind), Answer::None(Absence::NoData | Absence::NxDomain));
    none(kind) && (kind != Kind::A || none(Kind::Aaaa) || dns.ask(name, Kind::Aaaa) == Answer::Unknown)
}

fn is_dead(dns: &Dns, name: &str) -> bool {
    match dns.ask(name, Kind::Txt) {
        Answer::Records(_) => records_of(dns, name).is_empty(),
        Answer::None(Absence::NoData | Absence::NxDomain) => true,
        _ => false,
    }
}
