#![allow(clippy::unwrap_used, clippy::print_stdout)]

use super::{Mode, SNAPSHOT_DATE, Section, aligned, is_fqdn, is_host_label, is_ip_literal, is_public};
use super::{organizational_domain, organizational_domain_in, public_suffix, public_suffix_in, to_ascii, to_unicode};
use proptest::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

const RULES: &str = include_str!("../../../data/public-suffixes.txt");

/// The text of a vector file, or `None` (said aloud) where the corpora are not at hand.
fn vectors(file: &str) -> Option<String> {
    let shared = std::env::var_os("KENPIN_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = shared.join("corpora/psl-vectors").join(file);
    let text = std::fs::read_to_string(&path);
    if text.is_err() {
        println!("skipped: {} is not there", path.display());
    }
    text.ok()
}

#[test]
fn the_vectors_of_the_list() {
    let Some(text) = vectors("tests.txt") else { return };
    let mut count = 0;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("//")) {
        let (input, expected) = line.split_once(' ').unwrap();
        let input = if input == "null" { "" } else { input };
        assert_eq!(organizational_domain(input).as_deref(), Some(expected).filter(|e| *e != "null"), "{line}");
        count += 1;
    }
    println!("tests.txt: {count} vectors");
    assert!(count > 70);
}

#[test]
fn the_vectors_of_the_list_in_their_older_form() {
    let Some(text) = vectors("test_psl.txt") else { return };
    let unquoted = |field: &str| field.trim().strip_prefix('\'').and_then(|f| f.strip_suffix('\'')).map(str::to_owned);
    let mut count = 0;
    for line in text.lines().filter(|line| line.starts_with("checkPublicSuffix(")) {
        let (_, fields) = line.split_once('(').unwrap();
        let (input, expected) = fields.strip_suffix(");").unwrap().split_once(',').unwrap();
        let input = unquoted(input).unwrap_or_default();
        assert_eq!(organizational_domain(&input).as_deref(), unquoted(expected).as_deref(), "{line}");
        count += 1;
    }
    println!("test_psl.txt: {count} vectors");
    assert!(count > 70);
}

/// The definition at publicsuffix.org/list, by brute force: of the rules that match, an exception wins, then length.
fn by_definition(rules: &HashMap<&str, bool>, name: &str, section: Section) -> usize {
    let holds = |rule: &str| rules.get(rule).is_some_and(|private| section == Section::All || !private);
    let starts: Vec<usize> = std::iter::once(0).chain(name.match_indices('.').map(|(dot, _)| dot + 1)).collect();
    let next = |at: usize| name[at..].find('.').map(|dot| at + dot + 1);
    if let Some(&at) = starts.iter().find(|&&at| holds(&format!("!{}", &name[at..]))) {
        return next(at).unwrap();
    }
    let matches = |at: usize| holds(&name[at..]) || next(at).is_some_and(|next| holds(&format!("*.{}", &name[next..])));
    starts.iter().copied().find(|&at| matches(at)).unwrap_or(*starts.last().unwrap())
}

#[test]
fn every_rule_is_found_as_the_definition_has_it() {
    let mut rules = HashMap::new();
    let mut private = false;
    for line in RULES.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            private = line == "[private]";
        } else {
            rules.entry(line).or_insert(private);
        }
    }
    assert!(rules.len() > 10_000);
    for rule in rules.keys() {
        let bare = rule.trim_start_matches('!').replace('*', "any");
        let shorter = bare.strip_suffix(|_: char| true).unwrap();
        for name in [format!("a.b.{bare}"), format!("b.{bare}"), bare.clone(), format!("{bare}x"), shorter.to_owned()] {
            if name.is_empty() || name.ends_with('.') {
                continue;
            }
            for section in [Section::All, Section::Icann] {
                let expected = by_definition(&rules, &name, section);
                assert_eq!(public_suffix_in(&name, section).as_deref(), Some(&name[expected..]), "{name} {section:?}");
                let ascii = to_ascii(&name).unwrap();
                let suffix = public_suffix_in(&ascii, section).unwrap();
                assert_eq!(suffix, to_ascii(&name[expected..]).unwrap(), "{ascii}");
            }
        }
    }
}

