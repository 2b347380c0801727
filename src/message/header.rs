//! Questions about the header section that several rules ask.

use super::Message;
use crate::scan::{Entity, FaultKind, Name};

impl Message<'_> {
    /// Whether a field that was not found may stand in the header all the same, in a piece that could not be read.
    ///
    /// The finding is then the broken line, not a missing field.
    pub fn may_hide(&self, name: Name) -> bool {
        let text = name.text().as_bytes();
        let begins = |line: &[u8]| line.get(..text.len()).is_some_and(|head| head.eq_ignore_ascii_case(text));
        let bom = self.bytes().strip_prefix(b"\xef\xbb\xbf").is_some_and(begins);
        bom || self.scan.faults.iter().take_while(|fault| fault.entity == 0).any(|fault| match fault.kind {
            FaultKind::MissingSeparator => true,
            FaultKind::LineWithoutColon => begins(self.slice(fault.span)),
            FaultKind::MboxFrom | FaultKind::Limit(_) => false,
        })
    }

    /// Whether From names nobody: no mailbox with both its halves, and no group.
    pub fn is_from_empty(&self) -> bool {
        let list = self.from();
        let whole = list.mailboxes.iter().any(|mailbox| !mailbox.local.is_empty() && !mailbox.domain.is_empty());
        !whole && list.groups.is_empty()
    }

    /// Whether an empty line stands between the fields of an entity and its body, so that a field may be added.
    pub fn has_separator(&self, entity: &Entity) -> bool {
        entity.header.end < entity.body.start
    }
}
