//! What findings of many rules are made of: several places, raw text as an argument, one edit.

use super::{Reported, Sink};
use crate::finding::{Case, Edit, Place, Safety};
use crate::text::Note;

impl Sink {
    /// Reports `case` at the first of `places`, with the next three as related places; there is at least one.
    pub fn report_places(&mut self, case: &'static Case, places: &[Place], more: &'static Note) -> Reported<'_> {
        let mut reported = self.report(case, places[0]);
        for place in places.iter().skip(1).take(3) {
            reported = reported.related(*place, more);
        }
        reported
    }
}

impl Reported<'_> {
    /// Adds bytes as an argument for the wording; what is no UTF-8 is replaced.
    #[allow(clippy::return_self_not_must_use)] // The finding is in the sink already.
    pub fn bytes(self, name: &'static str, value: &[u8]) -> Self {
        self.arg(name, String::from_utf8_lossy(value).into_owned())
    }

    /// Adds the repair by `edits`, if there is one.
    #[allow(clippy::return_self_not_must_use)]
    pub fn edits(self, title: &'static Note, safety: Safety, edits: Option<Vec<Edit>>) -> Self {
        self.mend(title, safety, edits.unwrap_or_default())
    }

    /// Adds the repair by one edit, if there is one.
    #[allow(clippy::return_self_not_must_use)]
    pub fn edit(self, title: &'static Note, safety: Safety, edit: Option<Edit>) -> Self {
        self.mend(title, safety, edit.into_iter().collect())
    }
}
