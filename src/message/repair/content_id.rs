//! Content-IDs and what refers to them, written anew together.

use super::recode::as_edits;
use super::retext;
use crate::find::holds_only;
use crate::finding::Edit;
use crate::message::{Found, Message, Reference};
use crate::span::Span;

/// References in one part that are renamed at most.
const MOST: usize = 100;

/// Edits that put the sender's domain after Content-IDs without one, the places of which are given without brackets, and
/// after what refers to them.
pub fn add_domain(msg: &Message, bare: &[Span]) -> Option<Vec<Edit>> {
    let domain = msg.excerpt(msg.from().mailboxes.first()?.domain);
    let plain = |text: &str| holds_only(text.as_bytes(), b"._-");
    let mut names = Vec::new();
    for span in bare {
        let id = msg.excerpt(*span);
        if bare.len() > 20 || !plain(&id) || !plain(&domain) || domain.is_empty() {
            return None;
        }
        names.push((*span, [&*id, "@", &domain].concat()));
    }
    rename(msg, &names)
}

/// Edits that give the Content-IDs at `old`, without brackets, these new names, and their references too. `None` where
/// it is not certain that nothing else refers to them.
fn rename(msg: &Message, names: &[(Span, String)]) -> Option<Vec<Edit>> {
    let all = msg.references();
    let started = msg.entities().any(|(id, ..)| !msg.param_text(id, "start").is_empty());
    let mut edits = as_edits(names);
    for html in msg.body_parts("text/html") {
        let mut changes: Vec<(Span, String)> = Vec::new();
        let mut own = 0;
        for reference in &all {
            if reference.entity != html {
                continue;
            }
            own += 1;
            let Some((_, new)) = names.iter().find(|(span, _)| msg.slice(*span) == reference.id.as_bytes()) else {
                continue;
            };
            let apart = changes.last().is_none_or(|(last, _)| last.end <= reference.span.start);
            if reference.found != Found::Part || !apart || changes.len() == MOST {
                return None;
            }
            changes.push((reference.span, ["cid:", new].concat()));
        }
        if msg.cid_names(html).len() != own || started {
            return None;
        }
        if !changes.is_empty() {
            edits.extend(retext(msg, html, &changes)?);
        }
    }
    Some(edits)
}

/// Edits that write Content-IDs as the references `wrong` have them; `None` where `all` references are not of one mind.
pub fn respell(wrong: &[&Reference], all: &[Reference]) -> Option<Vec<Edit>> {
    let mut edits: Vec<Edit> = Vec::new();
    for reference in wrong {
        let Found::OtherCase(span) = reference.found else { return None };
        let mut same = all.iter().filter(|other| other.id.eq_ignore_ascii_case(&reference.id));
        if !same.all(|other| other.id == reference.id) {
            return None;
        }
        let edit = Edit::replace(span, reference.id.as_str());
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }
    Some(edits)
}