#[test]
fn sections_differ_where_companies_delegate() {
    let icann = |domain| organizational_domain_in(domain, Section::Icann);
    assert_eq!(organizational_domain("docs.someone.github.io").as_deref(), Some("someone.github.io"));
    assert_eq!(icann("docs.someone.github.io").as_deref(), Some("github.io"));
    assert_eq!(organizational_domain("github.io"), None);
    assert_eq!(icann("mail.minatobunko.co.jp").as_deref(), Some("minatobunko.co.jp"));
    assert_eq!(public_suffix("b.c.mm").as_deref(), Some("c.mm"));
    assert_eq!(public_suffix("www.example").as_deref(), Some("example"));
}

#[test]
fn answers_in_the_form_of_the_question() {
    assert!(matches!(organizational_domain("mail.example.co.jp."), Some(Cow::Borrowed("example.co.jp"))));
    assert!(matches!(organizational_domain("www.食狮.公司.cn"), Some(Cow::Borrowed("食狮.公司.cn"))));
    for (domain, expected) in [
        ("WWW.ＥＸＡＭＰＬＥ．Ｃｏ．ｊｐ", "example.co.jp"),
        ("例え。テスト｡jp", "テスト.jp"),
        ("a.ex\u{AD}am\u{200B}ple.com", "example.com"),
        ("_dmarc.Example.com", "example.com"),
        ("WWW.XN--85X722F.XN--55QX5D.CN", "xn--85x722f.xn--55qx5d.cn"),
        ("a.xn--a.com", "xn--a.com"),
    ] {
        assert_eq!(organizational_domain(domain).as_deref(), Some(expected), "{domain}");
    }
}

#[test]
fn what_is_no_domain_has_no_owner() {
    let long_label = format!("{}.com", "a".repeat(64));
    let long_name = format!("{}com", "abcdefg.".repeat(32));
    let too_many = "あ".repeat(1 << 20);
    for domain in ["", ".", "..", "com..", "a..com", "192.0.2.1", "[192.0.2.1]", "a b.com", "a@b.com", "a/b.com"] {
        assert_eq!(organizational_domain(domain), None, "{domain}");
        assert!(!aligned(domain, domain, Mode::Relaxed), "{domain}");
    }
    for domain in [&*long_label, &long_name, &too_many, "a.\u{202E}moc.com", "a.\u{FFFD}.com"] {
        assert_eq!((organizational_domain(domain), to_ascii(domain)), (None, None), "{domain}");
    }
}

#[test]
fn alignment() {
    for (a, b, relaxed, strict) in [
        ("example.com", "EXAMPLE.com.", true, true),
        ("mail.example.com", "example.com", true, false),
        ("a.example.com", "b.example.com", true, false),
        ("example.com", "example.org", false, false),
        ("a.co.jp", "b.co.jp", false, false),
        ("a.github.io", "b.github.io", false, false),
        ("com", "com", true, true),
        ("mail.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn", true, false),
        ("食狮.公司.cn", "XN--85X722F.xn--55qx5d.cn", true, true),
        ("xn--a.com", "xn--a.com", true, true),
    ] {
        assert_eq!(aligned(a, b, Mode::Relaxed), relaxed, "{a} {b}");
        assert_eq!(aligned(b, a, Mode::Strict), strict, "{a} {b}");
    }
}

