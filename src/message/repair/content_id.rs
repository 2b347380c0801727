//! Content-IDs that differ from their references in letter case alone.

use crate::finding::Edit;
use crate::message::{Found, Reference};

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
