//! Facts in JSON.

use super::Writer;
use super::place::Places;
use crate::decode::param;
use crate::message::{Alignment, Message};
use crate::report::{Facts, MailboxFact, Report, sizes};
use crate::scan::params::Structured;
use crate::scan::{Encoding, Name};
use crate::span::Span;
use crate::value::received::Received;

/// Parts, hops and fields listed; the tree of a message with more is no help to anybody.
const MOST: usize = 1_000;

/// The entities that are listed.
pub fn listed(report: &Report) -> impl Iterator<Item = u32> {
    let none = report.msg.not_message.is_some();
    (0..report.msg.parts.len().min(MOST) as u32).filter(move |_| !none)
}

/// Where a part stands: its header section and its body.
pub fn part_span(report: &Report, id: u32) -> Span {
    let entity = report.msg.entity(id);
    entity.header.join(entity.body)
}

/// Writes the members of `facts`.
pub fn write(json: &mut Writer, report: &Report, places: &Places) {
    if report.msg.not_message.is_some() {
        return;
    }
    let facts = report.facts();
    let msg = &report.msg;
    people(json, &facts);
    json.key("alignment").open_object();
    json.key("spf").string(facts.spf.name()).key("dkim").string(facts.dkim.name());
    json.key("dmarc").string(dmarc(&facts));
    json.close_object();
    json.key("dkim").open_array();
    signatures(json, report, &facts);
    json.close_array();
    let seals = msg.all(Name::ArcSeal).count();
    json.key("arc").open_object();
    json.key("instances").number(seals as i64);
    json.key("result").string(if seals == 0 { "none" } else { "not-checked" });
    json.close_object();
    json.key("unsubscribe").open_object();
    json.key("https").strings(&facts.unsubscribe_https);
    json.key("mailto").strings(&facts.unsubscribe_mailto);
    json.key("one_click").bool(one_click(msg, &facts));
    json.close_object();
    links(json, &facts);
    let sizes = sizes(msg);
    json.key("size").open_object();
    json.key("bytes").number(msg.bytes().len() as i64).key("headers").number(sizes.headers as i64);
    json.key("text").number(sizes.text as i64).key("html").number(sizes.html as i64);
    json.key("attachments").number(sizes.attachments as i64);
    json.close_object();
    json.key("parts").open_array();
    tree(json, report, places);
    json.close_array();
    json.key("hops").open_array();
    hops(json, msg);
    json.close_array();
    texts(json, msg);
}

fn people(json: &mut Writer, facts: &Facts) {
    for (name, fact) in [("from", &facts.from), ("return_path", &facts.return_path)] {
        if let Some(fact) = fact {
            json.key(name);
            mailbox(json, fact);
        }
    }
    json.key("reply_to").open_array();
    for fact in &facts.reply_to {
        mailbox(json, fact);
    }
    json.close_array();
}

fn mailbox(json: &mut Writer, fact: &MailboxFact) {
    json.open_object();
    json.key("address").string(&fact.address).key("name").string(&fact.name);
    json.key("domain").string(&fact.domain).key("org_domain").optional(fact.org_domain.as_deref());
    json.close_object();
}

/// Without verification, only the failure is certain: when nothing aligns.
fn dmarc(facts: &Facts) -> &'static str {
    let fails = facts.spf == Alignment::None && matches!(facts.dkim, Alignment::None | Alignment::Unknown);
    if fails { "fail" } else { "unknown" }
}

fn signatures(json: &mut Writer, report: &Report, facts: &Facts) {
    let from = facts.from.as_ref().map_or("", |from| from.domain.as_str());
    for signature in &report.msg.signatures {
        json.open_object();
        json.key("domain").string(&signature.domain).key("selector").string(&signature.selector);
        json.key("algorithm").string(&signature.algorithm).key("body_hash").string("unknown");
        json.key("signature").string("not-checked");
        json.key("aligned").string(Alignment::of(&signature.domain, from).name());
        json.key("headers").open_array();
        for name in signature.headers(report.msg.bytes()).take(MOST) {
            json.string(&String::from_utf8_lossy(name));
        }
        json.close_array();
        json.close_object();
    }
}

fn one_click(msg: &Message, facts: &Facts) -> bool {
    let exact = msg.value(Name::ListUnsubscribePost);
    !facts.unsubscribe_https.is_empty()
        && exact.is_some_and(|value| value.eq_ignore_ascii_case(b"List-Unsubscribe=One-Click"))
}

