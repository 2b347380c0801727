//! Calendar parts: whether their Content-Type says what they hold (RFC 6047 section 2.4).

use super::Message;
use crate::find::{begins, has};
use crate::scan::Form;

/// What is wrong with a calendar part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CalendarFault {
    /// The parameter `method` is missing.
    Missing,
    /// It is not the METHOD of the calendar.
    Other,
    /// The calendar has no METHOD.
    Absent,
    /// It is about another event than the alternative before it.
    Events,
    /// An announcement asks for an answer.
    Publish,
    /// An invitation comes as a file alone.
    File,
}

/// Files that may be invitations are looked into up to this size.
const LARGEST: u32 = 1 << 16;

impl Message<'_> {
    /// What is wrong with the calendar parts: what, which part, and the METHOD in it.
    pub fn calendar_faults(&self) -> Vec<(CalendarFault, u32, String)> {
        let is = |id: u32, media| self.is(id, media);
        let (mut found, mut files) = (Vec::new(), Vec::new());
        let mut last: Option<(Option<u32>, Option<&str>)> = None;
        for (id, entity, part) in self.entities() {
            if entity.form != Form::Leaf || self.in_other_message(id) {
                continue;
            }
            if is(id, "text/calendar") {
                files.clear();
                if !part.attachment {
                    self.in_calendar(id, &mut found);
                    let around = entity.parent.filter(|parent| is(*parent, "multipart/alternative"));
                    let uid = property(&self.text(id).text, "UID");
                    if around.is_some() && last.is_some_and(|last| last != (around, uid) && last.0 == around) {
                        found.push((CalendarFault::Events, id, String::new()));
                    }
                    last = Some((around, uid));
                }
            } else if is(id, "application/ics") && entity.body.len() < LARGEST && last.is_none() {
                let octets = self.octets(id);
                let method = property(&String::from_utf8_lossy(&octets), "METHOD").unwrap_or_default().to_owned();
                if matches!(&*method, "REQUEST" | "CANCEL" | "REPLY") {
                    files.push((CalendarFault::File, id, method));
                }
            }
        }
        found.append(&mut files);
        found
    }

    fn in_calendar(&self, id: u32, found: &mut Vec<(CalendarFault, u32, String)>) {
        let text = &self.text(id).text;
        let (given, method) = (self.param_text(id, "method"), property(text, "METHOD").unwrap_or_default());
        let mut add = |fault| found.push((fault, id, method.to_owned()));
        match () {
            () if given.eq_ignore_ascii_case(method) => {}
            () if given.is_empty() => add(CalendarFault::Missing),
            () if !method.is_empty() => add(CalendarFault::Other),
            // What could not be read has no method either.
            () if has(text, "BEGIN:VCALENDAR") => add(CalendarFault::Absent),
            () => {}
        }
        if method.eq_ignore_ascii_case("publish") && has(text, ";RSVP=TRUE") {
            add(CalendarFault::Publish);
        }
    }
}

/// The value of the first property of this name (RFC 5545 section 3.1).
fn property<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let is = |line: &&str| begins(line.as_bytes(), name) && line[name.len()..].starts_with([':', ';']);
    let (_, value) = text.lines().find(is)?.split_once(':')?;
    Some(value.trim())
}
