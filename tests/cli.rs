//! The command line through the built binary: exit status, inputs, formats, options.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use support::command::{folder, kenpin, run, run_with};

/// A message without faults at the level error.
const CLEAN: &str = "From: Minato Bunko <letters@minatobunko.co.jp>\r\nTo: Yuko Tanabe <yuko@readerpost.net>\r\n\
                     Subject: Letters\r\nDate: Tue, 24 Nov 2026 09:30:00 +0900\r\n\
                     Message-ID: <20261124.1@minatobunko.co.jp>\r\n\r\nHello.\r\n";
/// A link that shows another address than it leads to.
const BAD: &str = "From: letters@minatobunko.co.jp\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; \
                   charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>港文庫<a href=\"https://click.letterline-esp.net/\">\
                   https://www.minatobunko.co.jp/</a></p>\r\n";

/// `clean.eml`, `bad.eml`, `deep/more.eml`, and what is no message.
fn messages(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    fs::write(folder.join("clean.eml"), CLEAN).unwrap();
    fs::write(folder.join("bad.eml"), BAD).unwrap();
    fs::write(folder.join("notes.txt"), "no mail").unwrap();
    fs::create_dir(folder.join("deep")).unwrap();
    fs::write(folder.join("deep/more.eml"), CLEAN).unwrap();
    fs::create_dir(folder.join("empty")).unwrap();
    folder
}

