//! `cargo xtask fuzz`: runs each fuzz target for a while, from hand-written seeds.

use crate::args::Args;
use crate::shell::{self, Outcome, command, root};

const TARGETS: &[&str] = &["scan", "decode", "lint"];
/// Longest input that the fuzzer makes.
const MAX_LEN: &str = "-max_len=8192";
/// Seconds after which an input counts as a hang.
const TIMEOUT: &str = "-timeout=5";
/// Progress and dictionaries stay unsaid; a crash does not.
const QUIET: &str = "-verbosity=0";

/// The command.
pub fn run(mut args: Args) -> Outcome {
    let seconds: u32 = args.number("--seconds")?.unwrap_or(60);
    let only = args.value("--target")?;
    args.finish()?;
    install()?;
    for target in TARGETS.iter().filter(|target| only.as_ref().is_none_or(|only| only == *target)) {
        let corpus = root("fuzz/corpus").join(target);
        for (name, seed) in SEEDS {
            shell::write(&corpus.join(name), seed)?;
        }
        println!("fuzzing {target} for {seconds} s");
        shell::run(
            command("rustup")
                .args(["run", "nightly", "cargo", "fuzz", "run", target, "--"])
                .arg(format!("-max_total_time={seconds}"))
                .args([MAX_LEN, TIMEOUT, QUIET]),
        )?;
    }
    Ok(())
}

/// A nightly toolchain and cargo-fuzz.
fn install() -> Outcome {
    if shell::output(command("rustup").args(["run", "nightly", "rustc", "--version"])).is_err() {
        println!("installing the nightly toolchain");
        shell::run(command("rustup").args(["toolchain", "install", "nightly", "--profile", "minimal"]))?;
    }
    if shell::which(&["cargo-fuzz"]).is_none() {
        println!("installing cargo-fuzz");
        shell::run(shell::cargo().args(["install", "--locked", "cargo-fuzz"]))?;
    }
    Ok(())
}

/// Small messages that reach the branches a random input would take long to find.
const SEEDS: &[(&str, &[u8])] = &[
    ("plain", b"From: a@example.com\r\nTo: b@example.org\r\nSubject: x\r\nDate: Mon, 1 Jun 2026 10:00:00 +0900\r\n\
        Message-ID: <1@example.com>\r\n\r\nHello https://example.com/?a=b.\r\n"),
    ("alternative", b"From: \"A, B\" <a@example.com>\r\nSubject: =?UTF-8?B?44GC?= =?iso-2022-jp?Q?=1B$B$\"=1B(B?=\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\n\
        Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=E3=81=82=\r\nb\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
        PCFET0NUWVBFIGh0bWw+PHA+Jmx0O2E+PGEgaHJlZj0ieCI+PGltZyBhbHQ9IiI+PC9wPg==\r\n--b--\r\n"),
    ("html", b"Content-Type: text/html; charset=shift_jis\r\n\r\n<!-- c --><style>p{color:red}</style><p style='a:b'>\x82\xa0\
        <a href=\"https://example.com/?a=1&amp;b=2\">x</a><script>//</script>&#x3042;&hellip;\r\n"),
    ("report", b"Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\n\r\nfailed\r\n--r\r\n\
        Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n\
        Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\
        Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n--r\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n--r--\r\n"),
    ("bulk", b"List-Unsubscribe: <https://example.com/u>, <mailto:u@example.com>\r\n\
        List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nList-Id: N <n.example.com>\r\n\
        DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=example.com; s=s; h=From:Subject;\r\n bh=AAAA; b=AAAA\r\n\
        Authentication-Results: mx.example.org; dkim=pass header.d=example.com; spf=fail smtp.mailfrom=a.example\r\n\
        Received: from a (b [192.0.2.1]) by c with ESMTPS id 1 for <d@example.org>; Mon, 1 Jun 2026 10:00:00 +0900 (JST)\r\n\
        Cc: g: a@example.com, (c \\) \"d\" <e@[192.0.2.1]>;, =?utf-8?q?f?= <f@xn--bcher-kva.example>\r\n\r\nx\r\n"),
    ("attachment", b"Content-Type: multipart/mixed; boundary=\"=_1\"\r\n\r\n--=_1\r\nContent-Disposition: attachment;\r\n\
        filename*0*=iso-2022-jp''%1B$B;; filename*1=a.pdf; filename=\"=?utf-8?q?a?=\"\r\n\
        Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n#86)C\r\n`\r\nend\r\n--=_1\rlone\rcr\nlf\n--=_1-- \r\n"),
    ("not-a-message", b"\0\xff\xfe<html>PK\x03\x04"),
];
