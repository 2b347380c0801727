#![allow(clippy::unwrap_used)]

use super::*;

fn texts(dns: &Dns, name: &str) -> Vec<String> {
    match dns.ask(name, Kind::Txt) {
        Answer::Records(records) => records
            .iter()
            .map(|record| match &record.data {
                Data::Text(text) => String::from_utf8_lossy(&text.bytes).into_owned(),
                other => panic!("{other:?}"),
            })
            .collect(),
        other => vec![format!("{other:?}")],
    }
}

fn exchanges(dns: &Dns, name: &str) -> Vec<(u16, String)> {
    let Answer::Records(records) = dns.ask(name, Kind::Mx) else { return Vec::new() };
    let exchange = |record: &&Record| match &record.data {
        Data::Exchange(preference, name) => (*preference, name.clone()),
        other => panic!("{other:?}"),
    };
    records.iter().map(exchange).collect()
}

fn addresses(dns: &Dns, name: &str, kind: Kind) -> Vec<String> {
    let Answer::Records(records) = dns.ask(name, kind) else { return Vec::new() };
    let address = |record: &&Record| match &record.data {
        Data::Address(address) => address.to_string(),
        other => panic!("{other:?}"),
    };
    records.iter().map(address).collect()
}

const DIG: &str = "
; <<>> DiG 9.18.28-1~deb12u2-Debian <<>> TXT _dmarc.minatobunko.co.jp
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4711
;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags:; udp: 1232
;; QUESTION SECTION:
;_dmarc.minatobunko.co.jp.\tIN\tTXT

;; ANSWER SECTION:
_dmarc.minatobunko.co.jp. 3600\tIN\tTXT\t\"v=DMARC1; p=none; \" \"rua=mailto:d@minatobunko.co.jp\"

;; Query time: 12 msec
;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)
;; WHEN: Tue Nov 24 09:30:00 JST 2026
;; MSG SIZE  rcvd: 113

; <<>> DiG 9.18.28 <<>> MX nothing.minatobunko.co.jp
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 4712
;; QUESTION SECTION:
;nothing.minatobunko.co.jp.\tIN\tMX

;; AUTHORITY SECTION:
minatobunko.co.jp.\t300\tIN\tSOA\tns.minatobunko.co.jp. root.minatobunko.co.jp. 1 7200 900 1209600 300

;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4713
;; QUESTION SECTION:
;minatobunko.co.jp.\tIN\tAAAA

;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4714
;; QUESTION SECTION:
;broken.minatobunko.co.jp.\tIN\tTXT
";

#[test]
fn what_dig_prints() {
    let dns = Dns::read(DIG.as_bytes());
    assert_eq!(dns.faults, []);
    assert_eq!(texts(&dns, "_DMARC.minatobunko.co.jp."), ["v=DMARC1; p=none; rua=mailto:d@minatobunko.co.jp"]);
    assert_eq!(dns.ask("nothing.minatobunko.co.jp", Kind::Txt), Answer::None(Absence::NxDomain));
    assert_eq!(dns.ask("minatobunko.co.jp", Kind::Aaaa), Answer::None(Absence::NoData));
    assert_eq!(dns.ask("minatobunko.co.jp", Kind::Mx), Answer::Unknown);
    assert_eq!(dns.ask("broken.minatobunko.co.jp", Kind::Txt), Answer::None(Absence::Failed));
    assert_eq!(dns.ask("other.minatobunko.co.jp", Kind::Txt), Answer::Unknown);
}

#[test]
fn a_place_in_a_joined_text() {
    let dns = Dns::read(DIG.as_bytes());
    let Answer::Records(records) = dns.ask("_dmarc.minatobunko.co.jp", Kind::Txt) else { panic!() };
    let Data::Text(text) = &records[0].data else { panic!() };
    let at = |word: &str| {
        let start = crate::find::find(&text.bytes, word.as_bytes()).unwrap();
        text.to_raw(Span::of(start, start + word.len())).slice(DIG.as_bytes())
    };
    assert_eq!(at("p=none"), b"p=none");
    assert_eq!(at("rua=mailto:"), b"rua=mailto:");
    assert_eq!(at("none; rua"), b"none; \" \"rua");
    assert_eq!(text.joints, [18]);
}

