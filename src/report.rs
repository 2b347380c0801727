//! From a message to its report: run the rules, let the stronger ones speak, level what is left for the audience.

mod facts;
mod yields;

pub use facts::{Facts, HostCount, MailboxFact, Sizes, sizes};

use crate::finding::{Finding, Safety};
use crate::fix;
use crate::message::Message;
use crate::options::{DraftField, Input, Options, Origin};
use crate::order::order;
use crate::profile::{Audience, Demand, Level, Outcome, Profile};
use crate::rule::{Cx, Needs, Rule, Sink};
use crate::rules;
use crate::scan::NotMessage;

/// What there is to say about a message.
#[derive(Debug)]
pub struct Report<'a> {
    /// The message.
    pub msg: Message<'a>,
    /// What was asked for.
    pub options: Options,
    /// Whose demands counted.
    pub audience: Audience,
    /// The findings, in the order of the input, worse ones first at the same place; the first 10,000.
    pub findings: Vec<Finding>,
    /// How many findings there are beyond those.
    pub omitted: u32,
    /// Rules that could say nothing, and what they lacked; sorted by rule.
    pub not_checked: Vec<(&'static Rule, Needs)>,
}

/// Counts of findings by level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Errors.
    pub error: u32,
    /// Warnings.
    pub warning: u32,
    /// Notes.
    pub info: u32,
}

/// What a receiver does with the message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// Who.
    pub profile: Profile,
    /// The worst that follows; `None` where nothing does.
    pub outcome: Option<Outcome>,
    /// How many findings concern them.
    pub counts: Counts,
}

/// Findings kept; a message with more has said enough. The report says how many were left out.
const MOST_FINDINGS: usize = 10_000;

/// Checks a message.
///
/// ```
/// let report = kenpin::lint(kenpin::Input::file(b""), &kenpin::Options::default());
/// assert_eq!(report.findings.len(), 1);
/// ```
pub fn lint<'a>(input: Input<'a>, options: &Options) -> Report<'a> {
    let msg = Message::new(input);
    let audience = msg.audience(options);
    let mut sink = Sink::default();
    let cx = Cx { msg: &msg, options };
    for rule in rules::ALL {
        run(rule, cx, &mut sink);
    }
    let (findings, mut not_checked) = sink.into_parts();
    let mut findings = level(findings, audience, options, &mut not_checked);
    yields::silence(&msg, &mut findings);
    let omitted = findings.len().saturating_sub(MOST_FINDINGS) as u32;
    let mut findings = sorted(findings);
    for finding in &mut findings {
        secure_fix(&msg, finding);
    }
    let not_checked = each_once(&not_checked);
    Report { options: options.clone(), audience, findings, omitted, not_checked, msg }
}

/// The first findings in the order of the report.
fn sorted(findings: Vec<Finding>) -> Vec<Finding> {
    let order = order(findings.len(), &mut |one, other| {
        let (one, other) = (&findings[one], &findings[other]);
        let place = one.place.raw.start.cmp(&other.place.raw.start);
        place.then(other.level.cmp(&one.level)).then(one.rule.id.cmp(other.rule.id))
    });
    let mut places: Vec<Option<Finding>> = Vec::with_capacity(findings.len());
    for finding in findings {
        places.push(Some(finding));
    }
    let mut sorted = Vec::new();
    for at in order {
        if sorted.len() < MOST_FINDINGS
            && let Some(finding) = places[at].take()
        {
            sorted.push(finding);
        }
    }
    sorted
}

