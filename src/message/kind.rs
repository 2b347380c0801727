//! What kind of mail it is, and at which stage: the main guard against false alarms.

use super::Message;
use super::phrases::Phrases;
use crate::find::{begins, find};
use crate::options::Options;
use crate::rule::{Confidence, named};
use crate::scan::Name;
use crate::tables::{self, Table};
use crate::value::addr::AddressList;

named! {
    /// What kind of mail a message is.
    Kind {
        /// One person to another.
        Personal = "personal",
        /// An answer to what the reader did: a receipt, a code.
        Transactional = "transactional",
        /// The same to many: newsletters, offers.
        Bulk = "bulk",
        /// A list where members write.
        DiscussionList = "discussion-list",
        /// A delivery status notification.
        Dsn = "dsn",
        /// A receipt notification.
        Mdn = "mdn",
        /// A complaint report.
        Arf = "arf",
        /// An automatic reply.
        AutoReply = "auto-reply",
    }
}

named! {
    /// At which stage a message is.
    Stage {
        /// A template, before it becomes a message.
        Template = "template",
        /// About to be sent.
        Outgoing = "outgoing",
        /// As a receiver got it.
        Received = "received",
    }
}

/// A value that was detected, and how surely.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Detected<T> {
    /// The value.
    pub value: T,
    /// How sure it is.
    pub confidence: Confidence,
}

impl<T> Detected<T> {
    /// A value that the caller gave.
    pub const fn given(value: T) -> Self {
        Self { value, confidence: Confidence::Certain }
    }

    const fn likely(value: T) -> Self {
        Self { value, confidence: Confidence::Likely }
    }

    const fn hint(value: T) -> Self {
        Self { value, confidence: Confidence::Hint }
    }
}

/// Bytes of a body that are searched for words.
const LOOK: usize = 200_000;

/// The kind, in the order of the catalogue: reports first, then lists, then the weak distinctions.
pub fn kind(msg: &Message, options: &Options) -> Detected<Kind> {
    if let Some(report) = report(msg) {
        return report;
    }
    if is_auto_reply(msg) {
        return Detected::given(Kind::AutoReply);
    }
    // RFC 2369 section 3.4: `NO`, perhaps with a comment; anything else is an address to write to.
    let list_post = msg.value(Name::ListPost);
    let posts_closed = list_post.is_some_and(|value| {
        value
            .trim_ascii_end()
            .split(u8::is_ascii_whitespace)
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case(b"no"))
    });
    if list_post.is_some() && !posts_closed {
        return Detected::given(Kind::DiscussionList);
    }
    if is_passed_on_by_list(msg) {
        return Detected::likely(Kind::DiscussionList);
    }
    if posts_closed || is_marked_bulk(msg) || options.ad == Some(true) {
        return Detected::given(Kind::Bulk);
    }
    // Mail systems send receipts and codes too: their trace says less than the subject.
    let transactional = says_transactional(msg);
    if options.esp.is_some() || (has_esp_field(msg) && !transactional) {
        return Detected::likely(Kind::Bulk);
    }
    // Words and links cost a decoded body: they are asked last.
    if has_unsubscribe_link(msg) {
        return Detected::likely(Kind::Bulk);
    }
    if transactional {
        return Detected::hint(Kind::Transactional);
    }
    // A draft in an editor is made for many.
    Detected::hint(if msg.is_draft() { Kind::Bulk } else { Kind::Personal })
}

/// The stage, by trace fields and by what only a finished message has.
pub fn stage(msg: &Message, options: &Options) -> Detected<Stage> {
    let has = |name| msg.field(name).is_some();
    match () {
        () if msg.is_draft() => Detected::given(Stage::Template),
        () if has(Name::Received) => Detected::given(Stage::Received),
        () if options.is_final || has(Name::DkimSignature) => Detected::given(Stage::Outgoing),
        () if has(Name::Date) || has(Name::MessageId) => Detected::likely(Stage::Outgoing),
        () => Detected::likely(Stage::Template),
    }
}