#[test]
fn short_answers_below_their_names() {
    let dns = Dns::read(
        b"$ dig +short TXT minatobunko.co.jp\n\"v=spf1 include:_spf.mailer.net -all\"\n\"other \\\"quoted\\\" \\195\\169\"\n\
          $ dig +short MX minatobunko.co.jp @192.0.2.53\n10 mx1.minatobunko.co.jp.\n20 MX2.minatobunko.co.jp.\n\
          $ dig +short TXT nothing.minatobunko.co.jp\n\
          $ dig +short -x 192.0.2.7\nmail.minatobunko.co.jp.\n\
          mx1.minatobunko.co.jp\n192.0.2.7\n2001:db8::7\n\
          s1._domainkey.minatobunko.co.jp TXT:\nk1.mailer.net.\n\"v=DKIM1; p=abc\"\n\
          _dmarc.minatobunko.co.jp\nv=DMARC1; p=none\n",
    );
    assert_eq!(dns.faults, []);
    assert_eq!(texts(&dns, "minatobunko.co.jp"), ["v=spf1 include:_spf.mailer.net -all", "other \"quoted\" \u{e9}"]);
    let want = [(10, "mx1.minatobunko.co.jp".to_owned()), (20, "mx2.minatobunko.co.jp".to_owned())];
    assert_eq!(exchanges(&dns, "minatobunko.co.jp"), want);
    assert_eq!(texts(&dns, "nothing.minatobunko.co.jp"), ["None(NoData)"]);
    assert_eq!(addresses(&dns, "mx1.minatobunko.co.jp", Kind::A), ["192.0.2.7"]);
    assert_eq!(addresses(&dns, "mx1.minatobunko.co.jp", Kind::Aaaa), ["2001:db8::7"]);
    assert_eq!(texts(&dns, "s1._domainkey.minatobunko.co.jp"), ["v=DKIM1; p=abc"]);
    assert_eq!(texts(&dns, "_dmarc.minatobunko.co.jp"), ["v=DMARC1; p=none"]);
    let Answer::Records(records) = dns.ask("7.2.0.192.in-addr.arpa", Kind::Ptr) else { panic!() };
    assert_eq!(records[0].data, Data::Name("mail.minatobunko.co.jp".into()));
}

#[test]
fn what_host_says() {
    let dns = Dns::read(
        b"minatobunko.co.jp descriptive text \"v=spf1 -all\"\nminatobunko.co.jp mail is handled by 10 mx.minatobunko.co.jp.\n\
          minatobunko.co.jp mail is handled by 0 .\nminatobunko.co.jp has address 192.0.2.1\n\
          minatobunko.co.jp has IPv6 address 2001:db8::1\nwww.minatobunko.co.jp is an alias for minatobunko.co.jp.\n\
          7.2.0.192.in-addr.arpa domain name pointer mx.minatobunko.co.jp.\n\
          Host nothing.minatobunko.co.jp not found: 3(NXDOMAIN)\n_dmarc.minatobunko.co.jp has no TXT record\n",
    );
    assert_eq!(dns.faults, []);
    assert_eq!(texts(&dns, "www.minatobunko.co.jp"), ["v=spf1 -all"]);
    assert_eq!(exchanges(&dns, "minatobunko.co.jp"), [(10, "mx.minatobunko.co.jp".into()), (0, String::new())]);
    assert_eq!(addresses(&dns, "minatobunko.co.jp", Kind::Aaaa), ["2001:db8::1"]);
    assert_eq!(dns.ask("nothing.minatobunko.co.jp", Kind::A), Answer::None(Absence::NxDomain));
    assert_eq!(dns.ask("_dmarc.minatobunko.co.jp", Kind::Txt), Answer::None(Absence::NoData));
    assert_eq!(dns.ask("_dmarc.minatobunko.co.jp", Kind::A), Answer::Unknown);
}

#[test]
fn what_nslookup_says() {
    let dns = Dns::read(
        b"> nslookup -type=TXT minatobunko.co.jp\nServer:\t\t192.0.2.53\nAddress:\t192.0.2.53#53\n\nNon-authoritative answer:\n\
          minatobunko.co.jp\ttext = \"v=spf1 -all\"\nminatobunko.co.jp\tmail exchanger = 10 mx.minatobunko.co.jp.\n\
          www.minatobunko.co.jp\tcanonical name = minatobunko.co.jp.\nName:\tminatobunko.co.jp\nAddress: 192.0.2.1\n\
          \n** server can't find nothing.minatobunko.co.jp: NXDOMAIN\n*** Can't find empty.minatobunko.co.jp: No answer\n",
    );
    assert_eq!(dns.faults, []);
    assert_eq!(texts(&dns, "minatobunko.co.jp"), ["v=spf1 -all"]);
    assert_eq!(exchanges(&dns, "minatobunko.co.jp"), [(10, "mx.minatobunko.co.jp".into())]);
    assert_eq!(addresses(&dns, "www.minatobunko.co.jp", Kind::A), ["192.0.2.1"]);
    assert_eq!(dns.ask("nothing.minatobunko.co.jp", Kind::A), Answer::None(Absence::NxDomain));
    assert_eq!(dns.ask("empty.minatobunko.co.jp", Kind::Txt), Answer::None(Absence::NoData));
    let windows = Dns::read(
        b"Server:  dns.readerpost.net\r\nAddress:  192.0.2.53\r\n\r\nminatobunko.co.jp\ttext =\r\n\r\n\t\"v=spf1 -all\"\r\n\
          minatobunko.co.jp\tMX preference = 10, mail exchanger = mx.minatobunko.co.jp\r\n",
    );
    assert_eq!(windows.faults, []);
    assert_eq!(texts(&windows, "minatobunko.co.jp"), ["v=spf1 -all"]);
    assert_eq!(exchanges(&windows, "minatobunko.co.jp"), [(10, "mx.minatobunko.co.jp".into())]);
}

