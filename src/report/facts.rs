//! What the message tells about itself, for people who would rather see than read findings.

use super::Report;
use crate::find::split_last;
use crate::message::{Alignment, Message};
use crate::options::Options;
use crate::order::{distinct, order};
use crate::scan::{Form, Name};
use crate::value::addr::Mailbox;
use crate::value::domain;

/// Facts that take work to compute; the rest is read off the message when it is written.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The first mailbox of From.
    pub from: Option<MailboxFact>,
    /// The envelope sender.
    pub return_path: Option<MailboxFact>,
    /// The mailboxes of Reply-To.
    pub reply_to: Vec<MailboxFact>,
    /// Whether the envelope sender's domain fits From's.
    pub spf: Alignment,
    /// Whether a signature's domain fits From's: the best of all.
    pub dkim: Alignment,
    /// https addresses of List-Unsubscribe.
    pub unsubscribe_https: Vec<String>,
    /// mailto addresses of List-Unsubscribe.
    pub unsubscribe_mailto: Vec<String>,
    /// Visible links, with repetitions.
    pub link_count: u64,
    /// Visible links, each address once.
    pub link_unique: u64,
    /// Hosts of visible links, most frequent first.
    pub hosts: Vec<HostCount>,
}

/// A mailbox with its domain.
#[derive(Clone, Debug, Default)]
pub struct MailboxFact {
    /// The addr-spec.
    pub address: String,
    /// The decoded display name.
    pub name: String,
    /// The domain, in lower case.
    pub domain: String,
    /// Its organizational domain, where it has one.
    pub org_domain: Option<String>,
}

/// A host and how often links lead there.
#[derive(Clone, Debug)]
pub struct HostCount {
    /// The host, in lower case.
    pub host: String,
    /// Its organizational domain.
    pub org_domain: Option<String>,
    /// How many links.
    pub count: u64,
}

/// Mailboxes and URIs told; a message with more has a finding elsewhere.
const MOST: usize = 100;

impl Report<'_> {
    /// The facts of the message.
    pub fn facts(&self) -> Facts {
        let msg = &self.msg;
        if msg.not_message.is_some() {
            return Facts::default();
        }
        let from = msg.from().mailboxes.first().map(|mailbox| mailbox_fact(msg, mailbox));
        let from_domain = from.as_ref().map(|from| from.domain.clone()).unwrap_or_default();
        let return_path = return_path(msg, &self.options);
        let mut facts = Facts {
            spf: spf_alignment(return_path.as_ref(), &from_domain),
            dkim: msg.dkim_alignment(&from_domain),
            from,
            return_path,
            reply_to: reply_to(msg),
            ..Facts::default()
        };
        unsubscribe(msg, &mut facts);
        links(msg, &mut facts);
        facts
    }
}

fn spf_alignment(path: Option<&MailboxFact>, from: &str) -> Alignment {
    path.map_or(Alignment::Unknown, |path| Alignment::of(&path.domain, from))
}

fn mailbox_fact(msg: &Message, mailbox: &Mailbox) -> MailboxFact {
    let text = |span| String::from_utf8_lossy(msg.slice(span)).into_owned();
    let name = mailbox.name.map(|name| msg.display_name(name));
    let domain = domain::lowercase(&text(mailbox.domain));
    // Comments beside the `@` are no part of the address.
    let bare = mailbox.addr.len() == mailbox.local.len() + 1 + mailbox.domain.len();
    let address = if bare { text(mailbox.addr) } else { [&text(mailbox.local), "@", &text(mailbox.domain)].concat() };
    MailboxFact { address, name: name.unwrap_or_default(), org_domain: org(&domain), domain }
}

fn org(domain: &str) -> Option<String> {
    domain::organizational_domain(domain).map(std::borrow::Cow::into_owned)
}

fn return_path(msg: &Message, options: &Options) -> Option<MailboxFact> {
    let address = msg.envelope_sender(options)?;
    let domain = split_last(&address, b'@').map(|(_, domain)| domain::lowercase(domain)).unwrap_or_default();
    Some(MailboxFact { name: String::new(), org_domain: org(&domain), domain, address })
}

fn reply_to(msg: &Message) -> Vec<MailboxFact> {
    let mut facts = Vec::new();
    for mailbox in msg.addresses(Name::ReplyTo).mailboxes.iter().take(MOST) {
        facts.push(mailbox_fact(msg, mailbox));
    }
    facts
}

fn unsubscribe(msg: &Message, facts: &mut Facts) {
    let list = msg.unsubscribe_uris();
    let texts = |scheme: &str| {
        let mut texts = Vec::new();
        for uri in list.with_scheme(msg.bytes(), scheme).iter().take(MOST) {
            texts.push(String::from_utf8_lossy(msg.slice(*uri)).into_owned());
        }
        texts
    };
    facts.unsubscribe_https = texts("https");
    facts.unsubscribe_mailto = texts("mailto");
}

fn links(msg: &Message, facts: &mut Facts) {
    let (mut hosts, mut unique) = (Vec::new(), Vec::new());
    for link in msg.links().iter().filter(|link| link.is_visible()) {
        let Some((host, _)) = msg.host_of(link) else { continue };
        facts.link_count += 1;
        unique.push(link.url.split('#').next().unwrap_or_default());
        hosts.push(&*host.name);
    }
    facts.link_unique = distinct(&unique).len() as u64;
    let counts = distinct(&hosts);
    for at in order(counts.len(), &mut |one, other| counts[other].1.cmp(&counts[one].1)).into_iter().take(MOST) {
        let (first, count) = counts[at];
        let host = hosts[first].to_owned();
        facts.hosts.push(HostCount { org_domain: org(&host), host, count: count as u64 });
    }
}

/// Sizes by what they are for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sizes {
    /// Header sections of the message itself.
    pub headers: u64,
    /// Plain text of the body, as encoded.
    pub text: u64,
    /// HTML of the body, as encoded.
    pub html: u64,
    /// Everything else that is content, as encoded.
    pub attachments: u64,
}

/// Where the bytes of a message are.
pub fn sizes(msg: &Message) -> Sizes {
    let mut sizes = Sizes::default();
    for (id, entity, part) in msg.entities() {
        if id == 0 {
            sizes.headers = u64::from(entity.header.len());
        }
        if entity.form != Form::Leaf {
            continue;
        }
        let size = u64::from(entity.body.len());
        match msg.body.binary_search(&id) {
            Ok(_) if part.media.is(msg.bytes(), "text/html") => sizes.html += size,
            Ok(_) => sizes.text += size,
            Err(_) => sizes.attachments += size,
        }
    }
    sizes
}
