//! Sender Policy Framework (RFC 7208): records as terms with places, and who may send for a domain.

mod cost;
mod domain_spec;
mod eval;
mod expand;
mod names;
mod network;
mod record;

pub use cost::{Cost, CostTerm, cost};
pub use eval::{Mail, Outcome, Trouble, Verdict, check_host};
pub use record::{Fault, Network, Qualifier, Record, Term, What};

use super::dns::{Answer, Data, Dns, Kind, Record as DnsRecord, Text};
use crate::find::begins;

/// Whether a TXT record is an SPF record: `v=spf1`, then a blank or nothing (RFC 7208 section 4.5).
pub fn is_record(text: &[u8]) -> bool {
    begins(text, "v=spf1") && text.get(6).is_none_or(|byte| *byte == b' ')
}

/// The SPF records of a name among its TXT records.
pub fn records_of<'d>(dns: &'d Dns, name: &str) -> Vec<&'d Text> {
    match dns.ask(name, Kind::Txt) {
        Answer::Records(records) => among(records),
        _ => Vec::new(),
    }
}

/// The texts among TXT records that are SPF records.
fn among(records: Vec<&DnsRecord>) -> Vec<&Text> {
    let mut found = Vec::new();
    for record in records {
        if let Data::Text(text) = &record.data
            && is_record(&text.bytes)
        {
            found.push(text);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::span::Span;

    fn faults(text: &str) -> Vec<(Fault, &str)> {
        let record = Record::read(text.as_bytes());
        record.faults.iter().map(|(fault, span)| (*fault, &text[span.range()])).collect()
    }

    #[test]
    fn faults_have_places() {
        assert_eq!(faults("v=spf1 ipv4:192.0.2.1 -all"), [(Fault::Mechanism, "ipv4:192.0.2.1")]);
        assert_eq!(
            faults("v=spf1 ip4:192.0.2.256 ip6:::1/129"),
            [(Fault::Address, "192.0.2.256"), (Fault::Prefix, "/129"),]
        );
        assert_eq!(
            faults("v=spf1 include: a:x.1/24 mx/33"),
            [(Fault::Value, "include:"), (Fault::DomainSpec, "x.1"), (Fault::Prefix, "/33"),]
        );
        assert_eq!(faults("v=spf1 redirect=a.example redirect=b.example"), [(Fault::Repeated, "redirect=b.example")]);
        assert_eq!(faults("v=spf1 a mx:m.example/24//64 exists:%{ir}.%{v}._spf.%{d2} x-note=1 ?all"), []);
    }

    #[test]
    fn what_a_tree_costs() {
        let dns = Dns::read(
            b"a.example. TXT \"v=spf1 include:b.example a mx include:gone.example include:far.example -all\"\n\
              b.example. TXT \"v=spf1 a:x.example exists:%{i}.b.example include:b.example redirect=c.example\"\n\
              c.example. TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\nx.example. A 192.0.2.1\n; <<>> DiG 9 <<>> TXT gone.example\n\
              ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\n;gone.example.\tIN\tTXT\n",
        );
        let cost = cost(&dns, "A.example");
        let lines: Vec<_> = cost.terms.iter().map(|term| (term.depth, term.text.as_str(), term.lookups)).collect();
        assert_eq!(
            lines,
            [
                (0, "include:b.example", 5),
                (1, "a:x.example", 1),
                (1, "exists:%{i}.b.example", 1),
                (1, "include:b.example", 1),
                (1, "redirect=c.example", 1),
                (0, "a", 1),
                (0, "mx", 1),
                (0, "include:gone.example", 1),
                (0, "include:far.example", 1),
            ]
        );
        assert_eq!(cost.lookups, 9);
        assert_eq!(
            cost.terms.iter().filter(|term| term.dead).map(|term| term.text.as_str()).collect::<Vec<_>>(),
            ["include:gone.example"]
        );
        assert_eq!(cost.wanted, [("far.example".to_owned(), Kind::Txt)]);
    }

    #[test]
    fn what_is_not_known_is_wanted() {
        let dns = Dns::read(b"a.example. TXT \"v=spf1 include:b.example -all\"\n");
        let mail = Mail { ip: "192.0.2.7".parse().unwrap(), helo: "m.a.example", sender: "x@a.example", now: None };
        let outcome = check_host(&dns, &mail, "a.example");
        assert_eq!(outcome.verdict, Verdict::Unknown);
        assert_eq!(outcome.wanted, [("b.example".to_owned(), Kind::Txt)]);
        assert_eq!(outcome.term, Some(("a.example".to_owned(), Span::of(7, 24))));
    }

    proptest::proptest! {
        #[test]
        fn any_record_is_read(text in "v=spf1[ -~]{0,80}", ip in proptest::num::u32::ANY) {
            let dns = Dns::of(
                vec![super::super::dns::Record {
                    name: "a.example".into(),
                    kind: Kind::Txt,
                    data: Data::Text(Text::from(text.as_str())),
                    span: Span::at(0),
                }],
                Vec::new(),
                vec![String::new()],
            );
            let mail = Mail { ip: std::net::Ipv4Addr::from(ip).into(), helo: "h.example", sender: "l@a.example", now: None };
            check_host(&dns, &mail, "a.example");
            cost(&dns, "a.example");
        }
    }
}