fn links(json: &mut Writer, facts: &Facts) {
    json.key("links").open_object();
    json.key("count").number(facts.link_count as i64).key("unique").number(facts.link_unique as i64);
    json.key("hosts").open_array();
    for host in &facts.hosts {
        json.open_object();
        json.key("host").string(&host.host).key("org_domain").optional(host.org_domain.as_deref());
        json.key("count").number(host.count as i64);
        json.close_object();
    }
    json.close_array();
    json.close_object();
}

/// The tree of parts. Its depth is limited by the scan, so that recursion is safe.
fn tree(json: &mut Writer, report: &Report, places: &Places) {
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); report.msg.parts.len().min(MOST)];
    for id in listed(report) {
        if let Some(parent) = report.msg.entity(id).parent {
            children[parent as usize].push(id);
        }
    }
    if !children.is_empty() {
        part(json, report, places, &children, 0);
    }
}

fn part(json: &mut Writer, report: &Report, places: &Places, children: &[Vec<u32>], id: u32) {
    let msg = &report.msg;
    let (entity, part_facts) = (msg.entity(id), &msg.parts[id as usize]);
    let charset = part_facts.charset.map(|param| String::from_utf8_lossy(&param.text(msg.bytes())).into_owned());
    json.open_object();
    json.key("number").string(&msg.number(id)).key("type").string(&part_facts.media.text(msg.bytes()));
    json.key("charset").optional(charset.as_deref()).key("encoding").string(encoding(entity.encoding));
    json.key("bytes").number(entity.body.len()).key("filename").optional(filename(msg, id).as_deref());
    json.key("body").bool(msg.body.binary_search(&id).is_ok());
    json.key("span");
    places.write_span(json, report, part_span(report, id));
    json.key("body_start").number(entity.body.start);
    json.key("children").open_array();
    for child in &children[id as usize] {
        part(json, report, places, children, *child);
    }
    json.close_array();
    json.close_object();
}

const fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Absent | Encoding::SevenBit => "7bit",
        Encoding::EightBit => "8bit",
        Encoding::Binary => "binary",
        Encoding::QuotedPrintable => "quoted-printable",
        Encoding::Base64 => "base64",
        Encoding::Unknown => "unknown",
    }
}

/// The file name of a part: that of Content-Disposition, else that of Content-Type.
fn filename(msg: &Message, id: u32) -> Option<String> {
    let fields = msg.scan.fields_of(msg.entity(id));
    let disposition = fields.iter().find(|field| field.name == Name::ContentDisposition);
    let named = disposition.and_then(|field| {
        let value = Structured::read(msg.bytes(), field.body);
        param::read(msg.bytes(), &value, "filename")
    });
    let named = named.or_else(|| param::read(msg.bytes(), &msg.parts[id as usize].content_type_value, "name"));
    named.map(|value| value.text.chars().take(MOST).collect())
}

fn hops(json: &mut Writer, msg: &Message) {
    // Trace fields are added on top: the last one is the first hop.
    let fields: Vec<_> = msg.all(Name::Received).take(MOST).collect();
    let mut before = None;
    for field in fields.into_iter().rev() {
        let hop = Received::read(msg.bytes(), field.body);
        json.open_object();
        json.key("from").optional(hop.from.as_deref()).key("by").optional(hop.by.as_deref());
        json.key("ip").optional(hop.ip.as_deref()).key("protocol").optional(hop.protocol.as_deref());
        json.key("tls").bool(hop.tls);
        json.key("time").optional(hop.time.map(|time| time.rfc3339()).as_deref());
        if let (Some(now), Some(before)) = (hop.time, before) {
            json.key("delay_s").number(now.unix() - before);
        }
        json.close_object();
        before = hop.time.map(|time| time.unix()).or(before);
    }
}

fn texts(json: &mut Writer, msg: &Message) {
    if let Some(date) = msg.date().and_then(crate::value::date::Read::date) {
        json.key("date").string(&date.rfc3339());
    }
    if let Some(field) = msg.field(Name::Subject) {
        let subject: String = msg.text_of(field).text.chars().take(MOST).collect();
        json.key("subject").string(&subject);
    }
    if let Some(id) = msg.value(Name::MessageId) {
        json.key("message_id").string(&String::from_utf8_lossy(&id[..id.len().min(MOST)]));
    }
}
