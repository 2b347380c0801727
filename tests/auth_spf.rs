//! SPF by the test suite of RFC 7208.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::auth::dns::{Absence, Data, Dns, Kind, Record, Text, canonical};
use kenpin::auth::spf::{Mail, Verdict, check_host};
use kenpin::span::Span;
use support::corpora;
use yaml_rust2::{Yaml, YamlLoader};

/// How many cases the suite has.
const CASES: usize = 203;

#[test]
fn every_case_of_the_suite() {
    let Some(folder) = corpora::folder() else { return };
    let text = std::fs::read_to_string(folder.join("auth-spf-rfc7208/rfc7208-tests.yml")).unwrap();
    let (mut cases, mut wrong) = (0, Vec::new());
    for scenario in YamlLoader::load_from_str(&text).unwrap() {
        let dns = zone(&scenario["zonedata"]);
        for (name, case) in scenario["tests"].as_hash().unwrap() {
            cases += 1;
            if let Err(why) = check(&dns, case) {
                wrong.push(format!("{}: {why}", name.as_str().unwrap()));
            }
        }
    }
    println!("{cases} cases of RFC 7208's suite");
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(cases, CASES);
}

fn check(dns: &Dns, case: &Yaml) -> Result<(), String> {
    let text = |key: &str| case[key].as_str().unwrap_or_default();
    let mail = Mail { ip: text("host").parse().unwrap(), helo: text("helo"), sender: text("mailfrom"), now: Some(0) };
    let outcome = check_host(dns, &mail, mail.sender_domain());
    let wanted: Vec<&str> = match &case["result"] {
        Yaml::Array(list) => list.iter().map(|it| it.as_str().unwrap()).collect(),
        one => vec![one.as_str().unwrap()],
    };
    let got = word(outcome.verdict);
    if !wanted.contains(&got) {
        return Err(format!("{got}, not {wanted:?}: {outcome:?}"));
    }
    match case["explanation"].as_str() {
        Some(want) if got == "fail" => {
            let got = outcome.explanation.unwrap_or_else(|| "DEFAULT".into());
            // The suite writes the nibbles of IPv6 in capitals, RFC 7208 section 7.4 does not; names have no letter case.
            if got.eq_ignore_ascii_case(want) { Ok(()) } else { Err(format!("explains {got:?}, not {want:?}")) }
        }
        _ => Ok(()),
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::None => "none",
        Verdict::Neutral => "neutral",
        Verdict::Pass => "pass",
        Verdict::Fail => "fail",
        Verdict::SoftFail => "softfail",
        Verdict::TempError => "temperror",
        Verdict::PermError => "permerror",
        Verdict::Unknown => "unknown",
    }
}

/// The suite's zone data. Records of type SPF stand for TXT where a name has none of these.
fn zone(data: &Yaml) -> Dns {
    let (mut records, mut absent) = (Vec::new(), Vec::new());
    for (name, entries) in data.as_hash().unwrap() {
        let name = canonical(name.as_str().unwrap());
        let entries = entries.as_vec().unwrap();
        let has_txt = entries.iter().any(|entry| !entry["TXT"].is_badvalue());
        for entry in entries {
            if entry.as_str() == Some("TIMEOUT") {
                absent.push((name.clone(), None, Absence::Failed));
                continue;
            }
            let (kind, value) = entry.as_hash().unwrap().iter().next().unwrap();
            let kind = match kind.as_str().unwrap() {
                "SPF" if !has_txt => Kind::Txt,
                kind => Kind::of(kind.as_bytes()).unwrap(),
            };
            if value.as_str() == Some("NONE") {
                continue;
            }
            let data = data_of(kind, value);
            records.push(Record { name: name.clone(), kind, data, span: Span::at(0) });
        }
    }
    Dns::of(records, absent, vec![String::new()])
}

fn data_of(kind: Kind, value: &Yaml) -> Data {
    match (kind, value) {
        (Kind::Txt | Kind::Spf, Yaml::Array(strings)) => {
            let joined: String = strings.iter().map(|string| string.as_str().unwrap()).collect();
            Data::Text(Text::from(joined.as_str()))
        }
        (Kind::Txt | Kind::Spf, value) => Data::Text(Text::from(value.as_str().unwrap())),
        (Kind::A | Kind::Aaaa, value) => Data::Address(value.as_str().unwrap().parse().unwrap()),
        (Kind::Mx, value) => {
            let preference = u16::try_from(value[0].as_i64().unwrap()).unwrap();
            Data::Exchange(preference, canonical(value[1].as_str().unwrap_or_default()))
        }
        (_, value) => Data::Name(canonical(value.as_str().unwrap())),
    }
}
