//! Which fields should not be sent, and as what.

use crate::find::{begins, find};
use crate::message::{Kind, Message, Stage};
use crate::rule::Cx;
use crate::scan::Field;
use crate::tables::{self, Table};

/// What a field is, as a place in the list of cases.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Script,
    Priority,
    Receipt,
    Left,
}

/// What a field is, where it should not be sent.
pub(super) fn case_of(cx: &Cx, field: &Field) -> Option<Kept> {
    let msg = cx.msg;
    let (name, value) = (msg.slice(field.name_span), msg.slice(field.value(msg.bytes())));
    let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
    let case = match kind_of(name) {
        b"script" => Kept::Script,
        b"store" if cx.stage() == Stage::Received => return None,
        b"store" if begins(name, "X-Spam-F") && !begins(value, "yes") => return None,
        b"" => {
            let urgent = match () {
                () if is("X-Priority") => value.starts_with(b"1") || value.starts_with(b"2"),
                () if is("Importance") || is("X-MSMail-Priority") => begins(value, "high"),
                () => is("Priority") && begins(value, "urgent"),
            };
            match () {
                () if urgent => Kept::Priority,
                () if is("Disposition-Notification-To") && !is_from(msg, value) => Kept::Receipt,
                () => return None,
            }
        }
        _ => Kept::Left,
    };
    let kind = cx.kind();
    (kind == Kind::Bulk || (case == Kept::Script && kind != Kind::DiscussionList)).then_some(case)
}

/// As what the table lists a field of this name; empty where it does not.
fn kind_of(name: &[u8]) -> &'static [u8] {
    for line in tables::lines(Table::Leftovers) {
        if let Some(end) = line.len().checked_sub(name.len() + 1)
            && line.as_bytes()[end] == b' '
            && line.as_bytes()[end + 1..].eq_ignore_ascii_case(name)
        {
            return &line.as_bytes()[..end];
        }
    }
    b""
}

/// Whether an address is that of From.
fn is_from(msg: &Message, value: &[u8]) -> bool {
    let Some(from) = msg.from().mailboxes.first() else { return true };
    find(&value.to_ascii_lowercase(), &msg.slice(from.addr).to_ascii_lowercase()).is_some()
}
