//! Encoded-words: the examples of RFC 2047 section 8, and the list of hard case 25: what is displayed, and what is found.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use kenpin::decode::word::HeaderText;
use kenpin::{Input, Message, Options, lint};

const FIELDS: [&str; 5] = [
    "From: Minato Bunko <letters@minatobunko.co.jp>",
    "To: Yuko Tanabe <yuko@readerpost.net>",
    "Subject: Letters from Minato Bunko",
    "Date: Tue, 24 Nov 2026 09:30:00 +0900",
    "Message-ID: <20261124.1@minatobunko.co.jp>",
];

/// A message with these fields.
fn message(fields: &str) -> String {
    let has = |field: &str| {
        let name = field.split_inclusive(':').next().unwrap();
        fields.lines().any(|line| line.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name)))
    };
    let missing = FIELDS.iter().filter(|field| !has(field)).map(|field| format!("{field}\n"));
    let all = format!("{}{fields}\n\nHello.\n", missing.collect::<String>());
    all.replace('\n', "\r\n")
}

/// What is displayed of the field that is first in `fields`, and the rules that report something, with the reported text.
fn read(fields: &str) -> (String, Vec<(&'static str, String)>) {
    let text = message(fields);
    let msg = Message::new(Input::file(text.as_bytes()));
    let name = fields.split(':').next().unwrap();
    let mut own = msg.fields().iter().filter(|field| msg.slice(field.name_span).eq_ignore_ascii_case(name.as_bytes()));
    let shown = HeaderText::read(msg.bytes(), own.next().unwrap().value(msg.bytes())).text.into_owned();
    let report = lint(Input::file(text.as_bytes()), &Options::default());
    let place = |span: kenpin::span::Span| String::from_utf8_lossy(span.slice(text.as_bytes())).into_owned();
    let found = report.findings.iter().map(|finding| (finding.rule.id, place(finding.place.raw))).collect();
    (shown, found)
}

/// A field, what it displays, and what is found: the rule and the text it points at.
type Line = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

fn check(lines: &[Line]) {
    let mut faults = Vec::new();
    for (fields, shown, found) in lines {
        let got = read(fields);
        let want: Vec<_> = found.iter().map(|(rule, place)| (*rule, place.replace('\n', "\r\n"))).collect();
        if (got.0.as_str(), &got.1) != (*shown, &want) {
            faults.push(format!("{fields}\n  got  {got:?}\n  want {:?}", (shown, want)));
        }
    }
    println!("{} lines", lines.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const NEEDLESS: &str = "needless-encoded-word";
const POSITION: &str = "encoded-word-position";
const MALFORMED: &str = "encoded-word-malformed";
const SPLIT: &str = "encoded-word-splits-character";

/// The table at the end of the section: words in comments.
const TABLE: &[Line] = &[
    ("Cc: a@b.example.net (=?ISO-8859-1?Q?a?=)", "a@b.example.net (a)", &[]),
    ("Cc: a@b.example.net (=?ISO-8859-1?Q?a?= b)", "a@b.example.net (a b)", &[]),
    ("Cc: a@b.example.net (=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "a@b.example.net (ab)", &[]),
    ("Cc: a@b.example.net (=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "a@b.example.net (ab)", &[]),
    ("Cc: a@b.example.net (=?ISO-8859-1?Q?a?=\n =?ISO-8859-1?Q?b?=)", "a@b.example.net (ab)", &[]),
    ("Cc: a@b.example.net (=?ISO-8859-1?Q?a_b?=)", "a@b.example.net (a b)", &[]),
    ("Cc: a@b.example.net (=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "a@b.example.net (a b)", &[]),
    // White space must stand between a word and other text in a comment.
    ("Cc: a@b.example.net (=?ISO-8859-1?Q?a?=b)", "a@b.example.net (ab)", &[(POSITION, "=?ISO-8859-1?Q?a?=")]),
];

/// The header sections before it. Encoded ASCII is allowed and discouraged (section 5).
const SECTIONS: &[Line] = &[
    (
        "From: =?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>",
        "Keith Moore <moore@cs.utk.edu>",
        &[(NEEDLESS, "=?US-ASCII?Q?Keith_Moore?=")],
    ),
    ("To: =?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>", "Keld Jørn Simonsen <keld@dkuug.dk>", &[]),
    ("CC: =?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>", "André Pirard <PIRARD@vm1.ulg.ac.be>", &[]),
    (
        "Subject: =?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
        "If you can read this you understand the example.",
        &[(
            NEEDLESS,
            "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
        )],
    ),
    ("From: =?ISO-8859-1?Q?Olle_J=E4rnefors?= <ojarnef@admin.kth.se>", "Olle Järnefors <ojarnef@admin.kth.se>", &[]),
    ("From: =?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?= <paf@nada.kth.se>", "Patrik Fältström <paf@nada.kth.se>", &[]),
    (
        "From: Nathaniel Borenstein <nsb@thumper.bellcore.com>\n      (=?iso-8859-8?b?7eXs+SDv4SDs8eni?=)",
        "Nathaniel Borenstein <nsb@thumper.bellcore.com>      (םולש ןב לסיג)",
        &[],
    ),
];

/// Hard case 25 of the catalogue.
const HARD: &[Line] = &[
    // White space between two words vanishes, a fold included.
    ("Subject: =?UTF-8?B?5riv?=\n =?UTF-8?B?44KI44KK?=", "港より", &[]),
    // It stays between a word and plain text, where it must stand.
    ("Subject: =?UTF-8?B?5riv?= 9", "港 9", &[]),
    ("Subject: =?UTF-8?B?5riv?=9", "港9", &[(POSITION, "=?UTF-8?B?5riv?=")]),
    ("Subject: Re:=?UTF-8?B?5riv?=", "Re:港", &[(POSITION, "=?UTF-8?B?5riv?=")]),
    ("Subject: =?UTF-8?B?5riv?==?UTF-8?B?44KI?=", "港よ", &[(POSITION, "=?UTF-8?B?5riv?=")]),
    ("Subject: =?UTF-8?Q?caf=C3=A9_au_lait?=", "café au lait", &[]),
    ("Subject: =?iso-2022-jp*ja?B?GyRCOUEbKEI=?=", "港", &[]),
    ("Subject: =?utf-8?b?5riv?= =?Utf-8?q?=e6=b8=af?=", "港港", &[]),
    ("Subject: =?UTF-8?B?5riv44?= =?UTF-8?B?KI?=", "港よ", &[(SPLIT, "=?UTF-8?B?5riv44?= =?UTF-8?B?KI?=")]),
    ("Subject: =?UTF-8?Q?=E6=B8?=\n =?UTF-8?Q?=AF?=", "港", &[(SPLIT, "=?UTF-8?Q?=E6=B8?=\n =?UTF-8?Q?=AF?=")]),
    ("Subject: =?iso-2022-jp?B?GyRCOUE=?= 9", "港 9", &[(SPLIT, "=?iso-2022-jp?B?GyRCOUE=?=")]),
    ("Subject: a =?utf-8?B??=", "a ", &[(MALFORMED, "=?utf-8?B??=")]),
    ("Subject: =?x?y?z?=", "=?x?y?z?=", &[]),
    (
        "Subject: =?UTF-8?B?5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK?=",
        "港より港より港より港より港より港より",
        &[(
            "encoded-word-too-long",
            "=?UTF-8?B?5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK5riv44KI44KK?=",
        )],
    ),
    ("Cc: a@b.example.net (=?UTF-8?B?5riv?=)", "a@b.example.net (港)", &[]),
];

#[test]
fn the_table_of_rfc_2047() {
    check(TABLE);
}

#[test]
fn the_header_sections_of_rfc_2047() {
    check(SECTIONS);
}

#[test]
fn hard_case_25() {
    check(HARD);
}

/// Section 5: not in addresses, identifiers, trace fields, quoted strings and parameters.
#[test]
fn where_no_word_may_stand() {
    let quoted = "encoded-word-in-quotes";
    for (fields, rule) in [
        ("Cc: =?UTF-8?Q?yuko?=@readerpost.net", POSITION),
        ("Cc: <yuko@=?UTF-8?Q?readerpost.net?=>", POSITION),
        ("Message-ID: <=?UTF-8?Q?1?=@minatobunko.co.jp>", POSITION),
        ("In-Reply-To: <=?UTF-8?Q?1?=@minatobunko.co.jp>", POSITION),
        ("List-Help: =?UTF-8?Q?=3Chttps://minatobunko.co.jp/help=3E?=", POSITION),
        ("Content-Type: text/plain; format=\"=?UTF-8?Q?fixed?=\"\nMIME-Version: 1.0", POSITION),
        ("Cc: \"=?UTF-8?B?5riv?=\" <yuko@readerpost.net>", quoted),
    ] {
        let found: Vec<_> = read(fields).1.into_iter().map(|(rule, _)| rule).filter(|id| id.contains("word")).collect();
        assert_eq!(found, [rule], "{fields}");
    }
}