#[test]
fn a_zone_file() {
    let dns = Dns::read(
        b"$ORIGIN minatobunko.co.jp.\n$TTL 1h\n@ IN SOA ns root ( 1 2h\n 15m 14d 5m ) ; the head\n  IN NS ns\n\
          \tMX 10 mx\n  TXT ( \"v=spf1 \"\n    \"mx -all\" )\nmx 300 IN A 192.0.2.7\n   IN AAAA 2001:db8::7\n\
          *.lists IN TXT \"any\"\nns CAA 0 issue \"x\"\nwww CNAME shop.readerpost.net.\n",
    );
    assert_eq!(dns.faults, []);
    assert_eq!(texts(&dns, "minatobunko.co.jp"), ["v=spf1 mx -all"]);
    assert_eq!(exchanges(&dns, "minatobunko.co.jp"), [(10, "mx.minatobunko.co.jp".into())]);
    assert_eq!(addresses(&dns, "mx.minatobunko.co.jp", Kind::Aaaa), ["2001:db8::7"]);
    assert_eq!(texts(&dns, "a.b.lists.minatobunko.co.jp"), ["any"]);
    assert_eq!(dns.ask("_dmarc.minatobunko.co.jp", Kind::Txt), Answer::None(Absence::NxDomain));
    assert_eq!(dns.ask("mx.minatobunko.co.jp", Kind::Txt), Answer::None(Absence::NoData));
    assert_eq!(dns.ask("lists.minatobunko.co.jp", Kind::Txt), Answer::None(Absence::NoData));
    assert_eq!(dns.ask("www.minatobunko.co.jp", Kind::A), Answer::Unknown);
    assert_eq!(dns.ask("readerpost.net", Kind::A), Answer::Unknown);
}

#[test]
fn a_json_map() {
    let text = br#"{"minatobunko.co.jp": {"TXT": [["v=spf1 ", "-all"], "other\u00e9"], "MX": [{"exchange": "mx.minatobunko.co.jp", "priority": 10}],
        "A": ["192.0.2.1"], "AAAA": []}, "_dmarc.minatobunko.co.jp": "v=DMARC1; p=none", "nothing.minatobunko.co.jp": null}"#;
    let dns = Dns::read(text);
    assert_eq!(dns.faults, []);
    assert_eq!(texts(&dns, "minatobunko.co.jp"), ["v=spf1 -all", "other\u{e9}"]);
    assert_eq!(exchanges(&dns, "minatobunko.co.jp"), [(10, "mx.minatobunko.co.jp".into())]);
    assert_eq!(texts(&dns, "_dmarc.minatobunko.co.jp"), ["v=DMARC1; p=none"]);
    assert_eq!(dns.ask("minatobunko.co.jp", Kind::Aaaa), Answer::None(Absence::NoData));
    assert_eq!(dns.ask("nothing.minatobunko.co.jp", Kind::A), Answer::None(Absence::NxDomain));
    let Answer::Records(records) = dns.ask("minatobunko.co.jp", Kind::Txt) else { panic!() };
    let Data::Text(spf) = &records[0].data else { panic!() };
    assert_eq!(spf.to_raw(Span::of(7, 11)).slice(text), b"-all");
    for broken in ["{", "{\"a.b\"", "{\"a.b\": [\"x\", }", "{\"a.b\": \"x", "{\"a\":{\"A\":[1,2]}} x", "{\"a\":tru}"] {
        assert_eq!(Dns::read(broken.as_bytes()).faults[0].0, Fault::Json, "{broken}");
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let dns = Dns::read(b"this is a letter\n\"v=spf1 -all\"\na.example. IN A 2001:db8::1\nb.example. IN TXT \"open\n");
    let faults: Vec<_> = dns.faults.iter().map(|fault| fault.0).collect();
    assert_eq!(faults, [Fault::Line, Fault::NoName, Fault::Value, Fault::OpenQuote]);
}

#[test]
fn aliases_in_a_ring() {
    let dns = Dns::read(b"a.example. CNAME b.example.\nb.example. CNAME a.example.\n");
    assert_eq!(dns.ask("a.example", Kind::Txt), Answer::None(Absence::Failed));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "[a-z0-9.\"\\\\;()$@ \t\n{}:,=-]{0,300}") {
        let dns = Dns::read(text.as_bytes());
        for record in dns.records() {
            proptest::prop_assert!(record.span.end as usize <= text.len());
            if let Data::Text(joined) = &record.data {
                let raw = joined.to_raw(Span::of(0, joined.bytes.len()));
                proptest::prop_assert!(raw.end as usize <= text.len());
            }
        }
    }

    #[test]
    fn any_bytes_are_read(text in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        Dns::read(&text);
    }
}