/// Sorted by rule, each once.
fn each_once(list: &[(&'static Rule, Needs)]) -> Vec<(&'static Rule, Needs)> {
    let mut once: Vec<(&'static Rule, Needs)> = Vec::new();
    let id = |at: usize| (list[at].0.id, list[at].1);
    for at in order(list.len(), &mut |one, other| id(one).cmp(&id(other))) {
        if once.last().is_none_or(|(rule, needs)| (rule.id, *needs) != id(at)) {
            once.push(list[at]);
        }
    }
    once
}

/// Runs a rule, unless it is off, the input is no message, or what it needs is not there.
fn run(rule: &'static Rule, cx: Cx, sink: &mut Sink) {
    let off = cx.options.level(rule.id) == Some(None);
    // What is no message gets one finding that says so, not one from every rule.
    let other = cx.msg.not_message.is_some() && rule.id != rules::NOT_A_MESSAGE;
    if off || other {
        return;
    }
    sink.enter(rule);
    match rule.needs.iter().find(|needs| !has(cx.msg, **needs)) {
        Some(missing) => sink.not_checked(*missing),
        None => (rule.check)(&cx, sink),
    }
}

/// Whether an input that a rule declares is there.
fn has(msg: &Message, needs: Needs) -> bool {
    match needs {
        Needs::Bytes => msg.input.origin == Origin::File,
        Needs::Headers => msg.has_draft_field(DraftField::Headers),
        Needs::Html => msg.has_draft_field(DraftField::Html),
        Needs::Text => msg.has_draft_field(DraftField::Text),
        Needs::Message => !msg.is_draft(),
        Needs::Audience | Needs::Envelope | Needs::Dns | Needs::Now => true,
    }
}

/// Gives each finding the highest level that anybody in force demands; what nobody demands is not checked.
fn level(
    findings: Vec<Finding>,
    audience: Audience,
    options: &Options,
    not_checked: &mut Vec<(&'static Rule, Needs)>,
) -> Vec<Finding> {
    let mut kept = Vec::with_capacity(findings.len());
    for mut finding in findings {
        let demanded = in_force(&finding, audience).map(|demand| demand.level).max();
        match (options.level(finding.rule.id), demanded) {
            (Some(Some(set)), _) => finding.level = set,
            (_, Some(level)) => finding.level = level,
            (_, None) => {
                not_checked.push((finding.rule, Needs::Audience));
                continue;
            }
        }
        kept.push(finding);
    }
    kept
}

/// The demands behind a finding that are in force.
pub fn in_force(finding: &Finding, audience: Audience) -> impl Iterator<Item = &'static Demand> + use<> {
    finding.case.demands.iter().filter(move |demand| audience.has(demand.profile))
}

/// Takes a fix away where no byte may be edited, and says which signatures it breaks.
fn secure_fix(msg: &Message, finding: &mut Finding) {
    let Some(fix) = &mut finding.fix else { return };
    if fix.edits.is_empty() || fix.edits.iter().any(|edit| msg.is_sealed(edit.span)) {
        finding.fix = None;
        return;
    }
    fix.breaks = fix::broken_signatures(msg, &fix.edits);
    if !fix.breaks.is_empty() && fix.safety == Safety::Safe {
        fix.safety = Safety::Rewrite;
    }
}

impl Report<'_> {
    /// How many findings there are of each level.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.findings.iter().for_each(|finding| counts.add(finding.level));
        counts
    }

    /// What each receiver and law in force does; those that look after standards and readers are not among them, nor
    /// those that no rule speaks for yet: silence would look like consent.
    pub fn verdicts(&self) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        for profile in self.audience.iter() {
            if profile.is_receiver_or_law() && rules::DEMANDERS.has(profile) {
                verdicts.push(self.verdict(profile));
            }
        }
        verdicts
    }

    fn verdict(&self, profile: Profile) -> Verdict {
        let mut verdict = Verdict { profile, outcome: None, counts: Counts::default() };
        for finding in &self.findings {
            for demand in finding.case.demands.iter().filter(|demand| demand.profile == profile) {
                verdict.counts.add(demand.level);
                verdict.outcome = verdict.outcome.max(Some(demand.outcome));
            }
        }
        verdict
    }

    /// What the input is, if it is no message.
    pub fn not_message(&self) -> Option<NotMessage> {
        self.msg.not_message.map(|(what, _)| what)
    }
}

impl Counts {
    fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.error += 1,
            Level::Warning => self.warning += 1,
            Level::Info => self.info += 1,
        }
    }
}