#[test]
fn both_forms() {
    assert_eq!(to_ascii("Bücher.Example.").as_deref(), Some("xn--bcher-kva.example"));
    assert_eq!(to_ascii("faß.de").as_deref(), Some("xn--fa-hia.de"));
    assert_eq!(to_ascii("日本語。ｊｐ").as_deref(), Some("xn--wgv71a119e.jp"));
    assert_eq!(to_ascii("_dmarc.r3---sn-x.com").as_deref(), Some("_dmarc.r3---sn-x.com"));
    assert_eq!(to_unicode("WWW.xn--WGV71A119E.jp."), "www.日本語.jp");
    // Of a name for show, one label may be wrong: xn--a is no Punycode, xn--abc- is plain text in disguise.
    assert_eq!(to_unicode("xn--a.xn--abc-.xn--fiqs8s"), "xn--a.xn--abc-.中国");
    assert_eq!((to_ascii("xn--a.com"), to_ascii("xn--abc-.com"), to_ascii("xn--ü.com")), (None, None, None));
    // A joiner is part of the word after a virama and between Arabic letters, else nothing.
    assert_eq!(to_ascii("a\u{94D}\u{200D}b").as_deref(), Some("xn--ab-fsf014u"));
    assert_eq!(to_unicode("نامه\u{200C}ای.com"), "نامه\u{200C}ای.com");
    assert_eq!(to_ascii("exa\u{200C}mple.com").as_deref(), Some("example.com"));
}

#[test]
fn syntax_of_hosts() {
    for host in ["example.com", "a.b-c.example", "日本語.jp", "1.2.3.example", "xn--wgv71a119e.jp."] {
        assert!(is_fqdn(host), "{host}");
    }
    for host in ["localhost", "a_b.com", "-a.com", "a-.com", "192.0.2.1", "", "a.123", "a b.com"] {
        assert!(!is_fqdn(host), "{host}");
    }
    for host in ["192.0.2.1", "[192.0.2.1]", "[IPv6:2001:db8::1]", "[ipv6:::1]", "[::1]", "2001:db8::1"] {
        assert!(is_ip_literal(host), "{host}");
    }
    for host in ["192.0.2.256", "1.2.3", "[192.0.2.1", "IPv6:::1", "[IPv6:192.0.2.1]", "example.com", "", "[]", "あ"] {
        assert!(!is_ip_literal(host), "{host}");
    }
    assert!(is_host_label(&"a".repeat(63)) && !is_host_label(&"a".repeat(64)) && !is_host_label(""));
}

#[test]
fn the_snapshot_has_a_date() {
    assert!(RULES.contains(&format!("# date: {SNAPSHOT_DATE}\n")));
}

/// `\uXXXX` and `\x{XXXX}` of the IDNA vectors; `None` for a lone surrogate, which no string can hold.
fn unescaped(field: &str) -> Option<String> {
    let mut parts = field.split('\\');
    let mut out = parts.next()?.to_owned();
    for part in parts {
        let (code, rest) = match part.strip_prefix("x{") {
            Some(part) => part.split_once('}')?,
            None => part.strip_prefix('u')?.split_at_checked(4)?,
        };
        out.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        out.push_str(rest);
    }
    Some(out)
}

/// How `to_ascii` stands to the UTS 46 vectors (version 15.0, non-transitional, the dot of the root left out).
///
/// It agrees when it gives the same name or both refuse. Checks that an implementation may leave out, as the file's own
/// header allows, are no errors: hyphens (V2, V3), right-to-left text (B1 to B6), joiners (C1, C2), STD3 (U1).
/// What differs, and stays so without the tables of UTS 46:
/// - accepted: code points that are disallowed or unassigned there, a mark at the start of a label (P1, V5, V6),
///   and one A-label of a decomposed letter (V1);
/// - other name: decomposed letters (NFC is taken for granted), compatibility characters, and joiners out of context,
///   which are dropped (as transitional processing does) where the vectors keep or refuse them;
/// - refused: names that are too long because they are decomposed, and a joiner after a virama of a rare script.
#[test]
fn the_vectors_of_idna() {
    let Some(text) = vectors("idna/idna_test_vectors.txt") else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.split('#').next()) {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        let [source, unicode, unicode_status, ascii, ascii_status, ..] = fields[..] else { continue };
        let or = |given: &'_ str, else_: &'_ str| if given.is_empty() { else_.to_owned() } else { given.to_owned() };
        let status = or(ascii_status, unicode_status);
        let (Some(source), Some(ascii)) = (unescaped(source), unescaped(&or(ascii, &or(unicode, source)))) else {
            *counts.entry("lone surrogate").or_default() += 1;
            continue;
        };
        let optional = |code: &str| matches!(code, "V2" | "V3" | "U1" | "C1" | "C2") || code.starts_with('B');
        let codes: Vec<&str> = status.trim_matches(['[', ']']).split([',', ' ']).filter(|c| !c.is_empty()).collect();
        let class = match to_ascii(&source) {
            None if codes.is_empty() => "refused",
            None => "both refuse",
            Some(_) if !codes.iter().all(|code| optional(code)) => "accepted",
            Some(name) if name == ascii.strip_suffix('.').unwrap_or(&ascii) => "same name",
            Some(_) => "other name",
        };
        *counts.entry(class).or_default() += 1;
    }
    println!("IDNA: {counts:?}");
    assert_eq!(counts.values().sum::<usize>(), 6235);
    assert!(counts["same name"] >= 766 && counts["both refuse"] >= 2356);
    assert!(counts["refused"] <= 7 && counts["other name"] <= 394);
}

