//! Inputs made to hurt: work grows with their length, not with its square.
//!
//! Each is linted and rendered at two lengths. Benchmarks hold the tight bars; here a factor stands between linear
//! growth (4) and quadratic growth (16).
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use kenpin::render::json;
use kenpin::text::{Lang, Texts};
use kenpin::{Input, Options, lint};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Growth from one length to four times that.
const FACTOR: f64 = 8.0;
/// Below this, growth is noise.
const MATTERS: Duration = Duration::from_millis(30);
/// Longer than this at the full length is too long, however it grows.
const LONGEST: Duration = Duration::from_secs(3);

const FIELDS: &str = "From: letters@minatobunko.co.jp\r\nTo: yuko@readerpost.net\r\nSubject: Letters\r\n\
                      Date: Tue, 24 Nov 2026 09:30:00 +0900\r\nMessage-ID: <1@minatobunko.co.jp>\r\n\
                      MIME-Version: 1.0\r\n";

type Make = fn(usize) -> String;

fn field(text: &str) -> String {
    format!("{FIELDS}{text}\r\n\r\nbody\r\n")
}

fn part(media: &str, encoding: &str, body: &str) -> String {
    format!("{FIELDS}Content-Type: {media}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n")
}

fn html(body: &str) -> String {
    part("text/html; charset=utf-8", "8bit", body)
}

fn multipart(boundary: &str, body: &str) -> String {
    format!("{FIELDS}Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n{body}")
}