/// Reports: by their structure, or by who sends them.
fn report(msg: &Message) -> Option<Detected<Kind>> {
    let root = msg.parts.first()?;
    if root.media.is(msg.bytes(), "multipart/report") {
        let mut named = msg.param_text(0, "report-type");
        if named.is_empty() {
            named.push_str(msg.kind_of_report(0).unwrap_or_default());
        }
        return match &*named {
            "feedback-report" => Some(Detected::given(Kind::Arf)),
            "delivery-status" => Some(Detected::given(Kind::Dsn)),
            "disposition-notification" => Some(Detected::given(Kind::Mdn)),
            _ => None,
        };
    }
    if msg.field(Name::XFailedRecipients).is_some() {
        return Some(Detected::likely(Kind::Dsn));
    }
    let null_path = msg.value(Name::ReturnPath).is_some_and(|value| value == b"<>");
    let local = msg.from().mailboxes.first().map(|mailbox| msg.slice(mailbox.local));
    let postmaster = local.is_some_and(|local| local.eq_ignore_ascii_case(b"postmaster"));
    let robot = match local {
        Some(local) => local.eq_ignore_ascii_case(b"mailer-daemon") || postmaster,
        None => msg.value(Name::From).is_some_and(|value| begins(value, "mailer-daemon")),
    };
    (robot && (null_path || !postmaster)).then(|| Detected::likely(Kind::Dsn))
}

fn is_auto_reply(msg: &Message) -> bool {
    let precedence = msg.value(Name::Precedence).is_some_and(|value| value.eq_ignore_ascii_case(b"auto_reply"));
    let submitted = msg.value(Name::AutoSubmitted);
    precedence || msg.field(Name::XAutoreply).is_some() || submitted.is_some_and(|value| begins(value, "auto-replied"))
}

/// Whether Precedence says that it goes to many.
fn has_bulk_precedence(msg: &Message) -> bool {
    let precedence = msg.value(Name::Precedence);
    precedence.is_some_and(|it| it.eq_ignore_ascii_case(b"bulk") || it.eq_ignore_ascii_case(b"list"))
}

/// Whether an older list server passed on what a member wrote: `Sender: owner-talk@list.example`.
fn is_passed_on_by_list(msg: &Message) -> bool {
    if !has_bulk_precedence(msg) || msg.field(Name::ListUnsubscribe).is_some() {
        return false;
    }
    let Some(field) = msg.field(Name::Sender) else { return false };
    let list = AddressList::read(msg.bytes(), field.body);
    list.mailboxes.first().is_some_and(|sender| {
        let local = msg.slice(sender.local).to_ascii_lowercase();
        let names = [&b"-owner"[..], b"-bounce", b"-bounces", b"-request", b"-admin"];
        local.starts_with(b"owner-") || names.iter().any(|name| local.ends_with(name))
    })
}

fn is_marked_bulk(msg: &Message) -> bool {
    has_bulk_precedence(msg)
        || [Name::ListUnsubscribe, Name::FeedbackId, Name::CfblAddress, Name::XCsaComplaints]
            .into_iter()
            .any(|name| msg.field(name).is_some())
}

fn has_esp_field(msg: &Message) -> bool {
    let esp = tables::list(Table::Kinds, "esp");
    msg.fields().iter().any(|field| {
        let name = msg.slice(field.name_span);
        field.name == Name::Other
            && begins(name, "X")
            && esp.iter().any(|known| match known.strip_suffix('*') {
                Some(prefix) => begins(name, prefix),
                None => name.eq_ignore_ascii_case(known.as_bytes()),
            })
    })
}

/// A phrase of leaving a list, and a link or an address to do it.
fn has_unsubscribe_link(msg: &Message) -> bool {
    msg.body.iter().any(|&id| {
        let text = &msg.text(id).text;
        let head = &text.as_bytes()[..text.len().min(LOOK)];
        let tail = &text.as_bytes()[text.len() - text.len().min(LOOK)..];
        let has = |word: &[u8]| find(tail, word).is_some() || (text.len() > LOOK && find(head, word).is_some());
        let says = |text: &[u8]| Phrases::Unsubscribe.stand_in(text);
        (has(b"://") || has(b"mailto:")) && (says(tail) || (text.len() > LOOK && says(head)))
    })
}

fn says_transactional(msg: &Message) -> bool {
    let Some(subject) = msg.field(Name::Subject) else { return false };
    Phrases::Transactional.stand_in(msg.text_of(subject).text.as_bytes())
}