fn any_domain() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zA-Z0-9.。．｡_-]{0,40}",
        "([a-z]{1,5}\\.){0,4}(co\\.jp|com|github\\.io|ck|www\\.ck|kobe\\.jp|公司\\.cn|xn--55qx5d\\.cn)\\.?",
        "(xn--[a-z0-9-]{0,12}\\.){1,3}[あ-んア-ンé\u{AD}\u{200C}İß]{0,3}",
    ]
}

proptest! {
    #[test]
    fn an_owner_is_the_end_of_the_name_and_owns_itself(domain in any_domain()) {
        for section in [Section::All, Section::Icann] {
            if let Some(owner) = organizational_domain_in(&domain, section) {
                let ascii_end = domain.trim_end_matches('.').to_ascii_lowercase();
                prop_assert!(!domain.is_ascii() || ascii_end.ends_with(&*owner));
                prop_assert!(to_unicode(&domain).ends_with(&to_unicode(&owner)));
                prop_assert_eq!(organizational_domain_in(&owner, section), Some(owner.clone()));
                let suffix = public_suffix_in(&domain, section).unwrap();
                prop_assert_eq!(owner.strip_suffix(&*suffix).map(|label| label.matches('.').count()), Some(1));
            }
        }
    }

    #[test]
    fn the_forms_lead_to_each_other(domain in any_domain()) {
        let unicode = to_unicode(&domain);
        if let Some(ascii) = to_ascii(&domain) {
            prop_assert!(ascii.is_ascii() && ascii.len() <= 253);
            prop_assert_eq!(to_ascii(&unicode), Some(ascii.clone()));
            prop_assert_eq!(to_unicode(&unicode), unicode.as_str());
            prop_assert_eq!(to_unicode(&ascii), unicode);
            prop_assert_eq!(to_ascii(&ascii), Some(ascii));
        }
    }

    #[test]
    fn punycode_there_and_back(label in "[a-zé-ÿあ-ん一-龥\u{1F600}-\u{1F63F}-]{1,30}") {
        if let Some(encoded) = super::punycode::encode(&label) {
            let decoded = super::punycode::decode(&encoded);
            prop_assert_eq!(decoded, Some(label));
        }
    }

    #[test]
    fn the_rest_never_panics(a in any_domain(), b in any_domain()) {
        let strict = aligned(&a, &b, Mode::Strict);
        prop_assert!(!strict || aligned(&b, &a, Mode::Relaxed));
        prop_assert_eq!(is_fqdn(&a) && is_ip_literal(&a), false);
        super::punycode::decode(&b);
    }
}

#[test]
fn public_names() {
    for name in ["minatobunko.co.jp", "a.github.io", "example-shop.com", "Mail.Readerpost.NET."] {
        assert!(is_public(name), "{name}");
    }
    for name in ["localhost", "pc.local", "a.localdomain", "www.example.com", "192.0.2.1", "a..jp", "", "mail.lan"] {
        assert!(!is_public(name), "{name}");
    }
}