fn each(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

/// The field of this name, `n` bytes of each of these.
fn in_field(name: &str, n: usize) -> String {
    let body = |text: &str| text.repeat(n / text.len() / 8);
    let all: Vec<String> = ["(", "\"", "<", "<@a,", "\\", ",", "a:;", "=?utf-8?q?"].iter().map(|it| body(it)).collect();
    field(&all.iter().map(|body| format!("{name}: {body}")).collect::<Vec<_>>().join("\r\n"))
}

/// Structured fields, each with the same trouble.
const STRUCTURED: [&str; 22] = [
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Bcc",
    "Return-Path",
    "Date",
    "Message-ID",
    "References",
    "In-Reply-To",
    "Received",
    "Content-Type",
    "Content-Disposition",
    "Content-Transfer-Encoding",
    "List-Unsubscribe",
    "List-Id",
    "List-Unsubscribe-Post",
    "Authentication-Results",
    "DKIM-Signature",
    "ARC-Seal",
    "MIME-Version",
];

const FIELD_CASES: &[(&str, usize, Make)] = &[
    ("files with a name that nobody can save", 20_000, |n| {
        let file = |i| format!("--b\r\nContent-Type: image/png; name==?utf-8?q?:{i}?=\r\n\r\nx\r\n");
        multipart("b", &each(n, file))
    }),
    ("filename*N, each a name of its own", 60_000, |n| {
        part(&format!("text/plain{}", each(n, |i| format!(";\r\n filename*{i}=a"))), "7bit", "x")
    }),
    ("filename*0 again and again", 60_000, |n| {
        field(&format!("Content-Disposition: attachment{}", ";\r\n filename*0*=utf-8''%41".repeat(n)))
    }),
    ("names of parameters that differ", 60_000, |n| {
        field(&format!("Content-Type: text/plain{}", each(n, |i| format!("; p{i}=\"v\""))))
    }),
    ("header lines of colons", 400_000, |n| format!("{FIELDS}{}", ":\r\n".repeat(n / 3))),
    ("header lines without colons", 400_000, |n| format!("{FIELDS}{}\r\n\r\nx", "x\r\ny: z\r\n".repeat(n / 9))),
    ("header lines that begin like delimiters", 400_000, |n| {
        let delimiters = "X: y\r\n--x\r\nContent-Type: multipart/mixed; boundary=\"y\"\r\n".repeat(n / 60);
        format!("{FIELDS}{delimiters}\r\nx")
    }),
    ("many List-Unsubscribe", 50_000, |n| {
        field(&each(n, |i| format!("List-Unsubscribe: <https://u.minatobunko.co.jp/{i}>\r\n")))
    }),
    ("List-Unsubscribe with many addresses", 60_000, |n| {
        field(&format!("List-Unsubscribe: {}", "<mailto:u@minatobunko.co.jp?subject=x>,\r\n ".repeat(n)))
    }),
    ("many DKIM-Signature", 50_000, |n| {
        field(&"DKIM-Signature: v=1; a=rsa-sha256; d=minatobunko.co.jp; s=x; h=From:Subject; b=x\r\n".repeat(n))
    }),
    ("a DKIM-Signature that covers many fields", 300_000, |n| {
        field(&format!("DKIM-Signature: v=1; d=minatobunko.co.jp; h={}", "From:".repeat(n)))
    }),
    ("many signatures and many faulty fields", 10_000, |n| {
        let signature = "DKIM-Signature: v=1; d=minatobunko.co.jp; h=From:Subject:X; b=x\r\n".repeat(60);
        field(&format!("{signature}{}", "X: \u{e9}\u{e9}\r\nSubject: \u{e9} =?utf-8?q??=\r\n".repeat(n)))
    }),
    ("many Received", 50_000, |n| {
        field(
            &"Received: from a.example (b [192.0.2.1]) by c.example with SMTP id 1 for <y@x.example>; Tue, 24 Nov \
                2026 09:30:00 +0900\r\n"
                .repeat(n),
        )
    }),
    ("many Subject, To and From", 40_000, |n| {
        field(&"Subject: a\r\nTo: a@b.example\r\nFrom: c@d.example\r\n".repeat(n))
    }),
    ("an encoded-word with a huge charset", 1_000_000, |n| field(&format!("Subject: =?{}?B?YQ==?=", "x".repeat(n)))),
    ("encoded-words that never end", 1_000_000, |n| field(&format!("Subject: {}", "=?utf-8?q?a ".repeat(n / 12)))),
    ("encoded-words that cut characters", 60_000, |n| {
        field(&format!("Subject: {}", "=?utf-8?b?44E=?=\r\n =?utf-8?b?gg==?=\r\n ".repeat(n)))
    }),
    ("encoded-words that touch", 60_000, |n| field(&format!("Subject: {}", "a=?utf-8?b?44GC?=b ".repeat(n)))),
    ("encoded-words in names, quotes and addresses", 30_000, |n| {
        field(&format!("Cc: {}", "\"=?utf-8?q?a?=\"=?utf-8?q?b?=<=?utf-8?q?c?=@d.example>,\r\n ".repeat(n)))
    }),
    ("question marks in an encoded-word", 400_000, |n| field(&format!("Subject: =?utf-8?q?{}", "a?".repeat(n)))),
    ("empty encoded-words", 60_000, |n| field(&format!("Subject: {}", "=?utf-8?q??= ".repeat(n)))),
    ("8-bit bytes in a field", 1_000_000, |n| field(&format!("Subject: {}", "\u{e9}a ".repeat(n / 4)))),
    ("route addresses", 1_000_000, |n| field(&format!("Cc: <@a{}", ",@a".repeat(n / 3)))),
    ("groups", 1_000_000, |n| field(&format!("Cc: {}", "g: a@b.example, ".repeat(n / 16)))),
    ("addresses without commas", 1_000_000, |n| field(&format!("Cc: {}", "a@b.example ".repeat(n / 12)))),
    ("Authentication-Results with many verdicts", 60_000, |n| {
        field(&format!("Authentication-Results: mx.example{}", "; dkim=pass header.d=a.example (x(y))".repeat(n)))
    }),
    ("escapes of ISO-2022-JP", 1_000_000, |n| field(&format!("Subject: {}", "\u{1b}$B\u{1b}(B".repeat(n / 6)))),
];

const BODY_CASES: &[(&str, usize, Make)] = &[
    ("invisible characters and controls of direction", 1_000_000, |n| {
        html(&"<p>pa\u{200b}ss &zwnj;\u{202b}a&#8238;\u{2069}b</p>".repeat(n / 40))
    }),
    ("one run of invisible characters", 1_000_000, |n| html(&"\u{200b}\u{e0041}".repeat(n / 7))),
    ("words of several scripts", 1_000_000, |n| html(&"P\u{430}yPal \u{43f}\u{440}a\u{2013}".repeat(n / 20))),
    ("one word of several scripts", 1_000_000, |n| html(&"P\u{430}y".repeat(n / 4))),
    ("links to leave by that lead nowhere", 400_000, |n| {
        html(&format!("unsubscribe http://a.jp {}", "<a href=#>here</a> ".repeat(n / 20)))
    }),
    ("pictures that nothing shows", 400_000, |n| {
        let picture = "--b\r\nContent-Type: image/png\r\nContent-ID: <1>\r\nContent-Disposition: inline; filename=a b;\r\n\r\nx\r\n";
        let page = "--b\r\nContent-Type: text/html\r\n\r\n<p>cid:2\r\n".repeat(n / 400);
        multipart("b", &format!("{page}{}--b--\r\n", picture.repeat(n / 200))).replace("mixed", "related")
    }),
    ("alternatives that disagree", 400_000, |n| {
        let words: String = (0..n / 7).map(|number: usize| number.to_string() + " ").collect();
        let inside = format!("--b\r\n\r\n{words}\r\n--b\r\nContent-Type: text/html\r\n\r\n{words}\r\n");
        multipart("b", &format!("{inside}--b--\r\n")).replace("mixed", "alternative")
    }),
    ("text that flows", 400_000, |n| {
        format!("Content-Type: text/plain; format=flowed\r\n\r\n{}", "From \u{3042} \r\n--\r\n".repeat(n / 16))
    }),
    ("lines that close a part inside", 200_000, |n| {
        format!("Content-Type: multipart/mixed\r\n\r\n--x\r\n{}boundary=x\r\n", "--x--\r\n".repeat(n / 7))
    }),
    ("near misses of a boundary", 40_000, |n| {
        let boundary = "b".repeat(60);
        let miss = format!("--{}x\r\n--{}\r\n", boundary, &boundary[1..]);
        multipart(&boundary, &format!("--{boundary}\r\n\r\n{}--{boundary}--\r\n", miss.repeat(n)))
    }),
    ("nested boundaries that begin alike", 20_000, |n| {
        let boundary = |depth: usize| format!("{}{depth}", "b".repeat(50));
        let open = |depth: usize| {
            let (own, inner) = (boundary(depth), boundary(depth + 1));
            format!("--{own}\r\nContent-Type: multipart/mixed; boundary={inner}\r\n\r\n")
        };
        multipart(&boundary(0), &format!("{}{}", each(90, open), format!("--{}y\r\n", "b".repeat(50)).repeat(n)))
    }),
    ("multiparts that never end", 9_000, |n| {
        multipart(
            "b",
            &each(n, |i| format!("--b\r\nContent-Type: multipart/mixed; boundary=c{i}\r\n\r\n--c{i}\r\n\r\nx\r\n")),
        )
    }),
    ("multiparts that never end, and delimiters beyond all limits", 600_000, |n| {
        let open =
            each(4_000, |i| format!("--b\r\nContent-Type: multipart/mixed; boundary=c{i}\r\n\r\n--c{i}\r\n\r\n"));
        multipart("b", &format!("{open}{}", "--b\r\n".repeat(n)))
    }),
    ("many parts with faults", 9_000, |n| {
        let one = "--b\r\nContent-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: quoted-printable\r\n\
                   \r\n\u{e9}=ZZ\r\n";
        multipart("b", &format!("{}--b--\r\n", one.repeat(n)))
    }),
    ("many HTML parts with links", 4_000, |n| {
        let one = "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
                   PGEgaHJlZj0iaHR0cHM6Ly9hLmV4YW1wbGUvIj5odHRwczovL2IuZXhhbXBsZS88L2E+\r\n";
        multipart("b", &format!("{}--b--\r\n", one.repeat(n)))
    }),
    ("many returned messages", 4_000, |n| {
        let one = "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nx\r\n";
        multipart("b", &format!("{}--b--\r\n", one.repeat(n)))
    }),
    ("a report of many parts", 9_000, |n| {
        let one = "--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\n\r\n";
        format!(
            "{FIELDS}Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n{}",
            one.repeat(n)
        )
    }),
    ("base64 with a blank after every byte", 1_000_000, |n| {
        part("text/plain; charset=utf-8", "base64", &"Y W E = ".repeat(n / 8))
    }),
    ("base64 of padding", 1_000_000, |n| part("text/html", "base64", &"YQ==".repeat(n / 4))),
    ("base64 of what is none", 1_000_000, |n| part("image/png", "base64", &"!\u{7f}\r\n".repeat(n / 4))),
    ("quoted-printable of soft breaks", 1_000_000, |n| part("text/plain", "quoted-printable", &"=\r\n".repeat(n / 3))),
    ("quoted-printable of blanks", 1_000_000, |n| part("text/plain", "quoted-printable", &" ".repeat(n))),
    ("quoted-printable of bad escapes", 1_000_000, |n| part("text/plain", "quoted-printable", &"=G\r\n".repeat(n / 4))),
    ("ISO-2022-JP of escapes", 1_000_000, |n| {
        part("text/plain; charset=iso-2022-jp", "7bit", &"\u{1b}$B\u{1b}(B\u{1b}(J".repeat(n / 9))
    }),
    ("a charset that must be guessed", 600_000, |n| part("text/plain", "8bit", &"\u{3042}\u{e9}\r\n".repeat(n / 7))),
    ("a charset that does not fit", 600_000, |n| {
        part("text/plain; charset=euc-jp", "8bit", &"\u{3042}\u{e9}".repeat(n / 5))
    }),
    ("quoted mailbox lines", 600_000, |n| part("text/plain", "7bit", &">From ".repeat(n / 6))),
    ("CR and dashes", 1_000_000, |n| multipart("b", &"--\r-".repeat(n / 4)).replace("\r\n", "\r")),
    ("line ends of all kinds", 1_000_000, |n| part("text/plain", "7bit", &"a\r\nb\nc\r".repeat(n / 7))),
    ("lines of 999 octets", 1_000_000, |n| {
        part("text/plain", "7bit", &format!("{}\r\n", "x".repeat(999)).repeat(n / 1001))
    }),
    ("NUL", 1_000_000, |n| part("text/plain", "7bit", &"\0".repeat(n))),
    ("attributes in one tag", 60_000, |n| html(&format!("<a {}>", each(n, |i| format!("a{i}=x "))))),
    ("tags that never close", 600_000, |n| html(&"<a href='https://a.example/'><b><p style='x:y'>".repeat(n / 47))),
    ("links inside links with addresses as text", 600_000, |n| {
        html(&"<a href=\"https://a.example/\">https://b.example/ ".repeat(n / 48))
    }),
    ("one link of many addresses", 600_000, |n| {
        html(&format!("<a href=\"https://a.example/\">{}</a>", "https://b.example/ ".repeat(n / 19)))
    }),
    ("links to one host each", 20_000, |n| {
        html(&each(n, |i| format!("<a href='http://h{i}.example/?{i}'>h{i}.example</a> ")))
    }),
    ("text that is nearly an address", 1_000_000, |n| {
        part("text/plain", "7bit", &"https://a.b.c.d/(((".repeat(n / 19))
    }),
    ("a body of words of leaving", 600_000, |n| {
        html(&"unsubscribe \u{914d}\u{4fe1}\u{505c}\u{6b62} https://x ".repeat(n / 34))
    }),
    ("tokens of templates", 600_000, |n| html(&"{{#if a}}*|MERGE|*<%= x %>[[y]] %%z%% ".repeat(n / 38))),
];

/// What all is asked of a message.
fn work(bytes: &[u8], options: &Options) -> usize {
    let report = lint(Input::file(bytes), options);
    json::report(&report, Texts::BuiltIn(Lang::En), "x.eml").len()
}

fn time(bytes: &[u8], options: &Options) -> (Duration, usize) {
    let start = Instant::now();
    let len = work(bytes, options);
    (start.elapsed(), len)
}

/// Cases run one after the other, whatever the threads: they are measured.
static ONE: Mutex<()> = Mutex::new(());

/// Looks at one case; says what is wrong with it.
fn check(name: &str, full: usize, make: impl Fn(usize) -> String) -> Option<String> {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut options = Options::default();
    options.set("audience", "all").unwrap();
    // A debug build is some ten times slower.
    let full = if cfg!(debug_assertions) { full / 4 } else { full };
    let (quarter_text, text) = (make(full / 4), make(full));
    let (mut whole, len) = time(text.as_bytes(), &options);
    // A report of everything that is wrong grows with the input, but not beyond what anybody reads.
    if len > 64 * text.len() + 100_000_000 {
        return Some(format!("{name}: {len} bytes of JSON for {} bytes", text.len()));
    }
    // The least of several tries on both sides; more where it does not look well.
    let (mut quarter, mut growth) = (Duration::MAX, f64::MAX);
    for attempt in 0..12 {
        if attempt > 0 {
            whole = whole.min(time(text.as_bytes(), &options).0);
        }
        quarter = quarter.min(time(quarter_text.as_bytes(), &options).0);
        growth = whole.as_secs_f64() / quarter.as_secs_f64();
        if attempt >= 1 && whole < LONGEST && (whole < MATTERS || growth <= FACTOR) {
            println!("{:6} KB {:8.1} ms  x{growth:4.1}  {name}", text.len() >> 10, whole.as_secs_f64() * 1e3);
            return None;
        }
        if whole > 3 * LONGEST {
            break;
        }
    }
    Some(format!("{name}: {whole:?} for {} bytes, x{growth:.1} for four times the length", text.len()))
}

fn check_all(cases: &[(&str, usize, Make)]) {
    let faults: Vec<String> = cases.iter().filter_map(|(name, full, make)| check(name, *full, make)).collect();
    println!("{} cases", cases.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn fields_are_read_in_linear_time() {
    check_all(FIELD_CASES);
}

#[test]
fn bodies_are_read_in_linear_time() {
    check_all(BODY_CASES);
}

#[test]
fn every_structured_field_stands_comments_and_quotes() {
    let names = STRUCTURED.iter();
    let faults: Vec<String> = names.filter_map(|name| check(name, 800_000, |n| in_field(name, n))).collect();
    println!("{} fields", STRUCTURED.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
