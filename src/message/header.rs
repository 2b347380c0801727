//! Questions about the header section that several rules ask.

use super::{Message, Stage};
use crate::find::{begins, trim};
use crate::options::Options;
use crate::scan::{Entity, FaultKind, Field, Name, Name::*};
use crate::value::addr::AddressList;
use crate::value::date::DateTime;
use crate::value::received;

/// RFC 5322 section 3.6: at most once in a message. Feedback-ID is Gmail's.
const ONCE: [Name; 13] =
    [Bcc, Cc, Date, FeedbackId, From, InReplyTo, MessageId, MimeVersion, References, ReplyTo, Sender, Subject, To];
/// RFC 2045 section 3: at most once in an entity. No RFC says so of the last one.
const ONCE_IN_PART: [Name; 5] =
    [ContentDescription, ContentId, ContentTransferEncoding, ContentType, ContentDisposition];
/// RFC 2369 section 3 and RFC 8058 section 3.1: at most once in a message.
const ONCE_OF_LIST: [Name; 7] =
    [ListArchive, ListHelp, ListOwner, ListPost, ListSubscribe, ListUnsubscribe, ListUnsubscribePost];

/// How the names of fields begin that servers add.
const OF_SERVERS: [&str; 5] = ["ARC-", "Authentication-Results", "X-Forefront", "X-Microsoft", "X-MS-"];

impl Message<'_> {
    /// The fields of an entity that may stand once and stand more often, those of one name together.
    pub fn repeated(&self, id: u32) -> Vec<Vec<&Field>> {
        let fields = self.scan.fields_of(self.entity(id));
        let mut all = repeated(fields, &ONCE_IN_PART);
        if id == 0 {
            all.append(&mut repeated(fields, &ONCE));
        }
        all
    }

    /// The fields of mailing lists that may stand once and stand more often, those of one name together.
    pub fn repeated_of_list(&self) -> Vec<Vec<&Field>> {
        repeated(self.fields(), &ONCE_OF_LIST)
    }

    /// Whether a field that was not found may stand in the header all the same, in a piece that could not be read.
    ///
    /// The finding is then the broken line, not a missing field.
    pub fn may_hide(&self, name: Name) -> bool {
        self.scan.faults.iter().take_while(|fault| fault.entity == 0).any(|fault| match fault.kind {
            FaultKind::MissingSeparator => true,
            FaultKind::LineWithoutColon => begins(self.slice(fault.span), name.text()),
            FaultKind::BlankFold | FaultKind::MboxFrom | FaultKind::Limit(_) => false,
        })
    }

    /// The fields that the sender wrote: in received mail not those that servers added on the way.
    pub fn own_fields(&self, options: &Options) -> impl Iterator<Item = &Field> {
        let received = self.stage(options).value == Stage::Received;
        let fields = self.fields();
        // Trace fields are put on top (RFC 5321 section 4.4); Microsoft's servers write below too.
        let last = fields.iter().rposition(|field| received && field.name == Received);
        let own = &fields[last.map_or(0, |last| last + 1)..];
        own.iter().filter(move |field| {
            let name = self.slice(field.name_span);
            !(received && OF_SERVERS.iter().any(|begin| begins(name, begin)))
        })
    }

    /// Whether From names nobody: no mailbox with both its halves, and no group.
    pub fn is_from_empty(&self) -> bool {
        let list = self.from();
        let whole = list.mailboxes.iter().any(|mailbox| !mailbox.local.is_empty() && !mailbox.domain.is_empty());
        !whole && list.groups.is_empty()
    }

    /// The envelope sender: as given, else from Return-Path. `None` where neither tells.
    pub fn envelope_sender(&self, options: &Options) -> Option<String> {
        if let Some(given) = &options.mail_from {
            return Some(trim(given, "<>").to_owned());
        }
        let address = self.return_path()?.mailboxes.first().map_or(&[][..], |mailbox| self.slice(mailbox.addr));
        Some(match std::str::from_utf8(address) {
            Ok(address) => address.to_owned(),
            Err(_) => String::from_utf8_lossy(address).into_owned(),
        })
    }

    /// What stands in Return-Path, if there is one.
    pub fn return_path(&self) -> Option<&AddressList> {
        let read = || self.field(ReturnPath).map(|field| AddressList::read(self.bytes(), field.body));
        self.return_path.get_or_init(read).as_ref()
    }

    /// The times of the first hundred trace fields, nearest to the reader first; none where one has no sound date.
    pub fn hop_times(&self) -> &[Option<DateTime>] {
        /// Fields looked at.
        const MOST: usize = 100;
        self.hop_times.get_or_init(|| {
            let mut times = Vec::new();
            for field in self.all(Received).take(MOST) {
                times.push(received::time(self.bytes(), field.body));
            }
            times
        })
    }

    /// Whether an empty line stands between the fields of an entity and its body, so that a field may be added.
    pub fn has_separator(&self, entity: &Entity) -> bool {
        entity.header.end < entity.body.start
    }
}

/// The fields of these names that stand more than once, those of one name together.
fn repeated<'f>(fields: &'f [Field], names: &[Name]) -> Vec<Vec<&'f Field>> {
    // Sets of names; two that share a bit are told apart below.
    let bit = |name: Name| 1_u64 << (name as u64 % 64);
    let (mut seen, mut twice) = (0, 0);
    for field in fields {
        twice |= seen & bit(field.name);
        seen |= bit(field.name);
    }
    let mut all = Vec::new();
    for name in names {
        if twice & bit(*name) == 0 {
            continue;
        }
        let mut same = Vec::new();
        for field in fields {
            if field.name == *name {
                same.push(field);
            }
        }
        if same.len() > 1 {
            all.push(same);
        }
    }
    all
}