#[test]
fn the_status_says_what_was_found() {
    let folder = messages("status");
    for (arguments, want) in [
        (&["check", "clean.eml"][..], 0),
        (&["check", "bad.eml"], 1),
        (&["check", "clean.eml", "bad.eml"], 1),
        (&["check", "--fail-on", "never", "bad.eml"], 0),
        (&["check", "--fail-on", "info", "bad.eml"], 1),
        (&["check", "--rule", "text-href-mismatch=info", "--rule", "missing-date=off", "bad.eml"], 0),
        (&["check", "missing.eml"], 2),
        (&["check", "clean.eml", "missing.eml", "bad.eml"], 2),
        (&["check", "empty"], 2),
        (&["check", "deep"], 0),
        (&["check", "."], 1),
        (&["explain", "text-href-mismatch"], 0),
        (&["explain", "text-href"], 2),
        (&["rules"], 0),
        (&["rules", "--format", "json"], 0),
        (&["--version"], 0),
        (&["--help"], 0),
        (&["check", "--help"], 0),
        (&[], 2),
        (&["inspect"], 2),
        (&["check", "--format", "yaml", "clean.eml"], 2),
        (&["check", "--no-such-option", "clean.eml"], 2),
    ] {
        let ran = run(&folder, arguments);
        assert_eq!(ran.status, want, "{arguments:?}: {ran:?}");
        assert_eq!(want == 2, !ran.err.is_empty(), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn wrong_values_are_named_with_what_is_right() {
    let folder = messages("values");
    for (option, value, says) in [
        ("--kind", "spam", "bulk"),
        ("--stage", "later", "outgoing"),
        ("--ad", "maybe", "yes"),
        ("--now", "yesterday", "2026"),
        ("--audience", "gmial", "gmail"),
        ("--profile", "everybody", "gmail"),
        ("--rule", "text-href-mismatch", "ID="),
        ("--rule", "text-href-mismatch=loud", "warning"),
        ("--rule", "no-such-rule=off", "kenpin rules"),
        ("--lang", "fr", "ja"),
        ("--fail-on", "nothing", "never"),
        ("--color", "green", "always"),
        ("--jobs", "many", "many"),
    ] {
        let ran = run(&folder, &["check", option, value, "clean.eml"]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{option} {value}: {ran:?}");
        assert!(ran.err.contains(value) && ran.err.contains(says), "{option} {value}: {}", ran.err);
    }
}

#[test]
fn what_cannot_be_read_does_not_stop_the_rest() {
    let folder = messages("unreadable");
    let ran = run(&folder, &["check", "--format", "json", "missing.eml", "bad.eml", "empty", "clean.eml"]);
    let json = ran.json();
    let paths: Vec<&str> = json["messages"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["bad.eml", "clean.eml"]);
    assert!(ran.err.contains("missing.eml") && ran.err.contains("empty"), "{}", ran.err);
    assert_eq!(ran.status, 2);
}

#[test]
fn folders_give_their_messages_in_order() {
    let folder = messages("order");
    let ran = run(&folder, &["check", "--format", "ndjson", ".", "deep"]);
    let paths: Vec<String> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(paths, ["./bad.eml", "./clean.eml", "./deep/more.eml", "deep/more.eml"]);
    let absolute = run(&folder, &["check", "--format", "json", folder.to_str().unwrap()]).json();
    assert_eq!(absolute["messages"][0]["path"], folder.join("bad.eml").to_str().unwrap());
}

#[test]
fn standard_input_is_a_message() {
    let folder = messages("stdin");
    for arguments in [&["check", "--format", "json"][..], &["check", "--format", "json", "-"]] {
        let ran = run_with(&folder, arguments, BAD.as_bytes());
        let json = ran.json();
        assert_eq!((ran.status, &json["messages"][0]["path"]), (1, &"-".into()));
        assert_eq!(json["messages"][0]["bytes"], BAD.len());
    }
    let ran = run_with(&folder, &["check", "--format", "json"], b"");
    assert_eq!(ran.json()["messages"][0]["findings"][0]["rule"], "not-a-message");
}

#[test]
fn paths_come_on_standard_input() {
    let folder = messages("stdin0");
    fs::write(folder.join("two words\n.eml"), CLEAN).unwrap();
    let ran = run_with(&folder, &["check", "--stdin0", "--format", "json"], b"two words\n.eml\0deep\0bad.eml\0");
    let json = ran.json();
    let paths: Vec<&str> = json["messages"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["two words\n.eml", "deep/more.eml", "bad.eml"]);
    let none = run_with(&folder, &["check", "--stdin0", "--format", "json"], b"");
    assert_eq!((none.status, none.json()["messages"].as_array().unwrap().len()), (0, 0));
}

/// A name need not be UTF-8.
#[cfg(unix)]
#[test]
fn any_name_can_be_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("names");
    let name = std::ffi::OsStr::from_bytes(b"\xe9t\xe9.eml");
    fs::write(folder.join(name), CLEAN).unwrap();
    let ran = run_with(&folder, &["check", "--stdin0", "--format", "json"], b"\xe9t\xe9.eml\0");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let output = kenpin(&folder, &["check", "--format", "json"]).arg(name).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap();
}

#[test]
fn a_name_cannot_command_the_terminal() {
    let folder = folder("escapes");
    fs::write(folder.join("\x1b[31mred.eml"), BAD).unwrap();
    let ran = run(&folder, &["check", "--color", "never", "."]);
    assert!(!ran.out.contains('\x1b') && ran.out.contains("red.eml"), "{}", ran.out);
    let ran = run(&folder, &["check", "\x1b[31mmissing.eml"]);
    assert!(!ran.err.contains('\x1b') && ran.err.contains("missing.eml"), "{}", ran.err);
}

/// `kenpin check … | head -1`: no complaint, no panic.
#[test]
fn a_reader_may_leave() {
    let folder = folder("pipe");
    for index in 0..300 {
        fs::write(folder.join(format!("{index}.eml")), BAD).unwrap();
    }
    for format in ["text", "json", "ndjson"] {
        let mut command = kenpin(&folder, &["check", "--format", format, "."]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.status.code().is_some_and(|code| code < 2), "{:?}", output.status);
    }
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let folder = messages("shape");
    let json = run(&folder, &["check", "--format", "json", "--lang", "ja", "bad.eml", "clean.eml"]).json();
    assert_eq!(json["version"], env!("CARGO_PKG_VERSION"));
    let report = &json["messages"][0];
    for key in ["path", "bytes", "kind", "stage", "signed", "audience", "counts", "verdicts", "not_checked", "facts"] {
        assert!(!report[key].is_null(), "{key}");
    }
    let findings = report["findings"].as_array().unwrap();
    let finding = findings.iter().find(|it| it["rule"] == "text-href-mismatch").unwrap();
    let texts = ["group", "severity", "basis", "confidence", "title", "message", "why", "help"];
    assert!(texts.iter().all(|key| finding[key].as_str().is_some_and(|text| !text.is_empty())), "{finding:#}");
    assert!(finding["demanded_by"][0]["profile"].is_string() && finding["sources"][0]["name"].is_string());
    let (start, end) = (finding["span"]["start"].as_u64().unwrap(), finding["span"]["end"].as_u64().unwrap());
    let text = &BAD[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()];
    assert_eq!(text, "https://www.minatobunko.co.jp/");
    let before = &BAD[..usize::try_from(start).unwrap()];
    assert_eq!(finding["span"]["line"], before.lines().count());
    assert_eq!(finding["span"]["column"], before.len() - before.rfind('\n').unwrap());
    let count = |level: &str| findings.iter().filter(|it| it["severity"] == level).count();
    for level in ["error", "warning", "info"] {
        assert_eq!(report["counts"][level], count(level));
    }
}

#[test]
fn levels_of_rules_can_be_set() {
    let folder = messages("levels");
    let levels = |setting: &str| {
        let json = run(&folder, &["check", "--format", "json", "--rule", setting, "bad.eml"]).json();
        let findings = json["messages"][0]["findings"].as_array().unwrap().clone();
        let found = findings.into_iter().find(|it| it["rule"] == "text-href-mismatch");
        found.map(|it| it["severity"].as_str().unwrap().to_owned())
    };
    for level in ["info", "warning", "error"] {
        assert_eq!(levels(&format!("text-href-mismatch={level}")).as_deref(), Some(level));
    }
    assert_eq!(levels("text-href-mismatch=off"), None);
}

#[test]
fn every_listed_rule_is_explained() {
    let folder = messages("explain");
    let json = run(&folder, &["rules", "--format", "json"]).json();
    let rules = json["rules"].as_array().unwrap();
    assert_eq!(rules.len(), kenpin::rules::ALL.len());
    for rule in rules {
        let id = rule["id"].as_str().unwrap();
        for lang in ["en", "ja"] {
            let ran = run(&folder, &["explain", "--lang", lang, id]);
            assert!(ran.status == 0 && ran.out.starts_with(id) | ran.out.contains(id), "{ran:?}");
        }
        for key in ["group", "level", "basis", "confidence", "since", "title", "fix"] {
            assert!(rule[key].as_str().is_some_and(|text| !text.is_empty()), "{id}: {key}");
        }
    }
}

/// Wide characters take two columns: the carets stand under the marked text all the same.
#[test]
fn carets_stand_under_what_they_mean() {
    let folder = messages("carets");
    let ran = run(&folder, &["check", "--color", "never", "bad.eml"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    let at = lines.iter().position(|line| line.contains("<p>港文庫")).unwrap();
    let column =
        |text: &str| text.chars().map(|c| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)).sum::<usize>();
    let before = &lines[at][..lines[at].find("https://www.minato").unwrap()];
    let carets = lines[at + 1];
    assert_eq!(column(before), carets.find('^').unwrap(), "{}\n{carets}", lines[at]);
    assert_eq!(carets.matches('^').count(), "https://www.minatobunko.co.jp/".len());
}

#[test]
fn colours_only_where_asked_for() {
    let folder = messages("colours");
    let coloured = |arguments: &[&str]| run(&folder, arguments).out.contains("\x1b[");
    assert!(!coloured(&["check", "bad.eml"]), "a pipe is no terminal");
    assert!(!coloured(&["check", "--color", "never", "bad.eml"]));
    assert!(coloured(&["check", "--color", "always", "bad.eml"]));
}

#[test]
fn containers_hold_messages() {
    let folder = folder("containers");
    let mbox = format!("From a Tue Nov 24\n{CLEAN}\nFrom b Tue Nov 24\n{BAD}");
    fs::write(folder.join("box.mbox"), mbox.replace("\r\n", "\n")).unwrap();
    fs::write(folder.join("one.emlx"), format!("{}\n{CLEAN}<?xml?>", CLEAN.len())).unwrap();
    let json = run(&folder, &["check", "--format", "json", "box.mbox", "one.emlx"]).json();
    let messages = json["messages"].as_array().unwrap();
    let paths: Vec<&str> = messages.iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["box.mbox#1", "box.mbox#2", "one.emlx"]);
    assert_eq!(messages[2]["bytes"], CLEAN.len());
}

#[test]
fn as_many_threads_as_asked_for_say_the_same() {
    let Some(corpora) = support::corpora::folder() else { return };
    let run = |jobs: &str| run(Path::new(&corpora), &["check", "--format", "ndjson", "--jobs", jobs, "ja-jpmobile"]);
    let (one, four) = (run("1"), run("4"));
    println!("{} messages", one.out.lines().count());
    assert!(one.out.lines().count() > 20 && one.out == four.out);
}
